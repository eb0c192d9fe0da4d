"""Changes to the graphs of an Oxigraph store, each in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

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
    gone, added = old - new, new - old
    if gone:
        _update(store, f"DELETE DATA {{ {_data(gone)} }} ; INSERT DATA {{ {_data(added)} }}")
    elif added:
        _add(store, added)
    return bool(gone or added)


def _data(quads: Iterable[Quad]) -> str:
    return "\n".join(f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}" for quad in quads)


def _add(store: Store, quads: set[Quad]) -> None:
    """Atomic as an update, and twice as fast: nothing is written out and parsed."""
    with _telling():
        store.extend(quads)


def _update(store: Store, update: str) -> None:
    with _telling():
        store.update(update)


@contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"the store can't be written: {error}; what was built before stays, run the same command again") from error
