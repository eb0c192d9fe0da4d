"""What other servers answer to a query, where this one may ask them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pyoxigraph import Store

from kg.errors import QueryError
from kg.serving.execution import DefaultView, QueryRequest
from kg.serving.http.problems import Problem
from kg.store.services import joined


@dataclass(frozen=True, slots=True)
class _State:
    """The data, as what asks other servers wants it."""

    store: Store
    base: str
    merged: bool


def with_answers(store: Store, request: QueryRequest) -> QueryRequest:
    """The query with what the servers answer that it asks about values; whether it may ask them has been looked at before.

    Raises:
        Problem: 400, it does not tell what they are to be asked about.
    """
    try:
        return replace(request, text=joined(request.text, _State(store, request.base, request.view is DefaultView.UNNAMED)))
    except QueryError as error:
        raise Problem(400, str(error)) from None
