"""Pages of a query put together are the query's rows; the count is their number."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from kg.errors import QueryError
from kg.store import queries
from kg.store.paging import count_of, page_of
from tests.store.press import press

STORE = Store()
STORE.extend(Quad(NamedNode(f"n:{n}"), NamedNode("p:of"), Literal(str(n // 3))) for n in range(12))
QUERIES = {
    "plain": "SELECT ?s ?o { ?s <p:of> ?o }",
    "all variables": "SELECT * WHERE { ?s ?p ?o }",
    "ordered but for ties": "SELECT ?s ?o { ?s <p:of> ?o } ORDER BY DESC(?o)",
    "computed": "SELECT ?s (CONCAT(?o, ?o) AS ?oo) { ?s <p:of> ?o }",
    "grouped": "SELECT ?o (COUNT(?s) AS ?n) { ?s <p:of> ?o } GROUP BY ?o HAVING(COUNT(?s) > 0) ORDER BY ?n",
    "limited": "SELECT ?s { ?s <p:of> ?o } ORDER BY ?s LIMIT 7",
    "limited from the third": "SELECT ?s { ?s <p:of> ?o } ORDER BY ?s OFFSET 2 LIMIT 7",
    "values behind": 'SELECT ?s ?o { ?s <p:of> ?o } VALUES ?o { "1" "2" }',
    "EXISTS in the clause": "SELECT ?s (EXISTS { ?s <p:of> '0' } AS ?first) { ?s <p:of> ?o }",
    "words in strings and comments": "# LIMIT 1\nSELECT ?s { ?s <p:of> ?o FILTER(?o != '} LIMIT 1') } # OFFSET 3",
    "a sub-select with its own limit": "SELECT ?s { { SELECT ?s { ?s <p:of> ?o } ORDER BY ?s LIMIT 5 } }",
    "prefixes": "PREFIX p: <p:>\nSELECT DISTINCT ?s { ?s p:of ?o }",
}


def rows(text: str) -> list[str]:
    found = STORE.query(text)
    assert isinstance(found, QuerySolutions)
    return [" ".join(map(str, row)) for row in found]


@pytest.mark.parametrize("text", QUERIES.values(), ids=QUERIES.keys())
@pytest.mark.parametrize("size", [1, 5, 100])
def test_pages_put_together_are_the_rows(text: str, size: int) -> None:
    pages = [row for first in range(0, 12, size) for row in rows(page_of(text, first, size))]
    assert len(pages) == len(rows(text))
    assert sorted(pages) == sorted(rows(text))
    assert rows(count_of(text))[0].startswith(f'"{len(pages)}"')


def test_the_order_of_the_query_comes_first() -> None:
    paged = [row.split()[1] for first in (0, 5, 10) for row in rows(page_of(QUERIES["ordered but for ties"], first, 5))]
    assert paged == sorted(paged, reverse=True)


ALONE = [query for query in queries.saved_queries() if "SERVICE" not in query.text]  # those that ask nothing but the graph
TABLES = [query for query in ALONE if query.form == "SELECT"]


@pytest.mark.parametrize("query", TABLES, ids=lambda query: query.name)
def test_every_saved_query_has_pages(query: queries.SavedQuery) -> None:
    small = press()
    whole = list(queries.evaluate(query.bound({}, small), small))  # type: ignore[arg-type]
    text = query.bound({}, small)
    paged = [row for first in range(0, len(whole), 4) for row in queries.evaluate(page_of(text, first, 4), small)]  # type: ignore[union-attr]
    assert list(map(str, paged)) == list(map(str, whole))


@pytest.mark.parametrize("text", ["ASK {}", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"])
def test_only_tables_have_pages(text: str) -> None:
    with pytest.raises(QueryError, match="only a table"):
        page_of(text, 0, 1)


def test_a_query_that_chooses_its_graphs_is_not_counted() -> None:
    with pytest.raises(QueryError, match="FROM"):
        count_of("SELECT * FROM <g:g> { ?s ?p ?o }")
