"""Changes to the graphs of an Oxigraph store, each in one transaction."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad, Store

from kg.errors import StoreError


def quads_of(store: Store, graph: str) -> set[Quad]:
    """All that stands in a named graph."""
    return set(store.quads_for_pattern(None, None, None, NamedNode(graph)))


def replace_graph(store: Store, graph: str, quads: Iterable[Quad]) -> bool:
    """Makes a named graph hold these quads and no others; tells whether anything changed.

    Raises:
        StoreError: the disk is full or broken; the graph is as it was.
    """
    return change(store, quads_of(store, graph), set(quads))


def remove_graph(store: Store, graph: str) -> None:
    """Drops a named graph.

    Raises:
        StoreError: the disk is full or broken; the graph is as it was.
    """
    _update(store, f"DROP SILENT GRAPH {NamedNode(graph)}")


def change(store: Store, old: set[Quad], new: set[Quad]) -> bool:
    """Takes quads out and puts others in, in one transaction; tells whether there was anything to do.

    Raises:
        StoreError: the disk is full or broken; all is as it was.
    """
    parts = []
    if gone := old - new:
        parts.append(f"DELETE DATA {{ {_data(gone)} }}")
    if added := new - old:
        parts.append(f"INSERT DATA {{ {_data(added)} }}")
    if parts:
        _update(store, " ; ".join(parts))
    return bool(parts)


def _data(quads: Iterable[Quad]) -> str:
    return "\n".join(f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}" for quad in quads)


def _update(store: Store, update: str) -> None:
    try:
        store.update(update)
    except OSError as error:
        raise StoreError(f"the store can't be written: {error}; what was built before stays, run the same command again") from error
