"""What holds over documents: the preferred names of an entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.graph import vocabulary as v


def entities_graph(base: str) -> str:
    return f"{base}graph/entities"


def entity_quads(store: Store, base: str, iri: str) -> list[Quad]:
    """The types and names of an entity, from all documents that name it; none where no document does."""
    node, graph = NamedNode(iri), NamedNode(entities_graph(base))
    said = [quad for quad in store.quads_for_pattern(node, None, None) if quad.graph_name not in (graph, DefaultGraph())]
    types = {quad.object for quad in said if quad.predicate == v.TYPE}
    labels = Counter(quad.object for quad in said if quad.predicate == v.LABEL and isinstance(quad.object, Literal))
    others = {quad.object for quad in said if quad.predicate == v.ALT_LABEL and isinstance(quad.object, Literal)}
    preferred = set(_preferred(labels))
    rows: list[tuple[NamedNode, NamedNode | Literal]] = [(v.TYPE, kind) for kind in types if isinstance(kind, NamedNode)]
    rows += [(v.LABEL, name) for name in preferred]
    rows += [(v.ALT_LABEL, name) for name in (others | set(labels)) - preferred]
    return [Quad(node, predicate, value, graph) for predicate, value in rows]


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
