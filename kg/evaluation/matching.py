"""Which of two sides' items are the same: one-to-one, the most alike first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from kg.evaluation.annotations import AnnotatedEntity, Annotation
from kg.evaluation.found import Found, FoundEntity
from kg.evaluation.similarity import jaccard, names_similarity, tokens
from kg.model.entities import EntityClass

L = TypeVar("L")
R = TypeVar("R")

# From which similarity of names two entities may be one: events and programmes are called by phrases, which vary more than names do.
THRESHOLDS: Mapping[EntityClass, float] = {
    EntityClass.PERSON: 0.6,
    EntityClass.ORGANISATION: 0.74,
    EntityClass.EVENT: 0.4,
    EntityClass.PROGRAMME: 0.5,
    EntityClass.PLACE: 0.74,
}

CONTENT_THRESHOLD = 0.5  # share of words that two contents have in common


def match(candidates: Iterable[tuple[float, L, R]]) -> dict[L, R]:
    """Pairs left and right items, each with one at most, the highest similarity first; ties are settled by their spelling."""
    matched: dict[L, R] = {}
    taken: set[R] = set()
    for _, left, right in sorted(candidates, key=lambda row: (-row[0], str(row[1]), str(row[2]))):
        if left not in matched and right not in taken:
            matched[left] = right
            taken.add(right)
    return matched


def match_entities(annotation: Annotation, found: Found) -> dict[str, str]:
    """The found node of each expected entity that was found: of the same class, with a name that is alike enough."""
    matched: dict[str, str] = {}
    for cls, threshold in THRESHOLDS.items():
        expected = [entity for entity in annotation.entities if entity.cls is cls]
        nodes = [entity for entity in found.entities.values() if entity.cls is cls]
        alike = ((_similarity(entity, node), entity.id, node.node) for entity in expected for node in nodes)
        matched |= match(row for row in alike if row[0] >= threshold)
    return matched


def match_statements(annotation: Annotation, found: Found) -> dict[int, str]:
    """The found node of each expected statement that was found, by its number: with at least half of the words in common."""
    expected = [tokens(statement.content) for statement in annotation.statements]
    nodes = {statement.node: tokens(statement.content) for statement in found.statements}
    alike = ((jaccard(ours, theirs), number, node) for number, ours in enumerate(expected) for node, theirs in nodes.items())
    return match(row for row in alike if row[0] >= CONTENT_THRESHOLD)


def _similarity(expected: AnnotatedEntity, found: FoundEntity) -> float:
    return names_similarity(expected.names, found.names)
