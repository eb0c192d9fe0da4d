"""How the server and its worker processes talk: frames on a socket, each a kind, a length and that many bytes."""

from __future__ import annotations

import socket
import struct
from collections import deque
from collections.abc import Iterator, Sequence
from enum import IntEnum

AT_ONCE = 1 << 16  # bytes that are read at once, mostly a whole frame
HEADER = struct.Struct("!BI")  # kind, length of what follows


class Kind(IntEnum):
    """What a frame carries."""

    SETUP = 1  # to the fork server: pickled Setup
    READY = 2  # from the fork server: it has the data
    FORK = 3  # to the fork server, with a socket: the location of the data that a new worker opens
    END = 4  # to the fork server: the process id of a worker that is to be ended
    ENDED = 5  # from the fork server: process id and wait status of a worker that has ended
    HELLO = 6  # from a worker, which has opened its data: its process id
    QUERY = 7  # to a worker: a QueryRequest as JSON
    HEAD = 8  # from a worker: coding and format of the result
    DATA = 9  # from a worker: some bytes of the result
    CUT = 10  # from a worker: the result was cut off, and why, as JSON
    PROBLEM = 11  # from a worker: there is no result, and why, as JSON
    DONE = 12  # from a worker: the end of an answer; not empty if another process should take the next query
    PAGE = 13  # to a worker: a PageRequest as JSON
    WHOLE = 14  # from a worker: a short answer from beginning to end; its first line is its head
    LEND = 15  # to a worker, with the socket of a client's connection: Terms as JSON
    TOLD = 16  # from a worker that a connection is lent to: what it answered there, as JSON
    ALLOW = 17  # to it: so many more requests
    RECALL = 18  # to it: it is to give the connection back
    BACK = 19  # from it: the connection is given back; Returned as JSON


def frame(kind: Kind, payload: bytes = b"") -> bytes:
    """A frame as it goes over the socket."""
    return HEADER.pack(kind, len(payload)) + payload


class FrameReader:
    """Puts frames together from what a socket gives."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[tuple[Kind, bytes]]:
        """The frames that are complete now."""
        data, at = self._rest + data if self._rest else data, 0
        while len(data) - at >= HEADER.size:
            kind, length = HEADER.unpack_from(data, at)
            end = at + HEADER.size + length
            if end > len(data):
                break
            yield Kind(kind), data[at + HEADER.size : end]
            at = end
        self._rest = data[at:]


class Inbox:
    """What comes to a worker: frames, and sockets with some of them."""

    def __init__(self, channel: socket.socket) -> None:
        self.channel = channel
        self._reader = FrameReader()
        self._descriptors: deque[int] = deque()

    def next(self) -> Sequence[tuple[Kind, bytes]] | None:
        """Waits for the next bytes; the frames that they complete. None: the other side has gone."""
        data, descriptors, _, _ = socket.recv_fds(self.channel, AT_ONCE, 1)
        self._descriptors.extend(descriptors)
        return list(self._reader.feed(data)) if data else None

    def socket(self) -> socket.socket:
        """That which came with the first frame with a socket that it was not yet asked for."""
        return socket.socket(fileno=self._descriptors.popleft())


def receive(channel: socket.socket) -> tuple[Kind, bytes, int | None] | None:
    """Waits for one frame, and a file descriptor if one came with it; None when the other side has gone."""
    head, descriptors, _, _ = socket.recv_fds(channel, HEADER.size, 1)
    if not head:
        return None
    kind, length = HEADER.unpack(head + _exactly(channel, HEADER.size - len(head)))
    return Kind(kind), _exactly(channel, length), descriptors[0] if descriptors else None


def _exactly(channel: socket.socket, size: int) -> bytes:
    pieces = []
    while size:
        piece = channel.recv(size)
        if not piece:
            raise ConnectionResetError
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
