"""SPARQL 1.1 Graph Store HTTP Protocol: a test for each clause, on a running server."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.serving.settings import ServingSettings
from tests.serving.served import BASE, BEARER, TOKENS, Served, served_to_write

TURTLE = {"Content-Type": "text/turtle", **BEARER}
ONE, TWO = "<s:s> <p:p> 1 .", "<s:s> <p:p> 2 ."
RDF_XML = """<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description r:about="s:s">
<p xmlns="p:" r:resource="o:o"/></r:Description></r:RDF>"""
NAMED = {"graph": "g:a"}
PLACES = [
    ("/store", {"graph": "g:a"}),
    ("/store", {"default": ""}),
    ("/store/a/b.ttl", {}),
    ("/graph/a/b.ttl", {}),
    ("/store", {"graph": f"{BASE}graph/a"}),
]


def objects(writer: Served, path: str, parameters: dict[str, str]) -> set[str]:
    response = writer.http.get(path, params=parameters)
    assert response.status_code == 200, response.text
    return {quad.object.value for quad in parse(response.content, format=RdfFormat.TURTLE)}


@pytest.mark.parametrize(("path", "parameters"), PLACES)
def test_put_makes_and_replaces_a_graph(writer: Served, path: str, parameters: dict[str, str]) -> None:
    created = writer.http.put(path, params=parameters, content=ONE, headers=TURTLE).status_code
    assert created == (204 if "default" in parameters else 201)
    assert objects(writer, path, parameters) == {"1"}
    assert writer.http.put(path, params=parameters, content=TWO, headers=TURTLE).status_code == 204
    assert objects(writer, path, parameters) == {"2"}


@pytest.mark.parametrize(("path", "parameters"), PLACES)
def test_post_adds_to_a_graph(writer: Served, path: str, parameters: dict[str, str]) -> None:
    writer.http.post(path, params=parameters, content=ONE, headers=TURTLE)
    assert writer.http.post(path, params=parameters, content=TWO, headers=TURTLE).status_code == 204
    assert objects(writer, path, parameters) == {"1", "2"}


def test_post_without_a_graph_makes_one_and_tells_where(writer: Served) -> None:
    response = writer.http.post("/store", content=ONE, headers=TURTLE)
    assert response.status_code == 201
    made = response.headers["location"]
    assert made.startswith(f"{BASE}graph/")
    assert objects(writer, "/store", {"graph": made}) == {"1"}


@pytest.mark.parametrize(("path", "parameters"), [place for place in PLACES if "default" not in place[1]])
def test_delete_drops_a_graph(writer: Served, path: str, parameters: dict[str, str]) -> None:
    writer.http.put(path, params=parameters, content=ONE, headers=TURTLE)
    assert writer.http.delete(path, params=parameters, headers=BEARER).status_code == 204
    assert writer.http.get(path, params=parameters).status_code == 404
    assert writer.http.delete(path, params=parameters, headers=BEARER).status_code == 404


def test_delete_empties_the_default_graph_and_it_stays(writer: Served) -> None:
    writer.http.put("/store?default", content=ONE, headers=TURTLE)
    assert writer.http.delete("/store?default", headers=BEARER).status_code == 204
    assert objects(writer, "/store", {"default": ""}) == set()


def test_a_graph_can_be_empty(writer: Served) -> None:
    assert writer.http.put("/store", params=NAMED, content="", headers=TURTLE).status_code == 201
    assert objects(writer, "/store", NAMED) == set()


def test_head_tells_whether_a_graph_is_there(writer: Served) -> None:
    assert writer.http.head("/store", params=NAMED).status_code == 404
    writer.http.put("/store", params=NAMED, content=ONE, headers=TURTLE)
    response = writer.http.head("/store", params=NAMED)
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"


def test_the_default_graph_alone_is_read_though_queries_see_the_union() -> None:
    quad = Quad(NamedNode("s:s"), NamedNode("p:p"), NamedNode("o:o"), NamedNode("g:a"))
    with served_to_write(ServingSettings(tokens=TOKENS), [quad]) as running:
        assert running.ask("ASK { <s:s> <p:p> <o:o> }")
        assert objects(running, "/store", {"default": ""}) == set()


def test_a_read_only_server_shows_its_graphs_and_takes_none(reader: Served) -> None:
    assert "Water forum opens" in objects(reader, "/graph/doc/en/water.txt", {})
    for method in ("PUT", "POST", "DELETE"):
        response = reader.http.request(method, "/store", params=NAMED, headers=TURTLE)
        assert response.status_code == 403
        assert "--writable" in response.text


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_changes_without_the_token_are_401(writer: Served, method: str) -> None:
    response = writer.http.request(method, "/store", params=NAMED, headers={"Content-Type": "text/turtle"})
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Bearer ")


@pytest.mark.parametrize("query", ["?default&graph=g:a", "?graph=g:a&graph=g:b", "?graph=relative", "", "/x?default"])
def test_a_request_that_does_not_name_one_graph_is_400(writer: Served, query: str) -> None:
    assert writer.http.get(f"/store{query}").status_code == 400
    assert writer.http.put(f"/store{query}", content=ONE, headers=TURTLE).status_code == 400


@pytest.mark.parametrize("media_type", [None, "text/html", "text/csv", "text/turtle; charset=utf-16", "multipart/form-data; boundary=x"])
def test_a_body_that_is_not_rdf_is_415(writer: Served, media_type: str | None) -> None:
    headers = {**BEARER, **({"Content-Type": media_type} if media_type else {})}
    assert writer.http.put("/store", params=NAMED, content=ONE.encode(), headers=headers).status_code == 415


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("application/n-triples", "<s:s> <p:p> <o:o> ."),
        (
            "application/rdf+xml",
            RDF_XML,
        ),
        ("application/ld+json", '{"@id": "s:s", "p:p": {"@id": "o:o"}}'),
        ("application/trig", "<s:s> <p:p> <o:o> ."),
        ("application/n-quads", "<s:s> <p:p> <o:o> ."),
    ],
)
def test_bodies_of_every_rdf_format_are_read(writer: Served, media_type: str, body: str) -> None:
    assert writer.http.put("/store", params=NAMED, content=body, headers={**BEARER, "Content-Type": media_type}).status_code == 201
    assert writer.ask("ASK { GRAPH <g:a> { <s:s> <p:p> <o:o> } }")


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("text/turtle", "<s:s> <p:p>"),
        ("application/trig", "<g:x> { <s:s> <p:p> 1 }"),
        ("application/ld+json", '{"@context": "http://127.0.0.1:1/c"}'),
    ],
)
def test_a_body_that_cannot_be_read_is_400_and_changes_nothing(writer: Served, media_type: str, body: str) -> None:
    writer.http.put("/store", params=NAMED, content=ONE, headers=TURTLE)
    assert writer.http.put("/store", params=NAMED, content=body, headers={**BEARER, "Content-Type": media_type}).status_code == 400
    assert objects(writer, "/store", NAMED) == {"1"}


def test_relative_iris_are_resolved_against_the_graph(writer: Served) -> None:
    writer.http.put("/graph/a/b", content="<c> <p:p> <> .", headers=TURTLE)
    assert writer.ask(f"ASK {{ GRAPH ?g {{ <{BASE}graph/a/c> <p:p> <{BASE}graph/a/b> }} }}")


def test_what_looks_like_an_update_in_a_body_is_data(writer: Served) -> None:
    text = '<s:s> <p:p> "x } } ; CLEAR ALL ; LOAD <http://127.0.0.1:1/> ; INSERT DATA { <s:s> <p:p> \\"" .'
    assert writer.http.put("/store", params=NAMED, content=text, headers=TURTLE).status_code == 201
    assert writer.size() == 1


def test_blank_nodes_of_two_bodies_stay_apart(writer: Served) -> None:
    for _ in range(2):
        writer.http.post("/store", params=NAMED, content="_:b <p:p> 1 .", headers=TURTLE)
    assert writer.get("SELECT ?s { GRAPH <g:a> { ?s ?p ?o } }", format="csv").text.count("\n") == 3


def test_the_parts_of_a_form_are_added(writer: Served) -> None:
    files = [("a", ("a.ttl", ONE, "text/turtle")), ("b", ("b.nt", "<s:s> <p:p> <o:o> .", "application/n-triples"))]
    assert writer.http.post("/store", params=NAMED, files=files, headers=BEARER).status_code == 201
    assert objects(writer, "/store", NAMED) == {"1", "o:o"}


def test_a_broken_form_is_400(writer: Served) -> None:
    headers = {**BEARER, "Content-Type": "multipart/form-data; boundary=x"}
    assert writer.http.post("/store", params=NAMED, content=b"no boundary here", headers=headers).status_code == 400


def test_options_tells_the_methods(writer: Served) -> None:
    assert writer.http.options("/store").headers["allow"] == "GET, HEAD, PUT, POST, DELETE, OPTIONS"
