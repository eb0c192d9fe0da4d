"""What the routes share: where the data comes from, how the server behaves, what runs its queries."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from kg.serving.execution import Answer, Dataset, DefaultView, Executor, QueryRequest
from kg.serving.problems import Problem
from kg.serving.settings import DefaultGraph, ServingSettings
from kg.serving.source import Source

CHALLENGE = 'Bearer realm="pressgraph"'


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The parts of a running server."""

    source: Source
    settings: ServingSettings
    executor: Executor

    def query_request(self, text: str, *, accept: str | None, name: str | None, dataset: Dataset | None = None) -> QueryRequest:
        """A query as this server runs it.

        Raises:
            Problem: 413, it is too long.
        """
        if len(text) > self.settings.max_query:
            raise Problem(413, f"The query has {len(text):,} characters; this server takes {self.settings.max_query:,}.")
        return QueryRequest(text=text, base=self.source.base, view=self._view, accept=accept, format=name, dataset=dataset)

    @property
    def _view(self) -> DefaultView:
        """What a query sees that names no graphs."""
        if self.settings.default_graph is DefaultGraph.STRICT:
            return DefaultView.NOTHING if self.source.merged else DefaultView.UNNAMED
        return DefaultView.UNNAMED if self.source.merged else DefaultView.ALL


def endpoint_of(request: Request) -> Endpoint:
    """The endpoint that a request came to."""
    endpoint: Endpoint = request.app.state.endpoint
    return endpoint


def root_of(request: Request) -> str:
    """The path prefix of the server as its clients see it, without a slash at its end."""
    prefix: str = request.scope.get("root_path", "")
    return prefix.rstrip("/")


def require_writer(request: Request) -> None:
    """Lets a request pass that may change the data.

    Raises:
        Problem: 403 this server is read-only, 401 no token or a wrong one.
    """
    endpoint = endpoint_of(request)
    if not endpoint.source.writable or endpoint.settings.token is None:
        raise Problem(403, "This server is read-only. It takes changes when it is started with --writable and --token.")
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not given.strip():
        raise Problem(401, "Changes need a token: Authorization: Bearer …", headers={"WWW-Authenticate": CHALLENGE})
    if not hmac.compare_digest(given.strip().encode(), endpoint.settings.token.encode()):
        raise Problem(401, "This token is not the server's.", headers={"WWW-Authenticate": CHALLENGE + ', error="invalid_token"'})


class _ResultStream(StreamingResponse):
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


async def respond(endpoint: Endpoint, query: QueryRequest) -> Response:
    """Runs a query and answers with its result.

    Raises:
        Problem: as Executor.query.
    """
    source = endpoint.source
    answer = await endpoint.executor.query(source.store, query)
    headers = {"Content-Type": answer.choice.content_type, "Vary": "Accept"}
    if answer.complete is not None:
        return Response(answer.complete, headers=headers)
    return _ResultStream(answer, headers)
