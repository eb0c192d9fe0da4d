"""The application, as the command line and the tests make it."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from kg import __version__
from kg.serving import graphs, health, pages, saved, sparql
from kg.serving.endpoint import Endpoint
from kg.serving.execution import Executor
from kg.serving.middleware import AccessLog, BodyLimit, PathPrefix, SecurityHeaders
from kg.serving.problems import Problem, on_crash, on_http_exception, on_problem
from kg.serving.settings import ServingSettings
from kg.serving.source import Source
from kg.serving.threads import ThreadExecutor


def create_app(source: Source, settings: ServingSettings, executor: Executor | None = None) -> FastAPI:
    """The server of a store; queries run on threads unless another executor is given."""
    app = FastAPI(
        title="Pressgraph",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        middleware=_middleware(settings),
        exception_handlers={Problem: on_problem, HTTPException: on_http_exception, Exception: on_crash},
    )
    app.state.endpoint = Endpoint(source, settings, executor or ThreadExecutor(settings))
    for routes in (sparql, graphs, saved, pages, health):
        app.include_router(routes.router)
    return app


def _middleware(settings: ServingSettings) -> list[Middleware]:
    stack = [Middleware(AccessLog), Middleware(SecurityHeaders, shared=bool(settings.cors))]
    if settings.cors:
        stack.append(
            Middleware(
                CORSMiddleware,
                allow_origins=list(settings.cors),
                allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
                allow_headers=["Accept", "Content-Type"],
                expose_headers=["Content-Type", "Location"],
            )
        )
    if settings.base_path:
        stack.append(Middleware(PathPrefix, prefix=settings.base_path))
    return [*stack, Middleware(BodyLimit, limit=settings.max_body)]
