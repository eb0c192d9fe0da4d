"""The finished states of a store, the newest of which is served while builds go on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from kg.errors import StoreError
from kg.serving.http.problems import Problem, log
from kg.serving.source import Source
from kg.store import folder

EVERY = 1.0  # seconds between two looks for a newer state

Prepare = Callable[[Source], Awaitable[None]]


def open_source(path: Path, version: str | None = None) -> Source:
    """A finished state of the store in a folder; the newest, unless another is named.

    Raises:
        StoreError: there is none, or it can't be opened.
    """
    snapshot = folder.open_snapshot(path, version)
    return Source(
        store=snapshot.store,
        location=snapshot.folder.snapshots / snapshot.version,
        home=snapshot.folder.path,
        base=snapshot.base,
        hold=snapshot.hold,
        version=snapshot.version,
        merged=True,
    )


class Published:
    """A Catalogue of a store's snapshots. It looks for a newer one every second, and goes over to it when that is ready to be asked."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._folder = folder.existing(path)
        self._newest = open_source(path)
        self._opened = {self._newest.version: self._newest}

    @property
    def name(self) -> str:
        """The newest version."""
        return self._newest.version

    @property
    def present(self) -> Source:
        return self._newest

    def versions(self) -> tuple[str, ...]:
        return tuple(str(number) for number in self._folder.versions())

    async def pick(self, version: str | None = None) -> Source:
        if version is None or version == self._newest.version:
            return self._newest
        if version not in self.versions():
            raise unknown_version(version, self.versions())
        if version not in self._opened:
            self._opened[version] = await self._open(version)
        return self._opened[version]

    async def _open(self, version: str) -> Source:
        """An older state, which a build may give up while it is opened."""
        try:
            return await run_in_threadpool(open_source, self._path, version)
        except StoreError:
            if version in self.versions():
                raise
            raise unknown_version(version, self.versions()) from None

    @asynccontextmanager
    async def serving(self, prepare: Prepare) -> AsyncIterator[None]:
        """Prepares the newest state, and each that comes later."""
        await self._begin(prepare)
        following = asyncio.create_task(self._follow(prepare))
        try:
            yield
        finally:
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following

    async def _begin(self, prepare: Prepare) -> None:
        """Prepares the newest state, or a newer one if builds have given it up meanwhile."""
        while True:
            try:
                await prepare(self._newest)
                return
            except StoreError:
                newer = await run_in_threadpool(open_source, self._path)
                if newer.version == self._newest.version:
                    raise
                self._newest, self._opened = newer, {newer.version: newer}

    async def _follow(self, prepare: Prepare) -> None:
        while True:
            await asyncio.sleep(EVERY)
            try:
                await self._look(prepare)
            except StoreError as error:
                log.warning("a newer state can't be served yet: %s", error)

    async def _look(self, prepare: Prepare) -> None:
        kept = self.versions()
        if kept and kept[-1] != self._newest.version:
            newer = await run_in_threadpool(open_source, self._path)
            await prepare(newer)
            self._newest = self._opened[newer.version] = newer
            log.info("serving version %s", newer.version)
        self._opened = {name: source for name, source in self._opened.items() if name in kept or source is self._newest}


def unknown_version(version: str, kept: tuple[str, ...]) -> Problem:
    """Says which versions there are."""
    return Problem(404, f"There is no version {version} of the data any more, or yet; there are {', '.join(kept) or 'none'}.")
