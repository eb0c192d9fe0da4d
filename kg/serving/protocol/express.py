"""The short way of the requests that come most: a query by GET whose answer is short.

A query that takes a tenth of a millisecond is worth no more than a parsed URL, one task and one write to the connection; the application
with its layers takes four times as long as all of these. What is anything but usual goes the ordinary way, from the beginning, or with
what its query has come to: an answer that is long, a refusal, an error.
"""

from __future__ import annotations

import time
from collections.abc import Coroutine
from typing import Any

from starlette.types import ASGIApp, Scope
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from kg.search.sparql import searches
from kg.serving.endpoint import Endpoint, Service
from kg.serving.execution import Answer, Client, ClientGone, QueryRequest
from kg.serving.http.begun import KEY, Begun
from kg.serving.http.conditional import is_repeatable
from kg.serving.http.connection import connection_of
from kg.serving.http.exchange import GONE
from kg.serving.http.heads import head_of, lines
from kg.serving.http.noting import Note
from kg.serving.http.problems import Problem
from kg.serving.http.rates import Rates, client_of
from kg.serving.lookups.lending import Lending
from kg.serving.operations.journal import Journal
from kg.serving.protocol.parameters import Parameters, parse
from kg.serving.source import Source

UNDERSTOOD = frozenset({"query", "format"})  # parameters; with others a request goes the ordinary way
UNUSUAL = frozenset(  # headers, likewise
    (b"authorization", b"content-length", b"expect", b"if-none-match", b"origin", b"range", b"transfer-encoding", b"upgrade")
)


class Express:
    """Takes requests off the connections of a server before the application sees them."""

    def __init__(self, service: Service, journal: Journal, lending: Lending, rates: Rates | None, headers: bytes) -> None:
        self._service, self._journal, self._lending, self._rates = service, journal, lending, rates
        self._path = service.settings.base_path + "/sparql"
        self._always = headers

    def way(self, cycle: RequestResponseCycle, app: ASGIApp) -> Coroutine[Any, Any, None] | None:
        """What answers a request whose head has come; None: it is not usual, and has to go through the application."""
        scope: Scope = cycle.scope  # type: ignore[assignment]
        if scope["path"] != self._path or scope["method"] != "GET" or not cycle.keep_alive or cycle.flow.write_paused:
            return None
        source = self._service.catalogue.present
        headers = dict(scope["headers"])
        if source is None or len(headers) < len(scope["headers"]) or not UNUSUAL.isdisjoint(headers):
            return None
        query = self._query(scope, headers, source)
        if query is None or (self._rates is not None and self._rates.wait(client_of(scope))):
            return None
        return self._answer(cycle, app, query, source)

    def _query(self, scope: Scope, headers: dict[bytes, bytes], source: Source) -> QueryRequest | None:
        """The query of a request; None: it has none, or more than a query and a format."""
        try:
            parameters = parse(scope["query_string"])
        except Problem:
            return None
        names = [name for name, _ in parameters.pairs]
        if "query" not in names or len(names) > len(set(names)) or not UNDERSTOOD.issuperset(names):
            return None
        return self._request(parameters, headers, source)

    def _request(self, parameters: Parameters, headers: dict[bytes, bytes], source: Source) -> QueryRequest | None:
        text = parameters.one("query") or ""
        accept, coding = (headers[name].decode("latin-1") if name in headers else None for name in (b"accept", b"accept-encoding"))
        try:
            query = Endpoint(self._service, source).query(text, accept=accept, accept_encoding=coding, name=parameters.format)
        except Problem:
            return None
        return None if searches(text) else query

    async def _answer(self, cycle: RequestResponseCycle, app: ASGIApp, query: QueryRequest, source: Source) -> None:
        scope: Scope = cycle.scope  # type: ignore[assignment]
        began, outcome = time.perf_counter(), None
        try:
            outcome = await self._outcome(cycle, query, source)
            waited = time.perf_counter() - began
            if isinstance(outcome, ClientGone) or cycle.disconnected:
                self._note(cycle, query, source, began, Note(status=GONE, waited=waited))
            elif isinstance(outcome, Answer) and outcome.complete is not None:
                self._send(cycle, outcome, outcome.complete, query, source)
                sent = Note(status=200, size=len(outcome.complete), content_type=outcome.content_type.encode(), waited=waited)
                self._note(cycle, query, source, began, sent)
                self._lending.answered(scope, query, source)
            else:
                connection_of(scope).lookups = 0
                scope[KEY] = Begun(source=source, outcome=outcome, began=began, waited=waited)
                await cycle.run_asgi(app)  # type: ignore[arg-type]
        finally:
            if isinstance(outcome, Answer):
                outcome.abandon()

    async def _outcome(self, cycle: RequestResponseCycle, query: QueryRequest, source: Source) -> Answer | Exception:
        async def gone() -> None:
            while (await cycle.receive())["type"] != "http.disconnect":
                pass

        try:
            client = Client(name=client_of(cycle.scope), gone=gone, left=lambda: cycle.disconnected)  # type: ignore[arg-type]
            return await self._service.executor.query(source, query, client)
        except Exception as error:
            return error

    def _send(self, cycle: RequestResponseCycle, answer: Answer, body: bytes, query: QueryRequest, source: Source) -> None:
        """Writes a whole response at once."""
        wanted = (query.accept, query.format, query.coding)
        head = head_of(source.version, wanted, is_repeatable(query.text), answer.content_type, answer.coding) + self._always
        date = lines(cycle.default_headers)
        close = b"" if cycle.keep_alive else b"connection: close\r\n"  # the server is about to stop
        cycle.response_started = cycle.response_complete = True
        cycle.transport.write(b"%b%b%bcontent-length: %d\r\n\r\n%b" % (head, date, close, len(body), body))
        if not cycle.keep_alive:
            cycle.transport.close()
        cycle.on_response()

    def _note(self, cycle: RequestResponseCycle, query: QueryRequest, source: Source, began: float, note: Note) -> None:
        """Tells the journal of a request that needed nothing else."""
        note.route, note.query, note.version = "/sparql", query.text, source.version
        self._journal.tell(cycle.scope, note, time.perf_counter() - began)  # type: ignore[arg-type]
