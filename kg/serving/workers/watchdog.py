"""Looks at what runs, twenty times a second. Timers of its own would cost each short query a tenth of its time."""

from __future__ import annotations

import asyncio
from typing import Protocol

EVERY = 0.05  # seconds


class Watched(Protocol):
    """What is looked at."""

    def look(self, now: float) -> None:
        """Does what is due at this time of the event loop."""
        ...


class Watchdog:
    """Rests while there is nothing to look at."""

    def __init__(self) -> None:
        self._watched: set[Watched] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    def watch(self, watched: Watched) -> None:
        self._watched.add(watched)
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
            self._loop.call_later(EVERY, self._look)

    def leave(self, watched: Watched) -> None:
        """Looks at it no more."""
        self._watched.discard(watched)

    def _look(self) -> None:
        assert self._loop is not None
        for watched in tuple(self._watched):
            watched.look(self._loop.time())
        if self._watched:
            self._loop.call_later(EVERY, self._look)
        else:
            self._loop = None
