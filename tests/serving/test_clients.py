"""Clients of others work with the endpoint as they are."""

from __future__ import annotations

import io
import shutil
import subprocess
from typing import Any

import pandas
import pytest
from rdflib import Dataset, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, POST, RDFXML, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from tests.serving.served import BEARER, Served

NAMES = "SELECT ?person ?name { ?person a kg:Person ; rdfs:label ?name } ORDER BY ?name"
PERSON = "https://w3id.org/pressgraph/id/person/zo%C3%A9-martin"


def wrapper(running: Served, query: str, wanted: str) -> Any:
    made: Any = SPARQLWrapper(f"{running.http.base_url}/sparql")
    made.setQuery(query)
    made.setReturnFormat(wanted)
    return made


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_reads_a_table(reader: Served, method: str) -> None:
    asked = wrapper(reader, NAMES, JSON)
    asked.setMethod(method)
    rows = asked.queryAndConvert()["results"]["bindings"]
    assert [row["name"]["value"] for row in rows] == ["Zoe Martin", "Zoé Martin"]


def test_sparqlwrapper_reads_the_other_formats(reader: Served) -> None:
    assert wrapper(reader, NAMES, XML).queryAndConvert().getElementsByTagName("result").length == 2
    assert wrapper(reader, NAMES, CSV).queryAndConvert().decode().startswith("person,name")
    assert "Zoé Martin" in wrapper(reader, f"DESCRIBE <{PERSON}>", TURTLE).queryAndConvert().decode()
    asked = wrapper(reader, f"CONSTRUCT {{ <{PERSON}> ?p ?o }} WHERE {{ <{PERSON}> ?p ?o }}", RDFXML)
    graph = Graph().parse(asked.query().response, format="xml")
    assert len(graph) > 3


def test_sparqlwrapper_is_told_what_is_wrong_with_a_query(reader: Served) -> None:
    with pytest.raises(QueryBadFormed, match="line 1, column"):
        wrapper(reader, "SELECT broken", JSON).query()


def test_rdflib_asks_the_endpoint_as_a_store(reader: Served) -> None:
    graph = Graph(SPARQLStore(f"{reader.http.base_url}/sparql"))
    label = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
    assert {str(name) for name in graph.objects(URIRef(PERSON), label)} == {"Zoe Martin", "Zoé Martin"}
    named = "SELECT ?name { ?who <http://www.w3.org/2000/01/rdf-schema#label> ?name }"
    rows = graph.query(named, initBindings={"who": URIRef(PERSON)})
    assert len(list(rows)) == 2


def test_rdflib_writes_to_a_writable_endpoint(writer: Served) -> None:
    url = writer.http.base_url
    store = SPARQLUpdateStore(f"{url}/sparql", f"{url}/update", headers=BEARER)
    graph = Dataset(store).graph(URIRef("g:g"))
    graph.add((URIRef("s:s"), URIRef("p:p"), URIRef("o:o")))
    assert writer.ask("ASK { GRAPH <g:g> { <s:s> <p:p> <o:o> } }")


def test_rdflib_reads_a_thing_from_its_address(reader: Served) -> None:
    graph = Graph().parse(f"{reader.http.base_url}/id/person/zo%C3%A9-martin")
    assert (URIRef(PERSON), None, None) in graph


def test_pandas_reads_csv_of_queries_and_saved_queries(reader: Served) -> None:
    frame = pandas.read_csv(f"{reader.http.base_url}/api/queries/overview?format=csv")
    assert list(frame.columns) == next(iter(io.StringIO(reader.http.get("/api/queries/overview?format=csv").text))).strip().split(",")
    frame = pandas.read_csv(io.StringIO(reader.get(NAMES, format="csv").text))
    assert list(frame["name"]) == ["Zoe Martin", "Zoé Martin"]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_sends_a_query_as_a_form(reader: Served) -> None:
    command = ["curl", "-sS", "--fail", f"{reader.http.base_url}/sparql", "--data-urlencode", f"query={NAMES}", "-H", "Accept: text/csv"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told.splitlines()[0] == "person,name"
    assert len(told.splitlines()) == 3
