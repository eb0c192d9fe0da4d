"""Clients that send or read too slowly hold memory and processes that others wait for; they are let go."""

from __future__ import annotations

import asyncio
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serving.execution import ResultBroken
from kg.serving.problems import Problem

SLOWEST = 16 << 10  # bytes a second


class Slowness:
    """The time that a client has left. It is used up by waiting, and won back by the bytes that pass."""

    def __init__(self, patience: float) -> None:
        self._most = self._left = patience
        self._began = time.monotonic()

    def timeout(self) -> asyncio.Timeout:
        self._began = time.monotonic()
        return asyncio.timeout(max(self._left, 0.001))

    def passed(self, size: int) -> None:
        """So many bytes have passed since `timeout`."""
        self._left = min(self._most, self._left + size / SLOWEST - (time.monotonic() - self._began))


class SlowClients:
    """Answers 408 to clients that send a body too slowly, and closes the connection of those that read too slowly."""

    def __init__(self, app: ASGIApp, patience: float) -> None:
        self._app, self._patience = app, patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sending, reading, more = Slowness(self._patience), Slowness(self._patience), True

        async def receive_in_time() -> Message:
            nonlocal more
            if not more:
                return await receive()  # waits for the client's going away
            try:
                async with sending.timeout():
                    message = await receive()
            except TimeoutError:
                raise Problem(408, "The body did not come in time.", headers={"Connection": "close"}) from None
            sending.passed(len(message.get("body", b"")))
            more = message.get("more_body", False)
            return message

        async def send_in_time(message: Message) -> None:
            if not message.get("more_body", False):
                await send(message)
                return
            try:
                async with reading.timeout():
                    await send(message)
            except TimeoutError:
                raise ResultBroken("the client reads too slowly") from None
            reading.passed(len(message["body"]))

        await self._app(scope, receive_in_time, send_in_time)
