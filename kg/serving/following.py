"""The search index of a writable store follows its updates.

When they pause it is made from the index before, by a process that lets all others go first: neither updates nor queries wait for it. It is
behind by some seconds, or, in a large store that is updated all the time, by some times what it takes to be made.
"""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from kg.serving import indexing
from kg.serving.http.problems import log

QUIET = 1.0  # seconds without an update that are waited for
LONGEST = 10.0  # seconds of updates without such a pause after which an index is made all the same
RESTS = 4  # times as long as an index takes, until the next is begun: that is a fifth of one processor at most
LOOK = 0.05  # seconds between two looks whether it is made
KEPT = 2  # indexes: the newest, and the one that a state may just be given


class Following:
    """The newest index, and what makes the next.

    Args:
        home: the folder of the store.
        folder: an empty one, for indexes.
        files: where the first index lies, if there is one.
        number: the updates that it knows of.
        copy: makes a copy of the present state of the store.
    """

    def __init__(self, home: Path, folder: Path, files: Path, number: int, copy: Callable[[Path], None]) -> None:
        self._home, self._folder, self._copy = home, folder, copy
        self.files, self.number = files, number
        self.made = 0  # indexes

    async def follow(self, updates: Callable[[], int]) -> None:
        """Makes one index after the other, as updates come, until it is cancelled."""
        tried = self.number
        while True:
            tried = await _pause(tried, updates)
            began = time.monotonic()
            place = self._folder / str(self.made + 1)
            if await self._make(place):
                self.files, self.number, self.made = place, tried, self.made + 1
                shutil.rmtree(self._folder / str(self.made - KEPT), ignore_errors=True)
            else:
                log.warning("the search index does not follow the last updates; it is tried again after the next one")
            await asyncio.sleep((time.monotonic() - began) * RESTS)

    async def _make(self, place: Path) -> bool:
        """Makes an index in a folder; whether it is whole."""
        state = place / "state"
        try:
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            await run_in_threadpool(self._copy, state)
            return await _end_of(indexing.start(self._home, state, self.files, place)) == 0
        except OSError as error:
            log.warning("the search index of the store in work can't be made: %s", error)
            return False
        finally:
            shutil.rmtree(state, ignore_errors=True)


async def _pause(known: int, updates: Callable[[], int]) -> int:
    """Waits until there are other updates than the known ones, and a pause; how many there are then."""
    while updates() == known:
        await asyncio.sleep(QUIET / 4)
    until, seen = time.monotonic() + LONGEST, known
    while seen != updates() and time.monotonic() < until:
        seen = updates()
        await asyncio.sleep(QUIET)
    return updates()


async def _end_of(process: indexing.Process) -> int:
    """Waits for the end of a process, and ends it if nobody waits any more."""
    try:
        while (status := process.poll()) is None:
            await asyncio.sleep(LOOK)
        return status
    finally:
        process.kill()
        process.wait()
