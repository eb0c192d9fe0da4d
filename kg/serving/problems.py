"""Requests that can't be answered as asked, and how the answer says so."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from kg.errors import KgError
from kg.serving.headers import SECURITY_HEADERS

log = logging.getLogger("kg.serving")

RETRY_SECONDS = 5  # what Retry-After tells a client that came at a busy time


class Problem(KgError):
    """Answers a request with an error status.

    Told as RFC 9457 problem details to clients that accept JSON, as plain text to the others.
    """

    def __init__(
        self, status: int, detail: str, *, headers: Mapping[str, str] | None = None, line: int | None = None, column: int | None = None
    ) -> None:
        self.status, self.detail, self.headers = status, detail, dict(headers or {})
        self.line, self.column = line, column
        super().__init__(detail)


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


def answer(request: Request, problem: Problem) -> Response:
    """The response that tells a problem."""
    if "json" in request.headers.get("accept", ""):
        place = {"line": problem.line, "column": problem.column} if problem.line is not None else {}
        told = {"title": HTTPStatus(problem.status).phrase, "status": problem.status, "detail": problem.detail, **place}
        return JSONResponse(told, problem.status, problem.headers, media_type="application/problem+json")
    return PlainTextResponse(problem.detail + "\n", problem.status, problem.headers)


async def on_problem(request: Request, error: Exception) -> Response:
    """Handler of Problem."""
    assert isinstance(error, Problem)
    return answer(request, error)


async def on_http_exception(request: Request, error: Exception) -> Response:
    """Handler of what the framework itself refuses: unknown paths, wrong methods."""
    assert isinstance(error, HTTPException)
    detail = f"{error.detail}: {request.method} {request.url.path}"
    return answer(request, Problem(error.status_code, detail, headers=error.headers))


async def on_crash(request: Request, _: Exception) -> Response:
    """Handler of everything unforeseen: the client learns nothing about the inside; the server writes the error to its log."""
    return answer(request, Problem(500, "The server failed at this request; its log says why.", headers=SECURITY_HEADERS))
