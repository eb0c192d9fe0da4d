"""What is told of the whole store once its documents are in: preferred names, vocabulary, totals."""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from kg import data
from kg.graph import vocabulary as v
from kg.graph.entities import entities_graph, entity_quads
from kg.store.graphs import change, replace_graph
from kg.store.index import Index

BATCH = 500  # entities settled in one transaction

_COUNTED = ("Person", "Organisation", "Event", "Programme", "Place", "Role", "Statement")


def settle_entities(store: Store, index: Index, base: str) -> None:
    """Writes the preferred names of all entities whose documents changed; what is done is noted, so that it can be interrupted."""
    graph = NamedNode(entities_graph(base))
    while iris := index.unsettled(BATCH):
        old: set[Quad] = set()
        new: set[Quad] = set()
        for iri in iris:
            old.update(store.quads_for_pattern(NamedNode(iri), v.TYPE, None, graph))
            old.update(store.quads_for_pattern(NamedNode(iri), v.LABEL, None, graph))
            old.update(store.quads_for_pattern(NamedNode(iri), v.ALT_LABEL, None, graph))
            new.update(entity_quads(store, base, iri))
        change(store, old, new)
        with index.changing():
            index.settle(iris)


def load_vocabulary(store: Store, base: str) -> None:
    """Puts the ontology and the shapes into graphs of their own, so that queries and pages can use their labels."""
    for name in ("ontology", "shapes"):
        graph = NamedNode(f"{base}graph/{name}")
        triples = [triple for path in sorted(data.folder(name).glob("*.ttl")) for triple in parse(path=path, format=RdfFormat.TURTLE)]
        replace_graph(store, graph.value, {Quad(t.subject, t.predicate, t.object, graph) for t in triples})


def totals(store: Store) -> dict[str, int]:
    """How many nodes of each class, and how many quads."""
    counts = {}
    for name in _COUNTED:
        result = store.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a <{v.KG}{name}> }}", use_default_graph_as_union=True)
        counts[name] = int(next(iter(result))["n"].value)  # type: ignore[arg-type]
    return counts | {"quads": len(store)}
