"""What is told of the whole store once its documents are in: preferred names, restatements, vocabulary, totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from kg import data
from kg.graph import vocabulary as v
from kg.graph.entities import entities_graph, entity_quads, named_in
from kg.graph.items import item_quads, items_graph
from kg.graph.links import WIKIDATA, link_quads
from kg.pipeline.restate import Restatements, statements_in
from kg.store.graphs import change, count_quads, replace_graph
from kg.store.identities import Identities
from kg.store.index import Index
from kg.store.links import Links
from kg.wikidata.lookup import Items

BATCH = 500  # entities and statements settled in one transaction

_COUNTED = ("Person", "Organisation", "Event", "Programme", "Place", "Role", "Statement")


def concerned(quads: Iterable[Quad]) -> set[str]:
    """The entities and statements of which something has to be settled when a document's graph comes, changes or goes."""
    rows = list(quads)
    return named_in(rows) | statements_in(rows)


def settle(store: Store, index: Index, identities: Identities, links: Links, items: Items, base: str) -> None:
    """Writes what holds over documents of all that a change concerned; what is done is noted, so that it can be interrupted."""
    restatements = Restatements(store, index, base)
    restatements.bring_up_to_date()
    while iris := index.unsettled(BATCH):
        statements = [iri for iri in iris if iri.startswith(f"{base}id/statement/")]
        old: set[Quad] = set()
        new: set[Quad] = set()
        linked = [iri for iri in iris if iri.startswith(WIKIDATA)]
        for iri in set(iris).difference(statements, linked):
            old.update(_old_entity(store, base, iri))
            new.update(entity_quads(store, base, iri))
            new.update(_redirects(identities, base, iri))
            new.update(link_quads(base, iri, links.of(_path(base, iri))))
        for iri in linked:
            old.update(store.quads_for_pattern(NamedNode(iri), None, None, NamedNode(items_graph(base))))
            new.update(_item_quads(links, items, base, iri.removeprefix(WIKIDATA)))
        for statement in statements:
            old.update(restatements.old(statement))
            new.update(restatements.new(statement))
        change(store, old, new)
        with index.changing():
            index.settle(iris)


def _item_quads(links: Links, items: Items, base: str, qid: str) -> Iterator[Quad]:
    """What is told of an item as long as an entity is linked to it."""
    item = items.get(qid) if links.linked_to(qid) else None
    if item:
        yield from item_quads(base, item)


def _redirects(identities: Identities, base: str, iri: str) -> Iterator[Quad]:
    """From an address that an entity would have alone to the one that it has with others; none where two would have it."""
    path = _path(base, iri)
    clusters = {cluster for node in identities.of_path(path) if (cluster := identities.cluster(node))}
    if len(clusters) == 1 and path not in clusters:
        for cluster in clusters:
            yield Quad(NamedNode(iri), v.IS_REPLACED_BY, NamedNode(f"{base}id/{quote(cluster)}"), NamedNode(entities_graph(base)))


def _path(base: str, iri: str) -> str:
    return unquote(iri.removeprefix(f"{base}id/"))


def _old_entity(store: Store, base: str, iri: str) -> Iterator[Quad]:
    for predicate in (v.TYPE, v.LABEL, v.ALT_LABEL, v.IS_REPLACED_BY, v.SAME_AS, v.CLOSE_MATCH):
        yield from store.quads_for_pattern(NamedNode(iri), predicate, None, NamedNode(entities_graph(base)))


def load_vocabulary(store: Store, base: str) -> None:
    """Puts the ontology and the shapes into graphs of their own, so that queries and pages can use their labels."""
    for name in ("ontology", "shapes"):
        graph = NamedNode(f"{base}graph/{name}")
        triples = [triple for path in sorted(data.folder(name).glob("*.ttl")) for triple in parse(path=path, format=RdfFormat.TURTLE)]
        replace_graph(store, graph.value, {Quad(t.subject, t.predicate, t.object, graph) for t in triples})


def totals(store: Store) -> dict[str, int]:
    """How many nodes of each class, and how many quads; the union of the graphs has each type once, so that nothing is kept in mind."""
    counts = {}
    for name in _COUNTED:
        result = store.query(f"SELECT (COUNT(*) AS ?n) {{ ?x a <{v.KG}{name}> }}")
        counts[name] = int(next(iter(result))["n"].value)  # type: ignore[arg-type]
    return counts | {"quads": count_quads(store)}
