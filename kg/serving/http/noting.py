"""What is noted of a request on its way, for the access log and the metrics."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from starlette.types import Scope

KEY = "kg.note"  # of the scope
DIGITS = 12  # of a query's digest
REASONS = {  # why a query had no answer, by the status
    400: "fault",
    403: "refused",
    406: "format",
    408: "slow client",
    413: "length",
    422: "size",
    499: "client gone",
    502: "other server",
    503: "busy",
    504: "time",
    507: "memory",
}


@dataclass(slots=True)
class Note:
    """Filled by whoever learns it."""

    route: str = ""  # its path as it was registered
    status: int = 0
    size: int = 0  # bytes of the body that were sent
    content_type: bytes = b""
    query: str | None = None  # its text
    version: str = ""  # of the data
    user: str = ""  # whose token the request has
    waited: float = 0.0  # seconds until the first bytes of its results were there

    @property
    def outcome(self) -> str:
        """What became of the query."""
        return "answered" if self.status < 400 else REASONS.get(self.status, "failed")

    @property
    def digest(self) -> str:
        """The beginning of the SHA-256 digest of the query's text."""
        return sha256(self.query.encode("utf-8", "replace")).hexdigest()[:DIGITS] if self.query is not None else ""


def note_of(scope: Scope) -> Note:
    """The note of a request; one that nobody reads where no log is kept."""
    note: Note = scope.get(KEY) or Note()
    return note
