"""The paths of searches, whose handlers are loaded a moment after the start, or when the first is asked.

FastAPI reads and checks their parameters. It takes longer to load than all else that the server needs to answer a query.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from kg.serving.http.noting import note_of
from kg.serving.routes import GET

if TYPE_CHECKING:
    from fastapi import FastAPI

LATER = 1.0  # seconds after the start; a client that waits for the server has its first answers by then
PATHS = ("/api/search", "/api/suggest", "/api/similar")


class Searching:
    """An application of the routes of kg.serving.api.search, with the state of the server's own."""

    def __init__(self, handlers: Mapping[Any, Any]) -> None:
        self._handlers = handlers
        self._app: FastAPI | None = None

    @property
    def routes(self) -> list[Route]:
        """What leads to it."""
        return [Route(path, self, methods=list(GET)) for path in PATHS]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        note_of(scope).route = scope["path"][len(scope.get("root_path", "")) :]
        await (await self._loaded(scope["app"]))(scope, receive, send)

    async def load(self, server: Starlette) -> None:
        """Loads them, so that nobody who types has to wait for it."""
        await asyncio.sleep(LATER)
        await self._loaded(server)

    @property
    def loaded(self) -> bool:
        """Whether they are."""
        return self._app is not None

    async def _loaded(self, server: Starlette) -> FastAPI:
        if self._app is None:
            self._app = await run_in_threadpool(self._load, server)
        return self._app

    def _load(self, server: Starlette) -> FastAPI:
        from kg.serving.api.search import application

        app = application(self._handlers)
        app.state = server.state
        return app
