"""The store as an rdflib Dataset."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.store.folder import open_snapshot

if TYPE_CHECKING:
    from rdflib import Dataset


def open(path: str | Path, version: str | None = None) -> Dataset:  # noqa: A001
    """Opens the newest finished state of a store for reading; its default graph is the union of all graphs.

    Raises:
        StoreMissing: no store there, or nothing was built into it yet.
        StoreError: no such version.
    """
    from oxrdflib import OxigraphStore
    from rdflib import Dataset

    snapshot = open_snapshot(Path(path), version)
    return Dataset(store=OxigraphStore(store=snapshot.store), default_union=True)
