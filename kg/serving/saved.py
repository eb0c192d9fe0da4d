"""/queries: the saved queries and their parameters; /queries/{name}: runs one."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.errors import ParameterError, QueryError, UnknownQuery
from kg.serving.endpoint import VERSION, endpoint_of, respond, root_of
from kg.serving.problems import Problem
from kg.serving.requests import url_parameters
from kg.serving.routes import route
from kg.serving.source import Source
from kg.store import queries

router = APIRouter()

FORMAT = "format"
OURS = (FORMAT, VERSION)  # the parameters that are the server's, not the query's


@route(router, "/queries", summary="The saved queries and their parameters")
async def list_queries(request: Request) -> JSONResponse:
    """All saved queries, by name."""
    root = root_of(request)
    return JSONResponse([_told(query, root) for query in await run_in_threadpool(queries.saved_queries)])


@route(router, "/queries/{name}", summary="Runs a saved query; its parameters stand in the URL")
async def run_query(request: Request, name: str) -> Response:
    """The result of a saved query, in the format of Accept or `format`. A parameter that is left empty counts as not given."""
    endpoint = await endpoint_of(request)
    parameters = url_parameters(request)
    given = {key: parameters.one(key) or "" for key, value in parameters.pairs if key not in OURS and value.strip()}
    text = await run_in_threadpool(_bound, name, given, endpoint.source)
    return await respond(request, endpoint, endpoint.query_request(request, text, name=parameters.one(FORMAT)))


def _bound(name: str, given: dict[str, str], source: Source) -> str:
    try:
        return queries.find(name).bound(given, source)
    except UnknownQuery as error:
        raise Problem(404, str(error)) from None
    except ParameterError as error:
        raise Problem(400, str(error)) from None
    except QueryError as error:
        raise Problem(500, f"The saved query {name} is not right: {error}") from error


def _told(query: queries.SavedQuery, root: str) -> dict[str, Any]:
    return {
        "name": query.name,
        "url": f"{root}/queries/{query.name}",
        "form": query.form,
        "summary": dict(query.summaries),
        "description": dict(query.descriptions),
        "tags": list(query.tags),
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.type,
                "required": parameter.required,
                "default": parameter.default,
                "description": dict(parameter.descriptions),
            }
            for parameter in query.parameters
        ],
    }
