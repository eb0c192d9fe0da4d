"""The store as an rdflib Dataset."""

from __future__ import annotations

from pathlib import Path

from oxrdflib import OxigraphStore
from rdflib import Dataset, Graph

from kg.store.folder import Snapshot, open_snapshot


class ReadOnlyStore(OxigraphStore):
    """A snapshot as rdflib sees it."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__(store=snapshot.store)
        self._snapshot = snapshot  # which stays as long as this

    def add_graph(self, graph: Graph) -> None:
        """Does nothing: `Dataset.graph` notes a graph before it hands it out, and there is nothing to note in what is only read."""


def open(path: str | Path, version: str | None = None) -> Dataset:  # noqa: A001
    """Opens the newest finished state of a store for reading; its default graph holds the union of all graphs.

    Raises:
        StoreMissing: no store there, or nothing was built into it yet.
        StoreError: no such version.
    """
    snapshot = open_snapshot(Path(path), version)
    return Dataset(store=ReadOnlyStore(snapshot), default_union=False)
