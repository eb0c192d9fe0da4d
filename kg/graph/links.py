"""The items of Wikidata that an entity is or may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from kg.graph import vocabulary as v
from kg.graph.entities import entities_graph
from kg.model.links import Level, Link

WIKIDATA = "http://www.wikidata.org/entity/"

_PREDICATES = {Level.SAME: v.SAME_AS, Level.CLOSE: v.CLOSE_MATCH}


def link_quads(base: str, iri: str, links: Iterable[Link]) -> Iterator[Quad]:
    """owl:sameAs for what is accepted, skos:closeMatch for what a person is to look at."""
    for link in links:
        if predicate := _PREDICATES.get(link.level):
            yield Quad(NamedNode(iri), predicate, NamedNode(WIKIDATA + link.qid), NamedNode(entities_graph(base)))
