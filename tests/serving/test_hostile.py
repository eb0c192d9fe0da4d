"""Queries that would take the server down or misuse it: each is refused or stopped in its limits, and the next is answered at once."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.serving.execution import DefaultView, QueryRequest
from kg.serving.settings import MEBIBYTE, Limits, ServingSettings
from kg.serving.workers import worker
from kg.serving.workers.data import Data
from kg.serving.workers.frames import Kind, frame, receive
from tests.serving.served import Served, served, until

SERVER = """
import os, subprocess, sys, time
subprocess.Popen([sys.executable, "-m", "kg.serving.workers.forkserver", str(os.getpid()), sys.argv[1]], pass_fds=[int(sys.argv[1])])
time.sleep(60)
"""
N = 300
TIMEOUT = 1.0
G = NamedNode("g:g")
CHAIN = [Quad(NamedNode(f"n:{i}"), NamedNode("p:next"), NamedNode(f"n:{(i * 7 + k) % N}"), G) for i in range(N) for k in (1, 2, 3)]
TEXTS = [Quad(NamedNode(f"n:{i}"), NamedNode("p:text"), Literal("a" * 2000 + f" {i}"), G) for i in range(N)]

BOMBS = {
    "cross join": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cross join with a filter": "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(CONCAT(STR(?a), STR(?d), STR(?g))) > 10000) }",
    "cross join, sorted": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i LIMIT 1",
    "cross join, distinct": "SELECT (COUNT(DISTINCT *) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cross join in a subquery": "SELECT * { { SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } } }",
    "cross join in EXISTS": "SELECT * { ?a ?b ?c FILTER NOT EXISTS { ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?l = ?f && ?c = ?i) } }",
    "path of all from all": "SELECT (COUNT(*) AS ?n) { ?a p:next* ?b . ?c p:next* ?d . ?e p:next* ?f }",
    "path of any property": "SELECT (COUNT(*) AS ?n) { ?a (<x:x>|!<y:y>)* ?b . ?b (^<x:x>|!<y:y>)+ ?c . ?c (<x:x>|!<y:y>)* ?d }",
    "nested paths": "SELECT (COUNT(*) AS ?n) { ?a ((p:next*)/(p:next*))* ?b . ?b ((p:next+)/(p:next?))+ ?c . ?c p:next+ ?d }",
    "regex": 'SELECT * { ?a p:text ?t . ?b p:text ?u . ?c p:text ?v FILTER(REGEX(CONCAT(?t, ?u, ?v), "(a*)*(a|aa)+b$")) }',
    "huge VALUES": "SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?v{k} {{ {'1 ' * 3000} }}" for k in range(4)) + " }",
    "literals grown by REPLACE": "SELECT (MAX(STRLEN(?z)) AS ?n) { ?a p:text ?t . ?b p:text ?u . ?c p:text ?v "
    'BIND(REPLACE(?t, "a", ?u) AS ?x) BIND(REPLACE(?x, "a{100}", ?u) AS ?z) FILTER(?v != ?z) }',
    "a result without end": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "a graph without end": "CONSTRUCT { ?a ?e ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "memory by DISTINCT": "SELECT DISTINCT ?x { ?a p:text ?t . ?b p:text ?u BIND(CONCAT(?t, ?u) AS ?x) } OFFSET 1000000",
    "memory by GROUP_CONCAT": "SELECT (STRLEN(GROUP_CONCAT(?t)) AS ?n) { ?a p:text ?t . ?b p:text ?u . ?c p:text ?v }",
    "memory by doubling": 'SELECT ?x { BIND("0123456789" AS ?x0) '
    + " ".join(f"BIND(CONCAT({', '.join([f'?x{k}'] * 10)}) AS ?x{k + 1})" for k in range(12))
    + " BIND(STRLEN(?x12) AS ?x) }",
}
DEEP = {
    "groups": "ASK " + "{" * 20_000 + "}" * 20_000,
    "brackets": "ASK { FILTER(" + "(" * 5_000 + "true" + ")" * 5_000 + ") }",
    "paths": "ASK { ?s " + "(" * 5_000 + "p:next" + ")" * 5_000 + " ?o }",
    "blank nodes": "ASK { " + "[ p:next " * 2_000 + "1" + "]" * 2_000 + " }",
    "subqueries": "ASK { " + "{ SELECT * { " * 1_000 + "}}" * 1_000 + " }",
}
LONG = {
    "sum": "ASK { FILTER(" + "1+" * 100_000 + "1 > 0) }",
    "negations": "ASK { FILTER(" + "!" * 100_000 + "true) }",
    "unions": "ASK { {}" + " UNION {}" * 50_000 + " }",
    "disjunction": "ASK { ?s ?p ?o FILTER(" + "?s = ?o || " * 50_000 + "true) }",
}


@pytest.fixture(scope="module")
def guarded() -> Iterator[Served]:
    limits = Limits(memory=64 * MEBIBYTE, max_rows=10**9)
    settings = ServingSettings(timeout=TIMEOUT, concurrency=2, share=2, patience=3, limits=limits, rate=0)
    with served(settings, CHAIN + TEXTS) as running:
        yield running


def children(pid: int) -> list[int]:
    """The children of a process; it may have ended."""
    try:
        return [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()]
    except OSError:
        return []


def fork_servers() -> set[int]:
    """The fork servers of this process, which has other children too: the driver of the browser."""
    return {pid for pid in children(os.getpid()) if b"kg.serving.workers.forkserver" in command(pid)}


def command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def worker_pids() -> list[int]:
    """The worker processes: what the fork servers have forked."""
    return [pid for forkserver in fork_servers() for pid in children(forkserver)]


def cpu_seconds(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def assert_all_is_well(guarded: Served) -> None:
    """Queries are answered, and the workers do nothing."""
    until(lambda: guarded.get("ASK { ?s ?p ?o }").status_code == 200)
    until(workers_rest)


def workers_rest() -> bool:
    used = {pid: cpu_seconds(pid) for pid in worker_pids()}
    time.sleep(0.3)
    return all(cpu_seconds(pid) - before < 0.1 for pid, before in used.items())


def ask(guarded: Served, query: str) -> int:
    """The status of an answer; 0 if it was broken off."""
    text = "PREFIX p: <p:> " + query
    try:
        return guarded.http.post("/sparql", content=text, headers={"Content-Type": "application/sparql-query"}).status_code
    except httpx.RemoteProtocolError:
        return 0


@pytest.mark.parametrize("query", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_stopped_in_its_limits(guarded: Served, query: str) -> None:
    assert ask(guarded, query) in (0, 504, 507)
    assert_all_is_well(guarded)


@pytest.mark.parametrize("query", DEEP.values(), ids=DEEP.keys())
def test_deep_nesting_is_refused(guarded: Served, query: str) -> None:
    assert ask(guarded, query) == 422
    assert_all_is_well(guarded)


@pytest.mark.parametrize("query", LONG.values(), ids=LONG.keys())
def test_long_chains_bring_down_no_more_than_their_worker(guarded: Served, query: str) -> None:
    assert ask(guarded, query) in (200, 413, 422, 504, 507)
    assert_all_is_well(guarded)


def test_many_values_are_taken(guarded: Served) -> None:
    assert ask(guarded, "SELECT * { VALUES ?v { " + "1 " * 50_000 + "} } LIMIT 1") == 200


def test_workers_that_are_killed_are_replaced(guarded: Served) -> None:
    for _ in range(5):
        for pid in worker_pids():
            os.kill(pid, signal.SIGKILL)
        assert_all_is_well(guarded)


def test_a_query_whose_process_is_killed_is_asked_elsewhere(guarded: Served) -> None:
    assert killed_while_it_answers(guarded, "ASK {}").status_code == 200
    assert_all_is_well(guarded)


def test_a_query_whose_process_is_killed_after_a_while_is_told_so(guarded: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.serving.workers.evaluation.SLOW_AFTER", 0.0)
    told = killed_while_it_answers(guarded, "ASK {}")
    assert (told.status_code, "was killed" in told.text, "retry-after" in told.headers) == (503, True, True)
    assert_all_is_well(guarded)


def killed_while_it_answers(guarded: Served, query: str) -> httpx.Response:
    """What is answered to a query whose process is stopped before, and then killed."""
    assert_all_is_well(guarded)
    stopped = worker_pids()
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    with ThreadPoolExecutor() as beside:
        answer = beside.submit(guarded.get, query)
        time.sleep(0.3)
        for pid in stopped:
            os.kill(pid, signal.SIGKILL)
        return answer.result()


def test_a_fork_server_ends_with_its_server_whatever_it_does() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, subprocess.Popen([sys.executable, "-c", SERVER, str(theirs.fileno())], pass_fds=[theirs.fileno()]) as server:
        until(lambda: bool(children(server.pid)))
        forkserver = children(server.pid)[0]
        server.kill()
        until(lambda: b"kg.serving.workers.forkserver" not in command(forkserver))


def test_a_fork_server_that_is_killed_is_started_again(guarded: Served) -> None:
    killed, orphans = fork_servers(), worker_pids()
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    until(lambda: not any(b"kg.serving" in command(pid) for pid in orphans))  # a worker ends with the fork server that it comes from
    until(lambda: ask(guarded, "ASK {}") == 200 and bool(fork_servers() - killed))
    assert_all_is_well(guarded)


@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_a_worker_can_ask_no_server_even_if_the_guard_were_fooled(silent: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening, pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.serving.workers.worker.refuse_federation", lambda *_: None)
        frames = asked_of_a_worker(f"SELECT * {{ SERVICE {silent} <http://127.0.0.1:{listening.getsockname()[1]}/> {{ ?s ?p ?o }} }}")
        listening.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listening.accept()
    assert (b"bindings" in b"".join(frames)) == (silent == "SILENT")


def asked_of_a_worker(query: str) -> list[bytes]:
    """The frames that a worker of this process answers."""
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        try:
            ours.close()
            worker.run(theirs, "", Data(Store()), Limits())
        finally:
            os._exit(0)
    theirs.close()
    with ours:
        request = QueryRequest(text=query, base="b:", view=DefaultView.UNNAMED)
        ours.sendall(frame(Kind.QUERY, request.as_json()))
        frames: list[bytes] = []
        last = (Kind.DONE, Kind.WHOLE)
        while (message := receive(ours)) is not None:
            frames.append(message[1])
            if message[0] in last:
                break
    os.waitpid(child, 0)
    return frames
