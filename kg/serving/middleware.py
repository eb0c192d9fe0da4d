"""Around every request: its path prefix, a limit on its body, headers that protect browsers, a line in the access log."""

from __future__ import annotations

import logging
import time

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serving.headers import SECURITY_HEADERS
from kg.serving.problems import Problem

access = logging.getLogger("kg.access")


class SecurityHeaders:
    """Puts SECURITY_HEADERS on every response. `shared` tells that pages of other origins may read answers (CORS)."""

    def __init__(self, app: ASGIApp, shared: bool) -> None:
        self._app = app
        self._headers = {**SECURITY_HEADERS, **({"Cross-Origin-Resource-Policy": "cross-origin"} if shared else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_protected)


class PathPrefix:
    """Takes requests with and without the prefix under which a reverse proxy shows the server, and makes links carry it."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self._app, self._prefix = app, prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path = scope["path"]
            if path != self._prefix and not path.startswith(self._prefix + "/"):
                path = self._prefix + path
            scope = {**scope, "path": path, "root_path": self._prefix}
        await self._app(scope, receive, send)


class BodyLimit:
    """Refuses bodies of more than `limit` bytes, before or while they are read."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app, self._limit = app, limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        read = 0

        async def receive_limited() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._limit:
                raise Problem(
                    413, f"The body has more than {self._limit:,} bytes, which is this server's limit.", headers={"Connection": "close"}
                )
            return message

        await self._app(scope, receive_limited, send)


class AccessLog:
    """Writes a line for each request: client, method, path, status, bytes, milliseconds."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status, size = time.perf_counter(), 0, 0

        async def send_counted(message: Message) -> None:
            nonlocal status, size
            status = message.get("status", status)
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, send_counted)
        except ClientDisconnect:
            status = 499  # nginx's number for a client that closed the connection first
        finally:
            took = (time.perf_counter() - began) * 1000
            client = (scope.get("client") or ("-",))[0]
            path = scope["path"].encode("unicode_escape").decode()
            access.info('%s "%s %s" %d %d %.1f', client, scope["method"], path, status, size, took)
