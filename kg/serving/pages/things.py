"""/id/… and /doc/…: what the graph says of a thing, at the thing's own path; / leads in. For machines RDF, for browsers a page."""

from __future__ import annotations

from urllib.parse import quote

from pyoxigraph import NamedNode, serialize
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.graph.vocabulary import PREFIXES, kg
from kg.serving.endpoint import endpoint_of
from kg.serving.http.formats import GRAPH_FORMATS, HTML, RDF_WRITERS, negotiate
from kg.serving.http.negotiation import Format
from kg.serving.http.noting import note_of
from kg.serving.http.problems import Problem
from kg.serving.openapi.described import ENTITY
from kg.serving.pages import entities
from kg.serving.pages.browse import BROWSED
from kg.serving.pages.delegating import worker_page
from kg.serving.pages.responding import data_response
from kg.serving.protocol.description import describe_service
from kg.serving.protocol.requests import require_iri, root_of, url_parameters
from kg.serving.routes import Routes, route
from kg.serving.source import Source
from kg.serving.urls import Urls

routes = Routes()

DATA_FIRST = (*GRAPH_FORMATS, HTML)  # what a client without preferences gets: data
ENDINGS = {"ttl": "turtle", "nt": "ntriples", "jsonld": "jsonld", "rdf": "rdfxml", "trig": "trig", "nq": "nquads", "html": "html"}
PAGES = {"doc": "document", "build": "build"}  # what makes the page of a thing, by the first part of its path; else "entity"


@route(
    routes,
    "/id/{path:path}",
    "/doc/{path:path}",
    "/build/{path:path}",
    "/software/{path:path}",
    summary="What the graph says of an entity",
    told=ENTITY,
)
async def thing(request: Request) -> Response:
    """Describes the thing whose IRI has this path; leads on to the one that it was merged into."""
    path = request.path_params["path"]
    endpoint = await endpoint_of(request)
    source, urls = endpoint.source, Urls(endpoint.source.base, root_of(request))
    kind = note_of(request.scope).route.split("/")[1]
    node, ending = await run_in_threadpool(_meant, source, f"{kind}/{quote(path)}")
    name = url_parameters(request).format or ending
    choice = negotiate(DATA_FIRST, request.headers.get("accept"), name)
    if elsewhere := await run_in_threadpool(_moved_to, source, node, urls):
        query = f"?format={quote(name)}" if name else ""
        return RedirectResponse(elsewhere + query, status_code=301, headers={"Cache-Control": "no-cache"})
    if choice.format is HTML:
        return await worker_page(request, endpoint, PAGES.get(kind, "entity"), node.value)
    return data_response(await run_in_threadpool(_serialised, source, node, choice.format), choice)


@route(routes, "/")
async def start(request: Request) -> Response:
    """What is in the graph and where to go; for machines the service description."""
    endpoint = await endpoint_of(request)
    choice = negotiate(DATA_FIRST, request.headers.get("accept"), url_parameters(request).format)
    if choice.format is not HTML:
        url = str(request.url.replace(path=f"{root_of(request)}/sparql", query="", fragment=""))
        return data_response(describe_service(url, endpoint, choice.format), choice)
    return await worker_page(request, endpoint, "start")


@route(routes, "/documents", summary="The documents, the newest first, as a page")
async def documents(request: Request) -> Response:
    """All documents, page by page."""
    return await worker_page(request, await endpoint_of(request), "documents")


@route(routes, "/browse/{kind}", summary="The persons, organisations, events, programmes or places, as a page")
async def browse(request: Request) -> Response:
    """All things of a class, page by page."""
    kind = request.path_params["kind"].capitalize()
    if kind not in BROWSED:
        raise Problem(404, f"There is no list of {request.path_params['kind']!r}; there are lists of {', '.join(BROWSED)}.")
    return await worker_page(request, await endpoint_of(request), "browse", kg(kind).value)


def _meant(source: Source, path: str) -> tuple[NamedNode, str | None]:
    """The node that a path stands for, and the format that an ending of the path asks for where no node has the whole."""
    node = require_iri(source.base + path, "The path")
    head, dot, ending = path.rpartition(".")
    if dot and ending in ENDINGS and not entities.exists(source.store, node):
        return require_iri(source.base + head, "The path"), ENDINGS[ending]
    return node, None


def _moved_to(source: Source, node: NamedNode, urls: Urls) -> str | None:
    """Where a merged entity is shown now.

    Raises:
        Problem: 404, nothing is said of the node.
    """
    if not entities.exists(source.store, node):
        raise Problem(404, f"Nothing is known of {node.value}.")
    successor = entities.successor(source.store, node)
    return urls.page(successor.value) if successor is not None and successor != node else None


def _serialised(source: Source, node: NamedNode, written: Format) -> bytes:
    return serialize(entities.triples_about(source, node), format=RDF_WRITERS[written], prefixes=PREFIXES) or b""
