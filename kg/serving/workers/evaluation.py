"""One query in the hands of a worker: its answer on the way to the client, its time, its end."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

from kg.serving.execution import Answer, Client, ClientGone, ResultBroken, Task, out_of_memory
from kg.serving.http.problems import Busy, Problem, QueryTimeout, log
from kg.serving.workers.frames import Kind
from kg.serving.workers.handles import Frame, Worker, WorkerLost
from kg.serving.workers.output import marker
from kg.serving.workers.pools import Background, Pool
from kg.serving.workers.resources import delayed
from kg.serving.workers.watchdog import Watchdog

SHORT = 0.05  # seconds; a query that takes longer lets the next ones run beside it, and it is looked whether its client is still there
SLOW_AFTER = 1.0  # seconds after which other queries go first
LONG = 1 << 20  # bytes of an answer whose worker has much to clear away behind it, so that another takes the next query
LONGEST = 2  # times its limit that a query may take by the clock
TOO_DEEP = "The query brought its evaluator down: it is nested too deeply, or has too long a chain of operators. Write it flatter."
FAILED = "The query brought its evaluator down; the server goes on, and its log has the signal."


class Killed(Busy):
    """A worker was killed from outside, at whose query nothing is known to be wrong. A short one can be asked again elsewhere."""

    def __init__(self, *, was_short: bool) -> None:
        super().__init__("The process that evaluated the query was killed, as a system does that is short of memory.")
        self.was_short = was_short


class Evaluation:
    """Reads a worker's answer. The worker is given back when it has answered, and killed when anything else ends the query.

    What counts as its time is the waiting for the worker, not what a slow client takes to read. Where the worker has to wait for a
    processor itself, that is not counted, up to as much again: what is just in its limit on a machine at rest ends on a busy one too.
    """

    def __init__(
        self,
        pool: Pool,
        worker: Worker,
        *,
        timeout: float,
        leave: Callable[[], None],
        turn_over: Callable[[], None],
        background: Background,
        watchdog: Watchdog,
    ) -> None:
        self._pool, self._worker, self._background, self._watchdog = pool, worker, background, watchdog
        self._leave, self._turn_over = leave, turn_over
        self._timeout = self._left = timeout
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()
        self._waiting_since: float | None = None
        self._delayed: float | None = None  # the worker, before this query
        self._presence: Presence | None = None
        self._over = self._slow = False
        self._received = 0
        self._content_type = ""
        self._coding: str | None = None

    async def answer(self, request: Task, client: Client) -> Answer:
        """Sends the query and waits for the first bytes of its answer, or for all of it if it is short.

        Raises:
            Problem: as Executor.query.
            ClientGone: nobody waits any more.
        """
        self._presence = Presence(client, self._worker.interrupt)
        self._watchdog.watch(self)
        self._worker.ask(request)
        try:
            first = await self._begin()
        except (TimeoutError, WorkerLost) as error:
            raise await self._end_of(error) from None
        except BaseException:
            self.abandon()
            raise
        finally:
            self._presence.forget()
        answer = Answer(content_type=self._content_type, coding=self._coding, complete=first)
        return answer if self._over else replace(answer, complete=None, chunks=self._chunks(first), abandon=self.abandon)

    def abandon(self) -> None:
        """Ends the evaluation if it is not over yet."""
        if not self._over:
            self._background.start(self._kill())

    def look(self, now: float) -> None:
        """Ends what has taken too long or whose client has gone; lets others go first if it is slow."""
        if self._delayed is None:
            self._delayed = delayed(self._worker.pid)
        elif self._waiting_since is not None and self._is_late(now - self._waiting_since - self._left):
            self._worker.interrupt(TimeoutError())
        if not self._slow and now - self._began > SLOW_AFTER:
            self._slow = True
            self._worker.give_way()
        if self._presence is not None and now - self._began > SHORT:
            self._turn_over()
            self._presence.watch()

    def _is_late(self, over: float) -> bool:
        """Whether a query has used up its time, whose limit was reached so many seconds ago by the clock."""
        if over <= 0 or self._delayed is None:
            return False
        return over > (LONGEST - 1) * self._timeout or over > delayed(self._worker.pid) - self._delayed

    async def _begin(self) -> bytes:
        """The first bytes; all of them if the query is over then."""
        kind, payload = await self._next()
        head, _, data = payload.partition(b"\n")
        if kind in (Kind.HEAD, Kind.WHOLE):
            coding, _, self._content_type = head.decode().partition(" ")
            self._coding = coding or None
        if kind is Kind.WHOLE:
            return data
        self._turn_over()  # what comes in pieces is long: others need not wait for its end to see their first bytes
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
        """The next frame of the answer."""
        found = await self._worker.next() if self._worker.pending else await self._wait()
        if found[0] is Kind.WHOLE:
            self._finish(tired=False, clearing=False)
        elif found[0] is Kind.DONE:
            self._finish(tired=found[1] != b"", clearing=self._received > LONG)
        self._received += len(found[1])
        return found

    async def _wait(self) -> Frame:
        self._waiting_since = since = self._loop.time()
        try:
            return await self._worker.next()
        finally:
            self._waiting_since = None
            self._left -= self._loop.time() - since

    async def _end_of(self, error: TimeoutError | WorkerLost) -> Problem:
        """Ends a query that took too long or whose worker was lost; why, for the client."""
        status = await self._kill()
        if isinstance(error, TimeoutError):
            return QueryTimeout(self._timeout)
        by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        log.warning("a worker was ended by signal %d while it evaluated a query", by)
        if by == signal.SIGKILL:
            return Killed(was_short=not self._slow)
        if by == signal.SIGABRT:
            return out_of_memory("query")
        return Problem(422, TOO_DEEP) if by in (signal.SIGSEGV, signal.SIGBUS) else Problem(500, FAILED)

    def _finish(self, *, tired: bool, clearing: bool) -> None:
        self._rest()
        self._pool.put(self._worker, tired=tired or self._slow, clearing=clearing)
        self._leave()

    async def _kill(self) -> int:
        """The place is free again when the process has gone, so that no more than allowed ever run."""
        self._rest()
        try:
            return await self._pool.end(self._worker)
        finally:
            self._leave()

    def _rest(self) -> None:
        self._over = True
        self._watchdog.leave(self)
        self._turn_over()


def broken(problem: Problem) -> ResultBroken:
    """What ends a response whose beginning has been sent."""
    log.warning("a result was cut off: %s", problem.detail)
    return ResultBroken(problem.detail, problem.status)


class Presence:
    """Whether a client is still there. Short waits are not watched, which would cost them time."""

    def __init__(self, client: Client, interrupt: Callable[[Exception], None]) -> None:
        self._client, self._interrupt = client, interrupt
        self._gone: asyncio.Future[None] | None = None
        self._over = client.gone is None

    def watch(self) -> None:
        """Interrupts with ClientGone when the client goes away."""
        if self._gone is None and self._client.gone is not None and not self._over:
            self._gone = asyncio.ensure_future(self._client.gone())
            self._gone.add_done_callback(self._tell)

    def forget(self) -> None:
        """Watches no more."""
        self._over = True
        if self._gone is not None:
            self._gone.cancel()

    def _tell(self, gone: asyncio.Future[None]) -> None:
        if not gone.cancelled() and not self._over:
            self._interrupt(ClientGone())
