"""When events begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from spacy.tokens import Token

from kg.extraction.cast import Member
from kg.extraction.events.words import DECISION, VICTORY, event_kinds, event_pattern, event_words, is_object, kind_of
from kg.extraction.relations.attachment import depends_on
from kg.extraction.relations.date_contexts import (
    BETWEEN,
    day_before,
    goes_on,
    is_deadline,
    is_last_day,
    is_of_a_writing,
    is_of_another_noun,
    is_of_event_before,
    is_of_the_page,
    is_since_another,
    is_told_by_participle,
    with_open_clauses,
)
from kg.extraction.relations.date_tenses import YEAR, in_tense
from kg.extraction.relations.enumerations import outermost
from kg.extraction.relations.occasions import Occasion, Scene
from kg.extraction.relations.openings import date_parts
from kg.extraction.relations.words import leads_to, owner_words, relation_words
from kg.extraction.text.calendar import DatePhrase, beginning, lasting, length_in_days
from kg.extraction.text.date_grammar import calendar_words
from kg.extraction.text.grammar import (
    CLAUSES,
    COORDINATIONS,
    PASSIVE_SUBJECTS,
    RELATIVE_CLAUSES,
    SUBJECTS,
    children,
    is_finite_verb,
)
from kg.extraction.text.reading import Sentence
from kg.model.dates import PartialDate
from kg.model.entities import EntityClass, EventType
from kg.model.relations import Bound, Dating, Evidence

PROGRAMME, PLACE = EntityClass.PROGRAMME, EntityClass.PLACE
INSIDE, ATTACHED, BESIDE, ALONE = 0.92, 0.88, 0.75, 0.65
WITHIN = 4  # words between a date and the event during which something took place then
RIGHT_BEHIND = 12  # characters between an event and a date of its own right behind it
NEAR = 50  # characters from an event to a date that only small words part
INQUIRY = "inquiry"
_LETTERS = re.compile(r"[\w\s'’]*$")


@dataclass(frozen=True, slots=True)
class _Told:
    """A date as a sentence tells it of an event."""

    precision: int
    confidence: float
    phrase: DatePhrase
    occasion: Occasion

    def beats(self, other: _Told | None) -> bool:
        return other is None or (self.precision, self.confidence) > (other.precision, other.confidence)


def date_events(scene: Scene) -> Iterator[Dating]:
    """When the events of a document begin and end: the surest date of each; that of a closing is the last day."""
    best: dict[tuple[str, bool], _Told] = {}
    years: dict[str, set[int]] = {}
    for occasion in scene.occasions:
        for phrase in _years_of_name(scene, occasion):
            years.setdefault(occasion.event.id, set()).update(date.year for date in (phrase.start,) if date is not None)
    for occasion in scene.occasions:
        for phrase in [*scene.dates(occasion.sentence), *_years_of_name(scene, occasion)]:
            confidence = _event_confidence(scene, occasion, phrase)
            if not confidence or _is_of_another_year(years.get(occasion.event.id), phrase):
                continue
            told = _Told(len(str(phrase.start or phrase.finish)), confidence, phrase, occasion)
            key = occasion.event.id, _is_of_last_day(scene, occasion, phrase, confidence)
            if told.beats(best.get(key)):
                best[key] = told
    found = [dating for (e, closing), told in best.items() for dating in _dated(scene, told, closing=closing, opened=(e, False) in best)]
    yield from found
    yield from date_parts(scene, found)


def _is_of_another_year(years: set[int] | None, phrase: DatePhrase) -> bool:
    """Whether a date lies in another year than the one that the event is called by: "the portal for the 2023 election closes today"."""
    return bool(years) and phrase.start is not None and phrase.start.year not in (years or ())


def _is_of_last_day(scene: Scene, occasion: Occasion, phrase: DatePhrase, confidence: float) -> bool:
    if phrase.start is None or is_last_day(scene, occasion, phrase):
        return True
    if confidence not in (ATTACHED, BESIDE) or phrase.finish is not None:
        return False
    return day_before(scene, occasion, "final_days") or _closes(occasion, phrase)


def _dated(scene: Scene, told: _Told, *, closing: bool, opened: bool) -> Iterator[Dating]:
    event, phrase = told.occasion.event, in_tense(scene, told.occasion, told.phrase)
    days = _days(scene, event)
    start, finish = phrase.start, phrase.finish or lasting(phrase.start, days)
    if closing and phrase.start is not None:
        start, finish = None if opened else beginning(phrase.start, days), phrase.start
    rule = "event-date-alone" if told.confidence == ALONE else "event-date"
    yield from dating(scene, event, start, finish, (phrase.begin, phrase.end), rule, told.confidence)


def _closes(occasion: Occasion, phrase: DatePhrase) -> bool:
    """Whether a date is that of the end of an event: "ended on Friday", "the talks, which ended today", "its closing ceremony"."""
    date = occasion.sentence.part.tokens(phrase.begin, phrase.end)
    if date is None or occasion.act:
        return False
    verb = occasion.clause
    own = occasion.own_clause
    above = [occasion.head, *occasion.head.ancestors]
    ending = [own] if own is not None and any(subject in above for subject in children(own, SUBJECTS | PASSIVE_SUBJECTS)) else []
    behind = occasion.sentence.part.tokens(occasion.end, phrase.begin) if occasion.end < phrase.begin else None
    ending += [token for token in behind or () if token.dep_ in RELATIVE_CLAUSES]
    if any(depends_on(date.root, each) and _is_of_the_end(each) for each in ending):
        return True
    return verb is not None and _is_told_by_its_end(occasion, verb) and depends_on(date.root, verb, through=None)


def _is_of_the_end(verb: Token) -> bool:
    closing = relation_words(verb.lang_).closing_verbs
    return verb.lemma_ in closing or any(f"{verb.lemma_} {child.lemma_}" in closing for child in verb.children)


def _is_told_by_its_end(occasion: Occasion, verb: Token) -> bool:
    """Whether the noun over an event is one for the part with which it ends: "the closing ceremony of the festival"."""
    above = takewhile(lambda token: token.i != verb.i, occasion.head.ancestors)
    closings = event_words(occasion.sentence.language).closings
    return any(token.lower_ in closings for over in above for token in over.subtree if token.i < occasion.head.left_edge.i)


def _years_of_name(scene: Scene, occasion: Occasion) -> Iterator[DatePhrase]:
    """The year that an event is called by: "2020 Review Conference", "Forum 2025"; a year in the name of a programme is that of its end."""
    if occasion.act or occasion.event_type in (EventType.LAUNCH, EventType.SIGNING):
        return
    for match in YEAR.finditer(scene.reading.text, occasion.begin, _end_of_own_name(scene, occasion)):
        if not scene.cast.within(match.start(), match.end(), {PROGRAMME}) and not _is_in_programme(scene, occasion, match.start()):
            yield DatePhrase(match.start(), match.end(), PartialDate(int(match.group())))


def _end_of_own_name(scene: Scene, occasion: Occasion) -> int:
    """Where the name of an event comes to that of another one, whose year is not its own: "the briefing on | the elections of 2015"."""
    nouns = event_pattern(occasion.sentence.language).finditer(scene.reading.text, occasion.begin, occasion.end)
    phases = event_words(occasion.sentence.language).phases
    own = [match for match in nouns if match.group().casefold() not in phases]
    return own[1].start() if len(own) > 1 else occasion.end


def _is_in_programme(scene: Scene, occasion: Occasion, offset: int) -> bool:
    rows = scene.cast.within(occasion.sentence.begin, occasion.sentence.end, {PROGRAMME})
    return any(row.mention.begin <= offset < row.mention.end for row in rows)


def _event_confidence(scene: Scene, occasion: Occasion, phrase: DatePhrase) -> float:
    """How surely a date is that of an event of its sentence; nought if it is not."""
    if _tells_years(phrase) or _dates_the_page(scene, occasion, phrase) or _dates_a_state(scene, occasion, phrase):
        return 0.0
    if is_of_the_page(scene, phrase) or is_deadline(scene, occasion, phrase) or is_of_event_before(scene, occasion, phrase):
        return 0.0
    if _is_genitive(occasion.sentence, phrase) and _is_of_event_inside(scene, occasion, phrase):
        return 0.0
    if occasion.begin <= phrase.begin and phrase.end <= occasion.end:
        return INSIDE
    if not 0 <= phrase.begin - occasion.end <= RIGHT_BEHIND and kind_of(occasion.event.names[0], occasion.sentence.language) == VICTORY:
        return 0.0  # of a victory a text tells what others say of it on the days that follow
    tokens = occasion.sentence.part.tokens(phrase.begin, phrase.end)
    if tokens is not None and (_is_of_founding(tokens.root) or is_of_another_noun(occasion, tokens.root, phrase)):
        return 0.0
    if tokens is not None and (is_of_a_writing(occasion, tokens) or is_since_another(occasion, tokens)):
        return 0.0
    if is_last_day(scene, occasion, phrase) and (tokens is None or not goes_on(occasion, tokens.root)):
        return 0.0
    if phrase.begin >= occasion.end and day_before(scene, occasion, "later_days"):
        return 0.0
    parted = scene.is_parted(occasion, phrase.begin) and not _is_part_of(occasion, phrase, scene)
    loose = scene.is_apart(occasion) or parted or _is_wished(occasion)
    verb = None if loose else occasion.own_clause
    if _lasts(occasion) and not _is_told_of(occasion, verb):
        return 0.0
    tops = [occasion.head, *occasion.participles, *([verb] if verb is not None else [])]
    if tokens is not None and depends_on(
        tokens.root, *with_open_clauses(tops), through=calendar_words(occasion.sentence.language).day_parts
    ):
        return ATTACHED
    if tokens is not None and (_is_of_telling(tokens.root, occasion) or _is_of_a_text(scene, occasion, phrase)):
        return 0.0
    if tokens is not None and not loose and _hangs_astray(scene, occasion, phrase, tokens.root, tops):
        return BESIDE
    if tokens is not None and is_told_by_participle(scene, occasion, tokens.root):
        return BESIDE
    gap = scene.reading.text[min(occasion.end, phrase.end) : max(occasion.begin, phrase.begin)]
    if _is_behind_a_clause(occasion, phrase, verb, tokens.root if tokens is not None else None):
        return 0.0
    if phrase.end <= occasion.begin and _leads_at_once(_without_places(scene, phrase.end, occasion.begin), occasion.sentence.language):
        return BESIDE
    apart = verb is None and (phrase.end <= occasion.begin or ("," in gap and scene.is_apart(occasion)))
    if not apart and len(gap) <= NEAR and re.search(r"[.;:()\"«]", gap) is None and len(gap.split()) <= 5:
        return BESIDE
    return ALONE if verb is not None and _stand_alone(scene, occasion, phrase) else 0.0


def _leads_at_once(gap: str, language: str) -> bool:
    """Whether nothing but words such as "during the" stands between a date and an event: "on Monday during the visit"."""
    return len(gap.split()) <= WITHIN and _LETTERS.match(gap) is not None and leads_to(language, "presence").search(gap) is not None


def _without_places(scene: Scene, begin: int, end: int) -> str:
    """A stretch without the names of towns that it holds, and without their commas: "on Monday in Suva, during the visit"."""
    rows = outermost(scene.cast, begin, end, {PLACE})
    bounds = [begin, *(bound for row in rows for bound in (row.mention.begin, row.mention.end)), end]
    text = " ".join(scene.reading.text[first:last] for first, last in zip(bounds[::2], bounds[1::2], strict=True))
    return text.replace(",", " ") if rows else text


def _is_of_event_inside(scene: Scene, occasion: Occasion, phrase: DatePhrase) -> bool:
    """Whether the stretch of an act names another event, whose date it is: "toured ten states before the elections of [May 2016]"."""
    rows = scene.in_sentence(occasion.sentence) if occasion.act else ()
    others = (row for row in rows if row.event.id != occasion.event.id and not row.act and occasion.begin < row.begin <= phrase.begin)
    gaps = (scene.reading.text[row.end : phrase.begin] for row in others)
    return any(len(gap) <= BETWEEN and re.search(r"[,.;:()\n]", gap) is None for gap in gaps)


def _is_part_of(occasion: Occasion, phrase: DatePhrase, scene: Scene) -> bool:
    """Whether what stands between an event and a date is only the event that it opens or closes: "the closing ceremony of the forum"."""
    words = event_words(occasion.sentence.language)
    told = re.findall(r"\w+", scene.reading.text[occasion.begin : occasion.end].casefold())
    between = [row for row in scene.in_sentence(occasion.sentence) if occasion.end <= row.begin < phrase.begin]
    is_phase = not words.openings.isdisjoint(told) or not words.closings.isdisjoint(told)
    return is_phase and all(depends_on(row.head, occasion.head, through=None) for row in between)


def _hangs_astray(scene: Scene, occasion: Occasion, phrase: DatePhrase, date: Token, tops: Sequence[Token]) -> bool:
    """Whether a parser hung the date of an event on a noun before it: "il a présidé la réunion du comité mixte [mardi]"."""
    if date.i < max(top.i for top in tops) or _is_genitive(occasion.sentence, phrase):
        return False
    between = scene.in_sentence(occasion.sentence)
    other = any(row.event.id != occasion.event.id and min(t.i for t in tops) < row.head.i < date.i for row in between)
    return not other and depends_on(date, *tops, through=None)


def _is_genitive(sentence: Sentence, phrase: DatePhrase) -> bool:
    """Whether "of" leads to a day, which is then that of the noun before it: "l'accord du 2 juin"."""
    tokens = sentence.part.tokens(phrase.begin, phrase.end)
    if tokens is None or phrase.finish is not None:
        return False
    owners = owner_words(sentence.language)
    return tokens[0].lower_ in owners or (tokens.start > 0 and tokens.doc[tokens.start - 1].lower_ in owners)


def _is_of_a_text(scene: Scene, occasion: Occasion, phrase: DatePhrase) -> bool:
    """Whether a date is that of a law or an agreement that stands before it: "l'adoption de la loi du 2 juin"."""
    words = event_words(occasion.sentence.language)
    before = re.findall(r"\w+", scene.reading.text[occasion.sentence.begin : phrase.begin].casefold())[-2:]
    if not words.writing_dates.isdisjoint(before) and phrase.end <= occasion.begin:  # "a letter dated 10 May, and read at the meeting"
        return True
    if phrase.begin < occasion.end or not _is_genitive(occasion.sentence, phrase):
        return False
    before = re.findall(r"\w+", scene.reading.text[occasion.begin : phrase.begin].casefold())
    return any(is_object(word, DECISION, words) for word in before)


def _is_of_founding(date: Token) -> bool:
    """Whether a date tells since when there has been a body or a series of events: "the festival, founded in 1990"."""
    verb = date.doc[_verb_over(date)]
    return verb.lemma_ in relation_words(verb.lang_).founding_verbs


def _is_behind_a_clause(occasion: Occasion, phrase: DatePhrase, verb: Token | None, date: Token | None) -> bool:
    """Whether the verb of another clause stands between an event and a date: "what it knew before the election was told today".

    So does a participle behind a comma that the date belongs to: "the day of the union, founded in 1990".
    """
    between = occasion.sentence.part.tokens(occasion.end, phrase.begin) if occasion.end < phrase.begin else None
    own = {token.i for token in (verb, *occasion.head.subtree) if token is not None}
    aside = False
    for token in between or ():
        aside = aside or token.text == ","
        if token.i in own:
            continue
        if is_finite_verb(token):
            if token.dep_ not in RELATIVE_CLAUSES:
                return True
        elif aside and token.pos_ == "VERB" and date is not None and depends_on(date, token):
            return True
    return False


def _dates_a_state(scene: Scene, occasion: Occasion, phrase: DatePhrase) -> bool:
    """Whether a date tells since when there have been events such as attacks: "the attacks have multiplied since 2015"."""
    words = event_words(occasion.sentence.language)
    before = scene.reading.text[occasion.sentence.begin : phrase.begin].casefold().split()[-1:]
    plural = "Plur" in occasion.head.morph.get("Number", [])
    return bool(words.ongoing & {*before}) and plural and occasion.event_type is EventType.OTHER


def _is_wished(occasion: Occasion) -> bool:
    """Whether the verb over an event tells that somebody asked for it: its date is that of the asking."""
    verb = occasion.verb
    return verb is not None and not occasion.act and verb.lemma_ in event_words(occasion.sentence.language).modal_verbs


def _lasts(occasion: Occasion) -> bool:
    """Whether an event goes on for long, so that a date beside it may be that of one of its days: an inquiry."""
    return not occasion.act and event_kinds(occasion.sentence.language).get(occasion.head.lower_) == INQUIRY


def _is_told_of(occasion: Occasion, verb: Token | None) -> bool:
    """Whether the clause of an event tells that it begins, ends or takes place."""
    words = relation_words(occasion.sentence.language)
    verbs = [*occasion.participles, *([verb] if verb is not None else [])]
    return any(each.lemma_ in words.happen_verbs | words.closing_verbs | words.organise_verbs for each in verbs)


def _tells_years(phrase: DatePhrase) -> bool:
    """Whether a date is a period of years, such as that of a plan or a season: no event lasts so long."""
    return phrase.start is not None and phrase.finish is not None and phrase.finish.month is None and phrase.start != phrase.finish


def _stand_alone(scene: Scene, occasion: Occasion, phrase: DatePhrase) -> bool:
    """Whether a sentence tells of one event and one date: a day, or one that belongs to the main clause as the event does."""
    sentence = occasion.sentence
    date = sentence.part.tokens(phrase.begin, phrase.end)
    opens = phrase.begin == sentence.begin and scene.reading.text[phrase.end : phrase.end + 1] != ","  # the date of the page
    if date is None or opens or not scene.tells_of_one(sentence) or len(scene.dates(sentence)) > 1:
        return False
    if all(_verb_over(token) == _verb_over(sentence.tokens.root) for token in (date.root, occasion.head)):
        return True
    verbs = [sentence.part.doc[_verb_over(token)] for token in (date.root, occasion.head)]
    aside = any(verb.dep_ in RELATIVE_CLAUSES for verb in verbs)
    below = any(above.i == occasion.head.i for above in date.root.ancestors)
    if verbs[0].i != verbs[1].i and not aside and not below:
        return False
    is_day = phrase.start is not None and phrase.start.day is not None and phrase.start == (phrase.finish or phrase.start)
    return is_day and not scene.is_apart(occasion)


def _is_of_telling(date: Token, occasion: Occasion) -> bool:
    """Whether a date is that of somebody's words about an event: "said on Monday that the workshop …"."""
    verb, told = (date.doc[_verb_over(token)] for token in (date, occasion.head))
    telling = relation_words(verb.lang_).speech_verbs | event_words(verb.lang_).announcing
    return verb.lemma_ in telling and told.i != verb.i and _lies_under(told, verb)


def _lies_under(told: Token, verb: Token) -> bool:
    """Whether a verb stands in what another one says, however deep."""
    for below, above in pairwise([told, *told.ancestors]):
        if above.i == verb.i:
            return below.dep_ in CLAUSES | COORDINATIONS
    return False


def _verb_over(token: Token) -> int:
    return next((t.i for t in (token, *token.ancestors) if t.pos_ in ("VERB", "AUX")), token.i)


def _dates_the_page(scene: Scene, occasion: Occasion, phrase: DatePhrase) -> bool:
    """Whether the day of the page closes its title, or a date opens a headline that begins with the event: "6 May 2024 Elections in …"."""
    text, sentence = scene.reading.text, occasion.sentence
    if sentence.begin == scene.reading.sentences[0].begin and phrase.begin >= occasion.end and phrase.start == scene.reading.issued:
        return not text[phrase.end : sentence.end].strip()
    headline = not occasion.act and text[occasion.begin].isupper()
    return headline and phrase.end <= occasion.begin and not text[phrase.end : occasion.begin].strip()


def _days(scene: Scene, event: Member) -> int:
    """How many days an event lasts, from words beside any of its mentions."""
    for occasion in scene.occasions:
        if occasion.event.id == event.id and not occasion.act:
            begin = max(occasion.sentence.begin, occasion.begin - 20)
            days = length_in_days(scene.reading.text[begin : occasion.end + 20], occasion.sentence.language, named=occasion.begin - begin)
            if days is not None:
                return days
    return 0


def dating(
    scene: Scene, member: Member, start: PartialDate | None, finish: PartialDate | None, at: tuple[int, int], rule: str, confidence: float
) -> Iterator[Dating]:
    """The bounds of an event or programme, with the sentence that tells them."""
    evidence = Evidence(sentence=scene.reading.evidence(*at), extractor=rule, confidence=confidence)
    if start is not None:
        yield Dating(subject=member.id, bound=Bound.START, date=start, evidence=evidence)
    if finish is not None:
        yield Dating(subject=member.id, bound=Bound.END, date=finish, evidence=evidence)
