"""Updates, one at a time, on a thread of the process that holds the store's lock.

A thread can't be killed: an update that takes longer than its time is answered 504 and goes on, and other updates wait for it. Queries
do not; they read a state of before. Only holders of the token can send updates.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading

from pyoxigraph import Store

from kg.graph.vocabulary import PREFIXES
from kg.serving.execution import evaluation_problem
from kg.serving.http.problems import Busy, Problem
from kg.serving.settings import ServingSettings
from kg.serving.syntax import syntax_problem
from kg.serving.workers.guard import disarm_load, refuse_depth, refuse_federation
from kg.serving.working import Working

LOAD_REFUSED = "LOAD is refused here: this server fetches nothing. Send the data itself, by INSERT DATA or to /store. Nothing was changed."


class Writer:
    """Applies updates to a store that is written to while it is served."""

    def __init__(self, working: Working, settings: ServingSettings) -> None:
        self._working, self._settings = working, settings

    @property
    def store(self) -> Store:
        """The store, for look-ups before an update."""
        return self._working.store

    @property
    def base(self) -> str:
        return self._working.base

    async def update(self, text: str) -> None:
        """Applies an update, wholly or not at all.

        Raises:
            Problem: 400 it is at fault, 403 it is not allowed, 503 another takes too long, 504 it takes too long itself.
        """
        await self._take_turn()
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        done.add_done_callback(lambda settled: settled.cancelled() or settled.exception())  # also when nobody waits any more
        work = threading.Thread(target=self._apply, args=(text, loop, done), name="kg-update", daemon=True)
        work.start()
        try:
            await asyncio.wait_for(asyncio.shield(done), self._settings.timeout)
        except TimeoutError:
            limit = self._settings.timeout
            raise Problem(504, f"The update goes on after {limit:g} seconds, and may yet be applied; other updates wait for it.") from None

    async def _take_turn(self) -> None:
        try:
            await asyncio.wait_for(self._working.turn.acquire(), self._settings.patience)
        except TimeoutError:
            raise Busy("Another update is being applied.") from None

    def _apply(self, text: str, loop: asyncio.AbstractEventLoop, done: asyncio.Future[None]) -> None:
        problem: Problem | None = None
        try:
            refuse_depth(text, self._settings.limits.max_depth)
            refuse_federation(text, self._settings.limits.federation)
            _update(self._working.store, text, self._working.base)
        except Exception as error:
            problem = evaluation_problem(error, "update").with_traceback(None)
        with contextlib.suppress(RuntimeError):  # the loop may have been closed at the server's stop
            loop.call_soon_threadsafe(self._settle, done, problem)

    def _settle(self, done: asyncio.Future[None], problem: Problem | None) -> None:
        self._working.turn.release()
        if problem is None:
            self._working.changes += 1
        if done.cancelled():
            return
        if problem is None:
            done.set_result(None)
        else:
            done.set_exception(problem)


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
