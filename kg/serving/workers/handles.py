"""The server's side of its worker processes."""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import socket
import subprocess
import sys
from collections import deque
from contextlib import suppress
from typing import cast

from kg.serving.execution import Task
from kg.serving.operations.allocation import HUGE_PAGES
from kg.serving.workers.forkserver import Setup
from kg.serving.workers.frames import FrameReader, Kind, frame

AHEAD = 1 << 20  # bytes that may wait for a slow client; then the worker waits too
ENDED_WITHIN = 5.0  # seconds; a process that is killed gives its memory back in some tenths
STARTED_WITHIN = 20.0  # seconds; opening a snapshot takes some hundredths
Frame = tuple[Kind, bytes]


class WorkerLost(Exception):
    """A worker has ended, or was killed, before the end of its answer."""


class _Frames(asyncio.Protocol):
    """Frames that come from another process, kept until they are asked for."""

    def __init__(self) -> None:
        self._reader = FrameReader()
        self._waiting: deque[Frame] = deque()
        self._size = 0
        self.lost = False
        self._paused = False
        self._asked: asyncio.Future[None] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is no subclass

    def data_received(self, data: bytes) -> None:
        for found in self._reader.feed(data):
            self._waiting.append(found)
            self._size += len(found[1])
        if self._size > AHEAD and not self._paused and self._transport is not None:
            self._paused = True
            self._transport.pause_reading()
        self._wake()

    def connection_lost(self, _: Exception | None) -> None:
        self.lost = True
        self._wake()

    def _wake(self) -> None:
        if self._asked is not None and not self._asked.done():
            self._asked.set_result(None)

    def send(self, data: bytes) -> None:
        """Sends a frame; what can't be sent any more is found out when the answer is read."""
        if self._transport is not None and not self.lost:
            self._transport.write(data)

    async def next(self) -> Frame:
        """The next frame.

        Raises:
            WorkerLost: the other process has gone.
        """
        while not self._waiting:
            if self.lost:
                raise WorkerLost
            self._asked = asyncio.get_running_loop().create_future()
            await self._asked
        kind, payload = self._waiting.popleft()
        self._size -= len(payload)
        if self._paused and self._size < AHEAD // 2 and self._transport is not None and not self.lost:
            self._paused = False
            self._transport.resume_reading()
        return kind, payload

    def interrupt(self, error: Exception) -> None:
        """Ends a wait for the next frame by an error; without one, nothing happens."""
        if self._asked is not None and not self._asked.done():
            self._asked.set_exception(error)

    @property
    def pending(self) -> bool:
        return bool(self._waiting)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()


class Worker:
    """A worker process that is ready for queries."""

    def __init__(self, pid: int, frames: _Frames, channel: socket.socket, origin: ForkServer) -> None:
        self.pid, self._frames, self._channel, self._origin = pid, frames, channel, origin

    def ask(self, request: Task) -> None:
        """Sends a query, or asks for a page; the answer is then read by `next`."""
        self._frames.send(frame(request.kind, request.as_json()))

    def lend(self, connection: int, terms: bytes) -> None:
        """Lends it a client's connection, by its number; what it tells is read by `next`.

        Raises:
            WorkerLost: it has ended.
        """
        try:
            socket.send_fds(self._channel, [frame(Kind.LEND, terms)], [connection])
        except OSError as error:
            raise WorkerLost from error

    def tell(self, kind: Kind, payload: bytes = b"") -> None:
        """Tells it something about the connection that it was lent."""
        self._frames.send(frame(kind, payload))

    async def next(self) -> Frame:
        """The next frame of the answer; DONE is the last.

        Raises:
            WorkerLost: it has ended.
        """
        return await self._frames.next()

    def interrupt(self, error: Exception) -> None:
        """Ends a wait in `next` by an error; without one, nothing happens."""
        self._frames.interrupt(error)

    @property
    def held(self) -> bool:
        """Whether it has the data in memory."""
        return self._origin.holds

    @property
    def lost(self) -> bool:
        """Whether it has ended, or will in this moment, as its fork server has."""
        return self._frames.lost or not self._origin.alive

    @property
    def pending(self) -> bool:
        """Whether `next` would not have to wait."""
        return self._frames.pending

    async def end(self) -> int:
        """Kills the process; its wait status, which tells how it ended if it had ended before."""
        self._frames.close()
        return await self._origin.end(self.pid)

    def give_way(self) -> None:
        """Lets other processes go first from now on."""
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, 10)


class ForkServer:
    """A running fork server, over whose control socket it takes commands and tells how its workers end."""

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket, *, holds: bool) -> None:
        self._process, self._control, self.holds = process, control, holds
        self._ends: dict[int, asyncio.Future[int]] = {}
        self._reading: asyncio.Task[None] | None = None

    @classmethod
    async def start(cls, setup: Setup) -> ForkServer:
        """Starts one and waits until it has the data.

        Raises:
            WorkerLost: it could not get them.
        """
        control, theirs = socket.socketpair()
        control.setblocking(False)
        with theirs:
            command = [sys.executable, "-P", "-m", "kg.serving.workers.forkserver", str(os.getpid()), str(theirs.fileno())]
            environment = {**(HUGE_PAGES if setup.held is not None else {}), **os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
            process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, env=environment)  # noqa: S603
        server = cls(process, control, holds=setup.held is not None)
        try:
            await server._begin(setup)
        except BaseException:
            server.close()
            raise
        return server

    async def _begin(self, setup: Setup) -> None:
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(self._control, frame(Kind.SETUP, pickle.dumps(setup)))
        ready = loop.create_future()
        self._reading = loop.create_task(self._read(ready))
        self._reading.add_done_callback(lambda _: self._control.close())  # not before: a loop never ends if a socket it watches is closed
        await ready

    async def _read(self, ready: asyncio.Future[None]) -> None:
        """Takes what the fork server tells."""
        loop, reader = asyncio.get_running_loop(), FrameReader()
        with suppress(OSError):
            while data := await loop.sock_recv(self._control, 4096):
                for kind, payload in reader.feed(data):
                    if kind is Kind.READY:
                        ready.set_result(None)
                    elif kind is Kind.ENDED:
                        pid, status = map(int, payload.split())
                        self._told(self._ends.pop(pid, None), status)
        if not ready.done():
            ready.set_exception(WorkerLost())
        for ended in self._ends.values():
            self._told(ended, signal.SIGKILL)  # with the fork server its workers have gone
        self._ends.clear()

    @staticmethod
    def _told(ended: asyncio.Future[int] | None, status: int) -> None:
        if ended is not None and not ended.done():  # who waited may have been cancelled
            ended.set_result(status)

    async def fork(self, location: str) -> Worker:
        """A new worker, which has opened its data.

        Raises:
            WorkerLost: it could not.
        """
        ours, theirs = socket.socketpair()
        _, frames = await asyncio.get_running_loop().create_unix_connection(_Frames, sock=ours)
        with theirs:
            try:
                socket.send_fds(self._control, [frame(Kind.FORK, location.encode())], [theirs.fileno()])
            except OSError as error:
                frames.close()
                raise WorkerLost from error
        try:
            async with asyncio.timeout(STARTED_WITHIN):
                _, pid = await frames.next()
        except BaseException as error:
            frames.close()  # also when the wait is given up: a loop never ends with a transport that is left open
            if isinstance(error, TimeoutError):
                raise WorkerLost from None
            raise
        return Worker(int(pid), frames, ours, self)

    async def end(self, pid: int) -> int:
        """Kills a worker and waits for its end; its wait status."""
        ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        try:
            self._control.send(frame(Kind.END, str(pid).encode()))
        except OSError:
            return signal.SIGKILL  # the fork server has gone, and its workers with it
        self._ends[pid] = ended
        try:
            async with asyncio.timeout(ENDED_WITHIN):
                return await ended
        except TimeoutError:
            return signal.SIGKILL

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        """Ends it and all its workers."""
        if self._reading is None:
            self._control.close()
        else:
            self._reading.cancel()
        self._process.kill()
        self._process.wait()
