"""The application, as the command line and the tests make it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from kg.serving.api import saved
from kg.serving.api.lately import Searching
from kg.serving.api.searches import Searches
from kg.serving.catalogue import Published
from kg.serving.endpoint import Service
from kg.serving.http.exchange import Exchanges, Manners, manners
from kg.serving.http.heads import lines
from kg.serving.http.middleware import PathPrefix, ShortWay
from kg.serving.http.problems import Problem
from kg.serving.http.proxies import Forwarded
from kg.serving.http.rates import RateLimit, Rates
from kg.serving.lookups.lending import Lending
from kg.serving.openapi import document as openapi
from kg.serving.operations import health
from kg.serving.operations.journal import Journal
from kg.serving.operations.metrics import Metrics
from kg.serving.pages import assets, editor, finding, ontology, pictures, things
from kg.serving.protocol import graphs, sparql
from kg.serving.protocol.express import Express
from kg.serving.protocol.writer import Writer
from kg.serving.review import routes as judging
from kg.serving.routes import Operation
from kg.serving.settings import ServingSettings
from kg.serving.telling import on_crash, on_http_exception, on_problem
from kg.serving.workers.pools import Background
from kg.serving.workers.processes import ProcessExecutor
from kg.serving.working import Working


class Application(Starlette):
    """Starlette with layers around all of its own, each of which would take as long as a tenth of a short query."""

    def __init__(self, around: Sequence[Middleware], operations: Sequence[Operation], searching: Searching, **settings: Any) -> None:
        super().__init__(**settings)
        self.router.redirect_slashes = False
        self.operations = operations  # that the OpenAPI document lists
        self.searching = searching
        self._around = around
        self.express: Express | None = None
        self.lending: Lending | None = None

    def build_middleware_stack(self) -> ASGIApp:
        app = super().build_middleware_stack()
        for layer in reversed(self._around):
            app = layer.cls(app, *layer.args, **layer.kwargs)
        return app

    def short_way(self, cycle: RequestResponseCycle, app: ASGIApp) -> Coroutine[Any, Any, None] | None:
        """What answers a request before the application sees it; None: nothing does. `app` is what the server calls otherwise."""
        return None if self.express is None else self.express.way(cycle, app)


def create_app(catalogue: Published | Working, settings: ServingSettings, metrics: Metrics | None = None) -> Application:
    """The server of a store: of its finished states, or of one that it holds the lock of and writes to."""
    metrics = metrics or Metrics()
    writer = Writer(catalogue, settings) if isinstance(catalogue, Working) else None
    executor = ProcessExecutor(settings)
    journal = Journal(metrics, settings.slow)
    manner = manners(max_body=settings.max_body, patience=settings.client_patience, shared=bool(settings.cors))
    rates = Rates(settings.rate, settings.burst) if settings.rate else None
    background = Background()

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        try:
            async with catalogue.serving(executor.prepare):
                background.start(app.searching.load(app))
                yield
        finally:
            await background.stop()
            if app.lending is not None:
                await app.lending.close()
            await executor.close()

    modules = (sparql, graphs, saved, things, finding, ontology, editor, pictures, judging, assets, health, openapi)
    handlers = {Problem: on_problem, HTTPException: on_http_exception, Exception: on_crash}
    app = Application(
        _around(settings, manner, journal, rates),
        [operation for module in modules for operation in module.routes.operations],
        searching := Searching(handlers),
        routes=[*searching.routes, *(each for module in modules for each in module.routes.routes)],
        lifespan=lifespan,
        exception_handlers=handlers,
    )
    service = Service(
        catalogue=catalogue, settings=settings, executor=executor, searches=Searches(settings), writer=writer, metrics=metrics
    )
    app.state.service = service
    if not settings.proxies:  # what they tell of the client is read on the ordinary way
        app.lending = Lending(service, executor, journal, rates, lines(manner.headers))
        app.express = Express(service, journal, app.lending, rates, lines(manner.headers))
    return app


def _around(settings: ServingSettings, manner: Manners, journal: Journal, rates: Rates | None) -> list[Middleware]:
    stack = [Middleware(Exchanges, manner, journal)]
    if settings.cors:
        stack.append(
            Middleware(
                CORSMiddleware,
                allow_origins=list(settings.cors),
                allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
                allow_headers=["Accept", "Content-Type"],
                expose_headers=["Content-Type", "Location", "ETag", "Data-Version", "Link", "Retry-After", "Total-Count"],
            )
        )
    if settings.base_path:
        stack.append(Middleware(PathPrefix, prefix=settings.base_path))
    if settings.proxies:
        stack.insert(0, Middleware(Forwarded, settings.proxies))
    if rates is not None:
        stack.append(Middleware(RateLimit, rates))
    handlers = {(method, settings.base_path + path): sparql.query for path in sparql.PATHS for method in sparql.METHODS}
    return [*stack, Middleware(ShortWay, handlers)]
