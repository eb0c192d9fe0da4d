"""The queries in queries/ on a small store."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples, RdfFormat, Store

from kg import data
from kg.errors import ParameterError, QueryError, UnknownQuery
from kg.graph.vocabulary import KG, TYPE
from kg.store import queries
from kg.store.names import FOLDED_LETTERS
from kg.store.queries import Results, SavedQuery
from kg.store.services import by_oxigraph
from tests.store.elsewhere import Elsewhere, elsewhere
from tests.store.press import Press, answered, press, quads

NEEDED = {
    "about-entity": {"entity": "Rives sûres"},
    "mentions": {"entity": "Amélie Corvin"},
    "search": {"words": "securite"},
    "speakers-of-words": {"words": "sécurité"},
    "statements-of-speaker": {"speaker": "Amélie Corvin"},
    "statements-with-words": {"words": "SECURITE"},
}
ALL = queries.saved_queries()
BILINGUAL = [query for query in ALL if not query.services and any(p.name == "lang" for p in query.parameters)]


@pytest.fixture(scope="module")
def small() -> Press:
    return press()


@pytest.fixture(scope="module", autouse=True)
def wikidata() -> Iterator[Elsewhere]:
    """What federated queries ask, in the place of Wikidata."""
    with elsewhere() as server:
        yield server


def run(query: SavedQuery, small: Press, given: Mapping[str, str], server: Elsewhere) -> Results:
    ask = by_oxigraph(small)
    return answered(query, small, given, lambda _, asked: ask(server.url, asked))


def rows(small: Press, name: str, **given: str) -> list[dict[str, str]]:
    results = answered(queries.find(name), small, {**NEEDED.get(name, {}), **given})
    assert isinstance(results, QuerySolutions)
    names = [variable.value for variable in results.variables]
    return [{key: "" if row[key] is None else row[key].value for key in names} for row in results]


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_tells_in_both_languages_what_it_answers_and_takes(query: SavedQuery) -> None:
    for texts in (query.summaries, query.descriptions, *(parameter.descriptions for parameter in query.parameters)):
        assert set(texts) == {"en", "fr"}
        assert all(text[0].isupper() or text[0].islower() for text in texts.values())
    assert query.tags


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_gives_rows(query: SavedQuery, small: Press, wikidata: Elsewhere) -> None:
    assert list(run(query, small, NEEDED.get(query.name, {}), wikidata))  # type: ignore[arg-type]


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_is_the_same_whatever_the_order_of_insertion(query: SavedQuery, small: Press, wikidata: Elsewhere) -> None:
    other = press()
    other.store.clear()
    other.store.extend(reversed(quads()))
    given = NEEDED.get(query.name, {})
    if query.form == "SELECT":
        assert serialized(run(query, small, given, wikidata)) == serialized(run(query, other, given, wikidata))
    else:
        assert set(map(str, run(query, small, given, wikidata))) == set(map(str, run(query, other, given, wikidata)))  # type: ignore[arg-type]


def serialized(results: object) -> list[str]:
    assert isinstance(results, QuerySolutions)
    return [str(row) for row in results]


@pytest.mark.parametrize("query", [query for query in ALL if query.form == "SELECT"], ids=lambda query: query.name)
def test_gives_no_row_twice(query: SavedQuery, small: Press, wikidata: Elsewhere) -> None:
    found = serialized(run(query, small, NEEDED.get(query.name, {}), wikidata))
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("query", "parameter"),
    [(query, p.name) for query in ALL for p in query.parameters if p.type == "entity"],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_an_entity_that_nothing_is_known_of_gives_no_rows(query: SavedQuery, parameter: str, small: Press, wikidata: Elsewhere) -> None:
    given = NEEDED.get(query.name, {}) | {parameter: "id:person/nobody"}
    assert not list(run(query, small, given, wikidata))  # type: ignore[arg-type]


@pytest.mark.parametrize("query", BILINGUAL, ids=lambda query: query.name)
def test_both_languages_give_as_many_rows(query: SavedQuery, small: Press) -> None:
    english, french = (rows(small, query.name, lang=lang) for lang in ("en", "fr"))
    assert len(english) == len(french)
    assert all("" not in (row.get("speakerName", "x"), row.get("entityName", "x")) for row in english + french)


def test_who_said_what_tells_speaker_principal_and_event(small: Press) -> None:
    found = rows(small, "who-said-what", speaker="amelie corvin", event="launch of the Safe Shores project", principal="ADR", lang="fr")
    assert [(row["text"], row["speakerName"], row["principalName"], row["kind"]) for row in found] == [
        ("La sécurité des côtes est l'affaire de tous", "Amélie Corvin", "Agence des rivages", "direct")
    ]
    assert found[0]["eventName"] == "lancement du projet Rives sûres"


@pytest.mark.parametrize(
    ("bounds", "count"),
    [
        ({}, 5),
        ({"from": "2022"}, 2),
        ({"to": "2021"}, 3),
        ({"from": "2021-05-13", "to": "2022-07"}, 0),
        ({"from": "2022-08-15"}, 2),  # a document of "2022-08" may be later
        ({"to": "2022-08"}, 5),
    ],
)
def test_dates_bound_as_precisely_as_they_are_given(small: Press, bounds: dict[str, str], count: int) -> None:
    assert len(rows(small, "who-said-what", **bounds)) == count


def test_most_quoted_speakers_counts_each_statement_once(small: Press) -> None:
    found = rows(small, "most-quoted-speakers", year="2021")
    assert [(row["speakerName"], row["statements"], row["documents"]) for row in found] == [
        ("Amelie Corvin", "2", "2"),
        ("Idris Valen", "1", "1"),
    ]
    assert [row["speakerName"] for row in rows(small, "most-quoted-speakers", minimum="2")] == ["Amelie Corvin"]


@pytest.mark.parametrize(
    ("words", "count"),
    [("securi", 2), ("SÉCURITÉ DES", 1), ("Former, c’est", 1), ("oeuvrer", 1), ("ouverte\\à", 1), ("{ici}", 1), ("mer", 0)],
)
def test_words_are_found_without_case_accents_and_punctuation(small: Press, words: str, count: int) -> None:
    assert len(rows(small, "statements-with-words", words=words)) == count


@pytest.mark.parametrize("name", ["statements-with-words", "entities"])
def test_queries_fold_the_letters_that_values_are_folded_by(name: str) -> None:
    text = queries.find(name).text
    replaced = re.findall(r'"\[?(\w+)\]?", "(\w+)"', text)
    assert dict(replaced) == FOLDED_LETTERS


def test_programmes_stand_in_one_row_each(small: Press) -> None:
    (row,) = rows(small, "programmes", funder="Littoral Fund")
    assert row | {"programme": ""} == {
        "programmeName": "Safe Shores",
        "funders": "Littoral Fund",
        "implementers": "Shores Agency",
        "countries": "Valmarie",
        "budgets": "2500000 EUR",
        "start": "2021",
        "end": "2024",
        "programme": "",
    }


def test_who_met_whom_counts_shared_events(small: Press) -> None:
    (row,) = rows(small, "who-met-whom", person="Idris Valen", minimum="2")
    assert (row["otherName"], row["events"], row["first"], row["last"]) == ("Amelie Corvin", "2", "2021-05-11", "2022-07")


def test_roles_come_with_the_dates_of_the_documents_that_tell_of_them(small: Press) -> None:
    found = rows(small, "roles-of-person", person="Amélie Corvin", lang="fr")
    assert {(row["title"], row["organisationName"], row["placeName"], row["firstTold"]) for row in found} == {
        ("directrice", "Agence des rivages", "Port-Clair", "2021-05-12"),
        ("Director", "Agence des rivages", "", "2021-05-12"),
    }


def test_organisations_that_share_programmes_and_events(small: Press) -> None:
    found = rows(small, "organisations-working-together", organisation="Fonds du littoral")
    assert [(row["partnerName"], row["common"]) for row in found] == [("Shores Agency", "2"), ("École navale de Sernac", "1")]


def test_events_of_a_place_and_year(small: Press) -> None:
    (row,) = rows(small, "events-by-place", place="Sernac")
    assert (row["start"], row["eventName"], row["type"]) == ("2022-07", "atelier d'été", "workshop")
    (row,) = rows(small, "events-of-year", year="2021", type="launch")
    assert (row["organisers"], row["places"], row["typeName"]) == ("Shores Agency", "Port-Clair", "launch")
    assert not rows(small, "events-of-year", year="2021", type="workshop")


def test_unlinked_entities_leave_out_what_has_an_item(small: Press) -> None:
    found = rows(small, "unlinked-entities", **{"class": "Organisation"})
    assert {row["entityName"] for row in found} == {"Shores Agency", "École navale de Sernac"}


def test_evidence_shows_the_sentence_of_a_fact(small: Press) -> None:
    (row,) = rows(small, "evidence", entity="Fonds du littoral", property="funder")
    assert (row["subjectName"], row["file"], row["begin"], row["end"]) == ("Safe Shores", "fr/lancement.txt", "0", "120")
    assert "financé par" in row["sentence"]
    assert not rows(small, "evidence", confidence="0.81")


def test_restatements_tell_on_what_basis(small: Press) -> None:
    found = rows(small, "restatements")
    assert {(row["basis"], row["file"], row["otherFile"]) for row in found} == {
        ("restates", "fr/lancement.txt", "en/launch.txt"),
        ("same event", "en/launch.txt", "fr/lancement.txt"),
    }


def test_who_speaks_for_an_organisation(small: Press) -> None:
    found = rows(small, "speakers-for-organisation", organisation="ADR")
    assert {(row["speakerName"], row["relation"], row["statements"]) for row in found} == {
        ("Amelie Corvin", "role", "3"),
        ("Amelie Corvin", "affiliation", "3"),
        ("Amelie Corvin", "on behalf of", "1"),
    }


def test_documents_are_counted_by_publisher_and_month(small: Press) -> None:
    found = rows(small, "documents", publisher="Agence des rivages")
    assert [(row["month"], row["language"], row["documents"], row["statements"]) for row in found] == [
        ("2021-05", "en", "1", "1"),
        ("2021-05", "fr", "1", "2"),
    ]


def test_the_network_and_an_entity_are_graphs(small: Press) -> None:
    for name in ("network", "about-entity"):
        results = queries.find(name).run(small, NEEDED.get(name, {}))
        assert isinstance(results, QueryTriples)
        assert Literal("Safe Shores", language="en") in {triple.object for triple in results} or name == "network"


def test_a_merged_entity_is_found_under_its_old_iri(small: Press) -> None:
    assert rows(small, "programmes", funder="id:organisation/fonds-littoral") == rows(small, "programmes", funder="Fonds du littoral")


def test_a_name_that_is_nearly_right_gets_suggestions(small: Press) -> None:
    with pytest.raises(ParameterError, match=r"'speaker'.*no entity is named 'Amelie Corvine'; near: Am.lie Corvin"):
        rows(small, "who-said-what", speaker="Amelie Corvine")
    with pytest.raises(UnknownQuery, match="near: who-said-what"):
        queries.find("who-say-what")


def test_a_query_of_ones_own_needs_no_head(tmp_path: Path, small: Press) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("SELECT ?s WHERE { ?s a kg:Statement }", encoding="utf-8")
    assert len(list(queries.read(path).run(small))) == 5  # type: ignore[arg-type]
    with pytest.raises(ParameterError, match="takes none; a head line"):
        queries.read(path).run(small, {"s": "x"})


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_the_examples_of_parameters_are_of_their_types(query: SavedQuery, small: Press) -> None:
    for parameter in query.parameters:
        for example in parameter.examples:
            if parameter.type != "entity":
                assert parameter.terms(example, small)


def test_the_types_of_events_that_a_query_takes_are_those_of_the_ontology() -> None:
    ontology = Store()
    ontology.load(path=str(data.folder("ontology") / "pressgraph.ttl"), format=RdfFormat.TURTLE)
    found = [quad.subject for quad in ontology.quads_for_pattern(None, TYPE, NamedNode(KG + "EventType"))]
    declared = {subject.value.removeprefix(KG) for subject in found if isinstance(subject, NamedNode)}
    taken = next(parameter for parameter in queries.find("events-of-year").parameters if parameter.name == "type").values
    assert set(taken) == declared


def test_parameters_take_only_the_values_and_ranges_that_their_query_names(small: Press) -> None:
    head = "#+ param kind: concept\n#+   values: launch, visit\n#+ param sure: decimal = 0\n#+   range: 0 to 1\n#+   examples: 0.5; 0.9"
    query = queries.parse(f"{head}\nASK {{ ?s ?kind ?sure }}", "q")
    assert query.parameters[1].examples == ("0.5", "0.9")
    assert query.terms({"kind": "launch", "sure": "1"}, small)
    with pytest.raises(ParameterError) as caught:
        query.terms({"kind": "kg:launch", "sure": "1.01", "other": "x"}, small)
    assert set(caught.value.faults) == {"kind", "sure", "other"}
    assert "one of launch, visit" in caught.value.faults["kind"]
    assert "from 0 to 1" in caught.value.faults["sure"]


def test_a_folder_of_ones_own_stands_beside_that_of_the_package(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "mine.rq").write_text("ASK {}", encoding="utf-8")
    (tmp_path / "overview.rq").write_text("ASK {}", encoding="utf-8")
    (tmp_path / "broken.rq").write_text("#+ summry: x\nASK {}", encoding="utf-8")
    found = {query.name: query for query in queries.saved_queries(tmp_path)}
    assert set(found) == {query.name for query in ALL} | {"mine"}
    assert found["overview"].form == queries.find("overview", tmp_path).form == "ASK"
    assert "broken.rq: line 1" in caplog.text


def test_a_query_that_was_changed_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    for text in ("ASK {}", "SELECT * {}"):
        path.write_text(text, encoding="utf-8")
        assert queries.read(path).text == text


def test_from_chooses_the_graphs(small: Press) -> None:
    one = queries.parse("SELECT ?s FROM <graph/doc/en/launch.txt> WHERE { ?s a kg:Statement }", "one")
    assert len(list(one.run(small))) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("#+ summry: x\nASK {}", "line 1.*not a line of a head"),
        ("#+ param year: yaer\nASK { ?year ?p ?o }", "no type 'yaer'; near: year"),
        ("#+ param year: year\nASK { ?s ?p ?o }", r"no variable \?year"),
        ("#+ param year: year\n#+ param year: year\nASK { ?year ?p ?o }", "twice"),
        ("#+ param page: integer\nASK { ?page ?p ?o }", "'page': the server has a parameter of this name"),
        ("#+ param p: decimal\n#+   range: 0 bis 1\nASK { ?s ?p ?o }", "line 2.*not a line of a head"),
        ("#+ param p: string\n#+   values: ,\nASK { ?s ?p ?o }", "line 2.*not a line of a head"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "INSERT changes data"),
        ("# nothing", "not a query"),
        ("#+ param p: iri\nSELECT * { { SELECT ?p { ?s ?p ?o } } }", None),
        ("#+ param p: iri\nSELECT * { SELECT ?p { ?s ?p ?o } }", "sub-select; put a line"),
        ("#+ param p: iri\nCONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT WHERE takes no parameters"),
    ],
)
def test_a_wrong_head_is_told(text: str, message: str | None) -> None:
    if message is None:
        assert queries.parse(text, "q").parameters
        return
    with pytest.raises(QueryError, match=message):
        queries.parse(text, "q")


def test_a_syntax_error_has_its_place(small: Press) -> None:
    with pytest.raises(QueryError, match=r"^mine: error at 2:\d+") as caught:
        queries.parse("#+ param p: iri = urn:p\nSELECT * { ?s ?p }", "mine").run(small)
    assert len(str(caught.value)) < 250
