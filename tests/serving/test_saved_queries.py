"""The saved queries over HTTP: the same as from the command line."""

from __future__ import annotations

import csv
import io

import pytest

from kg.store import queries
from tests.serving.served import Served

ALL = queries.saved_queries()


def test_the_list_tells_names_summaries_and_parameters(reader: Served) -> None:
    told = reader.http.get("/queries").json()
    assert [entry["name"] for entry in told] == [query.name for query in ALL]
    for entry, query in zip(told, ALL, strict=True):
        assert entry["summary"] == dict(query.summaries)
        assert [parameter["name"] for parameter in entry["parameters"]] == [parameter.name for parameter in query.parameters]


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_every_query_runs_without_parameters(reader: Served, query: queries.SavedQuery) -> None:
    response = reader.http.get(f"/queries/{query.name}")
    assert response.status_code == 200, response.text


@pytest.mark.parametrize("given", ["nonsense=1", "a=1&a=2"])
def test_parameters_that_are_not_the_querys_are_400(reader: Served, given: str) -> None:
    assert reader.http.get(f"/queries/{ALL[0].name}?{given}").status_code == 400


def test_an_unknown_query_is_404(reader: Served) -> None:
    for name in ("nonsense", "..%2F..%2Fpyproject", "%00"):
        assert reader.http.get(f"/queries/{name}").status_code == 404


def test_a_name_that_is_nearly_right_is_helped(reader: Served) -> None:
    response = reader.http.get(f"/queries/{ALL[0].name}x")
    assert response.status_code == 404
    assert ALL[0].name in response.text.replace(f"{ALL[0].name}x", "")


def test_a_result_comes_in_the_format_asked_for(reader: Served) -> None:
    query = next(query for query in ALL if query.form == "SELECT")
    response = reader.http.get(f"/queries/{query.name}?format=csv")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert next(csv.reader(io.StringIO(response.text)))
    assert reader.http.get(f"/queries/{query.name}?format=turtle").status_code == 406
