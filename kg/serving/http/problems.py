"""Requests that can't be answered as asked."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping

from kg.errors import KgError

log = logging.getLogger("kg.serving")

RETRY_SECONDS = 5  # what Retry-After tells a client that came at a busy time


class Problem(KgError):
    """Answers a request with an error status."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        line: int | None = None,
        column: int | None = None,
        members: Mapping[str, object] | None = None,
    ) -> None:
        self.status, self.detail, self.headers = status, detail, dict(headers or {})
        self.line, self.column = line, column
        self.members = dict(members or {})  # that the problem details have beside these
        super().__init__(detail)

    def as_json(self) -> bytes:
        """As another process sends it."""
        return json.dumps([self.status, self.detail, self.headers, self.line, self.column, self.members]).encode()

    @classmethod
    def from_json(cls, told: bytes) -> Problem:
        status, detail, headers, line, column, members = json.loads(told)
        return Problem(status, detail, headers=headers, line=line, column=column, members=members)


class QueryTimeout(Problem):
    """The time limit has run out before the first result."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            504, f"The time limit of {seconds:g} seconds has run out. Ask for less: fewer patterns, a LIMIT, or a named graph."
        )


class Busy(Problem):
    """All places are taken."""

    def __init__(self, what: str) -> None:
        super().__init__(503, f"{what} Try again in {RETRY_SECONDS} seconds.", headers={"Retry-After": str(RETRY_SECONDS)})
