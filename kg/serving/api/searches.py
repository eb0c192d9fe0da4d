"""Runs searches beside the queries: on threads, few at a time, on the index that belongs to a state of the data."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from starlette.concurrency import run_in_threadpool

from kg.errors import SearchError, SearchTimeout, StoreError
from kg.search.index import FILE, SearchIndex
from kg.serving.http.problems import Busy, Problem
from kg.serving.settings import ServingSettings
from kg.serving.source import Source

OPEN = 8  # indexes kept open: of the states that can be asked

Answer = TypeVar("Answer")


class Searches:
    """The searches of a server."""

    def __init__(self, settings: ServingSettings) -> None:
        self._free = asyncio.Semaphore(max(1, settings.concurrency // 2))
        self._patience = settings.patience
        self._index = lru_cache(maxsize=OPEN)(SearchIndex)

    async def run(self, source: Source, question: Callable[[SearchIndex], Answer]) -> Answer:
        """Asks the index of a state.

        Raises:
            Problem: 400 there is nothing to look for, 404 the state has no index, 503 too many ask, 504 too slow.
        """
        try:
            await asyncio.wait_for(self._free.acquire(), self._patience)
        except TimeoutError:
            raise Busy("All places for searches are taken.") from None
        try:
            return await run_in_threadpool(self._ask, source.location / FILE, question)
        finally:
            self._free.release()

    def _ask(self, path: Path, question: Callable[[SearchIndex], Answer]) -> Answer:
        try:
            return question(self._index(path))
        except SearchError as error:
            raise Problem(400, f"{error}.") from None
        except SearchTimeout as error:
            raise Problem(504, f"{error}.") from None
        except StoreError:  # its message names folders of this machine
            raise Problem(
                404, "This state of the data has no search index. Whoever runs the server makes one with kg build or kg index."
            ) from None
