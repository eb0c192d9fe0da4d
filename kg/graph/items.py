"""What Wikidata says of the items that entities are or may be: a graph of its own, taken from the index of items."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import terms
from kg.graph import vocabulary as v
from kg.graph.links import WIKIDATA
from kg.wikidata.items import Item

COUNTRY_CODE = v.kg("countryCode")
DESCRIPTION = NamedNode(v.SCHEMA + "description")


def items_graph(base: str) -> str:
    return f"{base}graph/wikidata"


def item_quads(base: str, item: Item) -> Iterator[Quad]:
    """Labels, description and country of an item."""
    node, graph = NamedNode(WIKIDATA + item.qid), NamedNode(items_graph(base))
    for label in item.labels:
        yield Quad(node, v.LABEL, terms.text(label.text, label.language), graph)
    if item.description:
        yield Quad(node, DESCRIPTION, terms.text(item.description, "en"), graph)
    if item.country:
        yield Quad(node, COUNTRY_CODE, Literal(item.country), graph)
