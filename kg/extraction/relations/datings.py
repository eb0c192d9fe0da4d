"""When events and programmes begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.cast import Member
from kg.extraction.events.modality import announced, comes, still_to_come
from kg.extraction.events.words import event_kinds, event_words
from kg.extraction.relations.attachment import depends_on
from kg.extraction.relations.occasions import Occasion, Scene
from kg.extraction.relations.openings import date_parts
from kg.extraction.relations.programme_words import programme_relation_words
from kg.extraction.relations.words import relation_words
from kg.extraction.text.calendar import DatePhrase, beginning, lasting, length_in_days
from kg.extraction.text.grammar import (
    ADJUNCT_CLAUSES,
    CLAUSES,
    COORDINATIONS,
    DIRECT_OBJECTS,
    PASSIVE_SUBJECTS,
    RELATIVE_CLAUSES,
    SUBJECTS,
    children,
    is_finite_verb,
    is_past,
)
from kg.extraction.text.reading import Sentence
from kg.model.dates import PartialDate
from kg.model.entities import EntityClass, EventType
from kg.model.relations import Bound, Dating, Evidence

PROGRAMME, PLACE = EntityClass.PROGRAMME, EntityClass.PLACE
INSIDE, ATTACHED, BESIDE, ALONE = 0.92, 0.88, 0.75, 0.65
NEAR = 50  # characters from an event to a date that only small words part
TO_BRACKETS = 90  # characters from a programme to its years in brackets
AGO = timedelta(days=30)  # a day without a year that lies further off is not that of what is still to come, or of what is past
WEEK = timedelta(days=7)
INQUIRY = "inquiry"
_YEAR = re.compile(r"(?<![\w/.-])(?:19|20)\d\d(?![\w/-])")


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
    for occasion in scene.occasions:
        for phrase in [*scene.dates(occasion.sentence), *_years_of_name(scene, occasion)]:
            confidence = _event_confidence(scene, occasion, phrase)
            told = _Told(len(str(phrase.start)) if phrase.start is not None else 0, confidence, phrase, occasion)
            key = occasion.event.id, confidence == ATTACHED and phrase.finish is None and _closes(occasion, phrase)
            if confidence and told.beats(best.get(key)):
                best[key] = told
    found = [dating for (e, closing), told in best.items() for dating in _dated(scene, told, closing=closing, opened=(e, False) in best)]
    yield from found
    yield from date_parts(scene, found)


def _dated(scene: Scene, told: _Told, *, closing: bool, opened: bool) -> Iterator[Dating]:
    event, phrase = told.occasion.event, _in_tense(scene, told.occasion, told.phrase)
    days = _days(scene, event)
    start, finish = phrase.start, phrase.finish or lasting(phrase.start, days)
    if closing:
        start, finish = None if opened else beginning(phrase.start, days), phrase.start
    rule = "event-date-alone" if told.confidence == ALONE else "event-date"
    yield from _dating(scene, event, start, finish, (phrase.begin, phrase.end), rule, told.confidence)


def _closes(occasion: Occasion, phrase: DatePhrase) -> bool:
    """Whether a date is that of the end of an event: "the summit ended on Friday", "la réunion a pris fin vendredi"."""
    verb, date = occasion.clause, occasion.sentence.part.tokens(phrase.begin, phrase.end)
    if verb is None or date is None or occasion.act or not depends_on(date.root, verb):
        return False
    if occasion.head not in children(verb, SUBJECTS | PASSIVE_SUBJECTS):
        return False
    closing = relation_words(occasion.sentence.language).closing_verbs
    return verb.lemma_ in closing or any(f"{verb.lemma_} {child.lemma_}" in closing for child in verb.children)


def _years_of_name(scene: Scene, occasion: Occasion) -> Iterator[DatePhrase]:
    """The year that an event is called by: "2020 Review Conference", "Forum 2025"; a year in the name of a programme is that of its end."""
    if occasion.act or occasion.event_type in (EventType.LAUNCH, EventType.SIGNING):
        return
    for match in _YEAR.finditer(scene.reading.text, occasion.begin, occasion.end):
        if not scene.cast.within(match.start(), match.end(), {PROGRAMME}) and not _is_in_programme(scene, occasion, match.start()):
            yield DatePhrase(match.start(), match.end(), PartialDate(int(match.group())))


def _is_in_programme(scene: Scene, occasion: Occasion, offset: int) -> bool:
    rows = scene.cast.within(occasion.sentence.begin, occasion.sentence.end, {PROGRAMME})
    return any(row.mention.begin <= offset < row.mention.end for row in rows)


def _in_tense(scene: Scene, occasion: Occasion, phrase: DatePhrase) -> DatePhrase:
    """A date that lacks a year or week, as the tense of what is told of the event shows it: the next such day, or the last one."""
    issued, start = scene.reading.issued, phrase.start
    if issued is None or issued.day is None or start is None or start.day is None:
        return phrase
    text, words = scene.reading.text[phrase.begin : phrase.end], event_words(occasion.sentence.language)
    ago = issued.first_day - start.first_day
    future = comes(occasion.head, words) if occasion.act else still_to_come(occasion.head, words)
    ahead = future or announced(occasion.head, words)
    if _YEAR.search(text) or not ago:
        return phrase
    if re.search(r"\d", text) is None:
        return _moved(phrase, days=WEEK) if future and timedelta() < ago < WEEK else phrase
    if ahead and ago >= AGO:
        return _moved(phrase, years=1)
    return _moved(phrase, years=-1) if ago < -AGO and not ahead and is_past(occasion.verb) else phrase


def _moved(phrase: DatePhrase, *, days: timedelta = timedelta(), years: int = 0) -> DatePhrase:
    """A date so much later; the same one, where there is no such day: 29 February."""

    def moved(date: PartialDate | None) -> PartialDate | None:
        if date is None or not days:
            return date and replace(date, year=date.year + years)
        return PartialDate.of(date.first_day + days)

    try:
        return replace(phrase, start=moved(phrase.start), finish=moved(phrase.finish))
    except ValueError:
        return phrase


def _event_confidence(scene: Scene, occasion: Occasion, phrase: DatePhrase) -> float:
    """How surely a date is that of an event of its sentence; nought if it is not."""
    if _tells_years(phrase) or _dates_the_page(scene, occasion, phrase) or _dates_a_state(scene, occasion, phrase):
        return 0.0
    if occasion.begin <= phrase.begin and phrase.end <= occasion.end:
        return INSIDE
    tokens = occasion.sentence.part.tokens(phrase.begin, phrase.end)
    if tokens is not None and _is_of_founding(tokens.root):
        return 0.0
    loose = scene.is_apart(occasion) or scene.is_parted(occasion, phrase.begin) or _is_wished(occasion)
    verb = None if loose else occasion.own_clause
    if _lasts(occasion) and not _is_told_of(occasion, verb):
        return 0.0
    tops = [occasion.head, *occasion.participles, *([verb] if verb is not None else [])]
    if tokens is not None and depends_on(tokens.root, *tops):
        return ATTACHED
    if tokens is not None and _is_of_telling(tokens.root, occasion):
        return 0.0
    gap = scene.reading.text[min(occasion.end, phrase.end) : max(occasion.begin, phrase.begin)]
    if _is_behind_a_clause(occasion, phrase, verb, tokens.root if tokens is not None else None):
        return 0.0
    apart = verb is None and (phrase.end <= occasion.begin or ("," in gap and scene.is_apart(occasion)))
    if not apart and len(gap) <= NEAR and re.search(r"[.;:()\"«]", gap) is None and len(gap.split()) <= 5:
        return BESIDE
    return ALONE if verb is not None and _stand_alone(scene, occasion, phrase) else 0.0


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
    """Whether a date stands right before a headline that begins with the event: "6 November 2024 Elections in …"."""
    text = scene.reading.text
    headline = not occasion.act and text[occasion.begin].isupper()
    return headline and phrase.end <= occasion.begin and not text[phrase.end : occasion.begin].strip()


def _days(scene: Scene, event: Member) -> int:
    """How many days an event lasts, from words beside any of its mentions."""
    for occasion in scene.occasions:
        if occasion.event.id == event.id and not occasion.act:
            begin = max(occasion.sentence.begin, occasion.begin - 20)
            days = length_in_days(scene.reading.text[begin : occasion.end + 20], occasion.sentence.language)
            if days is not None:
                return days
    return 0


def date_programmes(scene: Scene) -> Iterator[Dating]:
    """When programmes begin and end: "(2015-2019)" beside their names, "launched in 2010"."""
    dated: set[str] = set()
    for row in scene.cast.within(0, len(scene.reading.text), {PROGRAMME}):
        sentence = scene.reading.sentence_at(row.mention.begin)
        for phrase in scene.dates(sentence):
            inside = row.mention.begin <= phrase.begin and phrase.end <= row.mention.end
            confidence = INSIDE if inside else _programme_confidence(scene, sentence, row.mention.begin, row.mention.end, phrase)
            if confidence and row.member.id not in dated:
                dated.add(row.member.id)
                at = (phrase.begin, phrase.end)
                yield from _dating(scene, row.member, phrase.start, phrase.finish, at, "programme-date", confidence)


def _programme_confidence(scene: Scene, sentence: Sentence, begin: int, end: int, phrase: DatePhrase) -> float:
    tokens = sentence.part.tokens(begin, end)
    date = sentence.part.tokens(phrase.begin, phrase.end)
    if tokens is None or date is None:
        return 0.0
    head = tokens.root
    if _are_of_a_post(sentence, head):
        return 0.0
    bracketed = scene.reading.text[phrase.begin - 1 : phrase.begin] == "(" and phrase.finish is not None
    copula = head.dep_ in ("nsubj", "nsubj:pass", "nsubjpass") and phrase.begin > end
    if bracketed and copula and phrase.begin - end < TO_BRACKETS:
        return ATTACHED
    if phrase.finish is not None and 0 <= phrase.begin - end <= 15:
        return ATTACHED
    words = programme_relation_words(sentence.language)
    argument = head.dep_ in SUBJECTS | PASSIVE_SUBJECTS | DIRECT_OBJECTS
    verbs = [*[a for a in head.ancestors if a.pos_ == "VERB" and argument][:1], *(child for child in head.children if child.pos_ == "VERB")]
    starting = [verb for verb in [*verbs, *_participle_behind(sentence, tokens)] if verb.lemma_ in words.start_verbs]
    launched = next((a for a in head.ancestors if a.pos_ in ("NOUN", "VERB")), head)
    if launched.lemma_.casefold() in event_words(sentence.language).phases:  # "since the launch of X in 2019"
        starting.append(launched)
    by_day = phrase.start is not None and phrase.start.day is not None  # the day of a launch is that of an event
    return BESIDE if not by_day and any(depends_on(date.root, verb) for verb in starting) else 0.0


def _participle_behind(sentence: Sentence, programme: Tokens) -> Iterator[Token]:
    """A participle of the noun, or of one of its complements, right behind a programme: "works on the port of Y, begun in 2010"."""
    behind = [token for token in programme.doc[programme.end : sentence.tokens.end] if not token.is_punct][:1]
    yield from (token for token in behind if token.dep_ in ADJUNCT_CLAUSES and programme.start <= token.head.i < programme.end)


def _are_of_a_post(sentence: Sentence, programme: Token) -> bool:
    """Whether the years behind a programme are those of a post, in a line without a verb: "Coordinator of the project (2004-2008)"."""
    roles = relation_words(sentence.language).roles | relation_words(sentence.language).delegates
    above = [token for token in programme.ancestors if token.i >= sentence.tokens.start]
    return any(token.lemma_.casefold() in roles for token in above) and not any(is_finite_verb(token) for token in sentence.tokens)


def _dating(
    scene: Scene, member: Member, start: PartialDate | None, finish: PartialDate | None, at: tuple[int, int], rule: str, confidence: float
) -> Iterator[Dating]:
    evidence = Evidence(sentence=scene.reading.evidence(*at), extractor=rule, confidence=confidence)
    if start is not None:
        yield Dating(subject=member.id, bound=Bound.START, date=start, evidence=evidence)
    if finish is not None:
        yield Dating(subject=member.id, bound=Bound.END, date=finish, evidence=evidence)
