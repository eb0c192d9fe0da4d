"""The workers of one state of the data: idle ones are kept, whoever was killed or is tired is replaced."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from kg.serving.http.problems import log
from kg.serving.workers.forkserver import Setup
from kg.serving.workers.handles import ForkServer, Worker, WorkerLost


class Background:
    """Tasks that nobody waits for; kept, since the event loop itself does not keep them."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None and not isinstance(error, WorkerLost):
            log.error("a task in the background failed", exc_info=error)

    async def stop(self) -> None:
        """Cancels them all."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


class Origin:
    """Where workers come from: a fork server that is started when it is first needed, and again if it ever ends."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._server: ForkServer | None = None
        self._starting = asyncio.Lock()

    async def start(self) -> ForkServer:
        """The running fork server.

        Raises:
            WorkerLost: it can't be started.
        """
        async with self._starting:
            if self._server is not None and not self._server.alive:
                self._server.close()
                self._server = None
            if self._server is None:
                self._server = await ForkServer.start(self._setup)
            return self._server

    async def fork(self, location: str) -> Worker:
        """A new worker.

        Raises:
            WorkerLost: it can't be started, or can't open its data.
        """
        return await (await self.start()).fork(location)

    def close(self) -> None:
        """Ends the fork server and its workers."""
        if self._server is not None:
            self._server.close()
            self._server = None


class Pool:
    """The workers of a state. They open its files themselves, or are forked with the data in memory once that is loaded.

    Some are kept ready, since to fork a process with a million quads takes a fiftieth of a second, and eight clients that come at once
    would wait for eight forks. Of those that open files themselves, which take more memory and less time to start, one is.
    """

    def __init__(self, location: Path, openers: Origin, background: Background, *, passing: bool, ready: int) -> None:
        self.passing = passing  # whether the state is asked no more once there is a newer one
        self._location, self._openers, self._background, self._ready = str(location), openers, background, ready
        self._holder: Origin | None = None
        self._idle: deque[Worker] = deque()
        self._starting = asyncio.Lock()
        self._closed = False
        self.busy = 0
        self.used = asyncio.get_running_loop().time()

    @property
    def held(self) -> bool:
        """Whether the data are in memory."""
        return self._holder is not None

    async def hold(self, holder: Origin) -> None:
        """Goes over to workers that have the data in memory, as soon as they are loaded.

        Raises:
            WorkerLost: they can't be loaded.
        """
        try:
            await holder.start()
        except BaseException:
            holder.close()
            raise
        if self._closed:
            holder.close()
            return
        self._holder = holder
        self._drop_idle()
        await self._spare()

    async def take(self) -> Worker:
        """A worker that nobody else asks; give it back by `put` or `end`.

        Raises:
            WorkerLost: none can be started.
        """
        self.busy += 1
        try:
            while self._idle:
                worker = self._idle.pop()
                if not worker.lost:
                    return worker
                self._background.start(worker.end())
            return await self._fork()
        except BaseException:
            self._leave()
            raise

    def put(self, worker: Worker, *, tired: bool, clearing: bool = False) -> None:
        """Gives back a worker that has answered; a tired one is replaced. One that clears away a long result is taken after all others."""
        self._leave()
        if tired or self._closed or worker.held is not self.held:
            self._background.start(self._replace(worker))
        elif clearing:
            self._idle.appendleft(worker)
        else:
            self._idle.append(worker)

    async def end(self, worker: Worker) -> int:
        """Kills a worker; its wait status. Another takes its place."""
        try:
            status = await worker.end()
        finally:
            self._leave()
        self._background.start(self._spare())
        return status

    async def close(self) -> None:
        """Ends all idle workers and, with its own fork server, all others."""
        self._closed = True
        idle, self._idle = self._idle, deque()
        await asyncio.gather(*(worker.end() for worker in idle))
        if self._holder is not None:
            self._holder.close()

    def _leave(self) -> None:
        self.busy -= 1
        self.used = asyncio.get_running_loop().time()

    def _drop_idle(self) -> None:
        idle, self._idle = self._idle, deque()
        for worker in idle:
            self._background.start(worker.end())

    async def _replace(self, worker: Worker) -> None:
        await worker.end()
        await self._spare()

    async def _spare(self) -> None:
        """Keeps workers in reserve, at least one, so that the next queries do not wait for their start."""
        async with self._starting:
            while not self._closed and len(self._idle) < max(1, self._wanted - self.busy):
                worker = await self._fork()
                if self._closed:
                    await worker.end()
                else:
                    self._idle.appendleft(worker)

    @property
    def _wanted(self) -> int:
        """Workers that there should be, those that are asked among them."""
        return self._ready if self.held else 1

    async def _fork(self) -> Worker:
        if self._holder is not None:
            try:
                return await self._holder.fork(self._location)
            except WorkerLost:
                log.warning("the process that holds %s in memory has gone; workers read its files", self._location)
                self._holder.close()
                self._holder = None
        return await self._openers.fork(self._location)
