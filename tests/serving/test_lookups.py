"""Look-ups on connections that are lent to the processes that answer them: what they are, and that nobody can tell the difference."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from kg.serving.catalogue import Published
from kg.serving.lookups.reading import Asked, read
from kg.serving.lookups.shape import find_lookup
from kg.serving.settings import ServingSettings
from tests.serving.asking import ONE, PERSON, Asking, Caller, caller, holders, metric
from tests.serving.served import PATIENCE, Served, publish, sample, served, serving, until

LOOKUPS = [
    "SELECT ?g ?p ?o WHERE { GRAPH ?g { <urn:x> ?p ?o } }",
    "select * { <urn:x> a ?class }",
    "SELECT*{?s a kg:Person.}LIMIT 5",
    "SELECT ?s { GRAPH <urn:g> { ?s rdfs:label 'x'@en } }",
    'PREFIX a: <urn:a#b>\nBASE <urn:c>\nASK { a:b a:c "}"^^xsd:string }',
    "# FILTER\nSELECT $o # }\n{ <urn:x#y> ?p $o } # the end",
    "ASK WHERE { <urn:x> <urn:y> ?o . }",
]
OTHERS = [
    "",
    "SELECT * { ?s ?p ?o }",
    "SELECT * { ?s a ?o }",
    "SELECT * { ?s ?p <urn:x> }",
    "SELECT * { <urn:x> ?p ?p }",
    "SELECT * { GRAPH ?p { <urn:x> ?p ?o } }",
    "SELECT * { GRAPH ?p { <urn:x> $p ?o } }",
    "SELECT DISTINCT ?p { <urn:x> ?p ?o }",
    "SELECT REDUCED ?p { <urn:x> ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { <urn:x> ?p ?o }",
    "SELECT * { <urn:x> ?p ?o } ORDER BY ?o",
    "SELECT * { <urn:x> ?p ?o } OFFSET 5",
    "SELECT * { <urn:x> ?p ?o } LIMIT 5 OFFSET 5",
    "SELECT * { <urn:x> ?p ?o FILTER(?o > 1) }",
    "SELECT * { <urn:x> ?p ?o . ?o ?q ?r }",
    "SELECT * { <urn:x> ?p ?o ; ?q ?r }",
    "SELECT * { <urn:x> ?p ?o , ?q }",
    "SELECT * { { <urn:x> ?p ?o } }",
    "SELECT * { GRAPH ?g { GRAPH ?h { <urn:x> ?p ?o } } }",
    "SELECT * { OPTIONAL { <urn:x> ?p ?o } }",
    "SELECT * { SERVICE <urn:x> { <urn:x> ?p ?o } }",
    "SELECT * { SERVICE kg:search { <urn:x> ?p ?o } }",
    "SELECT * FROM <urn:g> { <urn:x> ?p ?o }",
    "SELECT * { <urn:x> kg:a/kg:b ?o }",
    "SELECT * { <urn:x> kg:a+ ?o }",
    "SELECT * { <urn:x> kg:a* ?o }",
    "SELECT * { <urn:x> ^kg:a ?o }",
    "SELECT * { <urn:x> kg:a?true }",
    "SELECT * { <urn:x> <urn:a>?o }",
    "SELECT * { <urn:x> !kg:a ?o }",
    "SELECT * { _:x ?p ?o }",
    "SELECT * { [] ?p ?o }",
    "SELECT * { <urn:x> ?p [] }",
    "SELECT * { <urn:x> ?p ?o } VALUES ?o { 1 }",
    "SELECT * { <urn:x> ?p ?o } # comment\n} UNION { ?s ?p ?o }",
    "SELECT * { <urn:x> ?p '#' } UNION { ?s ?p '#' }",
    "SELECT * { <urn:x> ?p 'a\\'b' }",
    "SELECT * { <urn:x> ?p '''a''' }",
    "SELECT * { <urn:x> ?p 'a\nb' }",
    'SELECT * { <urn:x> ?p "a" ?q }',
    "SELECT * { <urn:\\u0078> ?p ?o }",
    "\\u0053ELECT * { <urn:x> ?p ?o }",
    "SELECT * \\u007b <urn:x> ?p ?o }",
    "SELECT * { <urn:x>?p<urn:y> . ?s ?p ?o }",
    "SELECT * { <urn:x> ?p ?o",
    "SELECT * { <urn:x> ?p ?o } }",
    "{ <urn:x> ?p ?o }",
    "CONSTRUCT { <urn:x> ?p ?o } WHERE { <urn:x> ?p ?o }",
    "DESCRIBE <urn:x>",
    "INSERT DATA { <urn:x> <urn:y> <urn:z> }",
    "\u017fELECT * { <urn:x> ?p ?o }",
    "SELECT * { <urn:x> ?p ?o } #" + "x" * 5000,
]


@pytest.mark.parametrize("text", LOOKUPS)
def test_one_pattern_with_a_constant_is_a_lookup(text: str) -> None:
    assert find_lookup(text)


@pytest.mark.parametrize("text", OTHERS)
def test_anything_else_is_none(text: str) -> None:
    assert find_lookup(text) is None


HEAD = b"GET /sparql?query=ASK%20%7B%7D&format=csv HTTP/1.1\r\nHost: x\r\nAccept: text/csv"


def test_a_usual_request_is_read() -> None:
    asked = Asked("ASK {}", "csv", "text/csv", None)
    assert read(HEAD, b"/sparql") == read(HEAD + b"\r\nConnection: Keep-Alive", b"/sparql") == asked
    assert read(HEAD + b"\r\naccept-encoding: gzip", b"/sparql") == asked._replace(accept_encoding="gzip")


@pytest.mark.parametrize(
    ("found", "instead"),
    [
        (b"GET", b"HEAD"),
        (b"GET", b"POST"),
        (b"GET ", b"GET  "),
        (b"1.1", b"1.0"),
        (b"/sparql", b"//sparql"),
        (b"/sparql", b"http://x/sparql"),
        (b"/sparql", b"/%73parql"),
        (b"/sparql?", b"/update?"),
        (b"?query", b"#query"),
        (b"query=", b"version=1&query="),
        (b"query=", b"query=&query="),
        (b"query=", b"default-graph-uri=urn:x&query="),
        (b"query=", b"qu="),
        (b"%20", b" "),
        (b"%20", b"%ff"),
        (b"%7B", b"\xc3\xa9"),
        (b"Host: x", b"Host:x"),
        (b"Host: x", b"Host : x"),
        (b"Host: x", b" Host: x"),
        (b"Host: x", b"Host: x\r\n y"),
        (b"Host: x", b"Host: x\r\nHost: y"),
        (b"Host: x", b"Host: x\nX: y"),
        (b"Host: x", b"Host: x\rX: y"),
        (b"Host: x", b"Host: x\x00"),
        (b"Host: x", b"Host: \xe9"),
        (b"Host: x", b"Host: x\r\nConnection: close"),
        (b"Host: x", b"Host: x\r\nContent-Length: 3"),
        (b"Host: x", b"Host: x\r\nTransfer-Encoding: chunked"),
        (b"Host: x", b"Host: x\r\nIf-None-Match: *"),
        (b"Host: x", b"Host: x\r\nAuthorization: Bearer x"),
        (b"Host: x", b"Host: x\r\nOrigin: http://x"),
        (b"Host: x", b"Host: x\r\nExpect: 100-continue"),
        (b"Host: x", b"Host: x\r\nX-Forwarded-For: 10.0.0.1"),
        (b"Host: x", b"Host: x\r\nUpgrade: websocket"),
    ],
)
def test_an_unusual_request_is_left_to_the_server(found: bytes, instead: bytes) -> None:
    assert read(HEAD.replace(found, instead, 1), b"/sparql") is None


def told(response: bytes) -> tuple[bytes, frozenset[bytes], bytes]:
    """Status, headers in any order, and body. How its length is told depends on how soon the server has all of it."""
    head, _, body = response.partition(b"\r\n\r\n")
    status, *headers = head.split(b"\r\n")
    return status, frozenset(each for each in headers if not each.startswith((b"content-length", b"transfer-encoding"))), body


DOCUMENT = "SELECT ?d { ?d a kg:Document }"
LONG = f"SELECT * {{ VALUES ?a {{ {' '.join(map(str, range(100)))} }} VALUES ?b {{ {' '.join(map(str, range(100)))} }} }}"
ORDINARY = "Range: bytes=0-\r\n"  # a header that makes no difference, and is not usual


def lend(asking: Caller, running: Served) -> None:
    """Asks until the connection is lent."""
    before = metric(running, "kg_lookups_total")

    def is_lent() -> bool:
        for _ in range(40):
            asking.ask(ONE)
        return metric(running, "kg_lookups_total") > before

    until(is_lent)


@pytest.fixture(scope="module")
def lender() -> Iterator[Served]:
    """A server that reads files alone: in memory rows have another order."""
    with served(ServingSettings(rate=0, in_memory=0)) as running:
        yield running


@pytest.mark.parametrize(
    "accept", ["", "Accept: application/json\r\n", "Accept: text/csv\r\n", "Accept: */*;q=0.1, text/tab-separated-values\r\n"]
)
@pytest.mark.parametrize("coding", ["", "Accept-Encoding: gzip, zstd\r\n", "Accept-Encoding: gzip\r\n"])
def test_a_lent_connection_answers_as_any_other(lender: Served, accept: str, coding: str) -> None:
    queries = [
        ONE,
        DOCUMENT,
        "ASK { ?d a kg:Document }",
        "SELECT ?d ?none { ?d a kg:Document } LIMIT 1",
        "SELECT ?t { ?d dcterms:language 'fr' }",
    ]
    with caller(lender) as asking, caller(lender) as other:
        before = metric(lender, "kg_lookups_total")
        for query in queries:
            expected = other.ask(query, accept + coding + ORDINARY)
            assert expected.startswith(b"HTTP/1.1 200")
            assert {told(asking.ask(query, accept + coding)) for _ in range(20)} == {told(expected)}
        until(lambda: metric(lender, "kg_lookups_total") > before)


def test_other_requests_are_answered_in_their_order(lender: Served) -> None:
    mixed = [
        ONE,
        "SELECT ?x { ?x a",
        ONE,
        LONG,
        DOCUMENT,
        "ASK { none:x ?p ?o }",
        "",
        ONE,
        "SELECT * { SERVICE <urn:x> { ?s ?p ?o } }",
        ONE,
    ]
    with caller(lender) as asking, caller(lender) as other:
        expected = [other.ask(query, ORDINARY) for query in mixed]
        for at_once in (1, 2, len(mixed)):
            lend(asking, lender)
            answers = []
            for begin in range(0, len(mixed), at_once):
                part = mixed[begin : begin + at_once]
                asking.send(*part)
                answers += [asking.response() for _ in part]
            assert list(map(told, answers)) == list(map(told, expected))


def test_a_client_that_does_not_read_gets_all_answers_later(lender: Served) -> None:
    with caller(lender) as asking:
        expected = told(asking.ask(ONE))
        lend(asking, lender)
        sending = threading.Thread(target=asking.send, args=[ONE] * 5000)
        sending.start()
        time.sleep(0.5)
        assert all(told(asking.response()) == expected for _ in range(5000))
        sending.join()


def test_several_connections_share_the_processes(lender: Served) -> None:
    before = metric(lender, "kg_lookups_total")
    asking = [Asking(lender) for _ in range(3 * (os.cpu_count() or 1))]
    until(lambda: metric(lender, "kg_lookups_total") > before + 1000)
    assert 0 < len(holders()) <= 2 * (os.cpu_count() or 1)
    for each in asking:
        each.stopping = True
        each.join()
        assert {version for _, version in each.seen} == {b"1"}


def test_a_request_in_pieces_is_answered(lender: Served) -> None:
    with caller(lender) as asking:
        expected = asking.ask(ONE)
        for wait in (0.0, 0.2):  # the second longer than a connection stays away
            lend(asking, lender)
            head = f"GET /sparql?query={quote(ONE, safe='')} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
            asking.socket.sendall(head[:50])
            time.sleep(wait)
            asking.socket.sendall(head[50:])
            assert told(asking.response()) == told(expected)


def test_a_connection_comes_back_when_nobody_asks(lender: Served) -> None:
    with caller(lender) as asking:
        lend(asking, lender)
        until(lambda: not holders())
        assert asking.ask("ASK {}").startswith(b"HTTP/1.1 200")


def test_each_request_is_written_down_once(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="kg.access"), served(ServingSettings(rate=0)) as running:
        with caller(running) as asking:
            for number in range(100):
                asking.ask(f"{ONE} # {number}" if number % 20 else f"ASK {{}} # {number}")
        until(lambda: metric(running, 'kg_http_requests_total{.*route="/sparql".*') >= 100)
        assert metric(running, "kg_lookups_total") >= 50
        assert metric(running, 'kg_http_requests_total{.*route="/sparql".*') == 100
        assert metric(running, "kg_queries_total") == 100
    lines = [record.told for record in caplog.records if getattr(record, "told", {}).get("path") == "/sparql"]  # type: ignore[attr-defined]
    assert len({line["query"] for line in lines}) == len(lines) == 100
    assert {(line["status"], line["outcome"], line["version"], line["client"]) for line in lines} == {(200, "answered", "1", "127.0.0.1")}


def test_the_rate_counts_what_was_lent() -> None:
    with served(ServingSettings(rate=2, burst=200)) as running, caller(running) as asking:
        began, answered = time.monotonic(), 0
        while asking.ask(ONE).startswith(b"HTTP/1.1 200"):
            answered += 1
        assert 400 <= answered <= 400 + 2 * (time.monotonic() - began) + 1
        until(lambda: metric(running, "kg_lookups_total") >= 100)  # it may have to wait for its own turn


def test_a_head_that_comes_too_slowly_ends_a_lent_connection_too() -> None:
    with served(ServingSettings(rate=0, client_patience=0.5)) as running, caller(running) as asking:
        lend(asking, running)
        asking.socket.sendall(b"GET /sparql?query=A")
        assert asking.response().startswith(b"HTTP/1.1 408")


def test_a_killed_process_ends_the_connection_and_nothing_else(lender: Served) -> None:
    with caller(lender) as asking:

        def kill() -> bool:
            for _ in range(20):
                asking.ask(ONE)
            for pid in holders():
                os.kill(pid, signal.SIGKILL)
                return True
            return False

        until(kill)
        with contextlib.suppress(ConnectionError):
            asking.send(ONE)
            assert asking.response() == b""
    with caller(lender) as asking:
        lend(asking, lender)


def test_a_client_that_goes_away_leaves_nothing_behind(lender: Served) -> None:
    with caller(lender) as asking:
        lend(asking, lender)
        asking.send(ONE)
    until(lambda: not holders())
    assert lender.get("ASK {}").status_code == 200


def test_a_new_version_is_answered_from_at_once(tmp_path: Path) -> None:
    quads = sample()
    publish(tmp_path / "store", quads[:-1])
    with serving(lambda: Published(tmp_path / "store"), ServingSettings(rate=0)) as running:
        asking = Asking(running)
        until(lambda: metric(running, "kg_lookups_total") > 0)
        publish(tmp_path / "store", quads[-1:])
        until(lambda: running.http.get("/ready").json()["version"] == "2")
        told = time.monotonic()
        until(lambda: asking.seen[-1][0] > told + 1.5)
        asking.stopping = True
        asking.join()
        versions = [version for _, version in asking.seen]
        assert versions == sorted(versions)
        assert set(versions) == {b"1", b"2"}
        assert {version for sent, version in asking.seen if sent > told + 1} == {b"2"}
        assert metric(running, "kg_lookups_total") > versions.count(b"1"), "connections are lent again after the change"


def test_a_stop_drops_no_answer() -> None:
    with served(ServingSettings(rate=0)) as running:
        asking = [Asking(running) for _ in range(3)]
        until(lambda: metric(running, "kg_lookups_total") > 10)
    for each in asking:
        each.join(PATIENCE)
        assert not each.is_alive()
        assert {version for _, version in each.seen} == {b"1"}


def test_a_writable_server_lends_nothing(writer: Served) -> None:
    with caller(writer) as asking:
        for number in range(10):
            assert writer.update(f"INSERT DATA {{ GRAPH <urn:g> {{ <{PERSON}> <urn:p> {number} }} }}").status_code == 204
            for _ in range(5):
                assert asking.ask(ONE).count(b'"o":{') == number + 1
    assert metric(writer, "kg_lookups_total") == 0


def test_none_is_lent_where_none_may_be() -> None:
    with served(ServingSettings(rate=0, lookups=0)) as running, caller(running) as asking:
        for _ in range(20):
            asking.ask(ONE)
        assert metric(running, "kg_lookups_total") == 0
        assert httpx.get(running.http.base_url.join("/ready")).status_code == 200
