"""SPARQL 1.1 Graph Store HTTP Protocol at /store.

A graph is named by `?graph=IRI`, `?default`, or directly: `/store/x` and `/graph/x` are the graph `{base}graph/x`,
whatever host the request was sent to.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, parse
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kg.serving.endpoint import Endpoint, endpoint_of, require_writer, respond
from kg.serving.execution import Dataset, DefaultView
from kg.serving.http.formats import body_format
from kg.serving.http.multipart import Part, is_multipart, split_parts
from kg.serving.http.problems import Problem
from kg.serving.openapi.described import STORE
from kg.serving.protocol.requests import require_iri, url_parameters
from kg.serving.protocol.writer import Writer
from kg.serving.routes import Routes, route

routes = Routes()

ALL_TRIPLES = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
PATHS = ("/store", "/store/{name:path}", "/graph/{name:path}")
METHODS = ("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS")

Graph = NamedNode | DefaultGraph


@route(
    routes,
    "/store",
    "/store/{name:path}",
    "/graph/{name:path}",
    methods=METHODS,
    summary="SPARQL 1.1 Graph Store Protocol; changes need a token",
    told=STORE,
)
async def graph_store(request: Request) -> Response:
    """Reads, replaces, adds to or drops one graph."""
    name = request.path_params.get("name", "")
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ", ".join(METHODS)})
    if request.method in ("GET", "HEAD"):
        endpoint = await endpoint_of(request)
        return await _read(request, endpoint, _graph(request, endpoint.source.base, name))
    writer = require_writer(request)
    graph = _graph(request, writer.base, name)
    if request.method == "DELETE":
        return await _drop(writer, graph)
    return await _write(request, writer, graph)


def _graph(request: Request, base: str, name: str) -> Graph | None:
    """The graph that a request names; None where a POST asks for a new one.

    Raises:
        Problem: 400, it names none, or two.
    """
    parameters = url_parameters(request)
    iri, default = parameters.one("graph"), parameters.one("default")
    if sum((iri is not None, default is not None, bool(name))) > 1:
        raise Problem(400, "The request names two graphs; give ?graph=IRI, ?default or a path, one of them.")
    if default is not None:
        return DefaultGraph()
    if iri is not None:
        return require_iri(iri, "graph")
    if name:
        return require_iri(f"{base}graph/{quote(name)}", "The graph's path")
    if request.method == "POST":
        return None
    raise Problem(400, "The request names no graph; give ?graph=IRI or ?default.")


async def _read(request: Request, endpoint: Endpoint, graph: Graph | None) -> Response:
    assert graph is not None
    if not _exists(endpoint.source.store, graph):
        raise _no_such(graph)
    parameters = url_parameters(request)
    dataset = Dataset(default=(graph.value,), named=()) if isinstance(graph, NamedNode) else None
    query = endpoint.query_request(request, ALL_TRIPLES, name=parameters.format, dataset=dataset)
    return await respond(request, endpoint, replace(query, view=DefaultView.UNNAMED))


async def _drop(writer: Writer, graph: Graph | None) -> Response:
    assert graph is not None
    if not _exists(writer.store, graph):
        raise _no_such(graph)
    await writer.update(f"DROP SILENT {_update_name(graph)}")
    return Response(status_code=204)


async def _write(request: Request, writer: Writer, graph: Graph | None) -> Response:
    """Replaces (PUT) or adds to (POST) a graph in one transaction; 201 where that made it."""
    made_up = graph is None
    target = graph if graph is not None else NamedNode(f"{writer.base}graph/{secrets.token_hex(16)}")
    content_type = request.headers.get("content-type")
    body = await request.body()
    base = target.value if isinstance(target, NamedNode) else writer.base
    in_parts = request.method == "POST" and is_multipart(content_type)
    parts = split_parts(body, content_type) if in_parts else [Part(content_type, body)]
    update = await run_in_threadpool(_as_update, parts, base, target, replace=request.method == "PUT")
    existed = _exists(writer.store, target)
    await writer.update(update)
    if existed:
        return Response(status_code=204)
    return Response(status_code=201, headers={"Location": target.value} if made_up and isinstance(target, NamedNode) else {})


def _as_update(parts: Iterable[Part], base: str, graph: Graph, *, replace: bool) -> str:
    """The triples of a body as one update: an update is a transaction, so readers never see a half of it.

    Raises:
        Problem: 400 the body can't be parsed, 415 it is of another type.
    """
    quads = [quad for part in parts for quad in _parse(part, base)]
    empty = f"CLEAR SILENT {_update_name(graph)} ; " if replace else ""
    create = f"CREATE SILENT {_update_name(graph)} ; " if isinstance(graph, NamedNode) else ""
    return f"{empty}{create}INSERT DATA {{ {_data(quads, graph)} }}"


def _parse(part: Part, base: str) -> list[Quad]:
    written = body_format(part.content_type)
    try:
        return list(parse(part.content, format=written, base_iri=base, without_named_graphs=True, rename_blank_nodes=True))
    except SyntaxError as error:
        raise Problem(400, f"The body can't be parsed: {error}", line=error.lineno, column=error.offset) from None
    except ValueError as error:
        raise Problem(400, f"The body can't be parsed: {error}") from None


def _data(quads: Iterable[Quad], graph: Graph) -> str:
    triples = "\n".join(f"{quad.subject} {quad.predicate} {quad.object} ." for quad in quads)
    return f"GRAPH {graph} {{ {triples} }}" if isinstance(graph, NamedNode) else triples


def _exists(store: Store, graph: Graph) -> bool:
    return not isinstance(graph, NamedNode) or store.contains_named_graph(graph)


def _update_name(graph: Graph) -> str:
    return f"GRAPH {graph}" if isinstance(graph, NamedNode) else "DEFAULT"


def _no_such(graph: Graph) -> Problem:
    return Problem(404, f"There is no graph {graph}.")
