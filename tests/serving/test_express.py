"""The short way of usual requests answers as the ordinary way does, and leaves to it what is not usual."""

from __future__ import annotations

import socket

import httpx
import pytest

from kg.serving.settings import ServingSettings
from tests.serving.served import Served, served

ORDINARY = {"Range": "bytes=0-"}  # a header that the server does not read, and that no usual client sends with a query
MANY = " ".join(map(str, range(100)))
QUERIES = {
    "short": "SELECT ?d ?t { ?d dcterms:title ?t } ORDER BY ?t",
    "a boolean": "ASK {}",
    "a graph": "CONSTRUCT { ?d dcterms:title ?t } WHERE { ?d dcterms:title ?t } ORDER BY ?t",
    "long": f"SELECT * {{ VALUES ?a {{ {MANY} }} VALUES ?b {{ {MANY} }} }} ORDER BY ?a ?b",
    "not the same twice": "SELECT (NOW() AS ?n) {} LIMIT 0",
    "a fault": "SELECT ?d { ?d dcterms:title }",
    "refused": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
    "empty": "",
}


def told(response: httpx.Response) -> tuple[int, dict[str, str], bytes]:
    """What a client sees, but for the time."""
    return response.status_code, {name: value for name, value in response.headers.items() if name != "date"}, response.content


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/csv", "text/html", "image/png"])
def test_both_ways_tell_the_same(reader: Served, name: str, accept: str) -> None:
    parameters = {"query": QUERIES[name]}
    short = reader.http.get("/sparql", params=parameters, headers={"Accept": accept})
    ordinary = reader.http.get("/sparql", params=parameters, headers={"Accept": accept} | ORDINARY)
    assert told(short) == told(ordinary)


@pytest.mark.parametrize("coding", ["identity", "gzip", "zstd"])
def test_both_ways_compress_alike(reader: Served, coding: str) -> None:
    for query in ("long", "short"):
        headers = {"Accept-Encoding": coding}
        answers = [reader.http.get("/sparql", params={"query": QUERIES[query]}, headers=headers | more) for more in ({}, ORDINARY)]
        assert told(answers[0]) == told(answers[1])


def test_a_tag_of_the_short_way_holds_on_the_ordinary_one(reader: Served) -> None:
    parameters = {"query": QUERIES["short"], "format": "json"}
    tag = reader.http.get("/sparql", params=parameters).headers["etag"]
    assert reader.http.get("/sparql", params=parameters, headers={"If-None-Match": tag}).status_code == 304


def test_requests_of_both_ways_are_counted_once_each() -> None:
    with served(ServingSettings()) as running:
        for query in ("short", "short", "long", "a fault"):
            running.get(QUERIES[query], format="json")
        lines = running.http.get("/metrics").text.splitlines()
    counted = {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines if line.startswith("kg_http_requests_total")}
    own = {key: count for key, count in counted.items() if 'route="/sparql"' in key}
    assert own == {
        'kg_http_requests_total{format="json",method="GET",route="/sparql",status="200"}': 3.0,
        'kg_http_requests_total{format="problem",method="GET",route="/sparql",status="400"}': 1.0,
    }


def test_the_rate_counts_a_request_once() -> None:
    with served(ServingSettings(rate=0.1, burst=30)) as running:
        assert [running.get(QUERIES[query]).status_code for query in ("short", "long", "a fault", "short")] == [200, 200, 400, 429]


def test_requests_that_do_not_wait_for_answers_get_them_in_their_order(reader: Served) -> None:
    url = reader.http.base_url
    heads = [f"GET /sparql?query=SELECT({number}AS%3Fn){{}}&format=csv HTTP/1.1\r\nHost: x\r\n" for number in range(4)]
    with socket.create_connection((url.host, url.port or 80), timeout=10) as client:
        client.sendall(b"".join(f"{head}\r\n".encode() for head in heads[:-1]) + f"{heads[-1]}Connection: close\r\n\r\n".encode())
        answers = b"".join(iter(lambda: client.recv(1 << 16), b""))
    rows = [part.partition(b"\r\n\r\n")[2].split() for part in answers.split(b"HTTP/1.1 200")[1:]]
    assert rows == [[b"n", str(number).encode()] for number in range(4)]
