"""Busy servers, big results, clients that go away or are slow, updates: on running servers with short limits."""

from __future__ import annotations

import socket
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace

import httpx
import pytest
from pyoxigraph import NamedNode, Quad

from kg.serving.settings import Limits, ServingSettings
from tests.serving.served import PATIENCE, TOKENS, Served, served, served_to_write, until

N = 120
QUADS = [Quad(NamedNode(f"s:{i}"), NamedNode("p:p"), NamedNode(f"o:{i}"), NamedNode("g:g")) for i in range(N)]
CROSS = "{ ?a <p:p> ?b . ?c <p:p> ?d . ?e <p:p> ?f . ?g <p:p> ?h }"
SLOW = f"SELECT (COUNT(*) AS ?n) WHERE {{ {CROSS} FILTER(STRLEN(CONCAT(STR(?a), STR(?c), STR(?e))) > 1000) }}"  # minutes without output
ENDLESS = f"SELECT * WHERE {CROSS}"  # gigabytes of output
SHARE = 30  # of the pairs' squares: enough for an update of a second or two
PLAIN = {"Accept-Encoding": "identity"}
PAIRS = "SELECT * { ?a <p:p> ?b . ?c <p:p> ?d }"


ONE_PLACE = ServingSettings(
    concurrency=1,
    patience=0.2,
    queue=1,
    rate=0,
    max_body=1000,
    limits=Limits(max_query=500, max_rows=10**9),
    timeout=600,
    client_patience=600,
)


@pytest.fixture(scope="module")
def _patient() -> Iterator[Served]:
    with served(ONE_PLACE, QUADS) as running:
        yield running


@pytest.fixture
def patient(_patient: Served) -> Served:
    """A server with one place, which is free, and with all the time in the world for queries and clients."""
    until(lambda: is_free(_patient))
    return _patient


@pytest.fixture(scope="module")
def hurried() -> Iterator[Served]:
    """A server with one place, and short limits of time."""
    with served(replace(ONE_PLACE, timeout=0.5, client_patience=1), QUADS) as running:
        yield running


def is_free(running: Served) -> bool:
    """Whether there is a place for a query."""
    return running.get("ASK {}").status_code == 200


def test_a_query_that_takes_too_long_is_504_and_gives_its_place_free(hurried: Served) -> None:
    response = hurried.get(SLOW)
    assert (response.status_code, "0.5 seconds" in response.text) == (504, True)
    until(lambda: is_free(hurried))


def test_when_the_place_is_taken_a_query_is_503_and_told_when_to_come_again(patient: Served) -> None:
    with patient.http.stream("GET", "/sparql", params={"query": ENDLESS}, headers=PLAIN) as response:
        rows = response.iter_raw()
        next(rows)
        refused = patient.get("ASK {}")
    assert refused.status_code == 503
    assert int(refused.headers["retry-after"]) > 0


def test_a_result_that_is_cut_off_is_seen_to_be_incomplete_and_says_why(hurried: Served) -> None:
    tail: deque[bytes] = deque(maxlen=2)
    with hurried.http.stream("GET", "/sparql", params={"query": ENDLESS, "format": "csv"}, headers=PLAIN) as response:
        assert response.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
            tail.extend(response.iter_raw())
    assert b"# This result is incomplete. The time limit of 0.5 seconds" in b"".join(tail)


def test_a_client_that_goes_away_gives_its_place_free(patient: Served) -> None:
    for _ in range(3):
        with patient.http.stream("GET", "/sparql", params={"query": ENDLESS, "format": "csv"}) as response:
            next(response.iter_raw())
        until(lambda: is_free(patient))


def test_a_client_that_goes_away_before_the_first_row_gives_its_place_free(patient: Served) -> None:
    with pytest.raises(httpx.ReadTimeout):
        patient.http.get("/sparql", params={"query": SLOW}, timeout=0.5)
    until(lambda: is_free(patient))


def test_the_time_that_a_client_takes_to_read_is_not_the_querys() -> None:
    wide = f"SELECT * {{ ?a <p:p> ?b . ?c <p:p> ?d BIND('{'x' * 300}' AS ?e) }}"  # more bytes than sockets hold
    with (
        served(replace(ONE_PLACE, timeout=2), QUADS) as running,
        running.http.stream("GET", "/sparql", params={"query": wide, "format": "csv"}, headers=PLAIN) as response,
    ):
        rows = response.iter_lines()
        next(rows)
        time.sleep(2.5)
        assert "kg_queries_running 1.0" in running.http.get("/metrics").text, "sockets hold the whole result"
        assert sum(1 for _ in rows) == N * N


def test_a_result_that_begins_late_may_take_longer_than_a_client_may_wait() -> None:
    late = f"SELECT * {{ {{ SELECT (COUNT(*) AS ?n) {{ ?i <p:p> ?j . ?k <p:p> ?l . ?m <p:p> ?o }} }} {CROSS} }}"
    with (
        served(replace(ONE_PLACE, client_patience=0.5), QUADS) as running,
        running.http.stream("GET", "/sparql", params={"query": late, "format": "csv"}, headers=PLAIN) as response,
    ):
        began, pieces = time.monotonic(), response.iter_raw()
        while time.monotonic() < began + 1.5:
            assert next(pieces)


def test_a_client_that_reads_nothing_is_let_go() -> None:
    with (
        served(replace(ONE_PLACE, client_patience=1), QUADS) as running,
        socket.create_connection((running.http.base_url.host, running.http.base_url.port or 80)) as client,
    ):
        client.sendall(f"GET /sparql?query={ENDLESS.replace(' ', '+').replace('?', '%3F')} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        until(lambda: not is_free(running))
        until(lambda: is_free(running))


@pytest.mark.parametrize("sent", [b"", b"GET /sparql HTTP/1.1\r\nHost: x\r\nX-A: ", b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /h"])
def test_a_client_that_does_not_end_its_headers_is_let_go(hurried: Served, sent: bytes) -> None:
    with socket.create_connection((hurried.http.base_url.host, hurried.http.base_url.port or 80), timeout=PATIENCE) as client:
        client.sendall(sent)
        received = b"".join(iter(lambda: client.recv(65536), b""))
    assert b"HTTP/1.1 408 Request Timeout\r\n" in received


def test_a_client_that_sends_its_body_too_slowly_is_408(hurried: Served) -> None:
    head = "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\nASK"
    with socket.create_connection((hurried.http.base_url.host, hurried.http.base_url.port or 80), timeout=PATIENCE) as client:
        client.sendall(head.encode())
        assert client.recv(65536).startswith(b"HTTP/1.1 408")


def test_a_head_that_is_too_big_is_431(hurried: Served) -> None:
    with socket.create_connection((hurried.http.base_url.host, hurried.http.base_url.port or 80), timeout=PATIENCE) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-A: " + b"a" * (70 << 10))
        assert client.recv(65536).startswith(b"HTTP/1.1 431")


def test_a_long_result_is_streamed_and_a_short_one_has_a_length(patient: Served) -> None:
    assert "content-length" in patient.get("ASK {}").headers
    response = patient.get(PAIRS, format="csv")
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
def test_a_result_of_too_many_rows_is_never_taken_for_a_whole_one(query: str, form: str, limited: dict[int, Served]) -> None:
    assert is_refused_or_broken(limited[N * N - 1], query, form)
    assert not is_refused_or_broken(limited[N * N], query, form)


@pytest.fixture(scope="module")
def limited() -> Iterator[dict[int, Served]]:
    """Servers by how many rows they give."""
    with ExitStack() as servers:
        yield {
            rows: servers.enter_context(served(ServingSettings(limits=Limits(max_rows=rows)), QUADS)) for rows in (N - 1, N * N - 1, N * N)
        }


def is_refused_or_broken(running: Served, query: str, form: str) -> bool:
    """Whether a client can tell that it has not got the whole result: by the status, or by the end of the transfer."""
    try:
        return running.get(query, format=form).status_code == 422
    except httpx.RemoteProtocolError:
        return True


def test_too_many_rows_are_told_by_the_status_if_nothing_was_sent_yet(limited: dict[int, Served]) -> None:
    response = limited[N - 1].get("SELECT * { ?a <p:p> ?b }")
    assert (response.status_code, f"more than {N - 1} rows" in response.text) == (422, True)


def test_a_result_of_too_many_bytes_is_not_taken_for_a_whole_one() -> None:
    with served(ServingSettings(limits=Limits(max_bytes=100_000)), QUADS) as running:
        assert not is_refused_or_broken(running, "SELECT * { ?a <p:p> ?b }", "json")
        assert is_refused_or_broken(running, PAIRS, "json")
    with served(ServingSettings(limits=Limits(max_bytes=100)), QUADS) as running:
        assert is_refused_or_broken(running, PAIRS, "json")


def test_a_body_that_is_too_big_is_413(patient: Served) -> None:
    for content in (b"x" * 1001, iter([b"x" * 600, b"x" * 600])):
        response = patient.http.post("/sparql", content=content, headers={"Content-Type": "application/sparql-query"})
        assert response.status_code == 413


def test_a_query_that_is_too_long_is_413(patient: Served) -> None:
    assert patient.get("ASK {}" + " " * 500).status_code == 413


def test_requests_over_the_rate_are_429_until_time_has_passed() -> None:
    with served(ServingSettings(rate=1, burst=5)) as running:
        began, answers = time.monotonic(), [running.http.get("/health")]
        while answers[-1].status_code == 200:
            answers.append(running.http.get("/health"))
        assert answers[-1].status_code == 429
        assert 5 <= len(answers) - 1 <= 5 + (time.monotonic() - began) * 1
        time.sleep(int(answers[-1].headers["retry-after"]))
        assert running.http.get("/health").status_code == 200


@pytest.mark.parametrize(("proxies", "statuses"), [((), [200, 429]), (("127.0.0.1",), [200, 200])])
def test_a_forwarded_address_is_believed_of_trusted_proxies_alone(proxies: tuple[str, ...], statuses: list[int]) -> None:
    with served(ServingSettings(rate=0.01, burst=100, proxies=proxies)) as running:
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
    with served_to_write(ServingSettings(timeout=0.3, patience=0.2, tokens=TOKENS, rate=0), QUADS) as running:
        yield running


def test_updates_run_one_at_a_time(writer: Served) -> None:
    def count_up(_: int) -> int:
        return writer.update("DELETE { <c:c> <p:n> ?n } INSERT { <c:c> <p:n> ?m } WHERE { <c:c> <p:n> ?n BIND(?n + 1 AS ?m) }").status_code

    writer.update("INSERT DATA { <c:c> <p:n> 0 }")
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(count_up, range(24))) == {204}
    assert writer.ask("ASK { <c:c> <p:n> 24 }")


def test_an_update_that_takes_too_long_is_504_and_the_next_waits_its_turn(hurried_writer: Served) -> None:
    values = " ".join(map(str, range(SHARE)))
    slow = f"GRAPH <g:g> {{ ?a <p:p> ?b . ?c <p:p> ?d }} VALUES ?e {{ {values} }} FILTER(SHA512(CONCAT(STR(?a), STR(?c), STR(?e))) = 'x')"
    response = hurried_writer.update(f"INSERT {{ <s:s> <p:x> ?a }} WHERE {{ {slow} }}")
    assert response.status_code == 504
    assert "may yet be applied" in response.text
    until(lambda: is_free(hurried_writer))
    while (response := hurried_writer.update("INSERT DATA { <s:s> <p:y> 1 }")).status_code != 204:
        assert response.status_code == 503


def test_a_result_after_an_update_has_it_and_another_version(writer: Served) -> None:
    before = writer.get("SELECT * { <v:v> ?p ?o }", format="json")
    assert writer.update("INSERT DATA { <v:v> <p:p> 1 }").status_code == 204
    after = writer.get("SELECT * { <v:v> ?p ?o }", format="json")
    assert after.headers["data-version"] != before.headers["data-version"]
    assert after.json()["results"]["bindings"]
