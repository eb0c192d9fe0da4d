"""SPARQL 1.1 Protocol, update operation: a test for each clause, on a running server."""

from __future__ import annotations

import httpx
import pytest

from tests.serving.served import BEARER, Served

DIRECT = {"Content-Type": "application/sparql-update", **BEARER}
SETTING = "INSERT DATA { GRAPH <g:a> { <s:a> <p:p> 'a' } GRAPH <g:b> { <s:b> <p:p> 'b' } <s:d> <p:p> 'd' }"


def update(writer: Served, text: str, **parameters: str | list[str]) -> httpx.Response:
    return writer.http.post("/update", params=parameters, content=text, headers=DIRECT)


@pytest.mark.parametrize("way", ["form", "direct"])
def test_the_two_ways_to_send_an_update(writer: Served, way: str) -> None:
    text = "INSERT DATA { <s:s> <p:p> 'é' }"
    form = {"update": text}
    response = writer.http.post("/update", data=form, headers=BEARER) if way == "form" else update(writer, text)
    assert (response.status_code, response.content) == (204, b"")
    assert writer.ask("ASK { <s:s> <p:p> 'é' }")


def test_an_update_is_not_taken_by_get(writer: Served) -> None:
    update(writer, SETTING)
    assert writer.http.get("/update", params={"update": "CLEAR ALL"}, headers=BEARER).status_code == 405
    assert writer.http.get("/sparql", params={"update": "CLEAR ALL"}, headers=BEARER).status_code == 400
    assert writer.ask("ASK { <s:d> ?p ?o }")


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Bearer",
        "Bearer wrong",
        "Basic YTpi",
        "Bearer a-token-of-the-test",
        "Bearer a-token-of-the-testsx",
        "Bearer été",
    ],
)
def test_without_the_token_an_update_is_401(writer: Served, authorization: str | None) -> None:
    headers = httpx.Headers({"Content-Type": "application/sparql-update"})
    if authorization is not None:
        headers = httpx.Headers([*headers.raw, (b"Authorization", authorization.encode())])
    response = writer.http.post("/update", content=SETTING, headers=headers)
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Bearer ")
    assert writer.size() == 0


def test_a_read_only_server_refuses_with_a_reason(reader: Served) -> None:
    response = reader.http.post("/update", content="CLEAR ALL", headers=DIRECT)
    assert response.status_code == 403
    assert "--writable" in response.text
    assert reader.ask("ASK { ?d a kg:Document }")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"query": "ASK {}"},
        {"query": "ASK {}", "update": SETTING},
        {"update": [SETTING, SETTING]},
        {"update": "INSERT"},
        {"update": "ASK {}"},
    ],
)
def test_requests_that_are_not_one_update_are_400(writer: Served, data: dict[str, str]) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded", **BEARER}
    assert writer.http.post("/update", data=data, headers=headers).status_code == 400
    assert writer.size() == 0


@pytest.mark.parametrize("media_type", ["text/plain", "application/sparql-query", "application/sparql-update; charset=latin1"])
def test_a_body_of_another_type_is_415(writer: Served, media_type: str) -> None:
    assert writer.http.post("/update", content=SETTING, headers={**BEARER, "Content-Type": media_type}).status_code == 415


def test_bytes_that_are_not_utf8_are_400(writer: Served) -> None:
    response = writer.http.post("/update", content=b"INSERT DATA { <s:s> <p:p> '\xe9' }", headers=DIRECT)
    assert response.status_code == 400


def test_an_error_of_syntax_tells_its_place(writer: Served) -> None:
    response = update(writer, "INSERT DATA {\n <s:s> <p:p> }")
    assert response.status_code == 400
    assert "line 2, column 14" in response.text


def test_an_update_that_fails_changes_nothing(writer: Served) -> None:
    response = update(writer, f"{SETTING} ; CREATE GRAPH <g:c> ; CREATE GRAPH <g:c>")
    assert response.status_code == 400
    assert writer.size() == 0


@pytest.mark.parametrize(
    ("text", "parameters", "copied"),
    [
        ("INSERT { <s:n> <p:q> ?o } WHERE { ?s <p:p> ?o }", {"using-graph-uri": "g:a"}, {"a"}),
        ("INSERT { <s:n> <p:q> ?o } WHERE { ?s <p:p> ?o }", {"using-graph-uri": ["g:a", "g:b"]}, {"a", "b"}),
        ("INSERT { <s:n> <p:q> ?o } WHERE { ?s <p:p> ?o }", {"using-named-graph-uri": "g:a"}, set()),
        ("INSERT { <s:n> <p:q> ?o } WHERE { GRAPH ?g { ?s <p:p> ?o } }", {"using-named-graph-uri": "g:b"}, {"b"}),
        ("INSERT { <s:n> <p:q> ?o } WHERE { GRAPH ?g { ?s <p:p> ?o } }", {"using-graph-uri": "g:b"}, set()),
        ("DELETE { ?s <p:x> 'WHERE {' } INSERT { <s:n> <p:q> ?o } # WHERE\nwhere { ?s <p:p> ?o }", {"using-graph-uri": "g:a"}, {"a"}),
    ],
)
def test_the_request_chooses_the_graphs_that_where_sees(
    writer: Served, text: str, parameters: dict[str, str | list[str]], copied: set[str]
) -> None:
    update(writer, SETTING)
    assert update(writer, text, **parameters).status_code == 204
    found = writer.http.get("/sparql", params={"query": "SELECT ?o { <s:n> <p:q> ?o }", "format": "csv"}).text.split()[1:]
    assert set(found) == copied


def test_delete_where_obeys_the_graphs_of_the_request(writer: Served) -> None:
    update(writer, SETTING + " ; INSERT DATA { <s:a> <p:p> 'a' . <s:z> <p:p> 'z' }")
    assert update(writer, "DELETE WHERE { ?s <p:p> ?o }", **{"using-graph-uri": "g:a"}).status_code == 204
    assert not writer.ask("ASK { <s:a> <p:p> 'a' }")
    assert writer.ask("ASK { <s:z> <p:p> 'z' }")


@pytest.mark.parametrize(
    "text",
    [
        "WITH <g:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DELETE { ?s ?p ?o } USING <g:a> WHERE { ?s ?p ?o }",
        "INSERT {} USING NAMED <g:a> WHERE {}",
    ],
)
def test_graphs_in_the_request_and_in_the_update_are_400(writer: Served, text: str) -> None:
    assert update(writer, text, **{"using-graph-uri": "g:b"}).status_code == 400


def test_load_is_refused_and_load_silent_does_nothing(writer: Served) -> None:
    for target in ("http://127.0.0.1:1/x.ttl", "file:///etc/hostname"):
        assert update(writer, f"INSERT DATA {{ <s:s> <p:p> 1 }} ; LOAD <{target}>").status_code == 403
        assert writer.size() == 0
        assert update(writer, f"LOAD SILENT <{target}>").status_code == 204


def test_service_is_refused_in_updates(writer: Served) -> None:
    response = update(writer, "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    assert response.status_code == 403


def test_options_tells_the_methods(writer: Served) -> None:
    assert writer.http.options("/update").headers["allow"] == "OPTIONS, POST"
