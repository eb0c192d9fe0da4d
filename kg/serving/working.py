"""A store that is written to while it is served.

Updates are applied by one process, the server's own, which holds the store's lock. Queries read states of it that do not change: the
first query after an update has one made, by hard links to the files of the store, which takes milliseconds. So does the first query after
the search index has followed the updates.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pyoxigraph import Store
from starlette.concurrency import run_in_threadpool

from kg.search.index import FILES
from kg.serving.catalogue import Prepare, open_source, unknown_version
from kg.serving.following import Following
from kg.serving.source import Source
from kg.store.files import PARTIAL
from kg.store.folder import StoreFolder
from kg.store.states import drop, hold

PREFIX = "served-"
KEPT = 2  # states: the newest, and the one that a request may just have picked; others stay as long as they are read


class Working:
    """A Catalogue of the present state of a store, whose lock this process holds, and of the finished ones."""

    def __init__(self, place: StoreFolder, store: Store, *, behind: bool = False) -> None:
        """
        Args:
            behind: whether the store has updates that its search index does not know of.
        """
        for left in place.path.glob(f"{PREFIX}*{PARTIAL}"):
            shutil.rmtree(left, ignore_errors=True)
        self._place, self._store = place, store
        self._states, indexes = (Path(tempfile.mkdtemp(prefix=PREFIX, suffix=PARTIAL, dir=place.path)) for _ in range(2))
        newest = place.snapshots / str(place.version)
        self._index = Following(place.path, indexes, newest, -1 if behind else 0, self._backup)
        self._folders = self._states, indexes
        self._name = f"{place.version or 0}+{secrets.token_hex(3)}"  # another name in each run, since its states are not kept
        self._newest: Source | None = None
        self._making = asyncio.Lock()
        self._prepare: Prepare | None = None
        self.turn = asyncio.Lock()  # of updates
        self.changes = 0  # updates that were applied
        self._seen = 0  # the number of the newest state
        self._following: asyncio.Task[None] | None = None

    @property
    def name(self) -> str:
        """What the versions of this run begin with."""
        return self._name

    @property
    def store(self) -> Store:
        """The store that updates change."""
        return self._store

    @property
    def base(self) -> str:
        return self._place.base

    @property
    def present(self) -> Source | None:
        return self._newest if self._seen == self._number else None

    @property
    def _number(self) -> int:
        """Of the state that is asked now; it grows with each update, and with each index."""
        return self.changes + self._index.made

    def versions(self) -> tuple[str, ...]:
        return tuple(str(number) for number in self._place.versions())

    async def pick(self, version: str | None = None) -> Source:
        if version is not None and (self._newest is None or version != self._newest.version):
            if version not in self.versions():
                raise unknown_version(version, self.versions())
            return await run_in_threadpool(open_source, self._place.path, version)
        async with self._making:
            if self._newest is None or self._seen != self._number:
                number = self._number
                self._newest, self._seen = await self._make(number, changed=self.changes != self._index.number), number
        return self._newest

    async def _make(self, number: int, *, changed: bool) -> Source:
        source = await run_in_threadpool(self._copy, number, changed)
        if self._prepare is not None:
            await self._prepare(source)
        drop(self._states, KEPT)
        return source

    def _copy(self, number: int, changed: bool) -> Source:
        location = self._states / str(number)
        self._backup(location)
        for name in FILES:
            if (self._index.files / name).is_file():
                os.link(self._index.files / name, location / name)
        return Source(
            store=Store.read_only(str(location)),
            location=location,
            home=self._place.path,
            base=self._place.base,
            hold=hold(location),
            version=f"{self._name}.{number}",
            writable=True,
            changed=changed,
        )

    def _backup(self, location: Path) -> None:
        """A copy of the present state."""
        self._store.flush()
        self._store.backup(str(location))

    @asynccontextmanager
    async def serving(self, prepare: Prepare) -> AsyncIterator[None]:
        """Prepares each state that is made; removes them at the end, unless another has begun to serve them."""
        self._prepare = prepare
        if self._following is None:
            self._following = asyncio.create_task(self._index.follow(lambda: self.changes))
        try:
            yield
        finally:
            if self._prepare == prepare:
                self._following.cancel()
                await asyncio.gather(self._following, return_exceptions=True)
                for made in self._folders:
                    shutil.rmtree(made, ignore_errors=True)
