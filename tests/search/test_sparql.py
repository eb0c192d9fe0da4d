"""A search inside a SPARQL query."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions

from kg.errors import QueryError, SearchError
from kg.search.index import SearchIndex
from kg.search.sparql import expand, searches
from kg.store.federation import asks_others
from kg.store.folder import open_snapshot
from kg.store.queries import evaluate

PREFIXES = "PREFIX p: <https://w3id.org/pressgraph/ontology#>\n"


def ask(pressed: Path, index: SearchIndex, text: str) -> list[tuple[str, ...]]:
    """The rows of a query after its search, without the base of IRIs."""
    snapshot = open_snapshot(pressed)
    results = evaluate(expand(index, text), snapshot)
    assert isinstance(results, QuerySolutions)
    return [tuple(term.value.removeprefix(f"{snapshot.base}id/") if term else "" for term in row) for row in results]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ('SERVICE kg:search { ?hit kg:matches "fleuves" ; a kg:Statement }', {"statement/fleuve"}),
        ('SERVICE p:search { ?hit p:matches "fleuves" ; a p:Statement. }', {"statement/fleuve"}),
        ("service silent <https://w3id.org/pressgraph/ontology#search>{?hit kg:matches 'CCF'.}", {"organisation/forum"}),
        ('SERVICE kg:search { ?hit kg:matches """oued*"""@fr ; a kg:Person, kg:Place ; kg:limit 5 . }', {"person/salimata-ouedraogo"}),
        ('SERVICE kg:search { VALUES ?w { "fleuve" } ?hit kg:matches ?w . ?hit a kg:Statement . }', {"statement/fleuve"}),
        ('SERVICE kg:search { ?hit kg:matches "zz\\"} ?x { " } # ?hit kg:matches "x"', set()),
        ('SERVICE kg:search { ?hit kg:matches "wanjala" ; a kg:Person ; dcterms:language "en"^^xsd:string }', {"person/grace-wanjala"}),
        ('SERVICE kg:search { ?hit kg:matches "wanjala" ; a kg:Person ; dcterms:language "fr" }', set()),
        ('{ SERVICE kg:search { ?hit kg:matches "abn" ; a kg:Organisation } } UNION { SERVICE kg:search { ?hit kg:matches "cove" } }',
         {"organisation/abn", "place/cove"}),
        ('SERVICE kg:search { ?hit kg:matches "ministre" ; kg:limit 1 ; a kg:Document } ?hit a kg:Document', {"doc/fr/visite.txt"}),
    ],
)  # fmt: skip
def test_what_is_found_is_joined_to_the_query(pressed: Path, index: SearchIndex, block: str, expected: set[str]) -> None:
    rows = ask(pressed, index, f"{PREFIXES}SELECT ?hit {{ {block}\n }}")
    assert {row[0].removeprefix("https://w3id.org/pressgraph/") for row in rows} == expected


def test_scores_and_words_around_are_given(pressed: Path, index: SearchIndex) -> None:
    block = 'SERVICE kg:search { ?hit kg:matches "crime organisé" ; kg:score ?score ; kg:snippet ?snippet ; a kg:Statement }'
    ((hit, score, snippet, speaker),) = ask(pressed, index, f"SELECT * {{ {block} ?hit kg:speaker ?speaker }}")
    assert (hit, speaker, snippet) == ("statement/crime", "organisation/abn", "le crime organisé menace les pêcheurs de l'Ouest")
    assert 0 < float(score) < 1


def test_lines_stay_where_they_are(pressed: Path, index: SearchIndex) -> None:
    text = 'SELECT * {\n SERVICE kg:search {\n ?hit kg:matches "cove"\n }\n ?hit ??? }'
    assert expand(index, text).count("\n") == text.count("\n")
    with pytest.raises(QueryError, match="error at 5:"):
        evaluate(expand(index, text), open_snapshot(pressed))


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { BIND("SERVICE kg:search { }" AS ?x) }',
        "SELECT * { ?s ?p <http://example.org/service/search> }",
        "SELECT * { # SERVICE kg:search { }\n }",
        "SELECT * { SERVICE <http://example.org/search> { ?s ?p ?o } }",
        "SELECT * { SERVICE ?search { ?s ?p ?o } }",
        "PREFIX kg: <http://example.org/> SELECT * { SERVICE kg:search { ?s kg:matches 'x' } }",
    ],
)
def test_what_is_no_search_stays_as_it_is(index: SearchIndex, text: str) -> None:
    assert expand(index, text) == text


def test_a_search_does_not_hide_another_server(index: SearchIndex) -> None:
    text = 'SELECT * { SERVICE kg:search { ?hit kg:matches "cove" } SERVICE <http://127.0.0.1/search> { ?s ?p ?o } }'
    assert asks_others(expand(index, text))
    assert not asks_others(expand(index, 'SELECT * { SERVICE kg:search { ?hit kg:matches "cove" } }'))


@pytest.mark.parametrize(
    ("block", "told"),
    [
        ("{ }", "line 2, column 3: a search needs its words"),
        ("{ ?hit kg:score ?s }", "needs its words"),
        ('{ ?hit kg:matches "a" . ?other kg:score ?s }', "triples of one variable"),
        ('{ ?hit kg:matches "a" ; rdfs:label ?l }', "rdfs:label is no part of a search"),
        ("{ ?hit kg:matches ?words }", "VALUES binds within the search"),
        ('{ ?hit kg:matches "a", "b" }', "kg:matches stands there twice"),
        ('{ ?hit kg:matches "a" ; a kg:Role }', "a search takes the classes kg:Person"),
        ('{ ?hit kg:matches "a" ; kg:limit 0 }', "a number from 1 to 10,000"),
        ('{ ?hit kg:matches "a" ; kg:limit 100000 }', "a number from 1 to 10,000"),
        ('{ ?hit kg:matches "a" ; kg:score 5 }', "gives a value to a variable"),
        ('{ VALUES ?w { "a" "b" } ?hit kg:matches ?w }', "VALUES binds one value"),
        ('{ ?hit kg:matches ""', "a } is missing"),
        ('{ ?hit kg:matches "" }', "no word to look for"),
        ('{ FILTER(?x) ?hit kg:matches "a" }', "FILTER is none"),
    ],
)
def test_a_search_that_is_not_right_is_told_with_its_place(index: SearchIndex, block: str, told: str) -> None:
    with pytest.raises(SearchError, match=r".*") as raised:
        expand(index, f"SELECT * {{\n  SERVICE kg:search {block}\n")
    assert told in str(raised.value)


def test_other_queries_are_not_looked_at() -> None:
    assert not searches("SELECT * { ?s ?p ?o }")
    assert not searches("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    assert searches("SELECT * { Service kg:search { } }")
