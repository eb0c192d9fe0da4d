"""What a store can give back to Wikidata about the items that people have confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from kg.graph import vocabulary as v
from kg.linking.quickstatements import Page, commands
from kg.model.identity import fold
from kg.model.links import Level
from kg.pipeline.linkage import Linkage
from kg.resolution.acronyms import is_acronym
from kg.store.names import Graph


def quickstatements(linkage: Linkage, graph: Graph) -> Iterator[str]:
    """The commands for all links that a person has confirmed, item by item."""
    confirmed = [mapping for mapping in linkage.mappings(frozenset({Level.SAME})) if mapping.is_judged]
    for mapping in sorted(confirmed, key=lambda mapping: (int(mapping.qid[1:]), mapping.entity)):
        yield from commands(
            mapping.qid, _pages(linkage, graph, mapping.entity), _missing_names(linkage, graph, mapping.entity, mapping.qid)
        )


def _pages(linkage: Linkage, graph: Graph, path: str) -> Iterator[Page]:
    """The documents on the web that name an entity."""
    for key in linkage.identities.in_cluster(path):
        for document in linkage.identities.documents(key):
            node = NamedNode(f"{graph.base}doc/{quote(document)}")
            urls = (quad.object for quad in graph.store.quads_for_pattern(node, v.SOURCE, None))
            issued = (quad.object.value for quad in graph.store.quads_for_pattern(node, v.ISSUED, None) if isinstance(quad.object, Literal))
            day = min(issued, default="")
            yield from (Page(url=url.value, issued=day) for url in urls if isinstance(url, NamedNode) and url.value.startswith("http"))


def _missing_names(linkage: Linkage, graph: Graph, path: str, qid: str) -> dict[str, set[str]]:
    """The names of an entity that an item lacks, by language; a surname or an office is no name of an item."""
    item = linkage.items.get(qid)
    known = {fold(name) for name in item.names} if item else set[str]()
    found: dict[str, set[str]] = {}
    for predicate in (v.LABEL, v.ALT_LABEL):
        for quad in graph.store.quads_for_pattern(NamedNode(f"{graph.base}id/{quote(path)}"), predicate, None):
            name = quad.object
            if isinstance(name, Literal) and name.language and fold(name.value) not in known and _is_whole(name.value):
                found.setdefault(name.language, set()).add(name.value)
    return found


def _is_whole(name: str) -> bool:
    return " " in fold(name) or is_acronym(name)
