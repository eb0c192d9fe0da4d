"""SPARQL 1.1 Protocol: what stands in a request (sections 2.1 and 2.2). Knows HTTP, not the store."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode
from starlette.requests import Request

from kg.serving.execution import Dataset
from kg.serving.http.formats import require_utf8
from kg.serving.http.problems import Problem
from kg.serving.protocol.parameters import Parameters, parse

FORM = "application/x-www-form-urlencoded"
SPARQL_QUERY = "application/sparql-query"
SPARQL_UPDATE = "application/sparql-update"
MAX_FORM = 64 << 10  # bytes of a form of our own


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update as it came: its text (None where the request has none) and its parameters."""

    text: str | None
    parameters: Parameters

    def dataset(self, default: str, named: str) -> Dataset | None:
        """The dataset that the request names by these two parameters.

        Raises:
            Problem: 400, one of them is not an IRI.
        """
        graphs, others = self.parameters.all(default), self.parameters.all(named)
        for iri in graphs + others:
            require_iri(iri, f"{default} or {named}")
        return Dataset(default=graphs, named=others) if graphs or others else None


def root_of(request: Request) -> str:
    """The path prefix of the server as its clients see it, without a slash at its end."""
    prefix: str = request.scope.get("root_path", "")
    return prefix.rstrip("/")


def url_parameters(request: Request) -> Parameters:
    """The parameters of the URL.

    Raises:
        Problem: 400, they are not UTF-8.
    """
    return parse(request.scope["query_string"])


async def read_query(request: Request) -> Operation:
    """The query of a GET or POST request.

    Raises:
        Problem: 400 no query, two, or one beside an update; 415 a body of another type.
    """
    operation = await _read(request, "query", SPARQL_QUERY)
    if operation.parameters.all("update"):
        raise Problem(400, "An update can't be sent here. POST it to /update.")
    if operation.text is None and request.method == "POST":
        raise Problem(400, f"There is no query in this request. Send it as the form field query, or as a body of type {SPARQL_QUERY}.")
    return operation


async def read_update(request: Request) -> Operation:
    """The update of a POST request.

    Raises:
        Problem: 400 no update, two, or one beside a query; 415 a body of another type.
    """
    operation = await _read(request, "update", SPARQL_UPDATE)
    if operation.parameters.all("query"):
        raise Problem(400, "A query can't be sent here. Send it to /sparql.")
    if operation.text is None:
        raise Problem(400, f"There is no update in this request. Send it as the form field update, or as a body of type {SPARQL_UPDATE}.")
    return operation


async def _read(request: Request, field: str, direct: str) -> Operation:
    parameters = url_parameters(request)
    if request.method != "POST":
        return Operation(parameters.one(field), parameters)
    essence, _, type_parameters = request.headers.get("content-type", "").partition(";")
    if essence.strip().lower() not in (FORM, direct):
        raise Problem(
            415, f"A body of type {essence or '(none given)'} can't be read here. Send {FORM} with the field {field}, or {direct}."
        )
    require_utf8(type_parameters)
    body = await request.body()
    if essence.strip().lower() == FORM:
        if parameters.all(field):
            raise Problem(400, f"The parameter {field} stands in the URL of a POST; put it into the body.")
        parameters = Parameters(parameters.pairs + parse(body).pairs)
        return Operation(parameters.one(field), parameters)
    if parameters.all(field):
        raise Problem(400, f"One {field} stands in the URL and one in the body; one request carries one.")
    return Operation(decode(body), parameters)


async def read_form(request: Request) -> Parameters:
    """The fields of a small form of ours, such as a browser sends.

    Raises:
        Problem: 415 it is no form, 413 it is too long, 400 it is not UTF-8.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise Problem(415, f"Send this as a form: {FORM}.")
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_FORM:
            raise Problem(413, f"The form has more than {MAX_FORM:,} bytes.", headers={"Connection": "close"})
    return parse(body)


def decode(body: bytes) -> str:
    """The text of a body.

    Raises:
        Problem: 400, it is not UTF-8.
    """
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, f"The body is not UTF-8: byte {error.start} can't be read.") from None


def require_iri(text: str, where: str) -> NamedNode:
    """An absolute IRI from a parameter.

    Raises:
        Problem: 400, it is none.
    """
    try:
        return NamedNode(text)
    except ValueError as error:
        raise Problem(400, f"{where} must be an absolute IRI; {text!r} is none: {error}") from None
