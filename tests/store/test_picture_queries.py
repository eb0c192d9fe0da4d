"""The saved queries behind the pictures and the editor's completion, on a small store."""

from __future__ import annotations

import pytest
from pyoxigraph import QuerySolutions

from kg.store import queries
from tests.store.press import Press, press

KG = "https://w3id.org/pressgraph/ontology#"


@pytest.fixture(scope="module")
def small() -> Press:
    return press()


def rows(small: Press, name: str, *columns: str, **given: str) -> list[tuple[str, ...]]:
    results = queries.find(name).run(small, given)
    assert isinstance(results, QuerySolutions)
    return [tuple("" if row[column] is None else row[column].value.removeprefix(KG) for column in columns) for row in results]


def test_ties_of_a_programme_are_its_own_and_those_of_its_events(small: Press) -> None:
    found = rows(small, "ties", "memberName", "tie", "workClass", programme="Safe Shores")
    assert {row[:2] for row in found if row[2] == "Programme"} == {("Littoral Fund", "funder"), ("Shores Agency", "implementer")}
    assert ("Idris Valen", "speaker", "Event") in found
    assert len(found) == 8


def test_ties_of_an_actor_come_with_those_of_others_to_the_same(small: Press) -> None:
    works = {row[0] for row in rows(small, "ties", "workName", "memberName", actor="École navale de Sernac")}
    assert works == {"atelier d'été"}
    assert len(rows(small, "ties", "member", actor="École navale de Sernac")) == 5


def test_ties_are_bound_by_the_dates_of_what_they_lead_to(small: Press) -> None:
    assert {row[0] for row in rows(small, "ties", "start", **{"from": "2022"})} == {"2022-07"}
    assert {row[0] for row in rows(small, "ties", "start", to="2021-05")} == {"2021", "2021-05-11"}


def test_the_timeline_has_events_and_what_was_said(small: Press) -> None:
    found = rows(small, "timeline", "start", "class", "type", "saidByName", lang="fr")
    assert [row[0] for row in found] == sorted(row[0] for row in found)
    assert found[0] == ("2021-05-11", "Event", "launch", "")
    assert ("2021-05-12", "Statement", "indirect", "Idris Valen") in found
    assert {row[1] for row in rows(small, "timeline", "saidByName", "class", actor="Idris Valen")} == {"Event", "Statement"}


def test_countries_are_those_of_events_and_programmes(small: Press) -> None:
    found = rows(small, "countries", "placeName", "class", "start")
    assert found == [("Port-Clair", "Event", "2021-05-11"), ("Sernac", "Event", "2022-07"), ("Valmarie", "Programme", "2021")]


def test_statements_are_counted_by_speaker_and_month(small: Press) -> None:
    found = rows(small, "speaking", "speakerName", "month", "statements")
    assert ("Amelie Corvin", "2021-05", "2") in found
    assert rows(small, "speaking", "speakerName", **{"from": "2022-08"}) == [("Amelie Corvin",), ("École navale de Sernac",)]


def test_terms_are_counted_the_most_used_first(small: Press) -> None:
    found = rows(small, "terms", "kind", "term", "uses")
    assert ("class", "Statement", "5") in found
    assert found == sorted(found, key=lambda row: (row[0], -int(row[2])))
