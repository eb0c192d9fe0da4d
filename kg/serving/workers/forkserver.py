"""The fork server: a process that holds the data, has no threads, and forks a worker whenever it is asked.

A fork takes milliseconds where loading takes seconds, so that a worker that was killed is replaced at once; and workers share the pages
of the data that none of them has written to. It runs as `python -m kg.serving.workers.forkserver PARENT FD`, imports little, and ends
with its server, even while it loads: the next server needs the processor.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import socket
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.processes import end_with
from kg.serving.settings import Limits
from kg.serving.workers import worker
from kg.serving.workers.data import Data, in_memory
from kg.serving.workers.frames import Kind, frame, receive
from kg.store import states


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What a fork server is told at its start."""

    limits: Limits
    held: str | None  # the location of a snapshot to hold in memory; None: workers open theirs themselves


class ForkServer:
    """Answers FORK and END."""

    def __init__(self, control: socket.socket, setup: Setup, data: Data | None) -> None:
        self._control, self._setup, self._data = control, setup, data
        self._children: set[int] = set()

    def serve(self) -> None:
        """Until the server closes its end; then all workers end too."""
        self._control.sendall(frame(Kind.READY))
        try:
            while (message := receive(self._control)) is not None:
                kind, payload, descriptor = message
                if kind is Kind.FORK and descriptor is not None:
                    self._fork(payload.decode(), descriptor)
                elif kind is Kind.END:
                    self._end(int(payload))
        finally:
            for child in self._children:
                os.kill(child, signal.SIGKILL)

    def _fork(self, location: str, descriptor: int) -> None:
        with socket.socket(fileno=descriptor) as channel:
            own, child = os.getpid(), os.fork()
            if child == 0:
                end_with(own)
                _become_worker(self._control, channel, location, self._data, self._setup.limits)
            self._children.add(child)

    def _end(self, child: int) -> None:
        """Kills a child and waits for its end; it may have ended by itself already. Its number is not given to another before."""
        if child in self._children:
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            self._children.discard(child)
            self._control.sendall(frame(Kind.ENDED, f"{child} {status}".encode()))


def _become_worker(control: socket.socket, channel: socket.socket, location: str, held: Data | None, limits: Limits) -> None:
    try:
        control.close()
        worker.run(channel, location, held, limits)
    except Exception:
        traceback.print_exc()  # into the server's log
    finally:
        os._exit(0)


def _load(location: str) -> Store:
    """A snapshot, held in memory. Another process reads it, since Oxigraph's disk store leaves threads behind, which no fork survives.

    Raises:
        OSError: the snapshot can't be read.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _become_reader(location, reading, writing)
    os.close(writing)
    store = Store()
    with os.fdopen(reading, "rb") as quads:
        store.bulk_load(quads, RdfFormat.N_QUADS)
    _, status = os.waitpid(child, 0)
    if status:
        raise OSError(f"{location} can't be read")
    return store


def _hold(location: str) -> Data:
    """The data of a state that will be asked for long, and all that its pages are made with: loaded once, shared by all workers.

    Raises:
        OSError: the snapshot can't be read.
    """
    from kg.serving.pages.making import warm_up

    warm_up()
    return in_memory(_load(location))


def _become_reader(location: str, reading: int, writing: int) -> None:
    status = 1
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as quads, states.reading(Path(location)) as store:
            store.dump(quads, RdfFormat.N_QUADS)
        status = 0
    finally:
        os._exit(status)


def main(parent: int, descriptor: int) -> None:
    """Serves on a socket, on which a SETUP comes first."""
    end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C at the terminal is for the server, which ends its processes itself
    with socket.socket(fileno=descriptor) as control, suppress(ConnectionResetError, BrokenPipeError):
        message = receive(control)
        if message is None:
            return
        setup: Setup = pickle.loads(message[1])  # noqa: S301 - it comes from the server
        data = _hold(setup.held) if setup.held is not None else None
        gc.collect()
        gc.freeze()  # a collection in a worker would write to the pages that it shares
        ForkServer(control, setup, data).serve()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
