"""Relates the statements of new and changed documents to those of others that make the same claim."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph import vocabulary as v
from kg.graph.entities import entities_graph
from kg.graph.restatements import RESTATES, reified, restatement_quads
from kg.model.claims import Claim
from kg.resolution.restatements import COMPARED, claim, most_alike
from kg.store.index import Index

BATCH = 500  # statements indexed in one transaction


def index_claims(store: Store, index: Index, base: str) -> None:
    """Brings the claims of the index up to date with the statements that are to be settled, and marks those that they are compared with."""
    last = ""
    while statements := index.unsettled_after(last, f"{base}id/statement/", BATCH):
        with index.changing():
            for statement in statements:
                _index_claim(store, index, statement)
        last = statements[-1]


def _index_claim(store: Store, index: Index, statement: str) -> None:
    before, now = index.claim(statement), _claim(store, statement)
    if before == now:
        return
    if before:
        index.unsettle_later_claims(before, COMPARED)
        index.remove_claim(statement)
    if now:
        index.put_claim(now)
        index.unsettle_later_claims(now, COMPARED)


def _claim(store: Store, statement: str) -> Claim | None:
    """A statement as it is compared; None if it is gone, or too short."""
    found = _content(store, statement)
    if found is None:
        return None
    made = claim(statement, _graph(store, statement), _issued(store, statement), found.value, found.language)
    return made if made.bands else None


def old_restatements(store: Store, base: str, statement: str) -> set[Quad]:
    """What the graph says of the claim that a statement restates."""
    graph = NamedNode(entities_graph(base))
    links = set(store.quads_for_pattern(NamedNode(statement), RESTATES, None, graph))
    nodes = {reified(base, _iri(link.subject), _iri(link.object)) for link in links}
    return links | {quad for node in nodes for quad in store.quads_for_pattern(node, None, None, graph)}


def new_restatements(store: Store, index: Index, base: str, statement: str) -> set[Quad]:
    """What is to be said of a statement, once all claims are up to date: which earlier one it restates, if any."""
    made, found = index.claim(statement), _content(store, statement)
    if made is None or found is None:
        return set()
    others = (other for other in index.earlier_claims(made, COMPARED) if other.document != made.document)
    told = ((other, content.value) for other in others if (content := _content(store, other.statement)))
    best = most_alike(found.value, told)
    return set(restatement_quads(base, statement, best[0].statement, best[1])) if best else set()


def statements_in(quads: Iterable[Quad]) -> set[str]:
    """The statements of a document's graph."""
    return {_iri(quad.subject) for quad in quads if quad.predicate == v.TYPE and quad.object == v.STATEMENT}


def _content(store: Store, statement: str) -> Literal | None:
    objects = (quad.object for quad in store.quads_for_pattern(NamedNode(statement), v.kg("text"), None))
    return next((value for value in objects if isinstance(value, Literal)), None)


def _graph(store: Store, statement: str) -> str:
    """The graph of the document that a statement stands in."""
    quads = store.quads_for_pattern(NamedNode(statement), v.kg("text"), None)
    return min(quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode))


def _issued(store: Store, statement: str) -> str:
    """The date of the document that a statement stands in; "" where it has none."""
    dates = (quad.object for quad in store.quads_for_pattern(None, v.ISSUED, None, NamedNode(_graph(store, statement))))
    return min((value.value for value in dates if isinstance(value, Literal)), default="")


def _iri(term: object) -> str:
    """The address of a node; nothing else stands at the ends of a restatement."""
    return term.value if isinstance(term, NamedNode) else ""
