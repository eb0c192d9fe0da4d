"""Changes to the graphs of an Oxigraph store, each in one transaction.

The unnamed graph holds the union of all named ones, each triple once. Oxigraph can join the graphs while it evaluates a query, but
then gives a triple as often as graphs hold it, so that a COUNT is wrong; a union that is kept is right, and is read from one index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from kg.errors import StoreError

UNION = DefaultGraph()


def quads_of(store: Store, graph: str) -> set[Quad]:
    """All that stands in a named graph."""
    return set(store.quads_for_pattern(None, None, None, NamedNode(graph)))


def replace_graph(store: Store, graph: str, quads: Iterable[Quad]) -> bool:
    """Makes a named graph hold these quads and no others; tells whether anything changed.

    Raises:
        StoreError: the disk is full or broken; the graph is as it was.
    """
    return change(store, quads_of(store, graph), set(quads))


def add_graphs(store: Store, quads: Iterable[Quad]) -> None:
    """Puts in graphs that are not there yet, all at once: twice as fast as one after the other.

    Raises:
        StoreError: the disk is full or broken; some of it may be there, so the caller has noted that these graphs are unfinished.
    """
    added = set(quads)
    with _telling():
        store.bulk_extend([*added, *_in_union(added)])


def remove_graph(store: Store, graph: str) -> None:
    """Drops a named graph.

    Raises:
        StoreError: the disk is full or broken; the graph is as it was.
    """
    _update(store, f"{_change(store, quads_of(store, graph), set())} DROP SILENT GRAPH {NamedNode(graph)}")


def change(store: Store, old: set[Quad], new: set[Quad]) -> bool:
    """Takes quads out of named graphs and puts others in, in one transaction; tells whether there was anything to do.

    Raises:
        StoreError: the disk is full or broken; all is as it was.
    """
    gone, added = old - new, new - old
    if gone:
        _update(store, _change(store, gone, added))
    elif added:
        _add(store, added)
    return bool(gone or added)


def count_quads(store: Store) -> int:
    """How many quads stand in named graphs."""
    solutions = store.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    return next(int(row["n"].value) for row in solutions)  # type: ignore[union-attr]


def without_union(store: Store, kept: str) -> None:
    """Makes the unnamed graph an ordinary one, for updates by others; what it held as such is taken back from the named graph `kept`."""
    _update(store, f"MOVE SILENT GRAPH {NamedNode(kept)} TO DEFAULT")


def with_union(store: Store, kept: str) -> None:
    """Makes the unnamed graph the union again; what was written to it goes into the named graph `kept`.

    It is done over when it was interrupted: a triple that is in the union already does no harm.
    """
    unnamed = {quad.triple for quad in store.quads_for_pattern(None, None, None, UNION)}
    if unnamed:
        change(store, set(), {Quad(t.subject, t.predicate, t.object, NamedNode(kept)) for t in unnamed})
    with _telling():
        named = store.query("SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }")
        store.bulk_extend(Quad(row["s"], row["p"], row["o"], UNION) for row in named)  # type: ignore[union-attr]


def _change(store: Store, gone: set[Quad], added: set[Quad]) -> str:
    """An update of named graphs, and of the unnamed one, which holds the union of them all."""
    still = {quad.triple for quad in added}
    lonely = {quad.triple for quad in gone} - still
    lonely = {triple for triple in lonely if not _is_elsewhere(store, triple, gone)}
    deleted = _data(gone) + _triples(lonely)
    return f"DELETE DATA {{ {deleted} }} ; INSERT DATA {{ {_data(added)} {_triples(still)} }} ;"


def _is_elsewhere(store: Store, triple: Triple, gone: set[Quad]) -> bool:
    """Whether a triple stands in a named graph that it is not about to be taken out of."""
    quads = store.quads_for_pattern(triple.subject, triple.predicate, triple.object)
    return any(quad.graph_name != UNION and quad not in gone for quad in quads)


def _data(quads: Iterable[Quad]) -> str:
    return "\n".join(f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}" for quad in quads)


def _triples(triples: Iterable[Triple]) -> str:
    return "\n".join(f" {triple.subject} {triple.predicate} {triple.object} ." for triple in triples)


def _add(store: Store, quads: set[Quad]) -> None:
    """Atomic as an update, and twice as fast: nothing is written out and parsed."""
    with _telling():
        store.extend([*quads, *_in_union(quads)])


def _in_union(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The same triples in the unnamed graph, which a quad is in where no graph is told: telling it takes three times as long."""
    return (Quad(quad.subject, quad.predicate, quad.object) for quad in quads)


def _update(store: Store, update: str) -> None:
    with _telling():
        store.update(update)


@contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"the store can't be written: {error}; what was built before stays, run the same command again") from error
