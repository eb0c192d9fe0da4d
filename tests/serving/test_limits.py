"""Busy servers, big results, clients that go away or are slow, updates: on running servers with short limits."""

from __future__ import annotations

import socket
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from pyoxigraph import NamedNode, Quad

from kg.serving.settings import Limits, ServingSettings
from tests.serving.served import TOKENS, Served, served, served_to_write

N = 120
QUADS = [Quad(NamedNode(f"s:{i}"), NamedNode("p:p"), NamedNode(f"o:{i}"), NamedNode("g:g")) for i in range(N)]
CROSS = "{ ?a <p:p> ?b . ?c <p:p> ?d . ?e <p:p> ?f . ?g <p:p> ?h }"
SLOW = f"SELECT (COUNT(*) AS ?n) WHERE {{ {CROSS} FILTER(STRLEN(CONCAT(STR(?a), STR(?c), STR(?e))) > 1000) }}"  # minutes without output
ENDLESS = f"SELECT * WHERE {CROSS}"  # gigabytes of output
PLAIN = {"Accept-Encoding": "identity"}
PAIRS = "SELECT * { ?a <p:p> ?b . ?c <p:p> ?d }"


@pytest.fixture(scope="module")
def hurried() -> Iterator[Served]:
    """A server with short limits and one place."""
    settings = ServingSettings(
        timeout=0.5, concurrency=1, patience=0.2, queue=1, max_body=1000, limits=Limits(max_query=500, max_rows=10**9), client_patience=1
    )
    with served(settings, QUADS) as running:
        yield running


def test_a_query_that_takes_too_long_is_504_in_time_and_gives_its_place_free(hurried: Served) -> None:
    began = time.monotonic()
    response = hurried.get(SLOW)
    assert (response.status_code, "0.5 seconds" in response.text) == (504, True)
    assert time.monotonic() - began < 2
    assert hurried.ask("ASK {}")


def test_when_the_place_is_taken_a_query_is_503_and_told_when_to_come_again(hurried: Served) -> None:
    with hurried.http.stream("GET", "/sparql", params={"query": ENDLESS}, headers=PLAIN) as response:
        rows = response.iter_raw()
        next(rows)
        refused = hurried.get("ASK {}")
    assert refused.status_code == 503
    assert int(refused.headers["retry-after"]) > 0


def test_a_result_that_is_cut_off_is_seen_to_be_incomplete_and_says_why(hurried: Served) -> None:
    tail: deque[bytes] = deque(maxlen=2)
    with hurried.http.stream("GET", "/sparql", params={"query": ENDLESS, "format": "csv"}, headers=PLAIN) as response:
        assert response.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
            tail.extend(response.iter_raw())
    assert b"# This result is incomplete. The time limit of 0.5 seconds" in b"".join(tail)


def test_a_client_that_goes_away_gives_its_place_free(hurried: Served) -> None:
    for _ in range(3):
        with hurried.http.stream("GET", "/sparql", params={"query": ENDLESS, "format": "csv"}) as response:
            next(response.iter_raw())
        time.sleep(0.1)
        assert hurried.ask("ASK {}")


def test_a_client_that_goes_away_before_the_first_row_gives_its_place_free() -> None:
    with served(ServingSettings(timeout=20, concurrency=1), QUADS) as running:
        with pytest.raises(httpx.ReadTimeout):
            running.http.get("/sparql", params={"query": SLOW}, timeout=0.5)
        time.sleep(0.3)
        began = time.monotonic()
        assert running.ask("ASK {}")
        assert time.monotonic() - began < 1


def test_the_time_that_a_client_takes_to_read_is_not_the_querys(hurried: Served) -> None:
    received = b""
    with hurried.http.stream("GET", "/sparql", params={"query": PAIRS, "format": "csv"}, headers=PLAIN) as response:
        for chunk in response.iter_raw(1 << 15):
            received += chunk
            time.sleep(0.05)
    assert received.count(b"\r\n") == N * N + 1


def test_a_client_that_reads_nothing_is_let_go(hurried: Served) -> None:
    with socket.create_connection((hurried.http.base_url.host, hurried.http.base_url.port or 80)) as client:
        client.sendall(f"GET /sparql?query={ENDLESS.replace(' ', '+').replace('?', '%3F')} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(2.5)
        assert hurried.ask("ASK {}")


@pytest.mark.parametrize("sent", [b"", b"GET /sparql HTTP/1.1\r\nHost: x\r\nX-A: ", b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /h"])
def test_a_client_that_does_not_end_its_headers_is_let_go(hurried: Served, sent: bytes) -> None:
    began = time.monotonic()
    with socket.create_connection((hurried.http.base_url.host, hurried.http.base_url.port or 80), timeout=5) as client:
        client.sendall(sent)
        received = b"".join(iter(lambda: client.recv(65536), b""))
    assert time.monotonic() - began < 3
    assert b"HTTP/1.1 408 Request Timeout\r\n" in received


def test_a_client_that_sends_its_body_too_slowly_is_408(hurried: Served) -> None:
    head = "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\nASK"
    with socket.create_connection((hurried.http.base_url.host, hurried.http.base_url.port or 80), timeout=5) as client:
        client.sendall(head.encode())
        assert client.recv(65536).startswith(b"HTTP/1.1 408")


def test_a_head_that_is_too_big_is_431(hurried: Served) -> None:
    with socket.create_connection((hurried.http.base_url.host, hurried.http.base_url.port or 80), timeout=5) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-A: " + b"a" * (70 << 10))
        assert client.recv(65536).startswith(b"HTTP/1.1 431")


def test_a_long_result_is_streamed_and_a_short_one_has_a_length(hurried: Served) -> None:
    assert "content-length" in hurried.get("ASK {}").headers
    response = hurried.get(PAIRS, format="csv")
    assert response.headers["transfer-encoding"] == "chunked"
    assert len(response.content.splitlines()) == N * N + 1


def test_queries_run_side_by_side() -> None:
    with served(ServingSettings(concurrency=4)) as running, ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: running.ask("ASK { ?d a kg:Document }"), range(40)))
    assert answers == [True] * 40


@pytest.mark.parametrize(
    ("query", "form"),
    [(PAIRS, form) for form in ("csv", "tsv", "json", "xml")]
    + [("CONSTRUCT { ?a ?b ?d } { ?a <p:p> ?b . ?c <p:p> ?d }", form) for form in ("turtle", "ntriples", "rdfxml", "jsonld", "nquads")],
)
def test_a_result_of_too_many_rows_is_never_taken_for_a_whole_one(query: str, form: str) -> None:
    assert is_refused_or_broken(Limits(max_rows=N * N - 1), query, form)
    assert not is_refused_or_broken(Limits(max_rows=N * N), query, form)


def is_refused_or_broken(limits: Limits, query: str, form: str) -> bool:
    """Whether a client can tell that it has not got the whole result: by the status, or by the end of the transfer."""
    with served(ServingSettings(limits=limits), QUADS) as running:
        try:
            return running.get(query, format=form).status_code == 422
        except httpx.RemoteProtocolError:
            return True


def test_too_many_rows_are_told_by_the_status_if_nothing_was_sent_yet() -> None:
    with served(ServingSettings(limits=Limits(max_rows=N - 1)), QUADS) as running:
        response = running.get("SELECT * { ?a <p:p> ?b }")
    assert (response.status_code, f"more than {N - 1} rows" in response.text) == (422, True)


def test_a_result_of_too_many_bytes_is_not_taken_for_a_whole_one() -> None:
    assert not is_refused_or_broken(Limits(max_bytes=100_000), "SELECT * { ?a <p:p> ?b }", "json")
    assert is_refused_or_broken(Limits(max_bytes=100_000), PAIRS, "json")
    assert is_refused_or_broken(Limits(max_bytes=100), PAIRS, "json")


def test_a_body_that_is_too_big_is_413(hurried: Served) -> None:
    for content in (b"x" * 1001, iter([b"x" * 600, b"x" * 600])):
        response = hurried.http.post("/sparql", content=content, headers={"Content-Type": "application/sparql-query"})
        assert response.status_code == 413


def test_a_query_that_is_too_long_is_413(hurried: Served) -> None:
    assert hurried.get("ASK {}" + " " * 500).status_code == 413


def test_requests_over_the_rate_are_429_until_time_has_passed() -> None:
    with served(ServingSettings(rate=1, burst=5)) as running:
        answers = [running.http.get("/health") for _ in range(8)]
        assert [each.status_code for each in answers] == [200] * 5 + [429] * 3
        time.sleep(int(answers[-1].headers["retry-after"]))
        assert running.http.get("/health").status_code == 200


@pytest.mark.parametrize(("proxies", "statuses"), [((), [200, 429]), (("127.0.0.1",), [200, 200])])
def test_a_forwarded_address_is_believed_of_trusted_proxies_alone(proxies: tuple[str, ...], statuses: list[int]) -> None:
    with served(ServingSettings(rate=1, burst=1, proxies=proxies)) as running:
        assert [running.http.get("/health", headers={"X-Forwarded-For": f"192.0.2.{n}"}).status_code for n in range(2)] == statuses


def test_one_client_does_not_take_all_places() -> None:
    settings = ServingSettings(concurrency=2, proxies=("127.0.0.1",), patience=0.2, limits=Limits(max_rows=10**9))
    with served(settings, QUADS) as running:
        headers = [{"X-Forwarded-For": f"192.0.2.{n}"} for n in range(2)]
        with running.http.stream("GET", "/sparql", params={"query": ENDLESS}, headers={**headers[0], **PLAIN}) as response:
            rows = response.iter_raw()
            next(rows)
            statuses = [running.http.get("/sparql", params={"query": "ASK {}"}, headers=each).status_code for each in headers]
    assert statuses == [503, 200]


@pytest.fixture(scope="module")
def hurried_writer() -> Iterator[Served]:
    with served_to_write(ServingSettings(timeout=0.3, patience=0.2, tokens=TOKENS), QUADS) as running:
        yield running


def test_updates_run_one_at_a_time(hurried_writer: Served) -> None:
    def count_up(_: int) -> int:
        return hurried_writer.update(
            "DELETE { <c:c> <p:n> ?n } INSERT { <c:c> <p:n> ?m } WHERE { <c:c> <p:n> ?n BIND(?n + 1 AS ?m) }"
        ).status_code

    hurried_writer.update("INSERT DATA { <c:c> <p:n> 0 }")
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(count_up, range(24))) == {204}
    assert hurried_writer.ask("ASK { <c:c> <p:n> 24 }")


def test_an_update_that_takes_too_long_is_504_and_the_next_waits_its_turn(hurried_writer: Served) -> None:
    slow = "GRAPH <g:g> { ?a <p:p> ?b . ?c <p:p> ?d . ?e <p:p> ?f } FILTER(SHA512(CONCAT(STR(?a), STR(?c), STR(?e))) = 'x')"  # some seconds
    response = hurried_writer.update(f"INSERT {{ <s:s> <p:x> ?a }} WHERE {{ {slow} }}")
    assert response.status_code == 504
    assert "may yet be applied" in response.text
    assert hurried_writer.ask("ASK { ?a <p:p> ?b }")
    while (response := hurried_writer.update("INSERT DATA { <s:s> <p:y> 1 }")).status_code != 204:
        assert response.status_code == 503


def test_a_result_after_an_update_has_it_and_another_version(hurried_writer: Served) -> None:
    before = hurried_writer.get("SELECT * { <v:v> ?p ?o }", format="json")
    assert hurried_writer.update("INSERT DATA { <v:v> <p:p> 1 }").status_code == 204
    after = hurried_writer.get("SELECT * { <v:v> ?p ?o }", format="json")
    assert after.headers["data-version"] != before.headers["data-version"]
    assert after.json()["results"]["bindings"]
