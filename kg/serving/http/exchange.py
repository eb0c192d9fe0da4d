"""A request and its response as they pass: what a client may send, how slowly it may send and read, what the log tells of it.

One object for all of this: each layer around a request takes as long as a tenth of a short query.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serving.execution import ResultBroken
from kg.serving.http.begun import begun_of
from kg.serving.http.headers import SECURITY_HEADERS
from kg.serving.http.noting import KEY, Note
from kg.serving.http.problems import Problem
from kg.serving.http.slowness import Slowness
from kg.serving.operations.journal import Journal

GONE = 499  # nginx's number for a client that closed the connection first
CONTENT_TYPE = b"content-type"


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

    __slots__ = ("_began", "_manners", "_more", "_reading", "_receive", "_send", "_sending", "note", "read")

    def __init__(self, receive: Receive, send: Send, manners: Manners, *, began: float, more: bool) -> None:
        self._receive, self._send, self._manners = receive, send, manners
        self._began = began
        self._more = more  # whether the body has not come to its end yet
        self._sending: Slowness | None = None
        self._reading: Slowness | None = None
        self.read = 0
        self.note = Note()

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
            given = message.get("headers", ())
            names = dict(given)
            message["headers"] = [*given, *(header for header in self._manners.headers if header[0] not in names)]
            self.note.status, self.note.content_type = message["status"], names.get(CONTENT_TYPE, b"")
        self.note.size += len(message.get("body", b""))
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
            raise ResultBroken("the client reads too slowly", 408) from None
        self._reading.passed(len(message["body"]))


class Exchanges:
    """Makes every request an Exchange, and hands what is noted of it to the journal at its end."""

    def __init__(self, app: ASGIApp, manners: Manners, journal: Journal) -> None:
        self._app, self._manners, self._journal = app, manners, journal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = begun_of(scope)
        if begun is None:
            exchange = Exchange(receive, send, self._manners, began=time.perf_counter(), more=True)
        else:  # it has no body, and the message that tells so may have been taken already by who watched the client
            exchange = Exchange(receive, send, self._manners, began=begun.began, more=False)
        note = scope[KEY] = exchange.note
        try:
            await self._app(scope, exchange.receive, exchange.send)
        except ClientDisconnect:
            note.status = GONE
        except ResultBroken as error:
            note.status = error.status
            raise
        except Exception:
            note.status = 500
            raise
        finally:
            self._journal.tell(scope, note, exchange.seconds)
