"""How an answer tells of a problem: RFC 9457 problem details where JSON is accepted, a page for browsers, else plain text."""

from __future__ import annotations

import re
from http import HTTPStatus
from urllib.parse import unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from kg.serving.http.problems import Problem
from kg.serving.pages.choices import view_of
from kg.serving.pages.rendering import render
from kg.serving.pages.responding import page_response

_DIGEST = re.compile(r"-[0-9a-f]{8}$|\.\w{1,5}$|@\w*$", re.ASCII)  # at the end of an address: of its content, of a file, of a country
LONGEST = 100  # characters of what is to be searched for
_BETWEEN = re.compile(r"[\W_]+")


def answer(request: Request, problem: Problem) -> Response:
    """The response that tells a problem."""
    if "json" in request.headers.get("accept", ""):
        place = {"line": problem.line, "column": problem.column} if problem.line is not None else {}
        told = {"title": HTTPStatus(problem.status).phrase, "status": problem.status, "detail": problem.detail, **place, **problem.members}
        return JSONResponse(told, problem.status, problem.headers, media_type="application/problem+json")
    if "text/html" in request.headers.get("accept", ""):
        view = view_of(request)
        words = words_of(view.path) if problem.status == HTTPStatus.NOT_FOUND else ""
        page = page_response(request, render("problem.html", view, problem=problem, words=words), status=problem.status)
        page.headers.update(problem.headers)
        return page
    return PlainTextResponse(problem.detail + "\n", problem.status, problem.headers)


def words_of(path: str) -> str:
    """What a path seems to name, to be searched for: the last part without digest and ending."""
    name = _DIGEST.sub("", unquote(path).rstrip("/").rpartition("/")[2])
    return " ".join(_BETWEEN.sub(" ", name).split())[:LONGEST]


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
    return answer(request, Problem(500, "The server failed at this request; its log says why."))
