"""Who appears in the media, and whose studio it is."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.events.appearances import APPEARANCE, CONFIDENCE
from kg.extraction.relations.enumerations import outermost
from kg.extraction.relations.facts import relation
from kg.extraction.relations.occasions import Scene
from kg.model.entities import EntityClass
from kg.model.relations import Predicate, Relation

BEFORE, BEHIND = 60, 120  # characters between an appearance and the guest


def find_guests(scene: Scene) -> Iterator[Relation]:
    """The media that an appearance is in hold it; the person named behind, or right before, takes part."""
    for occasion in scene.occasions:
        if not any(mention.extractor == APPEARANCE and mention.begin == occasion.begin for mention in occasion.event.mentions):
            continue
        sentence = occasion.sentence
        for row in outermost(scene.cast, occasion.begin, occasion.end, {EntityClass.ORGANISATION}):
            yield relation(scene.reading, occasion.event, Predicate.ORGANISER, row.member, occasion.span, APPEARANCE, CONFIDENCE)
        before = outermost(scene.cast, max(sentence.begin, occasion.begin - BEFORE), occasion.begin, {EntityClass.PERSON})
        behind = outermost(scene.cast, occasion.end, min(sentence.end, occasion.end + BEHIND), {EntityClass.PERSON})
        for row in before[-1:] or behind[:1]:
            yield relation(scene.reading, occasion.event, Predicate.PARTICIPANT, row.member, occasion.span, APPEARANCE, CONFIDENCE)
