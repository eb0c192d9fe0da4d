"""Around every request: its path prefix, and a shorter way to the handlers that are asked most."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.serving.http.noting import note_of
from kg.serving.http.problems import Problem
from kg.serving.http.proxies import put_under
from kg.serving.telling import answer, on_crash

Handler = Callable[[Request], Awaitable[Response]]


class PathPrefix:
    """Takes requests with and without the prefix under which a reverse proxy shows the server, and makes links carry it."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self._app, self._prefix = app, prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            put_under(scope, self._prefix)
        await self._app(scope, receive, send)


class ShortWay:
    """Calls the handlers of some methods and paths at once: the framework takes as long to find a route as a short query takes.

    They are routes too, for the documentation and for all other methods.
    """

    def __init__(self, app: ASGIApp, handlers: Mapping[tuple[str, str], Handler]) -> None:
        self._app, self._handlers = app, handlers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        handler = self._handlers.get((scope["method"], scope["path"])) if scope["type"] == "http" else None
        if handler is None:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive, send)
        note_of(scope).route = scope["path"][len(scope.get("root_path", "")) :]
        try:
            response = await handler(request)
        except Problem as problem:
            response = answer(request, problem)
        except ClientDisconnect:
            raise
        except Exception as error:
            await (await on_crash(request, error))(scope, receive, send)
            raise
        await response(scope, receive, send)
