"""Other servers asked about what a query has found, over HTTP on loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.errors import QueryError
from kg.store import queries, services
from kg.store.services import joined
from tests.store.elsewhere import WIKIDATA, Elsewhere, elsewhere
from tests.store.press import Press, press

WDT = "PREFIX wdt: <http://www.wikidata.org/prop/direct/>"
ITEM = "GRAPH <graph/entities> { ?entity owl:sameAs ?item }"


@pytest.fixture(scope="module")
def small() -> Press:
    return press()


@pytest.fixture
def server() -> Iterator[Elsewhere]:
    with elsewhere() as running:
        yield running


def answers(text: str, small: Press, server: Elsewhere) -> list[dict[str, str]]:
    """The rows of a query in which {server} stands for the server's IRI."""
    found = queries.evaluate(text.replace("{server}", f"<{server.url}>"), small, services=[server.url])
    names = [variable.value for variable in found.variables]  # type: ignore[union-attr]
    return [{name: row[name].value for name in names if row[name] is not None} for row in found]  # type: ignore[union-attr]


def test_a_server_is_asked_about_the_values_alone_that_the_query_has_found(small: Press, server: Elsewhere) -> None:
    text = f"{WDT} SELECT ?born {{ {ITEM} SERVICE {{server}} {{\n # bindings: item\n ?item wdt:P569 ?born }} }}"
    assert answers(text, small, server) == [{"born": "1970-02-03T00:00:00Z"}]
    (asked,) = server.asked
    assert "Q99999992" in asked
    assert "Q99999999" not in asked


@pytest.mark.parametrize(
    "text",
    [
        "OPTIONAL { SERVICE {server} { # bindings: item\n ?item wdt:P569 ?born } }",
        "SERVICE {server} { # bindings: item\n OPTIONAL { ?item wdt:P569 ?born } }",
    ],
)
def test_what_nothing_is_answered_of_stays_where_it_is_optional(text: str, small: Press, server: Elsewhere) -> None:
    query = f"{WDT} SELECT ?item ?born {{ {ITEM} {text} FILTER(!BOUND(?born) || ISLITERAL(?born)) }}"
    found = answers(query, small, server)
    assert len(found) == 3
    assert sum("born" in row for row in found) == 1


def test_groups_and_limits_are_of_the_whole(small: Press, server: Elsewhere, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 1)
    pattern = f"{ITEM} SERVICE {{server}} {{ # bindings: item\n ?item rdfs:label ?label }}"
    assert answers(f"SELECT (COUNT(*) AS ?count) {{ {pattern} }}", small, server) == [{"count": "6"}]
    assert len(answers(f"SELECT ?label {{ {pattern} }} ORDER BY ?label LIMIT 2", small, server)) == 2
    assert len(server.asked) == 6
    nested = f"SELECT (COUNT(*) AS ?count) {{ {{ SELECT ?label {{ {pattern} }} LIMIT 4 }} }}"
    assert answers(nested, small, server) == [{"count": "4"}]


def test_the_graphs_that_a_query_chooses_are_those_that_are_asked_about(small: Press, server: Elsewhere) -> None:
    pattern = "{ ?entity owl:sameAs ?item . SERVICE {server} { # bindings: item\n ?item rdfs:label ?label } }"
    for graph, count in (("entities", 6), ("builds", 0)):
        assert len(answers(f"SELECT ?label FROM <graph/{graph}> WHERE {pattern}", small, server)) == count


def test_nobody_is_asked_where_nothing_is_found(small: Press, server: Elsewhere) -> None:
    text = "SELECT * { ?entity owl:sameAs ?item . FILTER(false) SERVICE {server} { # bindings: item\n ?item rdfs:label ?label } }"
    assert answers(f"PREFIX owl: <http://www.w3.org/2002/07/owl#> {text}", small, server) == []
    assert server.asked == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT * { # bindings: item\n ?item ?p ?o }", "belongs into SERVICE"),
        ("SELECT * { SERVICE {server} { # bindings: item\n ?item ?p ?o } ?entity ?p ?item }", "without a value"),
        ("SELECT * { ?s ?p ?o . SERVICE {server} { # bindings: s\n ?s ?p ?o }", "closing brace|expected"),
    ],
)
def test_what_can_not_be_asked_is_told(text: str, told: str, small: Press, server: Elsewhere) -> None:
    with pytest.raises(QueryError, match=told):
        answers(text, small, server)
    assert server.asked == []


def test_more_values_than_a_server_should_be_asked_about_are_refused(
    small: Press, server: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "MOST", 2)
    with pytest.raises(QueryError, match="narrow the query"):
        answers(f"SELECT * {{ {ITEM} SERVICE {{server}} {{ # bindings: item\n ?item ?p ?o }} }}", small, server)


def test_a_query_without_bindings_stays_as_it_is(small: Press) -> None:
    text = "SELECT * { ?s ?p ?o } # bindings elsewhere"
    assert joined(text, small) == text


@pytest.mark.parametrize("query", [query for query in queries.saved_queries() if query.services], ids=lambda query: query.name)
def test_a_saved_query_asks_the_server_that_its_head_names_and_about_values(query: queries.SavedQuery, small: Press) -> None:
    assert query.services == (WIKIDATA,)
    with pytest.raises(QueryError, match=f"--service {WIKIDATA}"):
        query.run(small)
    (service,) = [line for line in query.text.splitlines() if line.strip().startswith("SERVICE")]
    assert f"<{WIKIDATA}>" in service
    assert "# bindings: item" in query.text
