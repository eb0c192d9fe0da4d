"""Pages of a saved query's rows: `limit` rows a page, `page` counted from 1; links to the others as RFC 8288 has them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace

from starlette.requests import Request

from kg.errors import QueryError
from kg.serving.endpoint import Endpoint, complete
from kg.serving.execution import QueryRequest
from kg.serving.http.problems import Problem
from kg.serving.protocol.parameters import Parameters
from kg.store.paging import count_of

USUAL = 100  # rows of a page when only its number is given
MOST = 10_000  # rows of a page
LAST = 10**9  # number of a page; more rows than any store has


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a result."""

    number: int  # from 1
    size: int  # rows

    @property
    def first(self) -> int:
        """The offset of its first row."""
        return (self.number - 1) * self.size

    def links(self, address: Callable[[Page], str], total: int) -> list[tuple[str, str]]:
        """The addresses of the other pages of a result of so many rows, with their relations."""
        last = max(1, -(-total // self.size))
        others = [("first", 1), ("prev", min(self.number - 1, last)), ("next", self.number + 1), ("last", last)]
        return [(address(replace(self, number=number)), relation) for relation, number in others if 1 <= number <= last]


def page_asked(parameters: Parameters) -> Page | None:
    """The page that a request asks for; None: all rows.

    Raises:
        Problem: 400, a number is none, or out of its range.
    """
    size, number = _number(parameters, "limit", MOST), _number(parameters, "page", LAST)
    return None if size is None and number is None else Page(number or 1, size or USUAL)


def _number(parameters: Parameters, name: str, most: int) -> int | None:
    given = (parameters.one(name) or "").strip()
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) <= len(str(most)) and 1 <= int(given) <= most):
        told = f"parameter {name!r}: expected an integer from 1 to {most}, got {given[:20]!r}"
        raise Problem(400, told, members={"parameters": {name: told}})
    return int(given)


async def counted(request: Request, endpoint: Endpoint, asked: QueryRequest) -> int:
    """The number of rows of a query, which is evaluated for it once a version.

    Raises:
        Problem: 400 the query has no pages; else as Executor.query.
    """
    counts = endpoint.service.counts
    known = counts.get(endpoint.source.version, asked.text)
    if known is not None:
        return known
    try:
        count = replace(asked, text=count_of(asked.text), format="json", accept=None, coding=None, link=None)
    except QueryError as error:
        raise Problem(400, f"This result has no pages: {error}. Ask for it without limit and page.") from None
    answer = json.loads(await complete(request, endpoint, count))
    rows = int(answer["results"]["bindings"][0]["rows"]["value"])
    counts.put(endpoint.source.version, asked.text, rows)
    return rows
