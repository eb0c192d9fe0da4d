"""The shapes of `shapes/`, and what the gate has to know of a rule beside its verdict."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from kg import data
from kg.graph.vocabulary import SH

_MAX_COUNT = NamedNode(SH + "maxCount")
_MESSAGE = NamedNode(SH + "message")
_TARGET_SUBJECTS_OF = NamedNode(SH + "targetSubjectsOf")


@dataclass(frozen=True)
class Shapes:
    """The rules that a graph must fulfil."""

    ntriples: bytes
    limits: dict[str, int]  # shape -> how many values a node may have at most
    subjects_of: dict[str, frozenset[str]]  # shape -> the properties whose subjects it looks at
    messages: dict[str, tuple[tuple[str, str], ...]]  # rule -> language and text of its messages, by language

    @classmethod
    def of(cls, triples: list[Triple]) -> Shapes:
        """Shapes from the triples of a shapes graph."""
        limits = {_name(t): int(t.object.value) for t in triples if t.predicate == _MAX_COUNT and isinstance(t.object, Literal)}
        subjects_of: dict[str, set[str]] = defaultdict(set)
        messages: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for triple in triples:
            if triple.predicate == _TARGET_SUBJECTS_OF and isinstance(triple.object, NamedNode):
                subjects_of[_name(triple)].add(triple.object.value)
            elif triple.predicate == _MESSAGE and isinstance(triple.object, Literal):
                messages[_name(triple)].add((triple.object.language or "", triple.object.value))
        return cls(
            ntriples=serialize(triples, format=RdfFormat.N_TRIPLES) or b"",
            limits=limits,
            subjects_of={shape: frozenset(properties) for shape, properties in subjects_of.items()},
            messages={rule: tuple(sorted(texts)) for rule, texts in messages.items()},
        )


def _name(triple: Triple) -> str:
    return triple.subject.value if isinstance(triple.subject, NamedNode) else str(triple.subject)


def read_shapes(folder: Path) -> Shapes:
    """All Turtle files of a folder as one shapes graph."""
    return Shapes.of([quad.triple for path in sorted(folder.glob("*.ttl")) for quad in parse(path=path, format=RdfFormat.TURTLE)])


@cache
def packaged_shapes() -> Shapes:
    """The shapes that come with the package."""
    return read_shapes(data.folder("shapes"))
