"""What a query is, and how it is begun; `Executor` is what the rest of the server knows of how queries are run.

Requests are plain records, since an executor hands them to other processes.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar, Protocol

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from kg.graph.vocabulary import PREFIXES
from kg.serving.http.formats import OFFERED, Form, negotiate
from kg.serving.http.negotiation import Choice
from kg.serving.http.problems import Busy, Problem, log
from kg.serving.source import Source
from kg.serving.syntax import syntax_problem
from kg.serving.workers.frames import Kind
from kg.store.sparql_text import names_a_dataset

Result = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """The graphs that a request names for a query (SPARQL 1.1 Protocol, section 2.1.4): they replace those that the query names."""

    default: tuple[str, ...]
    named: tuple[str, ...]


class DefaultView(Enum):
    """What a query sees as its default graph."""

    UNNAMED = "the unnamed graph, which in a finished state holds the union of the named ones"
    ALL = "all graphs together"
    NOTHING = "an empty graph"


class Task(Protocol):
    """What a worker process is asked for."""

    @property
    def kind(self) -> Kind:
        """Of the frame that asks for it."""
        ...

    def as_json(self) -> bytes:
        """As the other process is sent it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryRequest:
    """A query and how its answer is wanted."""

    kind: ClassVar[Kind] = Kind.QUERY

    text: str
    base: str
    view: DefaultView  # of a query without a dataset of its own
    accept: str | None = None
    format: str | None = None
    coding: str | None = None  # content coding of the answer, of kg.serving.http.compression
    dataset: Dataset | None = None
    link: str | None = None  # an address that the head of the result carries, where its format has a place for one

    def as_json(self) -> bytes:
        """As another process is sent it."""
        graphs = None if self.dataset is None else [self.dataset.default, self.dataset.named]
        return json.dumps([self.text, self.base, self.view.name, self.accept, self.format, self.coding, graphs, self.link]).encode()

    @classmethod
    def from_json(cls, told: bytes) -> QueryRequest:
        text, base, view, accept, name, coding, graphs, link = json.loads(told)
        dataset = None if graphs is None else Dataset(default=tuple(graphs[0]), named=tuple(graphs[1]))
        return cls(text=text, base=base, view=DefaultView[view], accept=accept, format=name, coding=coding, dataset=dataset, link=link)


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Who asks: its address, a wait that ends when it has gone, and whether it has."""

    name: str
    gone: Callable[[], Awaitable[None]] | None = None  # None: nobody can tell
    left: Callable[[], bool] = lambda: False  # whether it is known to have gone by now


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A result on its way: the whole of it, or its pieces as they are made."""

    content_type: str
    coding: str | None
    complete: bytes | None
    chunks: AsyncIterator[bytes] | None = None
    abandon: Callable[[], None] = lambda: None  # to be called at the end, however it came: nobody reads any more


class ResultBroken(Exception):
    """Ends a response whose status has been sent.

    The connection is closed without the end of the body, so that the client sees that it is incomplete. `status` is what the client
    would have been told before.
    """

    def __init__(self, reason: str, status: int) -> None:
        self.status = status
        super().__init__(reason)


class ClientGone(Exception):
    """Ends a request whose answer nobody waits for any more."""


class Executor(Protocol):
    """Runs queries."""

    async def prepare(self, source: Source) -> None:
        """Makes a new state ready to be asked, before it is given out as the newest."""
        ...

    async def close(self) -> None:
        """Ends what runs."""
        ...

    @property
    def load(self) -> tuple[int, int]:
        """Queries that run, and that wait."""
        ...

    async def query(self, source: Source, request: Task, client: Client) -> Answer:
        """Starts a query or the making of a page; returns when its first bytes, or all of it if it is short, are there.

        Raises:
            Problem: 400 the query is at fault, 403 not allowed, 406 no format fits, 422 or 507 it takes too much, 503 no place is free,
                504 too slow.
        """
        ...


def evaluate(store: Store, request: QueryRequest) -> tuple[Result, Choice]:
    """Parses a query, begins its evaluation, and chooses the format of its answer. It may take long.

    Raises:
        Problem: 400, 406 or 500.
    """
    result = _start(store, request)
    return result, negotiate(OFFERED[_form(result)], request.accept, request.format)


def evaluation_problem(error: Exception, what: str) -> Problem:
    """What a client is told of a query or update that failed."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, FileNotFoundError) and what != "update":  # builds that publish faster than the server looks
        return Busy(f"The state of the data that the {what} reads was given up for a newer one.")
    if isinstance(error, ConnectionError):
        return Problem(502, f"A server that the {what} asks by SERVICE can't be reached: {error}")
    if isinstance(error, MemoryError):
        return out_of_memory(what)
    if isinstance(error, RuntimeError | ValueError):
        return Problem(400, f"The {what} can't be evaluated: {error}")
    log.error("the %s failed", what, exc_info=error)
    return Problem(500, f"The {what} failed; the server's log says why.")


def out_of_memory(what: str) -> Problem:
    """What a client is told of a query or update that took more memory than it may."""
    return Problem(507, f"The {what} takes more memory than this server gives it. Ask for less: fewer rows to sort or group, a LIMIT.")


def _start(store: Store, request: QueryRequest) -> Result:
    dataset, text = request.dataset, request.text
    try:
        if dataset is not None:
            graphs: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(iri) for iri in dataset.default]
            others: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in dataset.named]
            return store.query(text, base_iri=request.base, prefixes=PREFIXES, default_graph=graphs, named_graphs=others)
        view = DefaultView.UNNAMED if _names_a_dataset(text) else request.view
        if view is DefaultView.NOTHING:
            return store.query(text, base_iri=request.base, prefixes=PREFIXES, default_graph=[])
        union = view is DefaultView.ALL
        return store.query(text, base_iri=request.base, prefixes=PREFIXES, use_default_graph_as_union=union)
    except SyntaxError as error:
        raise syntax_problem(text, error, "query") from None
    except ValueError as error:
        raise Problem(400, f"An IRI of the dataset is not valid: {error}") from None


def _names_a_dataset(text: str) -> bool:
    """Most queries have no FROM; this tells without cutting them into tokens."""
    return "from" in text.lower() and names_a_dataset(text)


def _form(result: Result) -> Form:
    if isinstance(result, QuerySolutions):
        return Form.SOLUTIONS
    return Form.BOOLEAN if isinstance(result, QueryBoolean) else Form.GRAPH
