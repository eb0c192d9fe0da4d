"""How paths are registered: one route that takes all methods of a path; a record of each operation that the OpenAPI document lists."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serving.http.noting import note_of

Handler = TypeVar("Handler", bound=Callable[..., Any])

GET = ("GET", "HEAD")


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What the OpenAPI document lists of a method of a path. `told` is what it tells beside summary and docstring."""

    path: str
    method: str
    handler: Callable[..., Any]
    summary: str
    told: Mapping[str, Any]


class Routes:
    """Those of one module, in their order."""

    def __init__(self) -> None:
        self.routes: list[Route] = []
        self.operations: list[Operation] = []


def route(
    routes: Routes,
    *paths: str,
    methods: tuple[str, ...] = GET,
    summary: str | None = None,
    told: Mapping[str, Mapping[str, Any]] | None = None,
) -> Callable[[Handler], Handler]:
    """Registers a handler for all methods of some paths; with a summary, the OpenAPI document lists the first of them.

    `told` is what the document tells of the operation of a method: parameters, requestBody, responses.
    """

    def register(handler: Handler) -> Handler:
        for path in paths:
            routes.routes.append(Route(path, _noting(path, handler), methods=list(methods)))
        for method in methods if summary else ():
            if method not in ("HEAD", "OPTIONS"):
                extra = dict((told or {}).get(method, {}))
                routes.operations.append(Operation(path=paths[0], method=method, handler=handler, summary=summary or "", told=extra))
        return handler

    return register


def _noting(path: str, handler: Callable[..., Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """The handler, which notes its path for the metrics; one that takes nothing is not handed the request."""
    takes_request = bool(inspect.signature(handler).parameters)

    @wraps(handler)
    async def noted(request: Request) -> Response:
        note_of(request.scope).route = path
        return await (handler(request) if takes_request else handler())

    return noted
