"""Results of a query on their way out: a table for the eyes, or a format for programs, streamed by pyoxigraph's own writers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from io import StringIO
from typing import IO, TYPE_CHECKING, TypeVar

from pyoxigraph import Literal, NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples

from kg.errors import QueryError
from kg.graph.vocabulary import PREFIXES
from kg.store.export import DumpFormat, write_triples
from kg.store.parameters import own_prefixes
from kg.store.queries import Results

if TYPE_CHECKING:
    from rich.table import Table


class ResultFormat(StrEnum):
    """The formats of results, by the names that `kg query --format` takes."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"


_OF_TABLES = {
    ResultFormat.CSV: QueryResultsFormat.CSV,
    ResultFormat.TSV: QueryResultsFormat.TSV,
    ResultFormat.JSON: QueryResultsFormat.JSON,
    ResultFormat.XML: QueryResultsFormat.XML,
}
_OF_GRAPHS = {
    ResultFormat.TURTLE: DumpFormat.TURTLE,
    ResultFormat.NTRIPLES: DumpFormat.NTRIPLES,
    ResultFormat.JSONLD: DumpFormat.JSONLD,
}
Native = TypeVar("Native")

PIPED_WIDTH = 200  # columns of a table that goes to a file or a pipe, where there is no screen to fit
LEAST_WIDTH = 40


def usual_format(results: Results) -> ResultFormat:
    """What a reader at a terminal wants: a table, or Turtle where the result is a graph."""
    return ResultFormat.TURTLE if isinstance(results, QueryTriples) else ResultFormat.TABLE


def write(results: Results, sink: IO[bytes], kind: ResultFormat, base: str, *, width: int = PIPED_WIDTH) -> None:
    """Writes a result. Tables and graphs are held in memory to be laid out and sorted; the other formats are streamed.

    Raises:
        QueryError: the format does not suit the result, or the evaluation failed on the way.
        OSError: the sink can't be written.
    """
    try:
        if kind is ResultFormat.TABLE:
            _write_table(results, sink, base, width)
        elif isinstance(results, QueryTriples):
            write_triples(results, sink, _suited(kind, _OF_GRAPHS, "graph"), base)
        else:
            results.serialize(sink, _suited(kind, _OF_TABLES, "table"))
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query could not be evaluated to its end: {error}") from error


def suits(kind: ResultFormat, form: str) -> bool:
    """Tells whether a form of query (SELECT, ASK, CONSTRUCT, DESCRIBE) can be written so."""
    of_graphs = form in {"CONSTRUCT", "DESCRIBE"}
    return kind is ResultFormat.TABLE or kind in (_OF_GRAPHS if of_graphs else _OF_TABLES)


def _suited(kind: ResultFormat, natives: Mapping[ResultFormat, Native], what: str) -> Native:
    if kind not in natives:
        raise QueryError(f"the query gives a {what}, which {kind} can't hold; choose table, {', '.join(natives)}")
    return natives[kind]


def _write_table(results: Results, sink: IO[bytes], base: str, width: int) -> None:
    from rich.console import Console

    text = StringIO()  # rich ends the process when a pipe breaks, so it does not get the sink itself
    console = Console(file=text, width=max(width, LEAST_WIDTH), highlight=False, markup=False, emoji=False)
    if isinstance(results, QueryBoolean):
        console.print("yes" if results else "no")
    else:
        console.print(_table(results, base))
    sink.write(text.getvalue().encode())


def _table(results: QuerySolutions | QueryTriples, base: str) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    heads = [name.value for name in results.variables] if isinstance(results, QuerySolutions) else ["subject", "predicate", "object"]
    for head in heads:
        table.add_column(Text(head), overflow="fold")
    shortening = PREFIXES | own_prefixes(base)
    rows = results if isinstance(results, QuerySolutions) else sorted(set(results), key=str)
    for row in rows:
        table.add_row(*(Text(_cell(term, shortening)) for term in row))
    count = table.row_count
    table.caption = f"{count} row{'' if count == 1 else 's'}"
    table.caption_justify = "left"
    return table


def _cell(term: object, shortening: Mapping[str, str]) -> str:
    """A term for the eyes: IRIs with a prefix, literals without language and datatype, an unbound variable as nothing."""
    if isinstance(term, Literal):
        return term.value
    if not isinstance(term, NamedNode):
        return "" if term is None else str(term)
    for prefix, namespace in shortening.items():
        if term.value.startswith(namespace) and len(term.value) > len(namespace):
            return f"{prefix}:{term.value.removeprefix(namespace)}"
    return term.value
