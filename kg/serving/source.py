"""What the server needs of a store: a state of its data that does not change while it is read, and a way to the newest one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pyoxigraph import Store

from kg.store.states import Hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A state of the data. A request picks one and keeps it, so that its answer never mixes two."""

    store: Store  # open for reading: for the server's own look-ups
    location: Path  # the folder of this state, which other processes open
    home: Path  # the folder of the store, which has the texts of the documents
    base: str  # what the IRIs of entities, documents and graphs begin with, for example `https://w3id.org/pressgraph/`
    hold: Hold  # the folder stays as long as this
    version: str  # names the state; another state has another name
    writable: bool = False
    changed: bool = False  # whether it was changed since its search index was made
    merged: bool = False  # whether the unnamed graph holds the union of the named ones; else it has to be made at each query


class Catalogue(Protocol):
    """Knows the states of a store that can be asked."""

    async def pick(self, version: str | None = None) -> Source:
        """The newest state, or an older one by its name.

        Raises:
            Problem: 404, there is no such version.
        """
        ...

    @property
    def present(self) -> Source | None:
        """The newest state, if it is there without a wait."""
        ...

    def versions(self) -> tuple[str, ...]:
        """The names of the finished states that can be asked, the newest last."""
        ...
