"""Queries run on threads of this process: pyoxigraph releases the interpreter lock while it evaluates, so the event loop goes on.

A thread can't be killed. When the time runs out its client is answered, and the thread stops at the next bytes that it writes;
until then it keeps its place, so that no more than `concurrency` ever run.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

from pyoxigraph import Store

from kg.graph.vocabulary import PREFIXES
from kg.serving.execution import Answer, QueryRequest, evaluate, evaluation_problem, write
from kg.serving.guard import disarm_load, refuse_federation
from kg.serving.negotiation import Choice
from kg.serving.problems import Busy, Problem, QueryTimeout, log
from kg.serving.settings import ServingSettings
from kg.serving.syntax import syntax_problem

LOAD_REFUSED = "LOAD is refused here: this server fetches nothing. Send the data itself, by INSERT DATA or to /store. Nothing was changed."
CHUNK = 1 << 16  # bytes that are sent at once
CHUNKS_AHEAD = 8  # chunks that may wait for a slow client; then the evaluation waits too


class ClientGone(Exception):
    """Ends an evaluation whose answer nobody waits for any more."""


class ResultBroken(Exception):
    """Ends a response whose status has been sent.

    The connection is closed without the end of the body, so that the client sees that it is incomplete.
    """


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some bytes of the result."""

    data: bytes
    last: bool


class Pipe:
    """Carries what a thread makes to the event loop, and the wish to stop the other way."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._queue: asyncio.Queue[Choice | Chunk | Exception] = asyncio.Queue()
        self._free = threading.Semaphore(CHUNKS_AHEAD)
        self._stopped = False
        self._buffer = bytearray()

    def write(self, data: bytes) -> int:
        """Called by the serialiser, on the thread."""
        if self._stopped:
            raise ClientGone
        self._buffer += data
        if len(self._buffer) >= CHUNK:
            self._send_buffer(last=False)
        return len(data)

    def flush(self) -> None:
        """Asked for of file-like objects; what is buffered waits for `close`."""

    def close(self) -> None:
        """The result is complete."""
        self._send_buffer(last=True)

    def send(self, item: Choice | Chunk | Exception) -> None:
        """Called on the thread."""
        with contextlib.suppress(RuntimeError):  # the loop may have been closed at the server's stop
            self._loop.call_soon_threadsafe(self._queue.put_nowait, item)

    def _send_buffer(self, *, last: bool) -> None:
        self._free.acquire()
        if self._stopped:
            raise ClientGone
        self.send(Chunk(bytes(self._buffer), last))
        self._buffer.clear()

    async def receive(self, seconds: float) -> Choice | Chunk:
        """Called on the event loop: the next thing that the thread sends.

        Raises:
            TimeoutError: nothing came in this time.
            Exception: what went wrong on the thread.
        """
        item = await asyncio.wait_for(self._queue.get(), max(seconds, 0.001))
        if isinstance(item, Exception):
            raise item
        if isinstance(item, Chunk):
            self._free.release()
        return item

    def stop(self) -> None:
        """Called on the event loop: nobody reads any more."""
        self._stopped = True
        self._free.release()


class Budget:
    """The time that is left to an evaluation; only waiting for it counts."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    async def wait_for(self, pipe: Pipe) -> Choice | Chunk:
        began = asyncio.get_running_loop().time()
        try:
            return await pipe.receive(self._left)
        finally:
            self._left -= asyncio.get_running_loop().time() - began


class ThreadExecutor:
    """An Executor on daemon threads, which do not keep a stopping server alive."""

    def __init__(self, settings: ServingSettings) -> None:
        self._settings = settings
        self._places = asyncio.Semaphore(settings.concurrency)
        self._writing = asyncio.Lock()
        self.updates_applied = 0

    async def query(self, store: Store, request: QueryRequest) -> Answer:
        await self._take(self._places.acquire(), "All places for queries are taken.")
        pipe, budget = Pipe(), Budget(self._settings.timeout)
        _start_thread(lambda: self._evaluate(store, request, pipe), self._places.release)
        try:
            choice, first = await budget.wait_for(pipe), await budget.wait_for(pipe)
        except TimeoutError:
            pipe.stop()
            raise QueryTimeout(self._settings.timeout) from None
        except BaseException:
            pipe.stop()
            raise
        assert isinstance(choice, Choice)
        assert isinstance(first, Chunk)
        if first.last:
            return Answer(choice=choice, complete=first.data)
        return Answer(choice=choice, complete=None, chunks=_chunks(pipe, budget, first), abandon=pipe.stop)

    def _evaluate(self, store: Store, request: QueryRequest, pipe: Pipe) -> None:
        try:
            refuse_federation(request.text, self._settings.federation)
            result, choice = evaluate(store, request)
            pipe.send(choice)
            write(result, choice, pipe)
            pipe.close()
        except ClientGone:
            pass
        except Exception as error:
            pipe.send(_bare(evaluation_problem(error, "query")))

    async def update(self, store: Store, text: str, base: str) -> None:
        await self._take(self._writing.acquire(), "Another update is being applied.")
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        done.add_done_callback(lambda settled: settled.cancelled() or settled.exception())  # also when nobody waits any more
        _start_thread(lambda: self._apply(store, text, base, loop, done), self._writing.release)
        try:
            await asyncio.wait_for(asyncio.shield(done), self._settings.timeout)
        except TimeoutError:
            limit = self._settings.timeout
            raise Problem(504, f"The update goes on after {limit:g} seconds, and may yet be applied; other updates wait for it.") from None

    def _apply(self, store: Store, text: str, base: str, loop: asyncio.AbstractEventLoop, done: asyncio.Future[None]) -> None:
        problem: Problem | None = None
        try:
            refuse_federation(text, self._settings.federation)
            _update(store, text, base)
            self.updates_applied += 1
        except Exception as error:
            problem = _bare(evaluation_problem(error, "update"))
        with contextlib.suppress(RuntimeError):  # the loop may have been closed at the server's stop
            loop.call_soon_threadsafe(_settle, done, problem)

    async def _take(self, turn: Awaitable[object], taken: str) -> None:
        try:
            await asyncio.wait_for(turn, self._settings.patience)
        except TimeoutError:
            raise Busy(taken) from None


async def _chunks(pipe: Pipe, budget: Budget, first: Chunk) -> AsyncIterator[bytes]:
    chunk: Choice | Chunk = first
    try:
        while isinstance(chunk, Chunk):
            yield chunk.data
            if chunk.last:
                return
            chunk = await budget.wait_for(pipe)
    except (TimeoutError, Problem) as error:
        log.warning("a result was cut off: %s", error or "the time limit has run out")
        raise ResultBroken(str(error) or "the time limit has run out") from None


def _update(store: Store, text: str, base: str) -> None:
    disarmed, loads = disarm_load(text)
    try:
        store.update(disarmed, base_iri=base, prefixes=PREFIXES)
    except SyntaxError as error:
        raise syntax_problem(text, error, "update") from None
    except OSError as error:
        if loads:
            raise Problem(403, LOAD_REFUSED) from error
        raise


def _bare(problem: Problem) -> Problem:
    """Without the frames that it was raised in: they hold pyoxigraph's results, which may be let go of on their own thread only."""
    problem.__cause__ = problem.__context__ = None
    return problem.with_traceback(None)


def _settle(done: asyncio.Future[None], problem: Problem | None) -> None:
    if done.cancelled():
        return
    if problem is None:
        done.set_result(None)
    else:
        done.set_exception(problem)


def _start_thread(work: Callable[[], None], release: Callable[[], None]) -> None:
    """Runs `work` on a thread of its own and then gives its place free on the event loop."""
    loop = asyncio.get_running_loop()

    def run() -> None:
        try:
            work()
        finally:
            with contextlib.suppress(RuntimeError):  # the loop may have been closed at the server's stop
                loop.call_soon_threadsafe(release)

    threading.Thread(target=run, name="kg-query", daemon=True).start()
