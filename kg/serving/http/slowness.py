"""Clients that send or read too slowly hold memory and processes that others wait for; they are let go."""

from __future__ import annotations

import asyncio
import time

SLOWEST = 16 << 10  # bytes a second


class Slowness:
    """The time that a client has left. It is used up by waiting, and won back by the bytes that pass."""

    def __init__(self, patience: float) -> None:
        self._most = self._left = patience
        self._began = time.monotonic()

    def timeout(self) -> asyncio.Timeout:
        self._began = time.monotonic()
        return asyncio.timeout(max(self._left, 0.001))

    def passed(self, size: int) -> None:
        """So many bytes have passed since `timeout`."""
        self._left = min(self._most, self._left + size / SLOWEST - (time.monotonic() - self._began))
