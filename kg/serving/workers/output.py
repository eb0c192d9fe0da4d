"""Where a worker writes a result: counted, compressed, cut where a limit is reached, and sent as frames."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from xml.sax.saxutils import quoteattr

from pyoxigraph import QueryTriples, Triple, serialize

from kg.serving.execution import Result
from kg.serving.http.compression import coder
from kg.serving.http.formats import HTML, JSON, RDF_WRITERS, RDF_XML, RESULTS_WRITERS, XML
from kg.serving.http.negotiation import Choice, Format
from kg.serving.http.problems import Problem
from kg.serving.settings import Limits
from kg.serving.workers.counting import row_counter
from kg.serving.workers.frames import Kind, frame

CHUNK = 1 << 16  # bytes that are sent at once
FIRST_TRIPLES = 1 << 14  # bytes of triples, which take longer to make than rows, that are sent first
AT_LEAST_EVERY = 0.02  # seconds after which what there is is sent, so that a client sees the first rows early
JSON_HEAD = b'{"head":{'
COMPRESSED_FROM = 1000  # bytes; less is sent as it is


class TooMuch(Problem):
    """The result has reached a limit."""

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(422, f"It has more than {what}, which is this server's limit; {advice}.")


class Output:
    """A file-like object for pyoxigraph's writers.

    It sends a chunk as soon as there is one. What is left is told by `end`, so that a short answer is one message. It keeps the result,
    so that the end of the answer can be sent before the result is freed: what CONSTRUCT remembers of its triples takes a third of the
    time of its making to go.
    """

    def __init__(self, channel: socket.socket, coding: str | None, limits: Limits, link: str | None = None) -> None:
        self._channel, self._coding, self._limits, self._link = channel, coding, limits, link
        self._coder = coder(coding)
        self._buffer: list[bytes] = []
        self._buffered = self._size = 0
        self._sent = time.monotonic()
        self._begun = False
        self._chunk = CHUNK  # bytes that are waited for
        self._whole: bytes | None = None  # the answer, if none of it was sent before its end
        self._last = b""  # else the frames that are still to be sent
        self._choice: Choice | None = None
        self._count: Callable[[bytes], int] | None = None
        self._result: Result | None = None

    def write_result(self, result: Result, choice: Choice) -> None:
        """Writes a result to its end.

        Raises:
            TooMuch: a limit is reached.
        """
        self._result, self._choice, written = result, choice, choice.format
        if isinstance(result, QueryTriples):
            self._chunk = FIRST_TRIPLES
            serialize(self._counted(result), self, RDF_WRITERS[written])  # type: ignore[arg-type]
        else:
            self._count = row_counter(written)
            result.serialize(self, RESULTS_WRITERS[written])  # type: ignore[arg-type]
        self._close()

    def write_page(self, page: bytes) -> None:
        """Writes a page.

        Raises:
            TooMuch: it is too large.
        """
        self._choice = Choice(HTML, HTML.media_type)
        self.write(page)
        self._close()

    def _counted(self, triples: Iterable[Triple]) -> Iterator[Triple]:
        for rows, triple in enumerate(triples, start=1):
            if rows > self._limits.max_rows:
                raise self._too_many
            yield triple

    @property
    def _too_many(self) -> TooMuch:
        return TooMuch(f"{self._limits.max_rows:,} rows or triples", "ask page by page, with LIMIT and OFFSET")

    def write(self, data: bytes) -> int:
        """Takes some bytes of the result: some kilobytes at a time, so that little is done with each."""
        taken = len(data)
        if self._link is not None and self._choice is not None:
            data, self._link = with_link(data, self._choice.format, self._link), None
        self._buffer.append(data)
        self._buffered += len(data)
        if self._buffered >= self._chunk or time.monotonic() - self._sent > AT_LEAST_EVERY:
            self._send()
        return taken

    def flush(self) -> None:
        """Asked for of file-like objects; what is buffered waits for its chunk."""

    def _close(self) -> None:
        """A short result is not worth compressing."""
        if not self._begun and self._buffered < COMPRESSED_FROM:
            self._coder = self._coding = None
        data = self._taken(last=True)
        if self._begun:
            self._last = frame(Kind.DATA, data)
        else:
            self._whole = data

    def end_early(self, problem: Problem) -> None:
        """Tells why there is no more: by the answer's status if nothing was sent yet, else in words behind its last bytes."""
        if not self._begun:
            self._last = frame(Kind.PROBLEM, problem.as_json())
            return
        xml = self._choice is not None and self._choice.format in (XML, RDF_XML)
        rest = b"".join(self._buffer) + marker(xml, problem.detail)
        self._last = frame(Kind.DATA, self._coded(rest, last=False)) + frame(Kind.CUT, problem.as_json())

    def end(self, *, tired: bool) -> bytes:
        """The last frames of the answer. `tired` tells that another process should take the next query."""
        if self._whole is None:
            return self._last + frame(Kind.DONE, b"tired" if tired else b"")
        if tired:
            return frame(Kind.HEAD, self._head) + frame(Kind.DATA, self._whole) + frame(Kind.DONE, b"tired")
        return frame(Kind.WHOLE, self._head + b"\n" + self._whole)

    def _send(self) -> None:
        data = self._taken(last=False)
        head = b"" if self._begun else frame(Kind.HEAD, self._head)
        self._begun, self._chunk = True, CHUNK
        send(self._channel, head + frame(Kind.DATA, data))
        self._sent = time.monotonic()

    def _taken(self, *, last: bool) -> bytes:
        """What was buffered, counted and compressed."""
        data = b"".join(self._buffer)
        self._buffer.clear()
        self._buffered = 0
        self._size += len(data)
        if self._size > self._limits.max_bytes:
            raise TooMuch(f"{self._limits.max_bytes:,} bytes", "ask for less, or with LIMIT")
        if self._count is not None and self._count(data) > self._limits.max_rows:
            raise self._too_many
        return self._coded(data, last=last)

    def _coded(self, data: bytes, *, last: bool) -> bytes:
        return data if self._coder is None else self._coder.compress(data) + (self._coder.flush() if last else b"")

    @property
    def _head(self) -> bytes:
        assert self._choice is not None
        return f"{self._coding or ''} {self._choice.content_type}".encode()


def with_link(head: bytes, written: Format, link: str) -> bytes:
    """The first bytes of a result with a link in its head (SPARQL 1.1 Query Results JSON Format, section 3.1.2; XML Format, section 2.3.1).

    CSV and TSV have no place for one.
    """
    if written is JSON:
        begin, rest = head[: len(JSON_HEAD)], head[len(JSON_HEAD) :]
        comma = b"" if rest.startswith(b"}") else b","
        return begin + b'"link":[%s]' % json.dumps(link).encode() + comma + rest if begin == JSON_HEAD else head
    return head.replace(b"</head>", b"<link href=%s/></head>" % quoteattr(link).encode(), 1) if written is XML else head


def marker(xml: bool, reason: str) -> bytes:
    """What stands behind the last bytes of a result that is cut off, for the eyes; programs see that the transfer is broken."""
    told = f"This result is incomplete. {reason}"
    return (f"\n<!-- {told} -->\n" if xml else f"\n# {told}\n").encode()


def send(channel: socket.socket, data: bytes) -> None:
    """Sends to the server, and ends the process where that has gone."""
    try:
        channel.sendall(data)
    except OSError:
        os._exit(0)
