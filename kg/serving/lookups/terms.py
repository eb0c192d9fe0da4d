"""What the server and a process tell each other of a connection that is lent."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.serving.execution import DefaultView


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How a process answers on a connection, and how much."""

    number: int  # of the loan
    path: str  # of the requests that it answers
    version: str  # of the data
    base: str
    view: DefaultView
    headers: bytes  # that every response has
    longest: int  # bytes of a head
    allowance: int  # requests

    def as_json(self) -> bytes:
        """As the process is sent it."""
        view, headers = self.view.name, self.headers.decode("latin-1")
        return json.dumps([self.number, self.path, self.version, self.base, view, headers, self.longest, self.allowance]).encode()

    @classmethod
    def from_json(cls, told: bytes) -> Terms:
        number, path, version, base, view, headers, longest, allowance = json.loads(told)
        return cls(
            number=number,
            path=path,
            version=version,
            base=base,
            view=DefaultView[view],
            headers=headers.encode("latin-1"),
            longest=longest,
            allowance=allowance,
        )


class Answered(NamedTuple):
    """A request that was answered, for the journal."""

    query: str
    status: int
    size: int  # bytes of the body
    content_type: str
    took: float  # seconds
    waited: float  # seconds of them for the result


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A connection that is given back, and the bytes that go with it."""

    number: int  # of the loan
    answered: Sequence[Answered]
    unsent: bytes  # the end of a response that the connection did not take at once
    unread: bytes  # requests that came and were not answered
    tired: bool  # whether another process should take what comes next

    def as_json(self) -> bytes:
        """As the server is sent it."""
        return json.dumps([self.number, self.answered, self.unsent.decode("latin-1"), self.unread.decode("latin-1"), self.tired]).encode()

    @classmethod
    def from_json(cls, told: bytes) -> Returned:
        number, answered, unsent, unread, tired = json.loads(told)
        notes = [Answered(*each) for each in answered]
        return cls(number=number, answered=notes, unsent=unsent.encode("latin-1"), unread=unread.encode("latin-1"), tired=tired)
