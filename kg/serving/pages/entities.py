"""What the graph says of one thing, as triples, read natively and in bounds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pyoxigraph import NamedNode, Quad, Store, Triple

from kg.graph.vocabulary import IS_REPLACED_BY
from kg.serving.source import Source

MAX_TRIPLES = 100_000  # of a description for machines; a document's graph has some thousands


def exists(store: Store, node: NamedNode) -> bool:
    """Whether anything is said of a node."""
    return next(iter(store.quads_for_pattern(node, None, None)), None) is not None


def successor(store: Store, node: NamedNode) -> NamedNode | None:
    """The entity that a merged one was merged into."""
    found = next(iter(store.quads_for_pattern(node, IS_REPLACED_BY, None)), None)
    return found.object if found is not None and isinstance(found.object, NamedNode) else None


def triples_about(source: Source, node: NamedNode) -> list[Triple]:
    """A description for machines, sorted, without repetitions.

    Of a document: its graph, so that the IRIs of its mentions lead to them. Of another thing: the triples from and to it.
    """
    local = node.value.removeprefix(source.base)
    if local.startswith("doc/"):
        quads = source.store.quads_for_pattern(None, None, None, NamedNode(f"{source.base}graph/{local}"))
    else:
        quads = _from_and_to(source.store, node)
    found = {quad.triple for quad in islice(quads, MAX_TRIPLES)}
    return sorted(found, key=str)


def _from_and_to(store: Store, node: NamedNode) -> Iterator[Quad]:
    yield from store.quads_for_pattern(node, None, None)
    yield from store.quads_for_pattern(None, None, node)
