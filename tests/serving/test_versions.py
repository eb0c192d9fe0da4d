"""A server goes over to what a build publishes, keeps older versions, and tells clients what has not changed."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import StoreError
from kg.serving.catalogue import Published
from kg.serving.execution import evaluation_problem
from kg.serving.settings import ServingSettings
from kg.serving.source import Source
from kg.serving.workers.processes import ProcessExecutor
from kg.store.folder import SNAPSHOTS_KEPT
from tests.serving.served import PATIENCE, Served, publish, serving, until

PLAIN = {"Accept-Encoding": "identity"}
NUMBER = NamedNode("p:number")
BOTH = "SELECT ?a ?b { <s:a> <p:number> ?a . <s:b> <p:number> ?b }"


def state(number: int) -> list[Quad]:
    """Two facts that are always of the same number in one version."""
    return [Quad(NamedNode(f"s:{name}"), NUMBER, Literal(number), NamedNode(f"g:{name}")) for name in "ab"]


def republish(path: Path, number: int) -> str:
    """Replaces the facts, as a build does, and publishes."""
    return publish(path, state(number), gone=state(number - 1))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    publish(tmp_path / "store", state(1))
    return tmp_path / "store"


@pytest.fixture
def running(store: Path) -> Iterator[Served]:
    with serving(lambda: Published(store), ServingSettings(rate=0, timeout=600, client_patience=600)) as running:
        yield running


def wait_for(running: Served, version: str) -> None:
    """Until results are those of a version that the server is going over to."""
    until(lambda: running.get(BOTH, format="json").headers["data-version"] == version)


def numbers(response: httpx.Response) -> set[str]:
    (row,) = response.json()["results"]["bindings"]
    return {row["a"]["value"], row["b"]["value"]}


def test_no_request_fails_and_no_result_is_mixed_while_new_versions_come(store: Path, running: Served) -> None:
    stop, failures, seen = threading.Event(), [], set()

    def ask() -> None:
        with httpx.Client(base_url=running.http.base_url, timeout=PATIENCE) as client:
            while not stop.is_set():
                response = client.get("/sparql", params={"query": BOTH, "format": "json"})
                if response.status_code != 200 or numbers(response) != {response.headers["data-version"]}:
                    failures.append(response.text)
                seen.add(response.headers["data-version"])

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        until(lambda: "1" in seen)
        for number in (2, 3):
            newest = republish(store, number)
            until(partial({newest}.issubset, seen))
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert failures == []


def test_a_query_that_runs_ends_on_the_version_that_it_began_with(store: Path, running: Served) -> None:
    cross = "SELECT ?a { " + " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(19)) + " <s:a> <p:number> ?a }"
    with running.http.stream(
        "GET", "/sparql", params={"query": cross, "format": "tsv"}, headers={"Accept-Encoding": "identity"}
    ) as response:
        rows = response.iter_lines()
        assert [next(rows), next(rows)] == ["?a", "1"]
        wait_for(running, republish(store, 2))
        assert {row for row in rows if not row.startswith("#")} == {"1"}


def test_older_versions_can_be_asked_until_they_are_removed(store: Path, running: Served) -> None:
    for number in range(2, SNAPSHOTS_KEPT + 2):
        newest = republish(store, number)
    wait_for(running, newest)
    assert numbers(running.get(BOTH, version="2", format="json")) == {"2"}
    assert running.http.post("/sparql", data={"query": BOTH, "version": "3"}).json()["results"]["bindings"][0]["a"]["value"] == "3"
    refused = running.get(BOTH, version="1")
    assert (refused.status_code, "2, 3, 4" in refused.text) == (404, True)
    assert running.get(BOTH, version="../x").status_code == 404


def test_a_client_that_has_the_result_is_not_sent_it_again(store: Path, running: Served) -> None:
    first = running.get(BOTH, format="json")
    known = {"If-None-Match": first.headers["etag"]}
    unchanged = running.http.get("/sparql", params={"query": BOTH, "format": "json"}, headers=known)
    assert (unchanged.status_code, unchanged.content, unchanged.headers["etag"]) == (304, b"", first.headers["etag"])
    other = running.http.get("/sparql", params={"query": BOTH, "format": "json"}, headers={**known, "Accept-Encoding": "identity"})
    assert other.status_code == 200
    wait_for(running, republish(store, 2))
    assert running.http.get("/sparql", params={"query": BOTH, "format": "json"}, headers=known).status_code == 200


@pytest.mark.parametrize("changing", ["NOW()", "RAND()", "UUID ()", "struuid()"])
def test_a_result_that_changes_by_itself_is_always_sent(running: Served, changing: str) -> None:
    response = running.http.get("/sparql", params={"query": f"SELECT ({changing} AS ?x) {{}}"}, headers={"If-None-Match": "*"})
    assert response.status_code == 200
    assert "etag" not in response.headers


@pytest.mark.parametrize(
    ("accepted", "coding"), [("gzip", "gzip"), ("zstd, gzip", "zstd"), ("gzip;q=0, *;q=0", None), ("identity", None), ("br", None)]
)
def test_long_results_are_compressed_as_the_client_takes_it(running: Served, accepted: str, coding: str | None) -> None:
    query = "SELECT ?x { VALUES ?x { " + " ".join(f"'value {n}'" for n in range(20_000)) + " } }"
    response = running.http.post("/sparql", data={"query": query, "format": "csv"}, headers={"Accept-Encoding": accepted})
    assert response.headers.get("content-encoding") == coding
    assert response.text.splitlines()[-1] == "value 19999"


def test_short_results_are_sent_as_they_are(running: Served) -> None:
    response = running.http.get("/sparql", params={"query": BOTH}, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in response.headers


def test_the_service_description_names_the_versions(running: Served) -> None:
    assert "/sparql?version=1>" in running.http.get("/sparql", headers={"Accept": "application/n-triples"}).text


@pytest.mark.parametrize("locks", [True, False])
def test_a_version_stays_while_it_is_made_ready_or_is_passed_over_where_there_are_no_locks(
    locks: bool, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def served_at_last() -> tuple[str, str]:
        executor, catalogue = ProcessExecutor(ServingSettings()), Published(store)
        first = catalogue.name

        async def prepare(source: Source) -> None:
            for number in range(2, SNAPSHOTS_KEPT + 3) if source.version == first else ():
                republish(store, number)
            await executor.prepare(source)

        try:
            async with catalogue.serving(prepare):
                return first, catalogue.name
        finally:
            await executor.close()

    if not locks:
        monkeypatch.setattr("kg.store.states._is_unread", lambda _: True)
    first, last = asyncio.run(served_at_last())
    assert (last == first) == locks


def test_a_version_that_stays_and_can_not_be_read_is_told(store: Path) -> None:
    async def start() -> None:
        executor, catalogue = ProcessExecutor(ServingSettings()), Published(store)
        for file in (store / "snapshots" / catalogue.name).glob("*.sst"):
            file.unlink()
        try:
            async with catalogue.serving(executor.prepare):
                pass
        finally:
            await executor.close()

    with pytest.raises(StoreError):
        asyncio.run(start())


def test_a_state_that_is_given_up_while_it_is_read_is_to_be_asked_for_again() -> None:
    gone = FileNotFoundError("IO error: No such file or directory: While open a file for random read: snapshots/13/000344.sst")
    problem = evaluation_problem(gone, "query")
    assert (problem.status, problem.headers["Retry-After"]) == (503, "5")
    assert "snapshots" not in problem.detail
    assert evaluation_problem(gone, "update").status == 500
