"""Who stands for election: "X, candidate of the party Y in the election"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.extraction.cast import Appearance
from kg.extraction.coreference.clusters import coreference_words
from kg.extraction.events.nouns import ELECTION
from kg.extraction.events.words import kind_of
from kg.extraction.relations.attachment import doers, stays_away, subject_of
from kg.extraction.relations.enumerations import outermost
from kg.extraction.relations.occasions import Occasion, Scene
from kg.extraction.relations.words import phrases, relation_words
from kg.extraction.text.grammar import DIRECT_OBJECTS, PASSIVE_SUBJECTS, SUBJECTS, children
from kg.extraction.text.phrases import is_finite
from kg.extraction.text.reading import Sentence
from kg.model.entities import EntityClass, EventType

PERSON, ORGANISATION = EntityClass.PERSON, EntityClass.ORGANISATION
REACH = 90  # characters between the noun for a candidate and the election
BESIDE = 3  # words that may stand between that noun and the candidate or the party: "PDP's [vice presidential] candidate"
STOPS = re.compile(r"[.;:()!?\"“”«»]")
PARTED = re.compile(r"[,.;:()!?\"“”«»]")


def is_election(occasion: Occasion) -> bool:
    """Whether an event has candidates, and nobody who attends it."""
    event = occasion.event
    return event.event_type is EventType.OTHER and kind_of(event.names[0], occasion.sentence.language) == ELECTION


def is_contested(occasion: Occasion, verb: Token) -> bool:
    """Whether what somebody wins, loses or stands in is an event: it is the object, or one that has candidates."""
    return is_election(occasion) or any(child.i == occasion.head.i for child in children(verb, DIRECT_OBJECTS | PASSIVE_SUBJECTS))


def stood_for(occasion: Occasion) -> re.Match[str] | None:
    """The noun for a candidate that leads to an election."""
    if occasion.act or not is_election(occasion):
        return None
    sentence = occasion.sentence
    reached = occasion.begin - sentence.begin
    found = [*phrases(sentence.language, "contenders").finditer(sentence.text, max(0, reached - REACH), reached)]
    return found[-1] if found and _leads(sentence, found[-1].end(), reached) else None


def _is_of_an_earlier_one(occasion: Occasion, cue: re.Match[str]) -> bool:
    """Whether "a former candidate" tells of another election than the one of the text, which no year tells apart."""
    text, earlier = occasion.sentence.text, coreference_words(occasion.sentence.language).earlier
    dated = re.search(r"\b\d{4}\b", text[occasion.begin - occasion.sentence.begin :])
    return dated is None and not earlier.isdisjoint(re.findall(r"\w+", text[: cue.start()].casefold())[-BESIDE:])


def contenders(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """The candidates and parties that the phrase before an election tells of: "candidate of Y for", "tête de liste de Y aux"."""
    sentence, cue = occasion.sentence, stood_for(occasion)
    if cue is None or _is_of_an_earlier_one(occasion, cue):
        return []
    begin, end = sentence.begin + cue.start(), sentence.begin + cue.end()
    after = outermost(scene.cast, end, occasion.begin, {PERSON})
    persons = [row for row in after[:1] if _are_next(scene, end, row.mention.begin)] or _told_before(scene, sentence, begin)
    persons = persons or _told_behind(scene, occasion)
    return [*persons, *_parties(scene, occasion, begin, end)]


def _leads(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether a stretch stands in one phrase, without a verb or a stop."""
    tokens = sentence.part.tokens(sentence.begin + begin, sentence.begin + end)
    return tokens is not None and PARTED.search(tokens.text) is None and not any(t.pos_ == "VERB" or is_finite(t) for t in tokens)


def _are_next(scene: Scene, begin: int, end: int) -> bool:
    gap = scene.reading.text[begin:end]
    return PARTED.search(gap) is None and len(gap.split()) <= BESIDE


def _parties(scene: Scene, occasion: Occasion, begin: int, end: int) -> list[Appearance]:
    """The party named right behind the noun for a candidate, or right before it."""
    behind = outermost(scene.cast, end, occasion.begin, {ORGANISATION})[:1]
    before = outermost(scene.cast, occasion.sentence.begin, begin, {ORGANISATION})[-1:]
    found = [row for row in behind if _are_next(scene, end, row.mention.begin)]
    return found or [row for row in before if _are_next(scene, row.mention.end, begin) and _modifies(occasion.sentence, row, begin)]


def _modifies(sentence: Sentence, row: Appearance, begin: int) -> bool:
    """Whether a name stands in the phrase of the noun that begins at an offset."""
    name, noun = sentence.part.tokens(row.mention.begin, row.mention.end), sentence.part.tokens(begin, begin + 1)
    return name is not None and noun is not None and any(above.i == noun[0].i for above in name.root.ancestors)


def _told_before(scene: Scene, sentence: Sentence, begin: int) -> list[Appearance]:
    """Who is called a candidate behind their name: "X, candidate", "chose X as its candidate", "X is a candidate"."""
    found = sentence.part.tokens(begin, begin + 1)
    noun = found[0] if found is not None else None
    if noun is None:
        return []
    verb = _copula(noun)
    if verb is not None:
        subject = next(children(noun, SUBJECTS | PASSIVE_SUBJECTS), None) or subject_of(verb)
        if subject is None or stays_away(verb) or stays_away(noun):
            return []
        return doers(scene.reading, scene.cast, sentence, subject, verb, {PERSON})
    last = outermost(scene.cast, sentence.begin, begin, {PERSON})[-1:]
    return [row for row in last if _is_apposed(scene, sentence, row, begin)]


def _told_behind(scene: Scene, occasion: Occasion) -> list[Appearance]:
    """The name between commas behind the election: "the candidate of Y for the election of May, X, said"."""
    text, sentence = scene.reading.text, occasion.sentence
    row = next(iter(outermost(scene.cast, occasion.end, sentence.end, {PERSON})), None)
    if row is None or text[row.mention.end : row.mention.end + 1] != ",":
        return []
    return [row] if re.fullmatch(rf"(?: \w+){{0,{BESIDE}}}, ", text[occasion.end : row.mention.begin]) else []


def _copula(noun: Token) -> Token | None:
    """The verb that says that somebody is what a noun tells."""
    below = next(children(noun, ("cop", "aux:pass")), None)
    return below if below is not None else noun.head if noun.dep_ == "attr" and noun.head.pos_ in ("AUX", "VERB") else None


def _is_apposed(scene: Scene, sentence: Sentence, row: Appearance, begin: int) -> bool:
    """Whether no more than a comma and other posts, or "as the", parts a name from what the person is."""
    gap = scene.reading.text[row.mention.end : begin]
    tokens = sentence.part.tokens(row.mention.end, begin) if gap.strip() else None
    if tokens is None or STOPS.search(gap) or any(token.pos_ == "VERB" or is_finite(token) for token in tokens):
        return False
    first = next((token for token in tokens if not token.is_space), tokens[0])
    if first.text == ",":
        return True
    name = sentence.part.tokens(row.mention.begin, row.mention.end)
    chosen = name is not None and name.root.head.pos_ == "VERB"  # and not the "rumoured emergence of X as candidate"
    return chosen and first.lower_ in relation_words(sentence.language).as_words
