"""The pages of the editor and the pictures as the server sends them."""

from __future__ import annotations

import pytest

from kg.serving.pages import built
from kg.serving.pages.interface import interface
from kg.serving.pages.rendering import environment
from kg.store.queries import parse
from tests.serving.served import Served

PAGES = ("/editor", "/network", "/timeline", "/map", "/speakers")
BROWSER = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_page_is_there_in_both_languages(reader: Served, path: str, language: str) -> None:
    response = reader.http.get(path, headers={**BROWSER, "Accept-Language": language})
    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.text
    assert "script-src 'self';" in response.headers["Content-Security-Policy"]


def test_only_the_editor_may_use_style_attributes(reader: Served) -> None:
    allowing = [path for path in PAGES if "unsafe-inline" in reader.http.get(path).headers["Content-Security-Policy"]]
    assert allowing == ["/editor"]


def test_what_a_page_is_told_cannot_leave_its_island(reader: Served) -> None:
    text = reader.http.get("/network", params={"actor": "</script><script>alert(1)</script>"}).text
    assert "<script>alert" not in text
    assert 'value="&lt;/script&gt;' in text


@pytest.mark.parametrize("path", ["/editor", "/network", "/map"])
def test_a_checkout_that_was_never_built_says_so(reader: Served, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(built, "are_there", lambda _: False)
    text = reader.http.get(path).text
    assert "never built" in text
    assert "/dist/" not in text


def test_without_scripts_saved_queries_are_forms_and_pictures_are_files(reader: Served) -> None:
    editor = reader.http.get("/editor").text
    assert '<form action="/api/queries/who-said-what" method="get"' in editor
    assert '<form action="/sparql" method="get"' in editor
    assert 'href="/api/queries/ties?from=2021&amp;lang=en&amp;format=csv"' in reader.http.get("/network?from=2021").text


def test_a_browser_that_opens_the_endpoint_is_led_to_the_editor(reader: Served) -> None:
    response = reader.http.get("/sparql", headers=BROWSER)
    assert (response.status_code, response.headers["Location"]) == (303, "/editor")
    assert reader.http.get("/sparql").headers["Content-Type"] == "text/turtle; charset=utf-8"


def test_a_saved_query_is_given_as_sparql_with_its_values(reader: Served) -> None:
    response = reader.http.get("/api/queries/most-quoted-speakers/sparql", params={"year": "2021"})
    assert response.headers["Content-Type"].startswith("application/sparql-query")
    assert "#+" not in response.text
    assert '"2021"' in response.text
    assert reader.get(response.text).status_code == 200
    assert reader.http.get("/api/queries/most-quoted-speakers/sparql", params={"year": "x"}).status_code == 400
    assert reader.http.get("/api/queries/nothing/sparql").status_code == 404


@pytest.mark.parametrize(("told", "language"), [("en: About whom.", "fr"), ("fr: À propos de qui.", "en"), ("", "fr")])
def test_the_field_of_a_parameter_is_told_in_another_language_where_its_own_is_missing(told: str, language: str) -> None:
    query = parse(f"#+ summary: x\n#+ param whom: entity\n{f'#+   {told}' if told else '#+'}\nSELECT ?s {{ ?s ?p ?whom }}\n", "mine")
    field = environment().get_template("fields.html").module.field  # type: ignore[attr-defined]
    assert told.partition(": ")[2] in str(field(query.parameters[0], interface(language), "mine", ""))
