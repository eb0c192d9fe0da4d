"""`kg serve`, as a process of its own: starts, takes updates, stops when told, and publishes what it was sent."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.store import folder
from kg.store.graphs import change
from tests.serving.served import BASE, BEARER, DATA, TOKEN

START = "import typer; from kg.cli.serve import serve; app = typer.Typer(pretty_exceptions_enable=False); app.command()(serve); app()"


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
            found = re.search(r"http://[0-9.]+:\d+", process.stdout.readline())
            assert found, process.stderr and process.stderr.read()
            yield process, found.group()
        finally:
            process.kill()


def stop(process: subprocess.Popen[str], by: signal.Signals) -> str:
    """Stops the command; what it wrote to standard error."""
    process.send_signal(by)
    _, told = process.communicate(timeout=15)
    assert process.returncode == 0, told
    return told


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_the_newest_state_logs_and_stops_when_told(store: Path, by: signal.Signals) -> None:
    with running("--store", str(store)) as (process, url):
        answer = httpx.get(f"{url}/sparql", params={"query": "SELECT ?d { ?d a kg:Document }", "format": "csv"})
        told = stop(process, by)
    assert len(answer.text.split()) == 3
    assert re.search(r'127\.0\.0\.1 "GET /sparql" 200 \d+ [0-9.]+', told)
    assert "Traceback" not in told


def test_what_a_writable_server_was_sent_is_published_when_it_stops(store: Path) -> None:
    with running("--store", str(store), "--writable") as (process, url):
        response = httpx.post(f"{url}/update", data={"update": "INSERT DATA { GRAPH <g:x> { <s:s> <p:p> 1 } }"}, headers=BEARER)
        assert response.status_code == 204
        stop(process, signal.SIGTERM)
    snapshot = folder.open_snapshot(store)
    assert snapshot.version == "2"
    assert snapshot.store.contains_named_graph(NamedNode("g:x"))


def test_a_runaway_query_does_not_keep_the_server_from_stopping(store: Path) -> None:
    with running("--store", str(store), "--timeout", "0.2") as (process, url):
        crossed = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(12))
        slow = f"SELECT (COUNT(*) AS ?n) {{ {crossed} FILTER(STRLEN(CONCAT(STR(?a0), STR(?a11))) > 1000) }}"
        assert httpx.get(f"{url}/sparql", params={"query": slow}).status_code == 504
        stop(process, signal.SIGTERM)
