"""Clients that keep their connection, and what can be seen of connections that are lent."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from kg.serving.workers.resources import below
from tests.serving.served import PATIENCE, Served

PERSON = "https://w3id.org/pressgraph/id/person/zo%C3%A9-martin"
ONE = f"SELECT ?g ?p ?o {{ GRAPH ?g {{ <{PERSON}> ?p ?o }} }}"  # a look-up in the data of the tests


class Caller:
    """A client on one connection that stays open."""

    def __init__(self, running: Served) -> None:
        url = running.http.base_url
        self.socket = socket.create_connection((url.host, url.port or 80), timeout=PATIENCE)
        self._rest = b""

    def send(self, *queries: str, more: str = "") -> None:
        """Asks queries, all at once."""
        heads = (f"GET /sparql?query={quote(query, safe='')} HTTP/1.1\r\nHost: x\r\n{more}\r\n" for query in queries)
        self.socket.sendall("".join(heads).encode())

    def response(self) -> bytes:
        """The next response but for its date; empty at the end of the connection."""
        while b"\r\n\r\n" not in self._rest:
            if not self._more():
                return b""
        head, _, self._rest = self._rest.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head)
        body = self._body(int(length[1])) if length else self._chunks()
        return re.sub(rb"\r\ndate: [^\r]*", b"", head) + b"\r\n\r\n" + body

    def ask(self, query: str, more: str = "") -> bytes:
        self.send(query, more=more)
        return self.response()

    def _body(self, size: int) -> bytes:
        while len(self._rest) < size:
            assert self._more(), "the response ends too early"
        body, self._rest = self._rest[:size], self._rest[size:]
        return body

    def _chunks(self) -> bytes:
        body = b""
        while True:
            while b"\r\n" not in self._rest:
                assert self._more(), "the response ends too early"
            size, _, self._rest = self._rest.partition(b"\r\n")
            piece = self._body(int(size, 16) + 2)[:-2]
            if not piece:
                return body
            body += piece

    def _more(self) -> bytes:
        data = self.socket.recv(1 << 16)
        self._rest += data
        return data


@contextlib.contextmanager
def caller(running: Served) -> Iterator[Caller]:
    """A client, as long as it is used."""
    found = Caller(running)
    with found.socket:
        yield found


def sockets_of(pid: int | str) -> set[str]:
    """The sockets that a process has open."""
    found = set()
    with contextlib.suppress(OSError):
        for entry in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                found.add(str(entry.readlink()))
    return {each for each in found if each.startswith("socket:")}


def holders(server: int | None = None) -> list[int]:
    """The processes that have a socket of a server, which is a connection that they were lent. The server is this process, or another."""
    own = sockets_of(server or "self")
    return [pid for pid in below(server) if sockets_of(pid) & own]


def metric(running: Served, name: str) -> float:
    """The sum of a figure over its labels."""
    lines = running.http.get("/metrics").text.splitlines()
    return sum(float(line.rpartition(" ")[2]) for line in lines if re.match(rf"{name}[ {{]", line))


class Asking(threading.Thread):
    """Asks look-ups on one connection until it is told to stop, or the connection ends."""

    def __init__(self, running: Served) -> None:
        super().__init__()
        self._running, self.stopping = running, False
        self.seen: list[tuple[float, bytes]] = []  # when a request was sent, and the version that answered it
        self.start()

    def run(self) -> None:
        with caller(self._running) as asking, contextlib.suppress(ConnectionError):
            while not self.stopping:
                sent = time.monotonic()
                told = asking.ask(ONE)
                if not told:
                    return
                version = re.match(rb"HTTP/1\.1 200.*data-version: (\d+)", told, re.DOTALL)
                self.seen.append((sent, version[1] if version else told))
