"""/api/queries: the saved queries and their parameters; /api/queries/{name}: runs one, whole or page by page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from kg.errors import ParameterError, QueryError, UnknownQuery
from kg.serving.api.citing import Address, link_header
from kg.serving.api.pagination import counted, page_asked
from kg.serving.endpoint import Endpoint, endpoint_of, respond
from kg.serving.http.problems import Problem
from kg.serving.openapi.words import OBJECT, answer
from kg.serving.protocol.parameters import Parameters
from kg.serving.protocol.requests import SPARQL_QUERY, root_of, url_parameters
from kg.serving.routes import Routes, route
from kg.store import queries
from kg.store.paging import page_of
from kg.store.queries import RESERVED, SavedQuery
from kg.store.records import as_record

routes = Routes()

PATH = "/api/queries"
HEAD_MARK = "#+"  # begins the lines of a query file that tell of its parameters
FORMAT = "format"


_LIST = {"application/json": {"schema": {"type": "array", "items": OBJECT}}}
LISTED = {"200": answer("Name, form, summary, description, tags, parameters, text and address of each.", _LIST)}


@dataclass(frozen=True, slots=True)
class Call:
    """A saved query as a request asks for it."""

    query: SavedQuery
    given: dict[str, str]
    text: str  # with the values of its parameters


@route(routes, PATH, summary="The saved queries and their parameters", told={"GET": {"responses": LISTED}})
async def list_queries(request: Request) -> JSONResponse:
    """All saved queries, by name, each with its address."""
    own, root = _own_folder(request), root_of(request)
    found = await run_in_threadpool(queries.saved_queries, own)
    return JSONResponse([{**as_record(query), "url": f"{root}{PATH}/{query.name}"} for query in found])


@route(routes, PATH + "/{name}")
async def run_query(request: Request) -> Response:
    """The result of a saved query, in the format of Accept or `format`. A parameter that is left empty counts as not given.

    `limit` and `page` ask for one page; links lead to the others, of the same version of the data. `cite-as` is the address that goes on
    giving this result as long as its version is kept.
    """
    parameters = url_parameters(request)
    endpoint = await endpoint_of(request)
    call = await run_in_threadpool(_call, request, parameters, endpoint)
    name = parameters.format
    address = Address.of(request, PATH, call.query, {**call.given, **({FORMAT: name} if name else {})}, endpoint.source.version)
    asked = endpoint.query_request(request, call.text, name=name)
    page = page_asked(parameters)
    links, headers = [], {}
    if page is not None:
        total = await counted(request, endpoint, asked)
        asked = replace(asked, text=page_of(call.text, page.first, page.size))
        links, headers = page.links(address.page, total), {"Total-Count": str(total)}
    if endpoint.source.version in endpoint.service.catalogue.versions():
        cited = address.page(page)
        links, asked = [*links, (cited, "cite-as")], replace(asked, link=cited)
    links.append((f"{root_of(request)}/openapi.json", "service-desc"))
    return await respond(request, endpoint, asked, {**headers, "Link": link_header(links)})


@route(routes, PATH + "/{name}/sparql")
async def query_text(request: Request) -> Response:
    """The SPARQL of a saved query, with the values of its parameters put in, without the head that tells of them."""
    endpoint = await endpoint_of(request)
    call = await run_in_threadpool(_call, request, url_parameters(request), endpoint)
    lines = [line for line in call.text.splitlines(keepends=True) if not line.startswith(HEAD_MARK)]
    return PlainTextResponse("".join(lines), media_type=SPARQL_QUERY)


def _own_folder(request: Request) -> Path | None:
    own: Path | None = request.app.state.service.settings.queries
    return own


def _call(request: Request, parameters: Parameters, endpoint: Endpoint) -> Call:
    """The query that a request asks for, with its values.

    Raises:
        Problem: 404 there is none, 400 its parameters are not right.
    """
    name: str = request.path_params["name"]
    given = {key: parameters.one(key) or "" for key, value in parameters.pairs if key not in RESERVED and value.strip()}
    try:
        query = queries.find(name, _own_folder(request))
        return Call(query, given, query.bound(given, endpoint.source))
    except UnknownQuery as error:
        raise Problem(404, f"{error}; {root_of(request)}{PATH} lists all") from None
    except ParameterError as error:
        raise Problem(400, str(error), members={"parameters": error.faults}) from None
    except QueryError as error:
        raise Problem(500, f"The saved query {name} is not right: {error}") from error
