"""Who takes part in the events of a document as whole phrases tell: "in the presence of", a delegation, speeches."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from spacy.tokens import Token

from kg.extraction.cast import ACTORS, Appearance, Member
from kg.extraction.events.nouns import ELECTION
from kg.extraction.events.words import event_words, is_person, kind_of
from kg.extraction.relations.attachment import doers, subjects
from kg.extraction.relations.encounters import REACH, TAKE_PART, is_human
from kg.extraction.relations.enumerations import named_until_verb, outermost, parties
from kg.extraction.relations.locations import is_located
from kg.extraction.relations.occasions import Occasion, Scene
from kg.extraction.relations.participants import CUED, SPEAKER, fact
from kg.extraction.relations.presence import NEXT
from kg.extraction.relations.told import is_of_another
from kg.extraction.relations.words import by_agent, list_gap, phrases, relation_words
from kg.extraction.text.grammar import PASSIVE_SUBJECTS, SUBJECTS, children, is_past
from kg.extraction.text.phrases import is_finite
from kg.extraction.text.reading import Sentence
from kg.model.entities import EntityClass, EventType
from kg.model.relations import Relation

PERSON, PLACE = EntityClass.PERSON, EntityClass.PLACE
ITEMS = 20  # items of a list behind a colon
EARLY_CUE = 60  # characters of a sentence in which "also present" speaks of the event of the text
OPENS = 3  # characters from the beginning of a sentence to a participle that opens it


def find_attendance(scene: Scene) -> Iterator[Relation]:
    """Who attends or addresses the events of a document, or is sent to them."""
    for sentence in scene.reading.sentences:
        yield from _cued(scene, sentence)
        yield from _listed(scene, sentence)
    yield from _delegations(scene)


def _listed(scene: Scene, sentence: Sentence) -> Iterator[Relation]:
    """ "Participants at the workshop included X and Y", "members of the delegation who were on the visit were X and Y"."""
    words = relation_words(sentence.language)
    people = words.audiences | words.delegates | words.delegations
    for occasion in scene.in_sentence(sentence):
        subject = next((a for a in occasion.head.ancestors if a.dep_ in SUBJECTS and a.pos_ == "NOUN"), None)
        if occasion.act or subject is None or subject.lemma_.casefold() not in people or subject.head.lemma_ not in words.listing_verbs:
            continue
        begin = sentence.part.offset + subject.head.idx + len(subject.head)
        for row in parties(scene.reading, named_until_verb(scene.reading, scene.cast, begin, sentence.end, ACTORS)):
            yield fact(scene, occasion.event, row, (sentence.begin, sentence.end), "in-presence-of", CUED)


def _cued(scene: Scene, sentence: Sentence) -> Iterator[Relation]:
    """ "attended by X", "en présence de X"."""
    for field, name in (("attended", "attended-by"), ("attendance", "in-presence-of"), ("companions", "in-presence-of")):
        pattern = by_agent(sentence.language, field) if field == "attended" else phrases(sentence.language, field)
        for match in pattern.finditer(sentence.text):
            begin, end = sentence.begin + match.start(), sentence.begin + match.end()
            before = _named_before(scene, sentence, begin, end) if field == "attendance" else []
            event = _spoken_of(scene, sentence, begin, with_main=field == "attendance" or _is_before_all(sentence, begin))
            event = scene.main_event if event is None and before else event
            if event is None and match.group().casefold() in relation_words(sentence.language).accompanied:
                event = _accompanied(scene, sentence, begin, end)
            if event is None or _is_stood_for(event, sentence.language) or _names_others(scene, sentence, event, match):
                continue
            if field == "attended" and is_of_another(scene, sentence, begin):
                continue
            after = _named_after(scene, sentence, _past_verb(scene, sentence, end), ACTORS if field == "attended" else TAKE_PART)
            rows = [*before, *(row for row in after if not before or row.member.cls is PERSON)]
            if rows and field == "companions" and rows[0].mention.begin > end + REACH / 2:
                continue
            for row in parties(scene.reading, rows):
                yield fact(scene, event, row, (begin, end), name, CUED)


def _named_after(scene: Scene, sentence: Sentence, begin: int, classes: Collection[EntityClass]) -> list[Appearance]:
    """The names behind a phrase, and those of the list that a colon opens there; none that an event is called by."""
    rows = named_until_verb(scene.reading, scene.cast, begin, sentence.end, classes)
    if sentence.text.endswith(":"):
        rows += [row for item in _items(scene, sentence) for row in outermost(scene.cast, item.begin, item.end, classes)]
    called = [occasion.span for occasion in scene.in_sentence(sentence)]
    rows = [row for row in rows if not any(first <= row.mention.begin and row.mention.end <= last for first, last in called)]
    if rows and rows[0].member.cls is PLACE and not _sends(scene, sentence, begin, rows[0]):
        return []
    return [row for row in rows if row.member.cls is PERSON or not is_located(scene, row)]


def _sends(scene: Scene, sentence: Sentence, begin: int, row: Appearance) -> bool:
    """Whether a place stands right behind a phrase, or behind those whom it sends: not "the presence of the [shops] of Y"."""
    gap = scene.reading.text[begin : row.mention.begin]
    words = {word.casefold() for word in re.findall(r"[\w-]+", gap)}
    return list_gap(sentence.language).fullmatch(gap) is not None or not words.isdisjoint(relation_words(sentence.language).delegates)


def _items(scene: Scene, sentence: Sentence) -> Iterator[Sentence]:
    """What stands behind a colon up to the next clause: the items of a list, each of which may be read as a sentence."""
    first = scene.reading.sentence_index(sentence.begin) + 1
    for item in scene.reading.sentences[first : first + ITEMS]:
        if any(is_finite(token) for token in item.tokens):
            return
        yield item
        if item.text.endswith("."):
            return


def _accompanied(scene: Scene, sentence: Sentence, begin: int, end: int) -> Member | None:
    """What the subject of a clause does with the company told beside it: "X, accompanied by Y, opened the workshop", or a visit."""
    here = scene.in_sentence(sentence)
    if not here:
        visit = scene.main_event
        words, kinds = relation_words(sentence.language), event_words(sentence.language).verbs
        travels = words.motion_verbs | set(kinds.get(str(EventType.VISIT), ()))
        told = visit is not None and visit.event_type is EventType.VISIT and not travels.isdisjoint(sentence.lemmas)
        return visit if told and begin - sentence.begin <= EARLY_CUE else None
    verb = here[0].verb
    if verb is None or here[0].begin < end or not (here[0].act or verb.lemma_ in relation_words(sentence.language).attend_verbs):
        return None
    between = sentence.part.tokens(end, max(here[0].begin, sentence.part.offset + verb.idx)) or ()
    others = [token for token in between if is_finite(token) and verb.i not in (token.i, token.head.i)]
    return here[0].event if not others else None


def _names_others(scene: Scene, sentence: Sentence, event: Member, cue: re.Match[str]) -> bool:
    """Whether "including" stands behind a noun that is no word for people, or behind people that the clause of an event does not name."""
    if cue.group().casefold() not in relation_words(sentence.language).examples:
        return False
    lead = sentence.part.tokens(sentence.begin, sentence.begin + cue.start()) or ()
    noun = next((token for token in reversed(list(lead)) if token.pos_ == "NOUN"), None)
    if noun is None or not (is_human(noun) or is_person(noun.lower_, event_words(sentence.language))):
        return True
    return not any(_tells_of(occasion, noun) for occasion in scene.in_sentence(sentence) if occasion.event.id == event.id)


def _tells_of(occasion: Occasion, noun: Token) -> bool:
    """Whether a noun stands in the phrase of an event, or in the clause that tells of it."""
    for above in noun.ancestors:
        if above.i == occasion.head.i:
            return True
        if above.pos_ in ("VERB", "AUX"):
            verb = occasion.verb
            return above.head.i == occasion.head.i or (verb is not None and verb.i == above.i)
    return False


def _is_stood_for(event: Member, language: str) -> bool:
    """Whether an event has candidates, and nobody who attends it: an election."""
    return event.event_type is EventType.OTHER and kind_of(event.names[0], language) == ELECTION


def _named_before(scene: Scene, sentence: Sentence, begin: int, end: int) -> list[Appearance]:
    """Who is named before "were present": all where no other verb stands there, else those of its subject."""
    lead, cue = sentence.part.tokens(sentence.begin, begin), sentence.part.tokens(begin, end)
    if lead is None or cue is None or not any(is_finite(token) for token in cue):
        return []
    if not any(is_finite(token) or token.pos_ == "VERB" for token in lead):
        return outermost(scene.cast, sentence.begin, begin, TAKE_PART)
    subject = next((s for token in (cue.root, cue.root.head) for s in children(token, SUBJECTS) if s.i < cue.start), None)
    return doers(scene.reading, scene.cast, sentence, subject, cue.root, TAKE_PART) if subject is not None else []


def _past_verb(scene: Scene, sentence: Sentence, end: int) -> int:
    """Where names may begin behind a phrase: after the verb in "among those present were X and Y", if none stands before it."""
    tokens = sentence.part.tokens(end, min(end + REACH // 2, sentence.end)) or ()
    verb = next((token for token in tokens if is_finite(token)), None)
    listing = verb is not None and verb.lemma_ in relation_words(sentence.language).listing_verbs
    if verb is None or not listing or scene.cast.within(end, sentence.part.offset + verb.idx, TAKE_PART):
        return end
    return sentence.part.offset + verb.idx + len(verb)


def _is_before_all(sentence: Sentence, begin: int) -> bool:
    """Whether a participle tells who made the speeches, or taught those present: "messages were given by X"."""
    tokens = sentence.part.tokens(begin, begin + 1)
    words = relation_words(sentence.language)
    nouns = words.speeches | words.audiences
    return tokens is not None and any(noun.lemma_.casefold() in nouns for noun in children(tokens[0], PASSIVE_SUBJECTS))


def _spoken_of(scene: Scene, sentence: Sentence, begin: int, *, with_main: bool) -> Member | None:
    """The event that a phrase speaks of: the last one before it, the next one after it, or the main one."""
    here = scene.in_sentence(sentence)
    before = [o for o in here if o.begin <= begin]
    if before and (with_main or begin <= before[-1].end + REACH):
        return before[-1].event
    if here and (with_main or begin - sentence.begin <= OPENS):
        return here[0].event
    if not with_main or here or begin - sentence.begin > EARLY_CUE or _is_told_now(sentence, begin):
        return None
    return scene.main_event


def _is_told_now(sentence: Sentence, begin: int) -> bool:
    """Whether a verb before a phrase tells of no past act, as the report of an event does: "one point concerns the presence of"."""
    lead = sentence.part.tokens(sentence.begin, begin) if begin > sentence.begin else None
    return any(is_finite(token) and token.pos_ == "VERB" and not is_past(token) for token in lead or ())


def _delegations(scene: Scene) -> Iterator[Relation]:
    """Whose delegation came to an event, and who heads it or belongs to it."""
    main = scene.main_event
    if main is None:
        return
    for sentence in scene.reading.sentences:
        delegations = relation_words(sentence.language).delegations
        for token in sentence.tokens:
            if token.lemma_ in delegations:
                here = scene.in_sentence(sentence)
                event = here[0].event if here else main
                for row in _sent(scene, sentence, token):
                    yield fact(scene, event, row, (sentence.begin, sentence.end), "delegation", SPEAKER)


def _sent(scene: Scene, sentence: Sentence, delegation: Token) -> list[Appearance]:
    words = relation_words(sentence.language)
    offset = sentence.part.offset
    begin, end = offset + delegation.left_edge.idx, offset + delegation.right_edge.idx + len(delegation.right_edge)
    rows = subjects(scene.reading, scene.cast, sentence, delegation.head, {PERSON}) if delegation.head.lemma_ in words.attend_verbs else []
    led = by_agent(sentence.language, "attended").search(sentence.text, offset + delegation.idx - sentence.begin)
    if led is not None:
        rows += named_until_verb(scene.reading, scene.cast, sentence.begin + led.end(), sentence.end, {PERSON})
    for verb in [t for t in delegation.subtree if t.lemma_ in words.gather_verbs]:
        rows += named_until_verb(scene.reading, scene.cast, offset + verb.idx + len(verb), sentence.end, {PERSON})
    countries = outermost(scene.cast, begin, min(end, offset + delegation.idx + NEXT * 3), {PLACE}) if rows else []
    return [*rows, *[row for row in countries[:1] if not is_located(scene, row, words.recipients)]]
