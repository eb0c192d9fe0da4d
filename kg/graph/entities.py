"""What holds over documents: the preferred names of an entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph import vocabulary as v


def entities_graph(base: str) -> str:
    return f"{base}graph/entities"


def entity_quads(store: Store, base: str, iri: str) -> list[Quad]:
    """The types and names of an entity, from all documents that name it; none where no document does."""
    node, graph = NamedNode(iri), NamedNode(entities_graph(base))
    told = _told(store, node, graph)
    preferred = set(_preferred(told[v.LABEL]))
    rows: list[tuple[NamedNode, NamedNode | Literal]] = [(v.TYPE, kind) for kind in told[v.TYPE]]
    rows += [(v.LABEL, name) for name in preferred]
    rows += [(v.ALT_LABEL, name) for name in {*told[v.ALT_LABEL], *told[v.LABEL]} - preferred]
    return [Quad(node, predicate, value, graph) for predicate, value in rows]


def _told(store: Store, node: NamedNode, entities: NamedNode) -> dict[NamedNode, Counter[Any]]:
    """What documents say of a node, and how many do; the store counts, for of some nodes tens of thousands say the same."""
    found: dict[NamedNode, Counter[Any]] = {predicate: Counter() for predicate in (v.TYPE, v.LABEL, v.ALT_LABEL)}
    told = f"VALUES ?p {{ {' '.join(map(str, found))} }} GRAPH ?g {{ {node} ?p ?o }} FILTER (?g != {entities})"
    for row in store.query(f"SELECT ?p ?o (COUNT(*) AS ?n) {{ {told} }} GROUP BY ?p ?o"):  # type: ignore[union-attr]
        if isinstance(row["o"], Literal | NamedNode):
            found[row["p"]][row["o"]] = int(row["n"].value)
    return found


def _preferred(labels: Counter[Literal]) -> Iterator[Literal]:
    """One name a language: the one that most documents prefer, the longest of equals, then by the alphabet."""
    languages: dict[str | None, list[Literal]] = defaultdict(list)
    for name in labels:
        languages[name.language].append(name)
    for names in languages.values():
        yield min(names, key=lambda name: (-labels[name], -len(name.value), name.value))


def named_in(quads: Iterable[Quad]) -> set[str]:
    """The entities that a document's graph names."""
    return {quad.subject.value for quad in quads if quad.predicate == v.LABEL and isinstance(quad.subject, NamedNode)}
