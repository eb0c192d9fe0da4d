"""Time limits, busy servers, big results, clients that go away: on running servers."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg.serving.execution import DefaultView, QueryRequest
from kg.serving.settings import ServingSettings
from kg.serving.threads import ThreadExecutor
from tests.serving.served import BEARER, TOKEN, Served, served

N = 120
CROSS = "{ ?a <p:p> ?b . ?c <p:p> ?d . ?e <p:p> ?f }"
SLOW = f"SELECT (COUNT(*) AS ?n) WHERE {{ {CROSS} FILTER(STRLEN(CONCAT(STR(?a), STR(?c), STR(?e))) > 1000) }}"  # seconds without output
ENDLESS = "SELECT * WHERE { ?a <p:p> ?b . ?c <p:p> ?d . ?e <p:p> ?f . ?g <p:p> ?h }"  # gigabytes of output


@pytest.fixture(scope="module")
def hurried() -> Iterator[Served]:
    """A server with short limits and one place."""
    settings = ServingSettings(timeout=0.3, concurrency=1, patience=0.2, max_body=1000, max_query=500, token=TOKEN)
    with served(settings, writable=True, data=False) as running:
        running.store.extend(Quad(NamedNode(f"s:{i}"), NamedNode("p:p"), NamedNode(f"o:{i}")) for i in range(N))
        yield running
        wait_until_free(running)


def wait_until_free(running: Served) -> None:
    while running.http.get("/sparql", params={"query": "ASK {}"}).status_code == 503:
        time.sleep(0.05)


def test_a_query_that_takes_too_long_is_504_in_time_and_the_server_goes_on(hurried: Served) -> None:
    wait_until_free(hurried)
    began = time.monotonic()
    response = hurried.http.get("/sparql", params={"query": SLOW})
    assert response.status_code == 504
    assert "0.3 seconds" in response.text
    assert time.monotonic() - began < 1.5
    assert hurried.http.get("/health").status_code == 200


def test_when_all_places_are_taken_a_query_is_503_and_told_when_to_come_again(hurried: Served) -> None:
    wait_until_free(hurried)
    assert hurried.http.get("/sparql", params={"query": SLOW}).status_code == 504  # its thread keeps the only place
    response = hurried.http.get("/sparql", params={"query": "ASK {}"})
    assert response.status_code == 503
    assert int(response.headers["retry-after"]) > 0


def test_a_result_that_is_cut_off_is_seen_to_be_incomplete(hurried: Served) -> None:
    wait_until_free(hurried)
    with hurried.http.stream("GET", "/sparql", params={"query": ENDLESS, "format": "csv"}) as response:
        assert response.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
            deque(response.iter_raw(), maxlen=0)


def test_a_client_that_goes_away_gives_its_place_free(hurried: Served) -> None:
    wait_until_free(hurried)
    for _ in range(3):
        with hurried.http.stream("GET", "/sparql", params={"query": ENDLESS, "format": "csv"}) as response:
            next(response.iter_raw())
        wait_until_free(hurried)


def test_the_time_that_a_slow_client_takes_is_not_counted() -> None:
    store = Store()
    store.extend(Quad(NamedNode(f"s:{i}"), NamedNode("p:p"), NamedNode(f"o:{i}")) for i in range(300))
    request = QueryRequest(text="SELECT * { ?a <p:p> ?b . ?c <p:p> ?d }", base="b:", view=DefaultView.ALL, format="csv")

    async def read_slowly() -> bytes:
        answer = await ThreadExecutor(ServingSettings(timeout=1)).query(store, request)
        assert answer.chunks is not None
        received = b""
        async for chunk in answer.chunks:
            received += chunk
            await asyncio.sleep(0.1)
        return received

    began = time.monotonic()
    assert asyncio.run(read_slowly()).count(b"\r\n") == 300 * 300 + 1
    assert time.monotonic() - began > 1


def test_a_long_result_is_streamed_and_a_short_one_has_a_length(hurried: Served) -> None:
    wait_until_free(hurried)
    assert "content-length" in hurried.http.get("/sparql", params={"query": "ASK {}"}).headers
    response = hurried.http.get("/sparql", params={"query": "SELECT * { ?a <p:p> ?b . ?c <p:p> ?d }", "format": "csv"})
    assert response.headers["transfer-encoding"] == "chunked"
    assert len(response.content.splitlines()) > N * N


def test_queries_run_side_by_side() -> None:
    with served(ServingSettings(concurrency=4)) as running, ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: running.ask("ASK { ?d a kg:Document }"), range(40)))
    assert answers == [True] * 40


def test_updates_run_one_at_a_time(hurried: Served) -> None:
    def count_up(_: int) -> int:
        text = "DELETE { <c:c> <p:n> ?n } INSERT { <c:c> <p:n> ?m } WHERE { <c:c> <p:n> ?n BIND(?n + 1 AS ?m) }"
        return hurried.http.post("/update", data={"update": text}, headers=BEARER).status_code

    hurried.http.post("/update", data={"update": "INSERT DATA { <c:c> <p:n> 0 }"}, headers=BEARER)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(count_up, range(24))) == {204}
    wait_until_free(hurried)
    assert hurried.ask("ASK { <c:c> <p:n> 24 }")


def test_an_update_that_takes_too_long_is_504_and_the_next_waits_its_turn(hurried: Served) -> None:
    slow = f"INSERT {{ <s:s> <p:x> ?n }} WHERE {{ {{ {SLOW} }} }}"
    response = hurried.http.post("/update", data={"update": slow}, headers=BEARER)
    assert response.status_code == 504
    assert "may yet be applied" in response.text
    while (response := hurried.http.post("/update", data={"update": "INSERT DATA { <s:s> <p:y> 1 }"}, headers=BEARER)).status_code != 204:
        assert response.status_code == 503


@pytest.mark.parametrize("told", [True, False])
def test_a_body_that_is_too_big_is_413(hurried: Served, told: bool) -> None:
    body = b"x" * 1001
    content = body if told else iter([body[:600], body[600:]])
    response = hurried.http.post("/update", content=content, headers={"Content-Type": "application/sparql-update", **BEARER})
    assert response.status_code == 413


def test_a_query_that_is_too_long_is_413(hurried: Served) -> None:
    assert hurried.http.get("/sparql", params={"query": "ASK {}" + " " * 500}).status_code == 413
