"""Of which events others are a part."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.relations.facts import relation
from kg.extraction.relations.occasions import Occasion, Scene
from kg.extraction.relations.words import relation_words
from kg.extraction.text.grammar import SUBJECTS, children
from kg.model.relations import Predicate, Relation

DURING = 0.7
BEHIND = 20  # characters between a ceremony and the event that it opens


def find_sub_events(scene: Scene) -> Iterator[Relation]:
    """Which events take place as a part of another: "at the summit, ministers signed a declaration"; not those on its sidelines."""
    for part, whole in wholes(scene):
        yield relation(scene.reading, whole.event, Predicate.SUB_EVENT, part.event, part.span, "event-during", DURING)


def wholes(scene: Scene) -> Iterator[tuple[Occasion, Occasion]]:
    """Each part with its whole."""
    for sentence in scene.reading.sentences:
        here = scene.in_sentence(sentence)
        for whole in here if len(here) > 1 else ():
            for part in here:
                if part.event.id != whole.event.id and (
                    _is_told_during(scene, part, whole) or _is_begun_with(part, whole) or is_opening_of(part, whole)
                ):
                    yield part, whole


def _is_told_during(scene: Scene, part: Occasion, whole: Occasion) -> bool:
    """Whether one event is told by the clause in which the other says when or where."""
    if whole.act or whole.verb is None or part.verb is None:
        return False
    return whole.verb.i == part.verb.i and scene.happens(whole, "part_of") and not scene.happens(part, "part_of")


def _is_begun_with(part: Occasion, whole: Occasion) -> bool:
    """Whether one event begins or ends with the other: "the festival opened with a concert"."""
    verb = whole.verb
    if whole.act or part.act or verb is None or part.verb is None or part.verb.i != verb.i:
        return False
    words = relation_words(whole.sentence.language)
    subject = any(child.i == whole.head.i for child in children(verb, SUBJECTS))
    lead = {token.lower_ for token in (*part.head.children, part.head.head)}
    return subject and verb.lemma_ in words.happen_verbs and bool(lead & words.begun_with) and part.begin > whole.end


def is_opening_of(part: Occasion, whole: Occasion) -> bool:
    """Whether one event is the ceremony with which the one named right behind it opens or closes."""
    opening = any(mention.begin == part.begin and mention.extractor == "event-opening" for mention in part.event.mentions)
    return opening and 0 < whole.begin - part.end <= BEHIND
