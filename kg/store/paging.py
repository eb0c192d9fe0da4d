"""Pages of a SELECT query: the same query with an order that is total, a LIMIT and an OFFSET; and how many rows it has in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import QueryError
from kg.store.sparql_text import Token, names_a_dataset, query_form, tokens, variables


@dataclass(frozen=True, slots=True)
class _Parts:
    """Where the parts of a SELECT query stand."""

    select: int  # offset of SELECT
    projected: tuple[str, ...]  # names of the variables of its rows
    ordered: bool  # whether it has ORDER BY
    end: int  # offset at which LIMIT, OFFSET or VALUES begins, or the text ends
    limit: int | None
    offset: int
    values: str  # the clause VALUES at its end, or nothing


def page_of(text: str, first: int, count: int) -> str:
    """The query for `count` rows from the row `first` on (0: the first), in the query's own order.

    All variables of a row stand behind that order, so that rows which are equal in it come in the same order each time. A LIMIT and
    OFFSET of the query's own hold.

    Raises:
        QueryError: it is no SELECT query.
    """
    parts = _parts(text)
    left = count if parts.limit is None else max(0, min(count, parts.limit - first))
    order = "" if parts.ordered else " ORDER BY"
    ties = " ".join(f"?{name}" for name in parts.projected)
    ordering = f"{order} {ties}" if ties else ""
    return f"{text[: parts.end]}\n{ordering} LIMIT {left} OFFSET {parts.offset + first}\n{parts.values}"


def count_of(text: str) -> str:
    """The query for the number of rows, as the variable `?rows`.

    Raises:
        QueryError: it is no SELECT query, or chooses its graphs by FROM, which a sub-select can't.
    """
    if names_a_dataset(text):
        raise QueryError("a query that chooses its graphs by FROM has no pages")
    select = _parts(text).select
    return f"{text[:select]}SELECT (COUNT(*) AS ?rows) WHERE {{ {{ {text[select:]}\n}} }}"


def _parts(text: str) -> _Parts:
    if query_form(text) != "SELECT":
        raise QueryError("only a table has pages, which SELECT gives")
    code = [token for token in tokens(text) if token.kind != "comment"]
    select = next(index for index, token in enumerate(code) if _is(token, "SELECT"))
    opening = _group(code, select)
    closing = _closing(code, opening)
    tail = [token for token, depth in _depths(code[closing + 1 :]) if depth == 0]
    numbers = {word: int(tail[index + 1].text) for index, token in enumerate(tail[:-1]) for word in ("LIMIT", "OFFSET") if _is(token, word)}
    values = next((token.start for token in tail if _is(token, "VALUES")), len(text))
    ends = [token.start for token in tail if _is(token, "LIMIT") or _is(token, "OFFSET")]
    return _Parts(
        select=code[select].start,
        projected=_projected(text, code[select + 1 : opening]),
        ordered=any(_is(token, "ORDER") for token in tail),
        end=min([*ends, values]),
        limit=numbers.get("LIMIT"),
        offset=numbers.get("OFFSET", 0),
        values=text[values:],
    )


def _projected(text: str, clause: Sequence[Token]) -> tuple[str, ...]:
    """The variables of the SELECT clause; of `SELECT *` all of the query, for one that is not bound orders nothing."""
    chosen = [token.text[1:] for token, depth in _depths(clause) if depth == 0 and token.kind == "variable"]
    named = [
        after.text[1:]
        for (token, depth), (after, _) in zip(_depths(clause), _depths(clause)[1:], strict=False)
        if depth == 1 and _is(token, "AS") and after.kind == "variable"
    ]
    found = chosen + named
    return tuple(found) if found else tuple(sorted(variables(text)))


def _group(code: Sequence[Token], select: int) -> int:
    """The index of the brace that opens the WHERE group."""
    return next(select + 1 + index for index, (token, depth) in enumerate(_depths(code[select + 1 :])) if token.text == "{" and depth == 0)


def _closing(code: Sequence[Token], opening: int) -> int:
    """The index of the brace that closes the group opened at an index."""
    return next(opening + index for index, (token, depth) in enumerate(_depths(code[opening:])) if token.text == "}" and depth == 0)


def _depths(code: Sequence[Token]) -> list[tuple[Token, int]]:
    """Each token with the number of brackets around it; a bracket itself stands outside what it encloses."""
    found, depth = [], 0
    for token in code:
        depth -= token.text in {")", "}"}
        found.append((token, depth))
        depth += token.text in {"(", "{"}
    return found


def _is(token: Token, keyword: str) -> bool:
    return token.kind == "word" and token.text.upper() == keyword
