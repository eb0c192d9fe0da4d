"""Answers look-ups on a connection of a client that was lent to this process.

The connection goes back with the first request that is not a look-up, or whose answer is not short, or an error, and when its allowance is
used up. The server goes on with the bytes that came and were not answered.
"""

from __future__ import annotations

import json
import socket
import time
from email.utils import formatdate
from functools import lru_cache

from kg.serving.execution import QueryRequest, evaluate
from kg.serving.http.compression import choose_coding
from kg.serving.http.conditional import is_repeatable
from kg.serving.http.heads import head_of
from kg.serving.lookups.reading import Asked, read
from kg.serving.lookups.shape import find_lookup
from kg.serving.lookups.terms import Answered, Returned, Terms
from kg.serving.settings import Limits
from kg.serving.workers.data import Data
from kg.serving.workers.frames import Kind, frame
from kg.serving.workers.guard import refuse_depth
from kg.serving.workers.output import CHUNK, Output, send

TOLD_EVERY = 0.05  # seconds after which what was answered is told, with the next answer
TOLD_AFTER = 32  # answers, likewise
AT_ONCE = 1 << 14  # bytes
HEAD_END = b"\r\n\r\n"
SENT, GONE = 200, 499


class TooLong(Exception):
    """An answer is not short."""


class Short(Output):
    """The output of a result that is sent as a whole, exactly as others of its size."""

    def _send(self) -> None:
        """Is told when there is a piece that others would send."""
        if self._buffered >= CHUNK:
            raise TooLong

    def response(self, request: QueryRequest, terms: Terms) -> tuple[bytes, bytes, str]:
        """The head of the response but for its length, its body, and its content type."""
        assert self._choice is not None
        assert self._whole is not None
        wanted, content_type = (request.accept, request.format, request.coding), self._choice.content_type
        head = head_of(terms.version, wanted, is_repeatable(request.text), content_type, self._coding)
        return head + terms.headers + _date(int(time.time())), self._whole, content_type


@lru_cache(1)
def _date(now: int) -> bytes:
    return b"date: %b\r\n" % formatdate(now, usegmt=True).encode()


class Clerk:
    """One connection, while it is lent."""

    def __init__(self, connection: socket.socket, channel: socket.socket, data: Data, limits: Limits, terms: Terms) -> None:
        self.connection, self._channel, self._data, self._limits, self._terms = connection, channel, data, limits, terms
        self._path, self._left = terms.path.encode(), terms.allowance
        self._unread = self._unsent = b""
        self._answered: list[Answered] = []
        self.last = self._told = time.perf_counter()  # when something was answered, or told

    def serve(self) -> bool:
        """Answers what has come; False: the connection is to be given back."""
        if not self._receive() or not self._answer_all():
            return False
        if self.last - self._told > TOLD_EVERY or len(self._answered) >= TOLD_AFTER:
            send(self._channel, frame(Kind.TOLD, json.dumps([self._terms.number, self._answered]).encode()))
            self._answered, self._told = [], self.last
        return True

    def allow(self, requests: int) -> None:
        """Lets it answer so many more."""
        self._left += requests

    def give_back(self, *, tired: bool) -> None:
        """Gives the connection back; `tired` tells that another process should take what comes next."""
        number, unsent, unread = self._terms.number, self._unsent, self._unread
        back = Returned(number=number, answered=self._answered, unsent=unsent, unread=unread, tired=tired)
        self.connection.close()
        send(self._channel, frame(Kind.BACK, back.as_json()))

    def _receive(self) -> bool:
        """Takes what has come; False: the client has gone, which the server sees too."""
        try:
            data = self.connection.recv(AT_ONCE)
        except BlockingIOError:
            return True
        except OSError:
            return False
        self._unread += data
        return data != b""

    def _answer_all(self) -> bool:
        """Answers the requests that have come whole; False: the next one is not for here."""
        while self._unread:
            end = self._unread.find(HEAD_END)
            if end < 0:
                return len(self._unread) <= self._terms.longest
            if end > self._terms.longest or not self._left or not self._answer(self._unread[:end], end + len(HEAD_END)):
                return False
        return True

    def _answer(self, head: bytes, size: int) -> bool:
        """Answers a request of so many bytes; False: it could not, or not send all of the answer."""
        began = time.perf_counter()
        asked = read(head, self._path)
        response = None if asked is None else self._response(asked)
        if asked is None or response is None:
            return False
        found = time.perf_counter()
        self._unread, self._left = self._unread[size:], self._left - 1
        status = self._send(b"%bcontent-length: %d\r\n\r\n%b" % (response[0], len(response[1]), response[1]))
        self.last = time.perf_counter()
        self._answered.append(Answered(asked.text, status, len(response[1]), response[2], self.last - began, found - began))
        return status == SENT and not self._unsent

    def _response(self, asked: Asked) -> tuple[bytes, bytes, str] | None:
        """As Short.response; None: this is no look-up, or has no short answer."""
        lookup = find_lookup(asked.text) if len(asked.text) <= self._limits.max_query else None
        if lookup is None:
            return None
        coding = choose_coding(asked.accept_encoding)
        terms = self._terms
        request = QueryRequest(text=asked.text, base=terms.base, view=terms.view, accept=asked.accept, format=asked.format, coding=coding)
        output = Short(self._channel, coding, self._limits)
        try:
            refuse_depth(asked.text, self._limits.max_depth)
            output.write_result(*evaluate(self._data.within(named_graphs=lookup.in_graph), request))
        except Exception:  # the server meets it again and tells it
            return None
        return output.response(request, terms)

    def _send(self, response: bytes) -> int:
        """Sends as much as the connection takes at once; the status for the journal."""
        try:
            self._unsent = response[self.connection.send(response) :]
        except BlockingIOError:
            self._unsent = response
        except OSError:
            return GONE
        return SENT
