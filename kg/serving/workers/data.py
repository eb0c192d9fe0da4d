"""What a worker reads: a state of the data, and where it is held in memory, its named graphs once more by themselves.

Oxigraph's store in memory finds quads by walking along all that have a term in common. In a state these are twice as many as in its named
graphs, since its unnamed graph holds their union; a query that looks into named graphs alone is answered in half the time without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Quad, Store


@dataclass(frozen=True, slots=True)
class Data:
    """A state; `named` is None where it is read from its files."""

    whole: Store
    named: Store | None = None

    def within(self, *, named_graphs: bool) -> Store:
        """Where to look, if it is known that only what stands in named graphs is looked for."""
        return self.named if named_graphs and self.named is not None else self.whole


def in_memory(whole: Store) -> Data:
    """Copies the named graphs of a state that was loaded into memory."""
    named = Store()
    for graph in whole.named_graphs():
        named.add_graph(graph)  # an empty one is found by GRAPH too
    named.bulk_extend(_named(whole))
    return Data(whole, named)


def _named(store: Store) -> Iterator[Quad]:
    for graph in store.named_graphs():
        yield from store.quads_for_pattern(None, None, None, graph)
