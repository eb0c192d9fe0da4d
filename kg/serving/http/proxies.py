"""What a reverse proxy tells of the client that it speaks for; believed of proxies that are named, and of nobody else.

X-Forwarded-For and -Proto, by uvicorn; X-Forwarded-Host and -Prefix: the host and path prefix that the client sees, for links.
"""

from __future__ import annotations

import re

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

UNIX = "unix"  # names the client of a unix socket among the proxies
PREFIX = re.compile(r"(?:/[\w.~-]+)+", re.ASCII)
HOST = re.compile(r"[\w.-]+(?::\d{1,5})?|\[[0-9a-f:.]+\](?::\d{1,5})?", re.ASCII | re.IGNORECASE)


class Forwarded:
    """Puts the client, scheme, host and path prefix that trusted proxies tell in place of their own."""

    def __init__(self, app: ASGIApp, proxies: tuple[str, ...]) -> None:
        self._app = app
        self._told = ProxyHeadersMiddleware(app, trusted_hosts=list(proxies))  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["client"] = scope.get("client") or (UNIX, 0)
        if scope["client"][0] in self._told.trusted_hosts:
            _rewrite(scope)
        await self._told(scope, receive, send)  # type: ignore[arg-type]


def _rewrite(scope: Scope) -> None:
    told = {name: value.decode("latin-1").split(",")[-1].strip() for name, value in scope["headers"]}
    host, prefix = told.get(b"x-forwarded-host", ""), told.get(b"x-forwarded-prefix", "").rstrip("/")
    if HOST.fullmatch(host):
        scope["headers"] = [*((name, value) for name, value in scope["headers"] if name != b"host"), (b"host", host.encode())]
    if PREFIX.fullmatch(prefix):
        put_under(scope, prefix)


def put_under(scope: Scope, prefix: str) -> None:
    """Makes links carry a prefix, with which or without which the request may have come. In place: who stands outside sees it too."""
    path = scope["path"]
    if path != prefix and not path.startswith(prefix + "/"):
        path = prefix + path
    scope.update(path=path, root_path=prefix)
