"""Relates the statements of new and changed documents to those of others that make the same claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph import vocabulary as v
from kg.graph.entities import entities_graph
from kg.graph.restatements import RESTATES, reified, restatement_quads
from kg.resolution.restatements import ALIKE, earlier_first, similarity, sketch
from kg.store.index import Index


def old_restatements(store: Store, base: str, statement: str) -> set[Quad]:
    """What the graph says of the restatements that a statement is an end of."""
    graph, node = NamedNode(entities_graph(base)), NamedNode(statement)
    links = {*store.quads_for_pattern(node, RESTATES, None, graph), *store.quads_for_pattern(None, RESTATES, node, graph)}
    nodes = {reified(base, _iri(link.subject), _iri(link.object)) for link in links}
    return links | {quad for node in nodes for quad in store.quads_for_pattern(node, None, None, graph)}


def resketch(store: Store, index: Index, statement: str) -> None:
    """Brings the sketch of a statement in the index up to date; it is dropped with the statement."""
    found = _content(store, statement)
    index.put_sketch(statement, sketch(found.value) if found else ())


def new_restatements(store: Store, index: Index, base: str, statement: str) -> set[Quad]:
    """What is to be said of a statement, once all sketches are up to date."""
    found = _content(store, statement)
    if found is None:
        return set()
    quads: set[Quad] = set()
    for other in index.alike(statement):
        told = _content(store, other)
        if told and told.language == found.language and not _same_document(store, statement, other):
            share = similarity(found.value, told.value)
            if share >= ALIKE:
                earlier, later = earlier_first([(_issued(store, statement), statement), (_issued(store, other), other)])
                quads.update(restatement_quads(base, later, earlier, share))
    return quads


def statements_in(quads: Iterable[Quad]) -> set[str]:
    """The statements of a document's graph."""
    return {_iri(quad.subject) for quad in quads if quad.predicate == v.TYPE and quad.object == v.STATEMENT}


def _content(store: Store, statement: str) -> Literal | None:
    objects = (quad.object for quad in store.quads_for_pattern(NamedNode(statement), v.kg("text"), None))
    return next((value for value in objects if isinstance(value, Literal)), None)


def _graphs(store: Store, statement: str) -> Iterator[NamedNode]:
    for quad in store.quads_for_pattern(NamedNode(statement), v.kg("text"), None):
        if isinstance(quad.graph_name, NamedNode):
            yield quad.graph_name


def _same_document(store: Store, one: str, other: str) -> bool:
    return bool(set(_graphs(store, one)) & set(_graphs(store, other)))


def _issued(store: Store, statement: str) -> str:
    """The date of the document that a statement stands in; "" where it has none."""
    dates = (quad.object for graph in _graphs(store, statement) for quad in store.quads_for_pattern(None, v.ISSUED, None, graph))
    return min((value.value for value in dates if isinstance(value, Literal)), default="")


def _iri(term: object) -> str:
    """The address of a node; nothing else stands at the ends of a restatement."""
    return term.value if isinstance(term, NamedNode) else ""
