"""Dumps of the graph: sorted, with prefixes, byte for byte the same for equal graphs.

Oxigraph's own dump comes in the order of its index, which depends on the order of insertion. Here quads are sorted by their N-Quads form,
graph after graph, so that memory holds one graph; formats without graphs are sorted as a whole, with files to help, each triple once.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import IO

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QueryTriples, RdfFormat, Triple, serialize

from kg.errors import QueryError
from kg.graph.vocabulary import IDENTIFIER, PREFIXES
from kg.store.names import Graph
from kg.store.queries import Results
from kg.store.sorting import sorted_once

GraphName = NamedNode | BlankNode | DefaultGraph

_KINDS = ("amount", "event", "organisation", "person", "place", "programme", "role", "statement")  # of entities, as their IRIs have them


class DumpFormat(StrEnum):
    """The formats of dumps, by the names that `kg export --format` takes."""

    TURTLE = "turtle"
    TRIG = "trig"
    NTRIPLES = "ntriples"
    NQUADS = "nquads"
    JSONLD = "jsonld"

    @property
    def rdf(self) -> RdfFormat:
        return _RDF[self]


_RDF = {
    DumpFormat.TURTLE: RdfFormat.TURTLE,
    DumpFormat.TRIG: RdfFormat.TRIG,
    DumpFormat.NTRIPLES: RdfFormat.N_TRIPLES,
    DumpFormat.NQUADS: RdfFormat.N_QUADS,
    DumpFormat.JSONLD: RdfFormat.JSON_LD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What of the graph is dumped."""

    document: str | None = None  # identifier or IRI; its graph alone
    builds: bool = False  # the graph of builds too: it holds times, so two builds of one corpus differ in it


def export(graph: Graph, sink: IO[bytes], kind: DumpFormat, selection: Selection | None = None) -> None:
    """Writes a dump. Formats without graphs get the triples of all graphs, each once.

    Raises:
        QueryError: no such document.
        OSError: the sink can't be written.
    """
    names = _selected(graph, selection or Selection())
    if kind.rdf.supports_datasets:
        serialize(_sorted_quads(graph, names), sink, kind.rdf, prefixes=prefixes(graph.base))
    else:
        serialize(_sorted_triples(graph, names), sink, kind.rdf, prefixes=prefixes(graph.base))


def write_triples(results: Results, sink: IO[bytes], kind: DumpFormat, base: str) -> None:
    """Writes the graph that a CONSTRUCT or DESCRIBE gives, sorted, each triple once.

    Raises:
        QueryError: the result is a table.
        OSError: the sink can't be written.
    """
    if not isinstance(results, QueryTriples):
        raise QueryError("the query gives a table, not a graph; run it with `kg query`, or write it as a CONSTRUCT")
    triples = sorted(set(results), key=str)
    if kind.rdf.supports_datasets:
        serialize((Quad(t.subject, t.predicate, t.object) for t in triples), sink, kind.rdf, prefixes=prefixes(base))
    else:
        serialize(triples, sink, kind.rdf, prefixes=prefixes(base))


def prefixes(base: str) -> dict[str, str]:
    """Those of the vocabularies, and one for each kind of entity. None begins with another, so that an IRI is shortened in one way only."""
    return PREFIXES | {kind: f"{base}id/{kind}/" for kind in _KINDS}


def document_graph(graph: Graph, document: str) -> NamedNode:
    """The named graph of a document, by the document's identifier or IRI.

    Raises:
        QueryError: there is none; the message has identifiers that are near.
    """
    for quad in graph.store.quads_for_pattern(None, IDENTIFIER, Literal(document)):
        if isinstance(quad.graph_name, NamedNode):
            return quad.graph_name
    for quad in graph.store.quads_for_pattern(None, IDENTIFIER, None):
        if isinstance(quad.subject, NamedNode) and quad.subject.value == document and isinstance(quad.graph_name, NamedNode):
            return quad.graph_name
    known = sorted(quad.object.value for quad in graph.store.quads_for_pattern(None, IDENTIFIER, None) if isinstance(quad.object, Literal))
    near = difflib.get_close_matches(document, known, n=3)
    raise QueryError(f"no document {document!r}" + (f"; near: {', '.join(near)}" if near else f"; the store has {len(known)}"))


def _selected(graph: Graph, selection: Selection) -> list[GraphName]:
    if selection.document is not None:
        return [document_graph(graph, selection.document)]
    builds = NamedNode(f"{graph.base}graph/builds")
    named = sorted((name for name in graph.store.named_graphs() if selection.builds or name != builds), key=str)
    return list(named) if graph.merged else [DefaultGraph(), *named]


def _sorted_quads(graph: Graph, names: Iterable[GraphName]) -> Iterator[Quad]:
    for name in names:
        yield from sorted(graph.store.quads_for_pattern(None, None, None, name), key=str)


def _sorted_triples(graph: Graph, names: Iterable[GraphName]) -> Iterator[Triple]:
    """The triples of several graphs, each once."""
    return sorted_once(quad.triple for name in names for quad in graph.store.quads_for_pattern(None, None, None, name))
