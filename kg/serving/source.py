"""What the server needs of a store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import Store


class Source(Protocol):
    """Gives the store that a request reads. A request asks once and keeps what it got, so that a source may move on to a newer state."""

    @property
    def store(self) -> Store: ...

    @property
    def base(self) -> str:
        """The IRI that entities, documents and graphs of this store begin with, for example `https://w3id.org/pressgraph/`."""
        ...

    @property
    def version(self) -> str:
        """Names the state of the data; another state has another name."""
        ...

    @property
    def writable(self) -> bool: ...

    @property
    def merged(self) -> bool:
        """Whether the unnamed graph holds the union of the named ones; else it has to be made at each query."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedSource:
    """A source that always gives the same store."""

    store: Store
    base: str
    version: str
    writable: bool = False
    merged: bool = False
