"""SPARQL 1.1 Protocol, query operation: a test for each clause, on a running server."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

import httpx
import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from tests.serving.served import Served

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
GRAPH = "https://w3id.org/pressgraph/graph/"
FRENCH, ENGLISH = f"{GRAPH}doc/fr/eau.txt", f"{GRAPH}doc/en/water.txt"
DOCUMENTS = "SELECT ?d WHERE { ?d a kg:Document }"


def rows(response: httpx.Response) -> list[str]:
    assert response.status_code == 200, response.text
    return sorted(row["d"]["value"].rsplit("/", 1)[-1] for row in response.json()["results"]["bindings"])


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_the_three_ways_to_send_a_query(reader: Served, way: str) -> None:
    if way == "get":
        response = reader.http.get("/sparql", params={"query": DOCUMENTS})
    elif way == "form":
        response = reader.http.post("/sparql", data={"query": DOCUMENTS})
    else:
        response = reader.http.post("/sparql", content=DOCUMENTS, headers=DIRECT)
    assert rows(response) == ["eau.txt", "water.txt"]


def test_a_slash_at_the_end_is_the_same_place(reader: Served) -> None:
    assert rows(reader.http.get("/sparql/", params={"query": DOCUMENTS})) == ["eau.txt", "water.txt"]


@pytest.mark.parametrize(
    ("query", "accept", "content_type"),
    [
        (DOCUMENTS, "application/sparql-results+json", "application/sparql-results+json"),
        (DOCUMENTS, "application/sparql-results+xml", "application/sparql-results+xml"),
        (DOCUMENTS, "text/csv", "text/csv; charset=utf-8"),
        (DOCUMENTS, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("ASK { ?s ?p ?o }", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("ASK { ?s ?p ?o }", "text/csv", "text/csv; charset=utf-8"),
        ("DESCRIBE <id/organisation/office-des-eaux>", "*/*", "text/turtle; charset=utf-8"),
    ],
)
def test_results_come_as_accepted(reader: Served, query: str, accept: str, content_type: str) -> None:
    response = reader.http.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"] == content_type
    assert response.headers["vary"] == "Accept, Accept-Encoding"
    assert response.content


@pytest.mark.parametrize(
    "media_type",
    ["text/turtle", "application/n-triples", "application/rdf+xml", "application/trig", "application/n-quads", "application/ld+json"],
)
def test_graphs_come_as_accepted_and_are_the_same(reader: Served, media_type: str) -> None:
    query = "CONSTRUCT { ?d dcterms:title ?t } WHERE { ?d dcterms:title ?t }"
    response = reader.http.post("/sparql", data={"query": query}, headers={"Accept": media_type})
    assert response.headers["content-type"].partition(";")[0] == media_type
    written = RdfFormat.from_media_type(media_type)
    assert {quad.object.value for quad in parse(response.content, format=written)} == {"Ouverture du forum de l'eau", "Water forum opens"}


def test_of_several_formats_the_first_that_is_known_is_given(reader: Served) -> None:
    response = reader.http.get("/sparql", params=[("query", "ASK {}"), ("format", "sparql"), ("format", "xml"), ("format", "json")])
    assert response.headers["content-type"] == "application/sparql-results+xml"


@pytest.mark.parametrize("name", ["format", "output"])
def test_a_format_by_name_goes_before_accept(reader: Served, name: str) -> None:
    response = reader.http.get("/sparql", params={"query": DOCUMENTS, name: "csv"}, headers={"Accept": "application/json"})
    assert response.text.splitlines()[0] == "d"


@pytest.mark.parametrize(
    ("query", "accept", "name"),
    [
        (DOCUMENTS, "image/png", None),
        (DOCUMENTS, "text/turtle", None),
        (DOCUMENTS, "*/*", "turtle"),
        ("DESCRIBE <x:x>", "text/csv", None),
        (DOCUMENTS, "*/*", "pdf"),
    ],
)
def test_nothing_acceptable_is_406_and_names_what_there_is(reader: Served, query: str, accept: str, name: str | None) -> None:
    parameters = {"query": query, **({"format": name} if name else {})}
    response = reader.http.get("/sparql", params=parameters, headers={"Accept": accept})
    assert response.status_code == 406
    assert ("text/turtle" if "DESCRIBE" in query else "text/csv") in response.text


def test_xml_and_tsv_results_can_be_read_back(reader: Served) -> None:
    for written in (QueryResultsFormat.XML, QueryResultsFormat.TSV, QueryResultsFormat.JSON):
        response = reader.http.get("/sparql", params={"query": DOCUMENTS}, headers={"Accept": written.media_type})
        assert len(list(parse_query_results(response.content, format=written))) == 2  # type: ignore[arg-type]


def test_an_error_of_syntax_tells_its_place_as_text(reader: Served) -> None:
    response = reader.http.get("/sparql", params={"query": "SELECT *\nWHERE { ?s ?p"})
    assert response.status_code == 400
    assert response.headers["content-type"].startswith("text/plain")
    first, shown, mark, *_ = response.text.splitlines()
    assert "line 2, column 14" in first
    assert shown == "  WHERE { ?s ?p"
    assert mark.index("^") == 2 + 13


def test_an_error_of_syntax_tells_its_place_as_json(reader: Served) -> None:
    query = "SELECT * WHERE { ?s nowhere:p ?o }"
    response = reader.http.get("/sparql", params={"query": query}, headers={"Accept": "application/sparql-results+json"})
    assert response.headers["content-type"] == "application/problem+json"
    told = response.json()
    assert (told["status"], told["line"]) == (400, 1)
    assert "Prefix not found" in told["detail"]


def test_the_prefixes_of_the_ontology_and_the_base_are_known(reader: Served) -> None:
    assert reader.ask("ASK { <doc/fr/eau.txt> a kg:Document }")


@pytest.mark.parametrize(
    "parameters",
    [
        [("query", "ASK {}"), ("query", "SELECT * {}")],
        [("update", "CLEAR ALL")],
        [("query", "ASK {}"), ("update", "CLEAR ALL")],
        [("query", "ASK {} ASK {}")],
        [("query", "CLEAR ALL")],
        [("query", "")],
        [("query", "ASK {}"), ("default-graph-uri", "not an IRI")],
        [("query", "ASK {}"), ("named-graph-uri", "relative")],
    ],
)
def test_requests_that_are_not_one_query_are_400(reader: Served, parameters: list[tuple[str, str]]) -> None:
    assert reader.http.get("/sparql?" + urlencode(parameters)).status_code == 400
    assert reader.http.post("/sparql", content=urlencode(parameters), headers=FORM).status_code == 400


def test_a_query_in_the_url_and_in_the_body_is_400(reader: Served) -> None:
    assert reader.http.post("/sparql?query=ASK%20%7B%7D", content="ASK {}", headers=DIRECT).status_code == 400
    assert reader.http.post("/sparql?query=ASK%20%7B%7D", content="query=ASK%20%7B%7D", headers=FORM).status_code == 400


def test_a_post_without_query_is_400(reader: Served) -> None:
    assert reader.http.post("/sparql", content="", headers=FORM).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/sparql-update"},
        {"Content-Type": "application/sparql-query; charset=utf-16"},
        {"Content-Type": "multipart/form-data; boundary=x"},
    ],
)
def test_a_body_of_another_type_is_415(reader: Served, headers: dict[str, str]) -> None:
    assert reader.http.post("/sparql", content=b"ASK {}", headers=headers).status_code == 415


def test_bytes_that_are_not_utf8_are_400(reader: Served) -> None:
    latin = "ASK { ?s ?p 'été' }".encode("latin-1")
    assert reader.http.post("/sparql", content=latin, headers=DIRECT).status_code == 400
    assert reader.http.post("/sparql", content=b"query=" + quote(latin).encode(), headers=FORM).status_code == 400
    assert reader.http.post("/sparql", content=b"query=" + latin, headers=FORM).status_code == 400
    assert reader.http.get("/sparql?query=" + quote(latin)).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_405_and_told_which_there_are(reader: Served, method: str) -> None:
    response = reader.http.request(method, "/sparql")
    assert response.status_code == 405
    assert "GET" in response.headers["allow"]


def test_options_tells_the_methods(reader: Served) -> None:
    response = reader.http.options("/sparql")
    assert response.status_code == 204
    assert response.headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_head_has_the_headers_of_get_and_no_body(reader: Served) -> None:
    got = reader.http.get("/sparql", params={"query": DOCUMENTS})
    head = reader.http.head("/sparql", params={"query": DOCUMENTS})
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "content-length"):
        assert head.headers[name] == got.headers[name]


def test_the_default_graph_is_the_union_of_all(reader: Served) -> None:
    assert reader.ask("ASK { ?d dcterms:title ?t . ?s kg:speaker ?p }")


def test_from_chooses_the_graphs_of_a_query(reader: Served) -> None:
    assert rows(reader.http.get("/sparql", params={"query": f"SELECT ?d FROM <{FRENCH}> WHERE {{ ?d a kg:Document }}"})) == ["eau.txt"]
    assert not reader.ask(f"ASK FROM NAMED <{FRENCH}> WHERE {{ ?d a kg:Document }}")
    assert reader.ask("ASK { ?d dcterms:title ?t FILTER(?t != 'FROM <x:x>') } # FROM <x:x>")


def test_the_request_chooses_the_default_graph(reader: Served) -> None:
    one = {"query": DOCUMENTS, "default-graph-uri": FRENCH}
    assert rows(reader.http.get("/sparql", params=one)) == ["eau.txt"]
    assert rows(reader.http.post("/sparql", data=one)) == ["eau.txt"]
    assert rows(reader.http.post("/sparql", params={"default-graph-uri": FRENCH}, content=DOCUMENTS, headers=DIRECT)) == ["eau.txt"]
    assert rows(reader.http.get("/sparql", params={"query": DOCUMENTS, "default-graph-uri": [FRENCH, ENGLISH]})) == ["eau.txt", "water.txt"]


def test_the_request_chooses_the_named_graphs(reader: Served) -> None:
    query = "SELECT ?d WHERE { GRAPH ?g { ?d a kg:Document } }"
    assert rows(reader.http.get("/sparql", params={"query": query, "named-graph-uri": ENGLISH})) == ["water.txt"]
    assert rows(reader.http.get("/sparql", params={"query": DOCUMENTS, "named-graph-uri": ENGLISH})) == []
    assert rows(reader.http.get("/sparql", params={"query": query, "default-graph-uri": ENGLISH})) == []


def test_the_request_goes_before_from(reader: Served) -> None:
    query = f"SELECT ?d FROM <{FRENCH}> WHERE {{ ?d a kg:Document }}"
    assert rows(reader.http.get("/sparql", params={"query": query, "default-graph-uri": ENGLISH})) == ["water.txt"]


def test_service_is_refused_over_http(reader: Served) -> None:
    response = reader.http.get("/sparql", params={"query": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"})
    assert response.status_code == 403
    assert "SERVICE" in response.text


def test_an_unknown_function_is_the_querys_fault(reader: Served) -> None:
    response = reader.http.get("/sparql", params={"query": "SELECT (<http://e/f>(1) AS ?x) {}"})
    assert response.status_code == 400
    assert "http://e/f" in response.text


def test_without_query_the_service_describes_itself(reader: Served) -> None:
    response = reader.http.get("/sparql", headers={"Accept": "text/turtle"})
    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    triples = {
        (quad.subject.value, quad.predicate.value.partition("#")[2], quad.object.value)
        for quad in parse(response.content, format=RdfFormat.TURTLE)
    }
    url, sd = str(response.url), "http://www.w3.org/ns/sparql-service-description#"
    assert (f"{url}#service", "endpoint", url) in triples
    assert (f"{url}#service", "supportedLanguage", f"{sd}SPARQL11Query") in triples
    assert (f"{url}#service", "supportedLanguage", f"{sd}SPARQL11Update") not in triples
    assert (f"{url}#service", "feature", f"{sd}UnionDefaultGraph") in triples
    assert (f"{url}#service", "resultFormat", "http://www.w3.org/ns/formats/SPARQL_Results_CSV") in triples


@pytest.mark.parametrize("media_type", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"])
def test_the_description_comes_as_accepted_without_blank_nodes(reader: Served, media_type: str) -> None:
    response = reader.http.get("/sparql", headers={"Accept": media_type})
    quads = list(parse(response.content, format=RdfFormat.from_media_type(media_type)))
    assert quads
    assert not [quad for quad in quads if str(quad.subject).startswith("_:") or str(quad.object).startswith("_:")]


def test_the_description_is_not_a_picture(reader: Served) -> None:
    assert reader.http.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_json_results_are_json(reader: Served) -> None:
    text = reader.http.get("/sparql", params={"query": "SELECT ?t { ?s kg:text ?t }"}).text
    assert json.loads(text)["results"]["bindings"][0]["t"] == {"type": "literal", "value": "Il faut <b>agir</b> & vite", "xml:lang": "fr"}
