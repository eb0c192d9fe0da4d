"""What the routes share: where the data comes from, how the server behaves, what runs its queries."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from kg.search.sparql import expand, searches
from kg.serving.api.caching import Counts
from kg.serving.api.searches import Searches
from kg.serving.execution import Answer, Client, ClientGone, Dataset, DefaultView, Executor, QueryRequest, Task
from kg.serving.http.begun import begun_of
from kg.serving.http.compression import choose_coding
from kg.serving.http.conditional import entity_tag, is_repeatable, is_unchanged
from kg.serving.http.heads import content_headers, result_headers
from kg.serving.http.noting import note_of
from kg.serving.http.problems import Problem
from kg.serving.http.rates import Rates, client_of
from kg.serving.operations.metrics import Metrics
from kg.serving.protocol.writer import Writer
from kg.serving.review.sessions import Sessions
from kg.serving.settings import DefaultGraph, ServingSettings
from kg.serving.source import Catalogue, Source

VERSION = "version"  # the parameter that names a version of the data
SIGN_INS = 1 / 60  # a second that one client may fail in the long run
PATIENCE = 600.0  # seconds' worth of which it may use up at once
CHALLENGE = 'Bearer realm="pressgraph"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The parts of a running server."""

    catalogue: Catalogue
    settings: ServingSettings
    executor: Executor
    searches: Searches
    writer: Writer | None  # None: the server is read-only
    counts: Counts = field(default_factory=Counts)
    sessions: Sessions = field(default_factory=Sessions)
    refusals: Rates = field(default_factory=lambda: Rates(SIGN_INS, PATIENCE))
    metrics: Metrics = field(default_factory=Metrics)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A running server as one request sees it: with one state of the data, from the request's beginning to its end."""

    service: Service
    source: Source

    @property
    def settings(self) -> ServingSettings:
        return self.service.settings

    def query_request(self, request: Request, text: str, *, name: str | None, dataset: Dataset | None = None) -> QueryRequest:
        """A query as this server runs it; `name` is the format asked for in the URL.

        Raises:
            Problem: 413, it is too long.
        """
        accept, coding = request.headers.get("accept"), request.headers.get("accept-encoding")
        return self.query(text, accept=accept, accept_encoding=coding, name=name, dataset=dataset)

    def query(
        self, text: str, *, accept: str | None, accept_encoding: str | None, name: str | None, dataset: Dataset | None = None
    ) -> QueryRequest:
        """As `query_request`, of these two headers."""
        most = self.settings.limits.max_query
        if len(text) > most:
            raise Problem(413, f"The query has {len(text):,} characters; this server takes {most:,}.")
        coding, view = choose_coding(accept_encoding), self._view
        return QueryRequest(text=text, base=self.source.base, view=view, accept=accept, format=name, coding=coding, dataset=dataset)

    @property
    def _view(self) -> DefaultView:
        """What a query sees that names no graphs."""
        if self.settings.default_graph is DefaultGraph.STRICT:
            return DefaultView.NOTHING if self.source.merged else DefaultView.UNNAMED
        return DefaultView.UNNAMED if self.source.merged else DefaultView.ALL


async def endpoint_of(request: Request, version: str | None = None) -> Endpoint:
    """The endpoint that a request came to, with a version of the data: that which the request names, or the newest.

    Raises:
        Problem: 404, there is no such version.
    """
    service: Service = request.app.state.service
    if (begun := begun_of(request.scope)) is not None:
        return Endpoint(service, begun.source)
    if version is None and VERSION.encode() in request.scope["query_string"]:
        version = request.query_params.get(VERSION)
    return Endpoint(service, await service.catalogue.pick(version))


def require_writer(request: Request) -> Writer:
    """Lets a request pass that may change the data; what changes them.

    Raises:
        Problem: 403 this server is read-only, 401 no token or a wrong one.
    """
    service: Service = request.app.state.service
    if service.writer is None:
        raise Problem(403, "This server is read-only. It takes changes when it is started with --writable.")
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not given.strip():
        raise Problem(401, "Changes need a token: Authorization: Bearer …", headers={"WWW-Authenticate": CHALLENGE})
    owner = service.settings.tokens.owner(given.strip())
    if owner is None:
        raise Problem(401, "This token is not the server's.", headers={"WWW-Authenticate": CHALLENGE + ', error="invalid_token"'})
    note_of(request.scope).user = owner
    return service.writer


class ResultStream(StreamingResponse):
    """Streams an answer, and lets go of its evaluation however the response ends, even before its first byte."""

    def __init__(self, answer: Answer, headers: dict[str, str]) -> None:
        assert answer.chunks is not None
        super().__init__(answer.chunks, headers=headers)
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._answer.abandon()


async def respond(request: Request, endpoint: Endpoint, query: QueryRequest, more: Mapping[str, str] | None = None) -> Response:
    """Runs a query and answers with its result and `more` headers, or that it is as the client has it.

    Raises:
        Problem: as Executor.query.
    """
    note = note_of(request.scope)
    note.query, note.version = query.text, endpoint.source.version
    repeatable = request.method in ("GET", "HEAD") and is_repeatable(query.text)
    tag = entity_tag(endpoint.source.version, (query.accept, query.format, query.coding)) if repeatable else None
    headers = {**result_headers(endpoint.source.version, tag), **(more or {})}
    if tag is not None and is_unchanged(tag, request.headers.get("if-none-match")):
        return Response(status_code=304, headers=headers)
    return response_of(request, await run(request, endpoint, query), headers)


def response_of(request: Request, answer: Answer, headers: dict[str, str]) -> Response:
    """An answer of a worker as the body of a response, whole or as it comes; of HEAD the headers alone."""
    headers |= content_headers(answer.content_type, answer.coding)
    if answer.complete is not None:
        return Response(answer.complete, headers=headers)
    if request.method == "HEAD":
        answer.abandon()
        return Response(headers=headers)
    return ResultStream(answer, headers)


async def complete(request: Request, endpoint: Endpoint, query: QueryRequest) -> bytes:
    """The whole result of a query that the server itself needs; it takes a place of the client's.

    Raises:
        Problem: as Executor.query.
    """
    answer = await run(request, endpoint, query)
    if answer.complete is not None:
        return answer.complete
    assert answer.chunks is not None
    try:
        return b"".join([piece async for piece in answer.chunks])
    finally:
        answer.abandon()


async def run(request: Request, endpoint: Endpoint, task: Task) -> Answer:
    """Has a query evaluated, or a page made, for the client of a request.

    Raises:
        Problem: as Executor.query.
    """

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    began, note = time.perf_counter(), note_of(request.scope)
    if (begun := begun_of(request.scope)) is not None:
        note.waited += begun.waited
        return begun.answer()
    if isinstance(task, QueryRequest) and searches(task.text):
        task = replace(task, text=await endpoint.service.searches.run(endpoint.source, partial(expand, text=task.text)))
    try:
        return await endpoint.service.executor.query(endpoint.source, task, Client(name=client_of(request.scope), gone=gone))
    except ClientGone:
        raise ClientDisconnect from None
    finally:
        note.waited += time.perf_counter() - began
