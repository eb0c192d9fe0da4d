"""A worker: a process that answers one query after the other, and that can be killed at any time.

It reads a snapshot only, can open no file and no connection once it has begun, and takes no more memory than it may.
"""

from __future__ import annotations

import os
import pickle
import resource
import socket
import sys
from pathlib import Path

from pyoxigraph import Store

from kg.serving.execution import QueryRequest, evaluate, evaluation_problem
from kg.serving.frames import Kind, frame, receive
from kg.serving.guard import refuse_depth, refuse_federation
from kg.serving.output import Output, send
from kg.serving.settings import Limits

PAGE = os.sysconf("SC_PAGE_SIZE")
TIRED_AFTER = 128 << 20  # bytes of pages that a worker has made its own; a fresh one shares them with the others again


def run(channel: socket.socket, location: str, held: Store | None, limits: Limits) -> None:
    """Answers what comes through the channel until its other end is closed; the data is held in memory already, or at a location."""
    store = held if held is not None else Store.read_only(location)
    _limit_memory(limits.memory)
    if not limits.federation:
        _wall_in()
    send(channel, frame(Kind.HELLO, str(os.getpid()).encode()))
    before = _pages_touched()
    while (message := receive(channel)) is not None:
        request: QueryRequest = pickle.loads(message[1])  # noqa: S301 - it comes from the server
        rest = _answer(channel, store, request, limits)
        tired = (_pages_touched() - before) * PAGE > TIRED_AFTER
        send(channel, rest + frame(Kind.DONE, b"tired" if tired else b""))


def _answer(channel: socket.socket, store: Store, request: QueryRequest, limits: Limits) -> bytes:
    """Answers a query but for the last frames of the answer, which it returns."""
    output = Output(channel, request.coding, limits)
    try:
        refuse_depth(request.text, limits.max_depth)
        refuse_federation(request.text, limits.federation)
        result, choice = evaluate(store, request)
        output.write_result(result, choice)
    except Exception as error:
        output.end_early(evaluation_problem(error, "query"))
    return output.rest


def _pages_touched() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt


def _wall_in() -> None:
    """Leaves no file descriptor free: no file, no socket can be opened any more, so SERVICE reaches nobody whatever the query's text."""
    filler = os.open(os.devnull, os.O_RDONLY)
    top = max(filler, *_descriptors())
    while os.dup(filler) < top:
        pass
    resource.setrlimit(resource.RLIMIT_NOFILE, (top + 1, top + 1))


def _descriptors() -> list[int]:
    return [int(entry.name) for entry in Path("/dev/fd").iterdir()]


def _limit_memory(size: int) -> None:
    """Lets the process allocate so much beside what it has; only Linux counts this, elsewhere there is no limit."""
    if sys.platform == "linux":
        limit = _allocated() + size
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _allocated() -> int:
    """Bytes that the process has allocated by now."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith("VmData:"))
