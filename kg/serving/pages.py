"""/id/… and /doc/…: what the graph says of a thing, at the thing's own path; / leads in. For machines RDF, for browsers a plain page."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from pyoxigraph import NamedNode, serialize
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from kg.graph.vocabulary import PREFIXES
from kg.serving import entities
from kg.serving.description import describe_service
from kg.serving.endpoint import endpoint_of, root_of
from kg.serving.formats import GRAPH_FORMATS, HTML, RDF_WRITERS, SOLUTION_FORMATS, negotiate
from kg.serving.negotiation import Choice, Format
from kg.serving.problems import Problem
from kg.serving.requests import require_iri, url_parameters
from kg.serving.routes import route
from kg.serving.source import Source
from kg.serving.urls import Urls
from kg.store.queries import saved_queries

router = APIRouter()

HERE = Path(__file__).parent
DATA_FIRST = (*GRAPH_FORMATS, HTML)  # what a client without preferences gets: data
LANGUAGES = ("en", "fr")
templates = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@route(
    router, "/id/{path:path}", "/doc/{path:path}", "/build/{path:path}", "/software/{path:path}", summary="What the graph says of an entity"
)
async def thing(request: Request, path: str) -> Response:
    """Describes the thing whose IRI has this path; leads on to the one that it was merged into."""
    endpoint = await endpoint_of(request)
    source, urls = endpoint.source, Urls(endpoint.source.base, root_of(request))
    kind = request.scope["route"].path.split("/")[1]
    node = require_iri(f"{source.base}{kind}/{quote(path)}", "The path")
    name = url_parameters(request).one("format")
    choice = negotiate(DATA_FIRST, request.headers.get("accept"), name)
    if elsewhere := await run_in_threadpool(_moved_to, source, node, urls):
        query = f"?format={quote(name)}" if name else ""
        return RedirectResponse(elsewhere + query, status_code=301, headers={"Cache-Control": "no-cache"})
    if choice.format is HTML:
        return HTMLResponse(await run_in_threadpool(_page, source, node, urls, language_of(request)), headers={"Vary": "Accept"})
    return _data(await run_in_threadpool(_serialised, source, node, choice.format), choice)


@route(router, "/")
async def start(request: Request) -> Response:
    """What is in the graph and where to go; for machines the service description."""
    endpoint = await endpoint_of(request)
    choice = negotiate(DATA_FIRST, request.headers.get("accept"), url_parameters(request).one("format"))
    root = root_of(request)
    if choice.format is not HTML:
        url = str(request.url.replace(path=f"{root}/sparql", query="", fragment=""))
        return _data(describe_service(url, endpoint, choice.format), choice)
    return HTMLResponse(await run_in_threadpool(_start_page, endpoint.source, root, language_of(request)), headers={"Vary": "Accept"})


@route(router, "/static/style.css")
async def style() -> FileResponse:
    """The style sheet of all pages."""
    return FileResponse(HERE / "static" / "style.css", headers={"Cache-Control": "max-age=3600"})


def language_of(request: Request) -> str:
    """The first of our languages that a browser asks for; English if none."""
    for entry in request.headers.get("accept-language", "").lower().split(","):
        language = entry.strip()[:2]
        if language in LANGUAGES:
            return language
    return LANGUAGES[0]


def _moved_to(source: Source, node: NamedNode, urls: Urls) -> str | None:
    """Where a merged entity is shown now.

    Raises:
        Problem: 404, nothing is said of the node.
    """
    if not entities.exists(source.store, node):
        raise Problem(404, f"Nothing is known of {node.value}.")
    successor = entities.successor(source.store, node)
    return urls.page(successor.value) if successor is not None and successor != node else None


def _page(source: Source, node: NamedNode, urls: Urls, language: str) -> str:
    description = entities.describe(source, node, language)
    return _render("thing.html", urls.root, language, description=description, link=urls.link, formats=GRAPH_FORMATS)


def _start_page(source: Source, root: str, language: str) -> str:
    counts, queries = entities.count_by_class(source), saved_queries()
    return _render("start.html", root, language, source=source, counts=counts, queries=queries, formats=SOLUTION_FORMATS)


def _render(template: str, root: str, language: str, **context: Any) -> str:
    return templates.get_template(template).render(root=root, language=language, **context)


def _serialised(source: Source, node: NamedNode, written: Format) -> bytes:
    return serialize(entities.triples_about(source, node), format=RDF_WRITERS[written], prefixes=PREFIXES) or b""


def _data(content: bytes, choice: Choice) -> Response:
    return Response(content, headers={"Content-Type": choice.content_type, "Vary": "Accept"})
