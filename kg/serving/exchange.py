"""A request and its response as they pass: what a client may send, how slowly it may send and read, what the log tells of it.

One object for all of this: each layer around a request takes as long as a tenth of a short query.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serving.execution import ResultBroken
from kg.serving.headers import SECURITY_HEADERS
from kg.serving.problems import Problem
from kg.serving.slowness import Slowness

access = logging.getLogger("kg.access")

GONE = 499  # nginx's number for a client that closed the connection first


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """What holds for all requests."""

    max_body: int  # bytes
    patience: float  # seconds that a client may take to send or read, beside what Slowness grants for the bytes that pass
    headers: tuple[tuple[bytes, bytes], ...]  # that every response has which does not set them itself


def manners(*, max_body: int, patience: float, shared: bool) -> Manners:
    """With the headers that protect browsers; `shared` tells that pages of other origins may read answers (CORS)."""
    headers = {**SECURITY_HEADERS, **({"Cross-Origin-Resource-Policy": "cross-origin"} if shared else {})}
    raw = tuple((name.lower().encode(), value.encode()) for name, value in headers.items())
    return Manners(max_body=max_body, patience=patience, headers=raw)


class Exchange:
    """One request and its response."""

    __slots__ = ("_began", "_manners", "_more", "_reading", "_receive", "_send", "_sending", "read", "size", "status")

    def __init__(self, receive: Receive, send: Send, manners: Manners) -> None:
        self._receive, self._send, self._manners = receive, send, manners
        self._began = time.perf_counter()
        self._more = True  # whether the body has not come to its end yet
        self._sending: Slowness | None = None
        self._reading: Slowness | None = None
        self.status = self.read = self.size = 0

    @property
    def seconds(self) -> float:
        """Since it began."""
        return time.perf_counter() - self._began

    async def receive(self) -> Message:
        """A piece of the body; behind its end, that the client has gone.

        Raises:
            Problem: 408 the body comes too slowly, 413 it is too large.
        """
        if not self._more:
            return await self._receive()
        self._sending = self._sending or Slowness(self._manners.patience)
        try:
            async with self._sending.timeout():
                message = await self._receive()
        except TimeoutError:
            raise Problem(408, "The body did not come in time.", headers={"Connection": "close"}) from None
        size = len(message.get("body", b""))
        self._sending.passed(size)
        self._more = message.get("more_body", False)
        self.read += size
        if self.read > self._manners.max_body:
            told = f"The body has more than {self._manners.max_body:,} bytes, which is this server's limit."
            raise Problem(413, told, headers={"Connection": "close"})
        return message

    async def send(self, message: Message) -> None:
        """Sends the head of the response, or a piece of its body.

        Raises:
            ResultBroken: the client reads too slowly.
        """
        if message["type"] == "http.response.start":
            self.status = message["status"]
            given = message.get("headers", ())
            names = {name for name, _ in given}
            message["headers"] = [*given, *(header for header in self._manners.headers if header[0] not in names)]
        self.size += len(message.get("body", b""))
        if message.get("more_body", False):
            await self._send_piece(message)
        else:
            await self._send(message)

    async def _send_piece(self, message: Message) -> None:
        """The end of a body is not waited for: the connection has its own buffer."""
        self._reading = self._reading or Slowness(self._manners.patience)
        try:
            async with self._reading.timeout():
                await self._send(message)
        except TimeoutError:
            raise ResultBroken("the client reads too slowly") from None
        self._reading.passed(len(message["body"]))


class Exchanges:
    """Makes every request an Exchange, and writes a line in the access log: client, method, path, status, bytes, milliseconds."""

    def __init__(self, app: ASGIApp, manners: Manners) -> None:
        self._app, self._manners = app, manners

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = Exchange(receive, send, self._manners)
        try:
            await self._app(scope, exchange.receive, exchange.send)
        except ClientDisconnect:
            exchange.status = GONE
        finally:
            if access.isEnabledFor(logging.INFO):
                _log(scope, exchange)


def _log(scope: Scope, exchange: Exchange) -> None:
    client = (scope.get("client") or ("-",))[0]
    path = scope["path"].encode("unicode_escape").decode()
    took = exchange.seconds * 1000
    access.info('%s "%s %s" %d %d %.1f', client, scope["method"], path, exchange.status, exchange.size, took)
