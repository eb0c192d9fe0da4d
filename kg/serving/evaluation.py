"""One query in the hands of a worker: its answer on the way to the client, its time, its end."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from types import TracebackType

from kg.serving.execution import Answer, Client, ClientGone, ResultBroken, Task, out_of_memory
from kg.serving.frames import Kind
from kg.serving.output import marker
from kg.serving.pools import Background, Pool
from kg.serving.problems import Problem, QueryTimeout, log
from kg.serving.workers import Frame, Worker, WorkerLost

WATCHED_AFTER = 0.05  # seconds of waiting after which it is looked whether the client is still there
SLOW_AFTER = 1.0  # seconds after which other queries go first
TOO_DEEP = "The query brought its evaluator down: it is nested too deeply, or has too long a chain of operators. Write it flatter."
FAILED = "The query brought its evaluator down; the server goes on, and its log has the signal."


class Evaluation:
    """Reads a worker's answer. The worker is given back when it has answered, and killed when anything else ends the query."""

    def __init__(self, pool: Pool, worker: Worker, *, timeout: float, leave: Callable[[], None], background: Background) -> None:
        self._pool, self._worker, self._leave, self._background = pool, worker, leave, background
        self._timeout = self._left = timeout
        self._over = self._slow = False
        self._slowing = asyncio.get_running_loop().call_later(SLOW_AFTER, self._give_way)
        self._content_type = ""
        self._coding: str | None = None

    async def answer(self, request: Task, client: Client) -> Answer:
        """Sends the query and waits for the first bytes of its answer, or for all of it if it is short.

        Raises:
            Problem: as Executor.query.
            ClientGone: nobody waits any more.
        """
        self._worker.ask(request)
        try:
            with Watch(client):
                first = await self._begin()
        except (TimeoutError, WorkerLost) as error:
            raise await self._end_of(error) from None
        except BaseException:
            self.abandon()
            raise
        answer = Answer(content_type=self._content_type, coding=self._coding, complete=first)
        return answer if self._over else replace(answer, complete=None, chunks=self._chunks(first), abandon=self.abandon)

    def abandon(self) -> None:
        """Ends the evaluation if it is not over yet."""
        if not self._over:
            self._background.start(self._kill())

    async def _begin(self) -> bytes:
        """The first bytes; all of them if the query is over then."""
        kind, payload = await self._next()
        if kind is Kind.HEAD:
            head = json.loads(payload)
            self._content_type, self._coding = head["type"], head["coding"]
        data = b""
        while kind is not Kind.DONE and (self._worker.pending or not data):
            if kind in (Kind.PROBLEM, Kind.CUT):
                await self._next()
                raise Problem.from_json(payload)
            kind, payload = await self._next()
            data += payload if kind is Kind.DATA else b""
        return data

    async def _chunks(self, first: bytes) -> AsyncIterator[bytes]:
        kind, payload = Kind.DATA, first
        try:
            while kind is Kind.DATA:
                yield payload
                kind, payload = await self._next()
            if kind is Kind.CUT:
                await self._next()
                raise broken(Problem.from_json(payload))
        except (TimeoutError, WorkerLost) as error:
            problem = await self._end_of(error)
            if self._coding is None:
                yield marker(xml="xml" in self._content_type, reason=problem.detail)
            raise broken(problem) from None
        finally:
            self.abandon()

    async def _next(self) -> Frame:
        """The next frame of the answer. Only waiting for the worker counts as its time, not what a slow client takes to read."""
        found = await self._worker.next() if self._worker.pending else await self._wait()
        if found[0] is Kind.DONE:
            self._finish(tired=found[1] != b"")
        return found

    async def _wait(self) -> Frame:
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with asyncio.timeout(self._left):
                return await self._worker.next()
        finally:
            self._left -= loop.time() - began

    async def _end_of(self, error: TimeoutError | WorkerLost) -> Problem:
        """Ends a query that took too long or whose worker was lost; why, for the client."""
        status = await self._kill()
        if isinstance(error, TimeoutError):
            return QueryTimeout(self._timeout)
        by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        log.warning("a worker was ended by signal %d while it evaluated a query", by)
        if by in (signal.SIGABRT, signal.SIGKILL):
            return out_of_memory("query")
        return Problem(422, TOO_DEEP) if by in (signal.SIGSEGV, signal.SIGBUS) else Problem(500, FAILED)

    def _give_way(self) -> None:
        self._slow = True
        self._worker.give_way()

    def _finish(self, *, tired: bool) -> None:
        self._over = True
        self._slowing.cancel()
        self._pool.put(self._worker, tired=tired or self._slow)
        self._leave()

    async def _kill(self) -> int:
        """The place is free again when the process has gone, so that no more than allowed ever run."""
        self._over = True
        self._slowing.cancel()
        try:
            return await self._pool.end(self._worker)
        finally:
            self._leave()


def broken(problem: Problem) -> ResultBroken:
    """What ends a response whose beginning has been sent."""
    log.warning("a result was cut off: %s", problem.detail)
    return ResultBroken(problem.detail, problem.status)


class Watch:
    """While it lasts, the waiting task is ended when its client goes away. Short waits are not watched, which would cost them time."""

    def __init__(self, client: Client) -> None:
        self._gone = client.gone
        self._has_gone = False
        self._watching: asyncio.Future[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._task = asyncio.current_task()

    def __enter__(self) -> None:
        if self._gone is not None:
            self._timer = asyncio.get_running_loop().call_later(WATCHED_AFTER, self._look)

    def _look(self) -> None:
        assert self._gone is not None
        self._watching = asyncio.ensure_future(self._gone())
        self._watching.add_done_callback(self._end)

    def _end(self, watching: asyncio.Future[None]) -> None:
        if not watching.cancelled() and self._task is not None:
            self._has_gone = True
            self._task.cancel()

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._watching is not None:
            self._watching.remove_done_callback(self._end)
            self._watching.cancel()
        if self._has_gone and self._task is not None:
            self._task.uncancel()
            if kind is asyncio.CancelledError:
                raise ClientGone from None
