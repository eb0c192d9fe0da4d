"""An application that is replaced while it serves: the next is made ready, gets all new requests, and the one before ends with its last."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from kg.errors import KgError
from kg.serving.app import Application

log = logging.getLogger("kg.serving")


class _Generation:
    """An application between its start and its end."""

    def __init__(self, app: Application) -> None:
        self.app = app
        self._requests = 0
        self._ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._idle = asyncio.Event()
        self._idle.set()
        self._leaving = asyncio.Event()
        self._living = asyncio.create_task(self._live())

    async def start(self) -> None:
        """Waits until it is ready.

        Raises:
            Exception: what its start raised.
        """
        await self._ready

    async def _live(self) -> None:
        try:
            async with self.app.router.lifespan_context(self.app):
                self._ready.set_result(None)
                await self._leaving.wait()
                await self._idle.wait()
        except Exception as error:
            if self._ready.done():
                raise
            self._ready.set_exception(error)

    async def serve(self, work: Awaitable[None]) -> None:
        """Does the work of a request; it does not end before."""
        self._requests += 1
        self._idle.clear()
        try:
            await work
        finally:
            self._requests -= 1
            if not self._requests:
                self._idle.set()

    async def end(self) -> None:
        """Lets it end when its last request has."""
        if self.app.lending is not None:
            self.app.lending.recall()
        self._leaving.set()
        await self._living


class Reloadable:
    """Serves what `make` makes; makes it anew at SIGHUP. What can't be made leaves the one before in its place."""

    def __init__(self, make: Callable[[], Application]) -> None:
        self._make = make
        self._present: _Generation | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
            return
        assert self._present is not None
        await self._present.serve(self._present.app(scope, receive, send))

    def short_way(self, cycle: RequestResponseCycle, app: ASGIApp) -> Coroutine[Any, Any, None] | None:
        """As that of the application."""
        if self._present is None or (way := self._present.app.short_way(cycle, app)) is None:
            return None
        return self._present.serve(way)

    async def reload(self) -> None:
        """Goes over to a new application, if there can be one."""
        async with self._turn:
            try:
                newer = _Generation(self._make())
                await newer.start()
            except (KgError, OSError) as error:
                log.warning("nothing was loaded anew: %s", error)
                return
            before, self._present = self._present, newer
            log.warning("settings, tokens and data were loaded anew")
            if before is not None:
                ending = asyncio.create_task(before.end())
                self._ending.add(ending)
                ending.add_done_callback(self._ending.discard)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            self._present = _Generation(self._make())
            await self._present.start()
        except BaseException as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            raise
        with suppress(ValueError, RuntimeError):  # signals reach the main thread alone
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._begin)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await asyncio.gather(self._present.end(), *self._ending)
        await send({"type": "lifespan.shutdown.complete"})

    def _begin(self) -> None:
        beginning = asyncio.create_task(self.reload())
        self._ending.add(beginning)
        beginning.add_done_callback(self._ending.discard)
