"""How paths are registered: one route that takes all methods of a path, one a method that the OpenAPI document lists."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from kg.serving.http.noting import note_of

Handler = TypeVar("Handler", bound=Callable[..., Any])

GET = ("GET", "HEAD")


def route(
    router: APIRouter,
    *paths: str,
    methods: tuple[str, ...] = GET,
    summary: str | None = None,
    told: Mapping[str, Mapping[str, Any]] | None = None,
) -> Callable[[Handler], Handler]:
    """Registers a handler for all methods of some paths; with a summary, the OpenAPI document lists the first of them.

    `told` is what the document tells of the operation of a method beside summary and docstring: parameters, requestBody, responses.

    FastAPI gives all methods of a route one operation id, which OpenAPI wants unique; and tells at a 405 the methods of the first route
    of the path, which must have them all. So the routes that are documented stand behind the one that answers.
    """

    def register(handler: Handler) -> Handler:
        takes_request_alone = list(inspect.signature(handler).parameters) == ["request"]
        for path in paths:
            if takes_request_alone:  # FastAPI would spend as long on looking for parameters as a short query takes
                router.add_route(path, _noting(path, handler), methods=list(methods), include_in_schema=False)
            else:
                router.add_api_route(path, handler, methods=list(methods), include_in_schema=False)
        for method in methods if summary else ():
            if method not in ("HEAD", "OPTIONS"):
                name = f"{handler.__name__}_{method.lower()}"
                extra = dict((told or {}).get(method, {}))
                router.add_api_route(
                    paths[0],
                    handler,
                    methods=[method],
                    name=name,
                    operation_id=name,
                    summary=summary,
                    response_class=Response,
                    openapi_extra=extra,
                )
        return handler

    return register


def _noting(path: str, handler: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """The handler, which notes its path for the metrics; of FastAPI's own routes the scope tells it."""

    @wraps(handler)
    async def noted(request: Request) -> Response:
        note_of(request.scope).route = path
        return await handler(request)

    return noted
