"""Values of parameters: what each type takes, and that no value is ever more than a value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.errors import ParameterError
from kg.graph.vocabulary import XSD
from kg.store import queries, sparql_text
from kg.store.parameters import TYPES, Parameter
from tests.store.press import BASE, Press, press

EMPTY = Press(Store())
BACK = Store()  # what is bound comes back from here

HOSTILE = [
    '" } . ?s ?p ?o . {',
    "' } UNION { ?s ?p ?o } #",
    '""" ; DROP ALL',
    "\\",
    '\\" }',
    "\\u0022 } #",
    "\\U00000022",
    "a\nb\r\n\tc",
    "> <urn:x",
    "# parameters",
    "\x00\x07\x1f\x7f\u2028\ufeff",
    "😀 » œ",
    "{}[]()<>?$_:@^^",
]


def terms(kind: str, value: str, press: Press = EMPTY) -> list[NamedNode | Literal]:
    return Parameter(name="p", type=kind).terms(value, press)


def typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + datatype))


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("string", " as it is ", Literal(" as it is ")),
        ("words", "  L’Été,  cœur! ", Literal("l ete coeur")),
        ("integer", "+007", typed("7", "integer")),
        ("decimal", "-0.50", typed("-0.50", "decimal")),
        ("boolean", "True", typed("true", "boolean")),
        ("year", "2017", typed("2017", "gYear")),
        ("date", "2017", typed("2017", "gYear")),
        ("date", "2017-07", typed("2017-07", "gYearMonth")),
        ("date", "2016-02-29", typed("2016-02-29", "date")),
        ("language", "fr", Literal("fr")),
        ("language", "es", Literal("es")),
        ("iri", "<urn:a>", NamedNode("urn:a")),
        ("iri", "wd:Q148", NamedNode("http://www.wikidata.org/entity/Q148")),
        ("iri", "doc:fr/a.txt", NamedNode(BASE + "doc/fr/a.txt")),
        ("concept", "launch", NamedNode("https://w3id.org/pressgraph/ontology#launch")),
        ("concept", "kg:launch", NamedNode("https://w3id.org/pressgraph/ontology#launch")),
        ("entity", "https://example.org/id/x", NamedNode("https://example.org/id/x")),
    ],
)
def test_a_type_takes_its_values(kind: str, value: str, term: NamedNode | Literal) -> None:
    assert terms(kind, value) == [term]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("words", "…!?"),
        ("integer", "3.5"),
        ("integer", "9223372036854775808"),
        ("integer", "٣"),
        ("decimal", "1e3"),
        ("decimal", "NaN"),
        ("boolean", "maybe"),
        ("year", "17"),
        ("year", "2017-01"),
        ("date", "2017-02-30"),
        ("date", "2017-13"),
        ("date", "July 2017"),
        ("language", "French"),
        ("iri", "nothing"),
        ("iri", "<no scheme>"),
        ("iri", "http://example.org/a>b"),
        ("concept", "two words"),
        ("entity", ""),
        ("entity", "http://example.org/}"),
    ],
)
def test_a_type_refuses_what_is_not_of_it(kind: str, value: str) -> None:
    with pytest.raises(ParameterError, match="parameter 'p'") as caught:
        terms(kind, value)
    assert TYPES[kind].expected in str(caught.value)
    assert repr(value) in str(caught.value)


@pytest.mark.parametrize(
    ("name", "iris"),
    [
        ("Amélie Corvin", ["person/amelie-corvin"]),
        ("AMELIE CORVIN", ["person/amelie-corvin"]),
        ("corvin", ["person/amelie-corvin"]),
        ("adr", ["organisation/agence-des-rivages"]),
        ("Rives sûres", ["programme/rives-sures"]),
        ("rives", ["event/lancement-1", "programme/rives-sures"]),
        ("id:place/sernac", ["place/sernac"]),
        ("id:organisation/fonds-littoral", ["organisation/fonds-du-littoral"]),
    ],
)
def test_an_entity_is_found_by_its_names(name: str, iris: list[str]) -> None:
    assert terms("entity", name, press()) == [NamedNode(f"{BASE}id/{iri}") for iri in iris]


def test_a_missing_and_an_unknown_parameter_are_told() -> None:
    query = queries.parse("#+ param speaker: entity required\nSELECT * { ?s ?p ?speaker }", "q")
    with pytest.raises(ParameterError, match="'q' needs the parameter 'speaker': the name of an entity"):
        query.bound({}, EMPTY)
    with pytest.raises(ParameterError, match="'q' has no parameter 'speeker'; near: speaker; it takes speaker"):
        query.bound({"speeker": "x"}, EMPTY)


def test_a_default_is_bound_and_an_optional_parameter_stays_free() -> None:
    query = queries.parse('#+ param a: string = ""\n#+ param b: year\nSELECT ?a ?b { FILTER(!BOUND(?b)) }', "q")
    assert came_back(query.bound({}, EMPTY)) == [(Literal(""), None)]


def came_back(text: str) -> list[tuple[object, ...]]:
    results = BACK.query(text)
    assert isinstance(results, QuerySolutions)
    return [tuple(row) for row in results]


TEXTS = [
    "SELECT ?p { }",
    "# WHERE {\nPREFIX s: <urn:a#> SELECT ?p ('{' AS ?q) WHERE # {\n{ }",
    'SELECT ?p ("""a"{""" AS ?q) (EXISTS { ?s ?p ?o } AS ?r) { }',
    "SELECT ?p { { SELECT ?p { # parameters\n } } }",
    "SELECT ?p { { SELECT ?p (COUNT(*) AS ?n) { # parameters: p\n } GROUP BY ?p } }",
    "SELECT ?p { # parameters: other\n { SELECT ?p { # parameters: p, other\n } } }",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_only_a_value(text: str, value: str) -> None:
    query = queries.parse("#+ param p: string\n" + text, "q")
    (row,) = came_back(query.bound({"p": value}, EMPTY))
    assert row[0] == Literal(value)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_was_bound(value: str) -> None:
    assert came_back(sparql_text.bind("SELECT ?p { }", {"p": [Literal(value)]})) == [(Literal(value),)]


@given(st.text(max_size=30))
def test_an_iri_is_bound_as_it_is_or_refused(value: str) -> None:
    try:
        node = NamedNode("urn:x:" + value)
    except ValueError:
        return
    assert came_back(sparql_text.bind("SELECT ?p { }", {"p": [node]})) == [(node,)]


@given(st.text(alphabet="{}()\"'\\#<>?a \n:"))
def test_no_value_changes_how_much_a_query_finds(value: str) -> None:
    query = queries.parse("#+ param words: string\nSELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o FILTER(CONTAINS(STR(?o), ?words)) }", "q")
    assert came_back(query.bound({"words": "\x01" + value}, EMPTY)) == [(typed("0", "integer"),)]


def test_line_numbers_stay_when_values_are_put_in() -> None:
    text = "SELECT ?p\n{\n# parameters\n}\n"
    assert sparql_text.bind(text, {"p": [Literal("a\nb\nc")]}).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } FROM <urn:g> WHERE { ?s ?p ?o }",
        "ASK { ?s ?p ?o }",
        "DESCRIBE ?p WHERE { ?s ?p ?o }",
    ],
)
def test_values_go_into_the_where_group_of_every_form(text: str) -> None:
    bound = sparql_text.bind(text, {"p": [NamedNode("urn:p")]})
    BACK.query(bound)
    assert "VALUES ?p { <urn:p> }" in bound[bound.rindex("{ ", 0, bound.index("VALUES")) :]
    assert bound.index("VALUES") > text.rindex("{")
