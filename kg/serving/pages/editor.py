"""/editor: SPARQL in the browser, with the saved queries and forms for their parameters."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kg.serving.endpoint import endpoint_of
from kg.serving.http.formats import GRAPH_FORMATS, OFFERED, SOLUTION_FORMATS, Form
from kg.serving.pages import built
from kg.serving.pages.choices import view_of
from kg.serving.pages.island import island
from kg.serving.pages.rendering import render
from kg.serving.pages.responding import page_response
from kg.serving.pages.view import View
from kg.serving.routes import Routes, route
from kg.store.queries import SavedQuery, saved_queries

routes = Routes()

# The editor's library writes style attributes; the layout of a network runs in a worker made from a blob.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; "
    "font-src 'self' data:; worker-src blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_FORMS_OF_GRAPHS = ("CONSTRUCT", "DESCRIBE")


@route(routes, "/editor")
async def editor(request: Request) -> Response:
    """The page of the editor. What it shares stands behind the # of its address, which no server sees."""
    endpoint = await endpoint_of(request)
    view = view_of(request, endpoint)
    queries = await run_in_threadpool(saved_queries, endpoint.settings.queries)
    return page_response(request, _page(view, queries), policy=POLICY)


def _page(view: View, queries: list[SavedQuery]) -> str:
    formats = {"solutions": [f.name for f in SOLUTION_FORMATS], "graph": [f.name for f in GRAPH_FORMATS]}
    return render(
        "editor.html",
        view,
        queries=sorted(queries, key=lambda query: query.summary(view.language).casefold()),
        formats_of={query.name: OFFERED[_form(query)] for query in queries},
        island=island(view, "editor.", "picture.", formats=formats),
        is_built=built.are_there(built.EDITOR),
    )


def _form(query: SavedQuery) -> Form:
    return Form.GRAPH if query.form in _FORMS_OF_GRAPHS else Form.SOLUTIONS
