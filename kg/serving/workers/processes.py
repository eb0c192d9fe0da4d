"""An Executor whose queries run in worker processes, so that a query can be stopped: by its time limit, its memory, or its client."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from kg.errors import StoreError
from kg.search.index import FILES
from kg.serving.execution import Answer, Client, ClientGone, Task
from kg.serving.http.problems import Busy
from kg.serving.settings import ServingSettings
from kg.serving.source import Source
from kg.serving.workers.evaluation import Evaluation, Killed
from kg.serving.workers.forkserver import Setup
from kg.serving.workers.handles import Worker, WorkerLost
from kg.serving.workers.places import Places
from kg.serving.workers.pools import Background, Origin, Pool
from kg.serving.workers.watchdog import Watchdog

CLEANED_EVERY = 5.0  # seconds
TRIES = 3  # of a query whose process is killed each time, before the last: who kills one may kill others in the same moment
LINGER = 30.0  # seconds that an older state keeps its workers without a query


class ProcessExecutor:
    """Runs queries in worker processes, a pool of them for each state of the data that is asked."""

    def __init__(self, settings: ServingSettings) -> None:
        self._settings = settings
        self._places = Places(
            places=settings.concurrency, share=settings.places_of_a_client, queue=settings.queue, patience=settings.patience
        )
        # a short query is done sooner if it shares no processor; one more keeps them busy while an answer is on its way to the server
        turns = (os.cpu_count() or 1) + 1
        self._turns = Places(places=turns, share=turns, queue=settings.concurrency, patience=None)
        self._openers = Origin(Setup(limits=settings.limits, held=None))
        self._pools: dict[Path, Pool] = {}
        self._newest: Path | None = None
        self._background = Background()
        self._watchdog = Watchdog()
        self._cleaning = False

    async def prepare(self, source: Source) -> None:
        """Makes a state ready for queries, and that of before go when it is no longer asked.

        Raises:
            StoreError: no process can read it; a build may have given it up meanwhile.
        """
        pool = self._pool(source)
        try:
            pool.put(await pool.take(), tired=False)
            if not source.writable and not pool.held and size_of(source.location) <= self._settings.in_memory:
                self._background.start(pool.hold(Origin(Setup(limits=self._settings.limits, held=str(source.location)))))
        except (WorkerLost, OSError) as error:
            await self._pools.pop(source.location).close()
            raise StoreError(f"version {source.version} can't be read by another process") from error
        self._newest = source.location
        if not self._cleaning:
            self._cleaning = True
            self._background.start(self._clean())
        await self._let_go()

    async def borrow(self, source: Source) -> tuple[Pool, Worker]:
        """A worker that nobody else asks, beside the places of queries; it goes back into its pool.

        Raises:
            WorkerLost: none can be started.
        """
        pool = self._pool(source)
        return pool, await pool.take()

    async def query(self, source: Source, request: Task, client: Client) -> Answer:
        for _ in range(TRIES):
            try:
                return await self._ask(source, request, client)
            except Killed as killed:
                if not killed.was_short:
                    raise
        return await self._ask(source, request, client)

    async def _ask(self, source: Source, request: Task, client: Client) -> Answer:
        leave = turn_over = _nothing
        try:
            leave = await self._places.take(client.name)
            turn_over = await self._turns.take(client.name)
            if client.left():
                raise ClientGone
            pool = self._pool(source)
            worker = await pool.take()
        except BaseException as error:
            turn_over()
            leave()
            if isinstance(error, WorkerLost):
                raise Busy("The server can't start another process.") from None
            raise
        evaluation = Evaluation(
            pool,
            worker,
            timeout=self._settings.timeout,
            leave=leave,
            turn_over=turn_over,
            background=self._background,
            watchdog=self._watchdog,
        )
        return await evaluation.answer(request, client)

    async def close(self) -> None:
        """Ends all processes."""
        await self._background.stop()
        for pool in self._pools.values():
            await pool.close()
        self._openers.close()

    @property
    def load(self) -> tuple[int, int]:
        return self._places.running, self._places.waiting

    def _pool(self, source: Source) -> Pool:
        if source.location not in self._pools:
            ready = self._settings.places_of_a_client
            self._pools[source.location] = Pool(source.location, self._openers, self._background, passing=source.writable, ready=ready)
        return self._pools[source.location]

    async def _clean(self) -> None:
        while True:
            await asyncio.sleep(CLEANED_EVERY)
            await self._let_go()

    async def _let_go(self) -> None:
        """Closes the pools of older states that nobody has asked for a while. States of a store in work are not asked again."""
        now = asyncio.get_running_loop().time()
        for location, pool in list(self._pools.items()):
            lingers = not pool.passing and now - pool.used <= LINGER
            if location != self._newest and not pool.busy and not lingers:
                await self._pools.pop(location).close()


def _nothing() -> None:
    """Gives back a place that was not taken."""


def size_of(folder: Path) -> int:
    """Bytes of the files of a state, without its search index, which nobody holds in memory."""
    return sum(entry.stat().st_size for entry in folder.iterdir() if entry.name not in FILES)
