"""/id/… and /doc/…: what the graph says of a thing, at the thing's own path; / leads in. For machines RDF, for browsers a page."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter
from pyoxigraph import NamedNode, serialize
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.graph.vocabulary import PREFIXES
from kg.serving import entities
from kg.serving.description import describe_service
from kg.serving.endpoint import endpoint_of, root_of
from kg.serving.formats import GRAPH_FORMATS, HTML, RDF_WRITERS, SOLUTION_FORMATS, negotiate
from kg.serving.negotiation import Choice, Format
from kg.serving.pages.choices import view_of
from kg.serving.pages.rendering import render
from kg.serving.pages.responding import page_response, worker_page
from kg.serving.pages.view import View
from kg.serving.problems import Problem
from kg.serving.requests import require_iri, url_parameters
from kg.serving.routes import route
from kg.serving.source import Source
from kg.serving.urls import Urls
from kg.store.queries import saved_queries

router = APIRouter()

DATA_FIRST = (*GRAPH_FORMATS, HTML)  # what a client without preferences gets: data


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
        return await worker_page(request, endpoint, "document" if kind == "doc" else "entity", node.value)
    return _data(await run_in_threadpool(_serialised, source, node, choice.format), choice)


@route(router, "/")
async def start(request: Request) -> Response:
    """What is in the graph and where to go; for machines the service description."""
    endpoint = await endpoint_of(request)
    choice = negotiate(DATA_FIRST, request.headers.get("accept"), url_parameters(request).one("format"))
    if choice.format is not HTML:
        url = str(request.url.replace(path=f"{root_of(request)}/sparql", query="", fragment=""))
        return _data(describe_service(url, endpoint, choice.format), choice)
    return page_response(request, await run_in_threadpool(_start_page, endpoint.source, view_of(request, endpoint)))


def _moved_to(source: Source, node: NamedNode, urls: Urls) -> str | None:
    """Where a merged entity is shown now.

    Raises:
        Problem: 404, nothing is said of the node.
    """
    if not entities.exists(source.store, node):
        raise Problem(404, f"Nothing is known of {node.value}.")
    successor = entities.successor(source.store, node)
    return urls.page(successor.value) if successor is not None and successor != node else None


def _start_page(source: Source, view: View) -> str:
    return render("start.html", view, counts=entities.count_by_class(source), queries=saved_queries(), formats=SOLUTION_FORMATS)


def _serialised(source: Source, node: NamedNode, written: Format) -> bytes:
    return serialize(entities.triples_about(source, node), format=RDF_WRITERS[written], prefixes=PREFIXES) or b""


def _data(content: bytes, choice: Choice) -> Response:
    return Response(content, headers={"Content-Type": choice.content_type, "Vary": "Accept"})
