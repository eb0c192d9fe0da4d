"""A store that is written to while it is served.

Updates are applied by one process, the server's own, which holds the store's lock. Queries read states of it that do not change: the
first query after an update has one made, by hard links to the files of the store, which takes milliseconds.
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
from kg.serving.source import Source
from kg.store.files import PARTIAL
from kg.store.folder import StoreFolder

PREFIX = "served-"
KEPT = 2  # states: the newest, and the one that a request may just have picked


class Working:
    """A Catalogue of the present state of a store, whose lock this process holds, and of the finished ones."""

    def __init__(self, place: StoreFolder, store: Store) -> None:
        for left in place.path.glob(f"{PREFIX}*{PARTIAL}"):
            shutil.rmtree(left, ignore_errors=True)
        self._place, self._store = place, store
        self._states = Path(tempfile.mkdtemp(prefix=PREFIX, suffix=PARTIAL, dir=place.path))
        self._name = f"{place.version or 0}+{secrets.token_hex(3)}"  # another name in each run, since its states are not kept
        self._newest: Source | None = None
        self._making = asyncio.Lock()
        self._prepare: Prepare | None = None
        self.turn = asyncio.Lock()  # of updates
        self.changes = 0  # updates that were applied
        self._seen = 0  # of them, those that the newest state has

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
        return self._newest if self._seen == self.changes else None

    def versions(self) -> tuple[str, ...]:
        return tuple(str(number) for number in self._place.versions())

    async def pick(self, version: str | None = None) -> Source:
        if version is not None and (self._newest is None or version != self._newest.version):
            if version not in self.versions():
                raise unknown_version(version, self.versions())
            return await run_in_threadpool(open_source, self._place.path, version)
        async with self._making:
            if self._newest is None or self._seen != self.changes:
                number = self.changes
                self._newest, self._seen = await self._make(number), number
        return self._newest

    async def _make(self, number: int) -> Source:
        source = await run_in_threadpool(self._copy, number)
        if self._prepare is not None:
            await self._prepare(source)
        for old in sorted(self._states.iterdir(), key=lambda entry: int(entry.name))[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)
        return source

    def _copy(self, number: int) -> Source:
        location = self._states / str(number)
        self._store.flush()
        self._store.backup(str(location))
        self._take_index(location)
        version, changed = f"{self._name}.{number}", number > 0
        store, home = Store.read_only(str(location)), self._place.path
        return Source(store=store, location=location, home=home, base=self._place.base, version=version, writable=True, changed=changed)

    def _take_index(self, location: Path) -> None:
        """The search index of the last finished state serves until the next one is published."""
        newest = self._place.snapshots / str(self._place.version)
        for name in FILES:
            if (newest / name).is_file():
                os.link(newest / name, location / name)

    @asynccontextmanager
    async def serving(self, prepare: Prepare) -> AsyncIterator[None]:
        """Prepares each state that is made; removes them at the end, unless another has begun to serve them."""
        self._prepare = prepare
        try:
            yield
        finally:
            if self._prepare == prepare:
                shutil.rmtree(self._states, ignore_errors=True)
