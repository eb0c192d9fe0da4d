"""/search: a page of what words find, by class, language and date; the form and its suggestions stand in the head of every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kg.search.finding import search
from kg.search.questions import LONGEST
from kg.search.records import DEEPEST, Filters, Found, Hit, Kind, Search, Snippet, chosen
from kg.serving.endpoint import endpoint_of
from kg.serving.http.problems import Problem
from kg.serving.pages.choices import view_of
from kg.serving.pages.rendering import render
from kg.serving.pages.responding import page_response
from kg.serving.pages.sections import Paging
from kg.serving.pages.view import View
from kg.serving.routes import Routes, route

routes = Routes()

A_PAGE = 20
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A hit as the page shows it."""

    hit: Hit
    label: str
    speaker: str  # what a statement's speaker is called; "" where it has none
    place: str  # IRI that the result leads to: of a document that has the words, the place in its text
    pieces: tuple[tuple[str, bool], ...]  # of the snippet: text, whether it was looked for


@route(routes, "/search", summary="What words find, as a page")
async def search_page(request: Request) -> Response:
    """A page of hits; without words the form alone."""
    endpoint = await endpoint_of(request)
    view = view_of(request, endpoint)
    wanted, found, trouble = _wanted(view), None, ""
    if wanted.text:
        try:
            found = await endpoint.service.searches.run(endpoint.source, partial(search, wanted=wanted))
        except Problem as problem:
            if problem.status not in (400, 404):
                raise
            trouble = problem.detail
    return page_response(request, await run_in_threadpool(_page, view, wanted, found, trouble))


def _wanted(view: View) -> Search:
    """What the URL asks for; a date or class that is none is as if it were not there."""
    kinds = tuple(kind for kind in Kind if ("kind", kind.value) in view.parameters)
    since, until = (view.parameter(name) if _DATE.fullmatch(view.parameter(name)) else "" for name in ("from", "to"))
    filters = Filters(kinds=kinds, language=view.parameter("language")[:20] or None, since=since, until=until)
    page = min(view.number("page"), DEEPEST // A_PAGE)
    return Search(text=view.parameter("q")[:LONGEST].strip(), filters=filters, limit=A_PAGE, page=page)


def _page(view: View, wanted: Search, found: Found | None, trouble: str) -> str:
    reachable = min(found.total, DEEPEST) if found else 0
    paging = Paging(name="page", number=wanted.page, total=found.total if found else 0, size=A_PAGE, reachable=reachable)
    results = [_result(hit, view) for hit in found.hits] if found else []
    return render("search.html", view, wanted=wanted, found=found, results=results, paging=paging, trouble=trouble, kinds=tuple(Kind))


def _result(hit: Hit, view: View) -> Result:
    snippet = hit.snippet
    inside = snippet is not None and hit.kind is Kind.DOCUMENT and snippet.marks
    place = f"{hit.iri}#char={snippet.begin + snippet.marks[0][0]},{snippet.begin + snippet.marks[0][1]}" if inside and snippet else hit.iri
    return Result(
        hit=hit,
        label=hit.label(view.language),
        speaker=chosen(hit.speaker_labels, view.language),
        place=place,
        pieces=tuple(_pieces(snippet)) if snippet else (),
    )


def _pieces(snippet: Snippet) -> Iterator[tuple[str, bool]]:
    at = 0
    if snippet.cut_before:
        yield "… ", False
    for begin, end in snippet.marks:
        yield snippet.text[at:begin], False
        yield snippet.text[begin:end], True
        at = end
    yield snippet.text[at:], False
    if snippet.cut_after:
        yield " …", False
