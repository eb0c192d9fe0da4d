"""What is written down of every request: a line in the access log, one in the log of slow queries, its part in the metrics."""

from __future__ import annotations

import logging

from starlette.types import Scope

from kg.serving.http.noting import Note
from kg.serving.operations.metrics import Metrics

access = logging.getLogger("kg.access")
slow_queries = logging.getLogger("kg.slow")

BUSY = 503  # it waited, and was not evaluated
SHOWN = 2000  # characters of a slow query


class Journal:
    """Is told what became of requests. A query that took `slow` seconds or more is told with its text; 0: none is."""

    def __init__(self, metrics: Metrics, slow: float) -> None:
        self._metrics, self._slow = metrics, slow

    def tell(self, scope: Scope, note: Note, took: float) -> None:
        """Writes down a request that has ended after so many seconds."""
        route = note.route or getattr(scope.get("route"), "path", "none")
        self._metrics.observe(note, route=route, method=scope["method"], took=took)
        told = told_of(scope, note, took) if access.isEnabledFor(logging.INFO) else {}
        if told:
            access.info("%s", _line(told), extra={"told": told})
        if self._slow and note.query is not None and took >= self._slow and note.status != BUSY:
            text = " ".join(note.query.split())[:SHOWN]
            told = {"query": note.digest, "seconds": round(took, 3), "outcome": note.outcome, "client": _client(scope), "text": text}
            slow_queries.warning("slow query %s: %.1f s, %s: %s", note.digest, took, note.outcome, text, extra={"told": told})


def told_of(scope: Scope, note: Note, took: float) -> dict[str, str | int | float]:
    """What the access log tells of a request; nothing that its URL asks for but a digest of the query."""
    told: dict[str, str | int | float] = {
        "client": _client(scope),
        "method": scope["method"],
        "path": scope["path"].encode("unicode_escape").decode(),
        "status": note.status,
        "bytes": note.size,
        "ms": round(took * 1000, 1),
    }
    others = {"user": note.user, "version": note.version, "query": note.digest}
    told |= {name: value for name, value in others.items() if value}
    if note.query is not None:
        told |= {"query_ms": round(note.waited * 1000, 1), "outcome": note.outcome}
    return told


def _client(scope: Scope) -> str:
    return str((scope.get("client") or ("-",))[0])


def _line(told: dict[str, str | int | float]) -> str:
    """As text: the usual fields in the usual order, then the others by name."""
    usual = f'{told["client"]} "{told["method"]} {told["path"]}" {told["status"]} {told["bytes"]} {told["ms"]}'
    others = [f"{name}={value}" for name, value in told.items() if name in ("user", "version", "query", "query_ms", "outcome")]
    return " ".join([usual, *(each.replace(" ", "-") for each in others)])
