"""Finds entities by their names, and compares words without case and accents."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Store

from kg.errors import ParameterError
from kg.graph.vocabulary import ALT_LABEL, IS_REPLACED_BY, LABEL, LANGUAGE
from kg.languages import OURS

# The same replacements, in this order, as in the saved queries that look for words: both sides must fold alike.
FOLDED_LETTERS = {
    "àáâãäå": "a",
    "ç": "c",
    "èéêë": "e",
    "ìíîï": "i",
    "ñ": "n",
    "òóôõö": "o",
    "ùúûü": "u",
    "ýÿ": "y",
    "œ": "oe",
    "æ": "ae",
}
_FOLDING = str.maketrans({letter: plain for letters, plain in FOLDED_LETTERS.items() for letter in letters})
_WORD = re.compile(r"[^\W_]+")
_REDIRECTS = 20  # steps from a merged entity to the one that stands for it; more is a loop


class Graph(Protocol):
    """A store open for reading, and the base of its IRIs."""

    @property
    def store(self) -> Store: ...

    @property
    def base(self) -> str: ...

    @property
    def merged(self) -> bool:
        """Whether the unnamed graph holds the union of the named ones, as in a finished state; else it has to be made at each query."""
        ...


def fold(words: str) -> str:
    """The words in lower case, without accents, with one space between them and no punctuation."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", words).lower().translate(_FOLDING)))


def entities_named(graph: Graph, name: str) -> list[NamedNode]:
    """The entities that bear a name: exactly so, else but for case and accents, else with all these words in a longer name.

    Raises:
        ParameterError: no entity has such a name; the message has names that are near.
    """
    found = set(_exactly_named(graph, name)) or _loosely_named(graph, fold(name))
    if not found:
        raise ParameterError(f"no entity is named {name!r}{_suggestion(graph, name)}; a full IRI is taken as well")
    return sorted({current(graph, entity) for entity in found}, key=str)


def current(graph: Graph, entity: NamedNode) -> NamedNode:
    """The entity that stands for this one today: itself, unless it was merged into another."""
    for _ in range(_REDIRECTS):
        successor = next((quad.object for quad in graph.store.quads_for_pattern(entity, IS_REPLACED_BY, None)), None)
        if not isinstance(successor, NamedNode):
            return entity
        entity = successor
    return entity


def _exactly_named(graph: Graph, name: str) -> Iterator[NamedNode]:
    for literal in (Literal(name), *(Literal(name, language=language) for language in _languages(graph))):
        for predicate in (LABEL, ALT_LABEL):
            for quad in graph.store.quads_for_pattern(None, predicate, literal):
                if isinstance(quad.subject, NamedNode) and _is_entity(graph, quad.subject):
                    yield quad.subject


def _languages(graph: Graph) -> list[str]:
    """The languages that names may be in: those of the documents, and ours, which single passages may have."""
    quads = graph.store.quads_for_pattern(None, LANGUAGE, None)
    return sorted({*OURS, *(quad.object.value for quad in quads if isinstance(quad.object, Literal))})


def _loosely_named(graph: Graph, folded: str) -> set[NamedNode]:
    words = set(folded.split())
    equal: set[NamedNode] = set()
    longer: set[NamedNode] = set()
    for entity, label in _names(graph):
        candidate = fold(label)
        if candidate == folded:
            equal.add(entity)
        elif words and words <= set(candidate.split()):
            longer.add(entity)
    return equal or longer


def _names(graph: Graph) -> Iterator[tuple[NamedNode, str]]:
    """Each name of each entity, from the graph of all entities, which has them all once."""
    entities = NamedNode(f"{graph.base}graph/entities")
    for predicate in (LABEL, ALT_LABEL):
        for quad in graph.store.quads_for_pattern(None, predicate, None, entities):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield quad.subject, quad.object.value


def _is_entity(graph: Graph, node: NamedNode) -> bool:
    return node.value.startswith(f"{graph.base}id/")


def _suggestion(graph: Graph, name: str) -> str:
    names = {fold(label): label for _, label in _names(graph)}
    near = [names[key] for key in difflib.get_close_matches(fold(name), sorted(names), n=3, cutoff=0.6)]
    return f"; near: {', '.join(near)}" if near else ""
