"""`kg serve`, as a process of its own: starts, takes updates, stops when told, and publishes what it was sent."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import SettingsError
from kg.serving.operations import tokens
from kg.serving.server import bind_unix
from kg.serving.workers.resources import below
from kg.store import folder
from kg.store.graphs import change
from tests.serving.asking import Asking, holders, metric
from tests.serving.served import BASE, BEARER, DATA, PATIENCE, TOKEN, Served, until

START = "import typer; from kg.cli.serve import serve; app = typer.Typer(pretty_exceptions_enable=False); app.command()(serve); app()"
CROSSED = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(12))
SLOW = f"SELECT (COUNT(*) AS ?n) {{ {CROSSED} FILTER(STRLEN(CONCAT(STR(?a0), STR(?a11))) > 1000) }}"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with the data of the tests, published once."""
    place = folder.create_or_open(tmp_path / "store", BASE)
    with folder.writing(place):
        graph = folder.open_graph(place)
        change(graph, set(), set(parse(path=DATA, format=RdfFormat.TRIG)))
        folder.publish(place, graph)
    return place.path


@contextmanager
def running(*options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command on a free port, and its address."""
    command = [sys.executable, "-c", START, "--port", "0", *options]
    environment = {**os.environ, "KG_TOKEN": TOKEN, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://[0-9.]+:\d+|unix:[^ ]+(?=/ )", process.stdout.readline())
            assert found, process.stderr and process.stderr.read()
            yield process, found.group()
        finally:
            process.kill()


def until_it_runs(url: str) -> None:
    """Until the query that was sent is evaluated."""
    until(lambda: "kg_queries_running 1.0" in httpx.get(f"{url}/metrics", timeout=PATIENCE).text)


def stop(process: subprocess.Popen[str], by: signal.Signals) -> str:
    """Stops the command; what it wrote to standard error."""
    process.send_signal(by)
    _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, told
    return told


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_the_newest_state_logs_and_stops_when_told(store: Path, by: signal.Signals) -> None:
    with running("--store", str(store)) as (process, url):
        answer = httpx.get(f"{url}/sparql", params={"query": "SELECT ?d { ?d a kg:Document }", "format": "csv"}, timeout=PATIENCE)
        told = stop(process, by)
    assert len(answer.text.split()) == 3
    assert re.search(r'127\.0\.0\.1 "GET /sparql" 200 \d+ [0-9.]+', told)
    assert "Traceback" not in told


def test_what_a_writable_server_was_sent_is_published_when_it_stops(store: Path) -> None:
    with running("--store", str(store), "--writable") as (process, url):
        response = httpx.post(
            f"{url}/update", data={"update": "INSERT DATA { GRAPH <g:x> { <s:s> <p:p> 1 } }"}, headers=BEARER, timeout=PATIENCE
        )
        assert response.status_code == 204
        stop(process, signal.SIGTERM)
    snapshot = folder.open_snapshot(store)
    assert snapshot.version == "2"
    assert snapshot.store.contains_named_graph(NamedNode("g:x"))


def test_a_unix_socket_is_listened_on_and_a_stale_one_replaced(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "kg.sock"
    for _ in range(2):  # the first is killed, and leaves its socket behind
        with running("--store", str(store), "--uds", str(path), "--proxy", "unix") as (_, url):
            assert url == f"unix:{path}"
            with httpx.Client(transport=httpx.HTTPTransport(uds=str(path)), base_url="http://kg", timeout=PATIENCE) as http:
                headers = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Host": "data.example"}
                response = http.get("/api/queries/overview", headers=headers)
                assert response.status_code == 200
                assert "<http://data.example/api/queries/overview?" in response.headers["link"]
            with pytest.raises(SettingsError, match="another server listens there"):
                bind_unix(path)
            assert stat.S_IMODE(path.stat().st_mode) == 0o660


def test_at_sighup_tokens_and_data_are_read_anew_while_requests_go_on(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "tokens.jsonl"
    tokens.new(file, "first")
    with running("--store", str(store), "--writable", "--tokens", str(file)) as (process, url):
        assert httpx.get(f"{url}/ready", timeout=PATIENCE).status_code == 200
        update = {"update": "INSERT DATA { GRAPH <g:x> { <s:s> <p:p> 1 } }"}
        secret = tokens.new(file, "second")
        later = {"Authorization": f"Bearer {secret}"}
        assert httpx.post(f"{url}/update", data=update, headers=later, timeout=PATIENCE).status_code == 401
        process.send_signal(signal.SIGHUP)

        def is_taken() -> bool:
            assert httpx.get(f"{url}/sparql", params={"query": "ASK {}"}, timeout=PATIENCE).status_code == 200
            status = httpx.post(f"{url}/update", data=update, headers=later, timeout=PATIENCE).status_code
            assert status in (401, 204)
            return status == 204

        until(is_taken)
        assert httpx.get(f"{url}/sparql", params={"query": "ASK { GRAPH <g:x> { ?s ?p ?o } }"}, timeout=PATIENCE).json()["boolean"]
        file.write_text("not a token", encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        assert httpx.post(f"{url}/update", data=update, headers=later, timeout=PATIENCE).status_code == 204
        told = stop(process, signal.SIGTERM)
    assert "tokens and data were loaded anew" in told
    assert "nothing was loaded anew" in told


def test_a_request_that_runs_when_the_server_is_stopped_is_answered(store: Path) -> None:
    with running("--store", str(store), "--timeout", "2") as (process, url), ThreadPoolExecutor() as pool:
        assert httpx.get(f"{url}/ready", timeout=PATIENCE).status_code == 200
        asked = pool.submit(httpx.get, f"{url}/sparql", params={"query": SLOW}, timeout=PATIENCE)
        until_it_runs(url)
        stop(process, signal.SIGTERM)
        assert asked.result().status_code == 504
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{url}/health", timeout=PATIENCE)


def test_a_request_that_runs_at_sighup_is_answered(store: Path) -> None:
    with running("--store", str(store), "--timeout", "2") as (process, url), ThreadPoolExecutor() as pool:
        assert httpx.get(f"{url}/ready", timeout=PATIENCE).status_code == 200
        asked = pool.submit(httpx.get, f"{url}/sparql", params={"query": SLOW}, timeout=PATIENCE)
        until_it_runs(url)
        process.send_signal(signal.SIGHUP)
        assert asked.result().status_code == 504
        assert httpx.get(f"{url}/ready", timeout=PATIENCE).status_code == 200
        stop(process, signal.SIGTERM)


def test_at_sighup_no_answer_on_a_lent_connection_is_lost(store: Path) -> None:
    with running("--store", str(store), "--rate", "0") as (process, url), httpx.Client(base_url=url, timeout=PATIENCE) as http:
        assert process.stderr is not None
        log = threading.Thread(target=process.stderr.read)  # else it would be full, and the server wait
        log.start()
        reader = Served(http)
        clients = [Asking(reader) for _ in range(3)]
        for _ in range(3):
            until(lambda: bool(holders(process.pid)))
            before, lent = set(below(process.pid)), metric(reader, "kg_lookups_total")
            process.send_signal(signal.SIGHUP)
            until(lambda before=before: before.isdisjoint(below(process.pid)))  # type: ignore[misc]
            until(lambda lent=lent: metric(reader, "kg_lookups_total") > lent + 1000)  # type: ignore[misc]
        assert all(client.is_alive() for client in clients)
        for client in clients:
            client.stopping = True
            client.join()
            assert {version for _, version in client.seen} == {b"1"}
        process.send_signal(signal.SIGTERM)
        log.join(PATIENCE)


def test_a_runaway_query_does_not_keep_the_server_from_stopping(store: Path) -> None:
    with running("--store", str(store), "--timeout", "0.2") as (process, url):
        assert httpx.get(f"{url}/sparql", params={"query": SLOW}, timeout=PATIENCE).status_code == 504
        stop(process, signal.SIGTERM)
