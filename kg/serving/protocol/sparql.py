"""SPARQL 1.1 Protocol: /sparql for queries, /update for updates."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.serving.endpoint import VERSION, endpoint_of, require_writer, respond
from kg.serving.http.formats import GRAPH_FORMATS, HTML, negotiate
from kg.serving.openapi.described import QUERY, UPDATE
from kg.serving.protocol.description import describe_service
from kg.serving.protocol.requests import FORM, SPARQL_QUERY, SPARQL_UPDATE, read_query, read_update, root_of
from kg.serving.protocol.updates import with_dataset
from kg.serving.routes import Routes, route

routes = Routes()

PATHS = ("/sparql", "/sparql/")
METHODS = ("GET", "HEAD", "POST")
QUERY_METHODS = "GET, HEAD, OPTIONS, POST"
UPDATE_METHODS = "OPTIONS, POST"


@route(routes, *PATHS, methods=METHODS, summary="SPARQL 1.1 query; without one, the service description", told=QUERY)
async def query(request: Request) -> Response:
    """Answers `query`, by GET, as a form or as a body.

    The dataset is that of `default-graph-uri` and `named-graph-uri`, or the query's own; the format that of `format`, or of Accept;
    the version of the data that of `version`, or the newest.
    """
    operation = await read_query(request)
    endpoint = await endpoint_of(request, operation.parameters.one(VERSION))
    name = operation.parameters.format
    if operation.text is None:
        choice = negotiate((*GRAPH_FORMATS, HTML), request.headers.get("accept"), name)
        if choice.format is HTML:
            return RedirectResponse(f"{root_of(request)}/editor", 303, headers={"Vary": "Accept"})
        content = describe_service(str(request.url.replace(query="", fragment="")), endpoint, choice.format)
        return Response(content, headers={"Content-Type": choice.content_type, "Vary": "Accept"})
    dataset = operation.dataset("default-graph-uri", "named-graph-uri")
    return await respond(request, endpoint, endpoint.query_request(request, operation.text, name=name, dataset=dataset))


@route(routes, "/update", "/update/", methods=("POST",), summary="SPARQL 1.1 update; needs a token", told=UPDATE)
async def update(request: Request) -> Response:
    """Applies `update`, as a form or as a body, over `using-graph-uri` and `using-named-graph-uri`."""
    writer = require_writer(request)
    operation = await read_update(request)
    dataset = operation.dataset("using-graph-uri", "using-named-graph-uri")
    text = operation.text or ""
    if dataset is not None:
        text = with_dataset(text, dataset)
    await writer.update(text)
    return Response(status_code=204)


@route(routes, *PATHS, methods=("OPTIONS",))
async def query_options() -> Response:
    """What may be done at /sparql."""
    return Response(status_code=204, headers={"Allow": QUERY_METHODS, "Accept-Post": f"{FORM}, {SPARQL_QUERY}"})


@route(routes, "/update", "/update/", methods=("OPTIONS",))
async def update_options() -> Response:
    """What may be done at /update."""
    return Response(status_code=204, headers={"Allow": UPDATE_METHODS, "Accept-Post": f"{FORM}, {SPARQL_UPDATE}"})
