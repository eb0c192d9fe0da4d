"""One connection of a client: uvicorn's, with limits on the size of a request's head and on the time that it takes to send it.

Heads of responses are sent with the first bytes of their bodies.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from starlette.types import ASGIApp, Scope
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from kg.serving.settings import ServingSettings

ShortWay = Callable[[RequestResponseCycle, ASGIApp], Coroutine[Any, Any, None] | None]  # what answers a request, if not the application

KEY = "kg.connection"  # of the scope
IN_A_ROW = 3  # look-ups after which a connection is lent
PIECE = 16 << 10  # bytes that are parsed at once, so that a head that is too big is seen before its end, in however few packets it came
TOO_BIG = "The request's line and headers are longer than this server takes. Send a long query by POST."
TOO_SLOW = "The request's head did not come in time."


class Joined:
    """A transport that keeps the head of a response for what is written next, at the latest until the event loop's next turn.

    Two packets would take the system, and the client, twice the time of one.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._kept = b""
        self.pause_reading, self.resume_reading = transport.pause_reading, transport.resume_reading
        self.is_closing, self.get_extra_info = transport.is_closing, transport.get_extra_info

    def get_write_buffer_size(self) -> int:
        return len(self._kept) + self._transport.get_write_buffer_size()

    def write(self, data: bytes) -> None:
        if self._kept:
            self._transport.write(self._kept + data)
            self._kept = b""
        elif data.startswith(b"HTTP/") and data.endswith(b"\r\n\r\n"):
            self._kept = data
            self._loop.call_soon(self._send)
        else:
            self._transport.write(data)

    def close(self) -> None:
        self._send()
        self._transport.close()

    def _send(self) -> None:
        if self._kept:
            self._transport.write(self._kept)
            self._kept = b""


class LimitedProtocol(HttpToolsProtocol):
    """Closes connections whose requests begin too big or too slowly: such clients would keep memory and sockets for nothing."""

    max_head: int
    patience: float
    short_way: ShortWay
    _head = 0  # bytes of the head that is being received
    _receiving = False  # whether a head has begun
    _deadline: asyncio.TimerHandle | None = None
    _recall: Callable[[], None] | None = None  # while the connection is lent: asks for it back
    _stopping = False
    lookups = 0  # answered in a row
    lent_after = IN_A_ROW

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(Joined(transport, self.loop))  # type: ignore[arg-type]
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        if self._recall is not None:
            self._recall()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        for start in range(0, len(data), PIECE):
            if not start or not self.transport.is_closing():
                self._take(data[start : start + PIECE])

    def _take(self, data: bytes) -> None:
        super().data_received(data)
        self._head += len(data)
        if self._receiving and self._head > self.max_head:
            self._refuse(431, TOO_BIG)
        elif self._deadline is None and self._between_requests:
            self._wait_for_head()

    def on_message_begin(self) -> None:
        self._receiving, self._head = True, 0
        super().on_message_begin()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGIApp) -> None:  # type: ignore[override]
        cycle.scope[KEY] = self  # type: ignore[literal-required]
        way = self.short_way(cycle, app) if app is self.app else None
        if way is None:
            self.lookups = 0
            super()._start_asgi_task(cycle, app)  # type: ignore[arg-type]
            return
        task = self.loop.create_task(way)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def on_headers_complete(self) -> None:
        self._receiving = False
        self._stop_waiting()
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        if self._receiving:  # the next request began before the answer to this one ended
            self._wait_for_head()
        super().on_response_complete()

    def shutdown(self) -> None:
        """Ends when the running request has; a connection that is lent has to come back before."""
        if self._recall is None:
            super().shutdown()
        else:
            self._stopping = True
            self._recall()

    def lend(self, recall: Callable[[], None]) -> int | None:
        """The number of its socket, for another process to read from it and write to it until `take_back`; None: it is in use."""
        if self._receiving or not self._between_requests or self.transport.is_closing() or self.transport.get_write_buffer_size():
            return None
        self._stop_waiting()
        self._unset_keepalive_if_required()
        self.transport.pause_reading()
        self._recall = recall
        number: int = self.transport.get_extra_info("socket").fileno()
        return number

    def take_back(self, unsent: bytes, unread: bytes) -> None:
        """Goes on with what the other process has not sent, and not answered."""
        self._recall = None
        if self.transport.is_closing():
            return
        if unsent:
            self.transport.write(unsent)
        self.transport.resume_reading()
        if unread:
            self.data_received(unread)
        else:
            self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)
        if self._stopping:
            super().shutdown()

    def drop(self) -> None:
        """Closes the connection, since nobody knows what the other process has sent."""
        self._recall = None
        self.transport.close()

    @property
    def _between_requests(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _wait_for_head(self) -> None:
        self._deadline = self.loop.call_later(self.patience, self._refuse, 408, TOO_SLOW)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _refuse(self, status: int, told: str) -> None:
        self._stop_waiting()
        if self.transport.is_closing():
            return
        body = told.encode() + b"\n"
        head = b"content-type: text/plain; charset=utf-8\r\nconnection: close\r\ncontent-length: %d\r\n\r\n" % len(body)
        self.transport.write(STATUS_LINE[status] + head + body)
        self.transport.close()


def connection_of(scope: Scope) -> LimitedProtocol:
    """The connection that a request came on."""
    connection: LimitedProtocol = scope[KEY]
    return connection


def connection_class(settings: ServingSettings, short_way: ShortWay) -> type[LimitedProtocol]:
    """The protocol with a server's limits, and its short way."""
    limits: dict[str, Any] = {"max_head": settings.max_head, "patience": settings.client_patience, "short_way": staticmethod(short_way)}
    return type("Connection", (LimitedProtocol,), limits)
