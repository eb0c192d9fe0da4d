"""A whole store against the shapes: each document's graph alone, as at the gate, then the graph of what holds over documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from pyoxigraph import Literal, Quad

from kg.graph import vocabulary as v
from kg.validation.engines import Engine, packaged_engine
from kg.validation.evidence import finding
from kg.validation.report import Finding, Report
from kg.validation.texts import check_texts
from kg.validation.triples import IndexedGraph


class GraphSource(Protocol):
    """What a store must tell to be validated."""

    @property
    def base(self) -> str:
        """Where its IRIs begin."""
        ...

    def graphs(self) -> Iterable[str]:
        """The IRIs of its named graphs."""
        ...

    def quads(self, graph: str) -> Iterable[Quad]:
        """All that stands in a named graph."""
        ...

    def text(self, sha256: str) -> str:
        """The kept text with a digest.

        Raises:
            StoreError: it is not kept.
        """
        ...


def validate_store(source: GraphSource, engine: Engine | None = None, progress: Callable[[str], None] = lambda _: None) -> Report:
    """Checks every graph that documents and their entities stand in; `progress` hears the name of each when it is done."""
    engine = engine or packaged_engine()
    findings: list[Finding] = []
    graphs = checked_graphs(source)
    for name in graphs:
        findings += _findings(name, source, engine)
        progress(name)
    return Report.of(len(graphs), findings)


def checked_graphs(source: GraphSource) -> list[str]:
    """The named graphs that shapes apply to, in order."""
    return sorted(name for name in source.graphs() if name.startswith(f"{source.base}graph/doc/") or name == f"{source.base}graph/entities")


def _findings(name: str, source: GraphSource, engine: Engine) -> Iterator[Finding]:
    graph = IndexedGraph(quad.triple for quad in source.quads(name))
    results = [*engine.validate(graph.triples), *check_texts(graph, source.text, engine.shapes)]
    document = _identifier(graph)
    return (finding(result, graph, document, name) for result in results)


def _identifier(graph: IndexedGraph) -> str | None:
    named = (graph.value(document, v.IDENTIFIER) for document in graph.subjects(v.TYPE, v.DOCUMENT))
    return next((name.value for name in named if isinstance(name, Literal)), None)
