"""Where in a document stands what a result is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph import vocabulary as v
from kg.validation.engines import Result
from kg.validation.report import Finding
from kg.validation.triples import IndexedGraph, Term


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a document, and the rule or model that read it."""

    words: str | None = None
    begin: int | None = None
    end: int | None = None
    extractor: str | None = None


def finding(result: Result, graph: IndexedGraph, document: str | None, name: str | None = None) -> Finding:
    """A result with the sentence and the extractor that it goes back to; `name` is the IRI of the named graph."""
    place = next(_places(result, graph), Place())
    return Finding(
        document=document,
        severity=result.severity.value,
        shape=result.rule,
        component=result.component,
        focus=str(result.focus),
        path=str(result.path) if result.path else None,
        value=str(result.value) if result.value is not None else None,
        messages=result.messages,
        sentence=place.words,
        begin=place.begin,
        end=place.end,
        extractor=place.extractor,
        graph=name,
    )


def _places(result: Result, graph: IndexedGraph) -> Iterator[Place]:
    """Places that a result goes back to, the nearest first: of the fact, of the value if it is a node, of the node looked at."""
    for fact in _facts(result, graph):
        for assertion in graph.assertions_of(fact):
            yield _place(assertion, graph)
    for node in (result.value, result.focus):
        if node is not None and not isinstance(node, Literal):
            yield from _places_of(node, graph)


def _facts(result: Result, graph: IndexedGraph) -> list[Triple]:
    """The triples that a result is about."""
    if result.path is None:
        return []
    values = graph.of(result.focus, result.path)
    return [triple for triple in values if result.value is None or triple.object == result.value]


def _places_of(node: Term, graph: IndexedGraph) -> Iterator[Place]:
    if graph.of(node, v.BEGIN_INDEX) or graph.of(node, v.DERIVED_FROM):
        yield _place(node, graph)
    for assertion in graph.assertions_about(node):
        yield _place(assertion, graph)
    for mention in graph.subjects(v.IDENT_REF, node):
        yield _place(mention, graph)


def _place(node: Term, graph: IndexedGraph) -> Place:
    """The place of a mention or sentence, or of the sentence of an assertion."""
    stretch = graph.value(node, v.DERIVED_FROM) or node
    return Place(
        words=_text(graph.value(stretch, v.ANCHOR_OF)),
        begin=graph.number(stretch, v.BEGIN_INDEX),
        end=graph.number(stretch, v.END_INDEX),
        extractor=_text(graph.value(node, v.EXTRACTOR)),
    )


def _text(term: Term | None) -> str | None:
    return term.value if isinstance(term, Literal | NamedNode) else None
