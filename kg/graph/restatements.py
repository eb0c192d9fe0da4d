"""kg:restates, with its similarity on a reified node."""

from __future__ import annotations

from pyoxigraph import NamedNode, Quad

from kg.graph import terms
from kg.graph import vocabulary as v
from kg.graph.entities import entities_graph
from kg.model.identity import digest

RESTATES = v.kg("restates")
SIMILARITY = v.kg("similarity")


def restatement_quads(base: str, later: str, earlier: str, similarity: float) -> list[Quad]:
    """One statement restates another; `similarity` is from 0 to 1."""
    graph, node = NamedNode(entities_graph(base)), reified(base, later, earlier)
    subject, value = NamedNode(later), NamedNode(earlier)
    return [
        Quad(subject, RESTATES, value, graph),
        Quad(node, v.TYPE, v.RDF_STATEMENT, graph),
        Quad(node, v.RDF_SUBJECT, subject, graph),
        Quad(node, v.RDF_PREDICATE, RESTATES, graph),
        Quad(node, v.RDF_OBJECT, value, graph),
        Quad(node, SIMILARITY, terms.decimal(round(similarity, 3)), graph),
    ]


def reified(base: str, later: str, earlier: str) -> NamedNode:
    """The node that tells of a restatement how alike its two ends are."""
    return NamedNode(f"{base}id/restatement/{digest(later, earlier)}{digest('restates', later, earlier)}")
