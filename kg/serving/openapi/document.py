"""/openapi.json: all that the server answers, as an OpenAPI 3.1 document; each saved query is a path with its own parameters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from kg import __version__
from kg.serving.api import saved
from kg.serving.api.pagination import LAST, MOST, USUAL
from kg.serving.http.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from kg.serving.openapi.described import OTHERS
from kg.serving.openapi.words import ANSWER_HEADERS, FORMAT, PROBLEMS, VERSION, answer, of_formats, parameter
from kg.serving.protocol.requests import root_of
from kg.serving.routes import Operation, Routes, route
from kg.store.parameters import Parameter
from kg.store.queries import SavedQuery, saved_queries

routes = Routes()

SCHEMAS: dict[str, dict[str, Any]] = {  # what values of each type of parameter look like
    "string": {"type": "string"},
    "words": {"type": "string", "pattern": r"\w"},
    "integer": {"type": "integer", "format": "int64"},
    "decimal": {"type": "number"},
    "boolean": {"type": "boolean"},
    "year": {"type": "string", "pattern": r"^[0-9]{4}$"},
    "date": {"type": "string", "pattern": r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?$"},
    "language": {"type": "string", "pattern": r"^[a-z]{2,3}$"},
    "iri": {"type": "string", "format": "iri"},
    "concept": {"type": "string", "pattern": r"^\w+$|^[a-z]+:.+"},
    "entity": {"type": "string", "minLength": 1},
}
PLACEHOLDER = re.compile(r"\{(\w+)\}")
PAGES = (
    parameter("limit", "Rows a page; without limit and page all rows are given.", {"type": "integer", "minimum": 1, "maximum": MOST}),
    parameter("page", f"Which page, of {USUAL} rows if limit is not given.", {"type": "integer", "minimum": 1, "maximum": LAST}),
)


@route(routes, "/openapi.json")
async def openapi(request: Request) -> JSONResponse:
    """The document, made from the routes and the files of the saved queries as they are now."""
    queries = await run_in_threadpool(saved_queries, request.app.state.service.settings.queries)
    told = await run_in_threadpool(document, request.app.operations, queries, root_of(request))
    return JSONResponse(told, headers={"Cache-Control": "no-cache"})


def document(operations: Iterable[Operation], queries: Iterable[SavedQuery], root: str) -> dict[str, Any]:
    """What the operations, searches and saved queries answer."""
    from fastapi import APIRouter  # it takes longer to load than a server to start
    from fastapi.openapi.utils import get_openapi

    from kg.serving.api import search
    from kg.serving.openapi import documenting

    router = APIRouter()
    for operation in operations:
        documenting.document(router, operation)
    told = get_openapi(
        title="Pressgraph",
        version=__version__,
        summary="A knowledge graph of press texts: who said what, when, on whose behalf, at which event.",
        description="SPARQL 1.1, saved queries, entities and documents at their own addresses. Errors are RFC 9457 problem details.",
        routes=[*router.routes, *search.router.routes],
        servers=[{"url": root or "/"}],
    )
    told.setdefault("components", {}).setdefault("schemas", {})
    for path, listed in told["paths"].items():
        for each in listed.values():
            _complete(path, each)
    told["components"]["schemas"] = {name: each for name, each in told["components"]["schemas"].items() if "Validation" not in name}
    for query in queries:
        told["paths"][f"{saved.PATH}/{query.name}"] = {"get": _operation(query)}
    components = told["components"]
    components["schemas"]["Problem"] = PROBLEM
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "description": "kg token new makes one."}}
    return told


PROBLEM = {
    "type": "object",
    "description": "RFC 9457 problem details",
    "required": ["title", "status", "detail"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong, and what to do."},
        "line": {"type": "integer", "description": "Of a query or body that can't be parsed."},
        "column": {"type": "integer"},
        "parameters": {"type": "object", "additionalProperties": {"type": "string"}, "description": "What is wrong with each of them."},
    },
}


def _complete(path: str, operation: dict[str, Any]) -> None:
    """Adds what all operations have, where one does not tell it itself: parameters of its path, problems."""
    told = operation.setdefault("parameters", [])
    known = {each["name"] for each in told if each["in"] == "path"}
    told += [parameter(name, "A part of the path.", where="path", required=True) for name in PLACEHOLDER.findall(path) if name not in known]
    own = operation["responses"]
    own.pop("422" if "HTTPValidationError" in str(own.get("422")) else "", None)
    if list(own) == ["200"]:
        operation["responses"] = {**OTHERS, **({"200": own["200"]} if own["200"].get("content") else {})}
    if "204" in own and own.get("200", {}).get("description") == "Successful Response":
        del own["200"]


def _operation(query: SavedQuery) -> dict[str, Any]:
    """One saved query: what it answers, and each of its parameters."""
    graph = query.form in ("CONSTRUCT", "DESCRIBE")
    formats = GRAPH_FORMATS if graph else SOLUTION_FORMATS
    ours = [FORMAT.of(formats), VERSION, *(PAGES if query.form == "SELECT" else ())]
    return {
        "operationId": f"query_{query.name}",
        "summary": query.summary("en"),
        "description": f"{query.description('en')}\n\n{query.description('fr')}".strip(),
        "tags": list(query.tags[:1]),
        "parameters": [*map(_parameter, query.parameters), *ours],
        "responses": {"200": answer("The result.", of_formats(formats), ANSWER_HEADERS), **PROBLEMS},
    }


def _parameter(given: Parameter) -> dict[str, Any]:
    schema = dict(SCHEMAS[given.type])
    if given.values:
        schema = {"type": "string", "enum": list(given.values)}
    if given.least is not None and given.most is not None:
        schema |= {"minimum": float(given.least), "maximum": float(given.most)}
    if given.default is not None:
        schema["default"] = _as_json(given.default, schema)
    told = "\n\n".join(given.descriptions[language] for language in ("en", "fr") if language in given.descriptions)
    examples = {f"{number}": {"value": _as_json(example, schema)} for number, example in enumerate(given.examples, start=1)}
    return parameter(given.name, f"{told}\n\nExpected: {given.expected}.".strip(), schema, required=given.required, examples=examples)


def _as_json(value: str, schema: dict[str, Any]) -> str | int | float | bool:
    """A value as JSON has it."""
    match schema["type"]:
        case "integer":
            return int(value)
        case "number":
            return float(value)
        case "boolean":
            return value.lower() == "true"
    return value
