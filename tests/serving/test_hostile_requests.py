"""Requests that try to get at what is not theirs: other servers, files, other clients' answers, the right to write.

Each is refused, nothing is fetched, and the next request is answered.
"""

from __future__ import annotations

import gzip
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from urllib.parse import quote

import pytest

from kg.serving.settings import ServingSettings
from tests.serving.served import BEARER, PATIENCE, TOKEN, TOKENS, Served, served, served_to_write, until

SERVICES = {
    "loopback": "SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "silently": "SELECT * { SERVICE SILENT <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "metadata of a cloud": "SELECT * { SERVICE <http://169.254.169.254/latest/meta-data/> { ?s ?p ?o } }",
    "IPv6": "SELECT * { SERVICE <http://[::1]:PORT/> { ?s ?p ?o } }",
    "IPv4 in IPv6": "SELECT * { SERVICE <http://[::ffff:127.0.0.1]:PORT/> { ?s ?p ?o } }",
    "an address as one number": "SELECT * { SERVICE <http://2130706433:PORT/> { ?s ?p ?o } }",
    "an address in hexadecimal": "SELECT * { SERVICE <http://0x7f.0x1:PORT/> { ?s ?p ?o } }",
    "a name of loopback": "SELECT * { SERVICE <http://localhost:PORT/> { ?s ?p ?o } }",
    "behind a user name": "SELECT * { SERVICE <http://example.org@127.0.0.1:PORT/> { ?s ?p ?o } }",
    "by a prefix": "PREFIX x: <http://127.0.0.1:PORT/> SELECT * { SERVICE x:y { ?s ?p ?o } }",
    "by a base": "BASE <http://127.0.0.1:PORT/> SELECT * { SERVICE <y> { ?s ?p ?o } }",
    "by a variable": "SELECT * { VALUES ?x { <http://127.0.0.1:PORT/> } SERVICE ?x { ?s ?p ?o } }",
    "in a sub-select": "SELECT * { { SELECT * { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } } } }",
    "in EXISTS": "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } } }",
    "behind a comment": "SELECT * { SERVICE # <http://allowed.example/>\n <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
    "in small letters": "select * { service<http://127.0.0.1:PORT/>{ ?s ?p ?o } }",
    "a file": "SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } }",
}
LOADS = {
    "a file": "LOAD <file:///etc/passwd>",
    "loopback": "LOAD <http://127.0.0.1:PORT/>",
    "into a graph": "LOAD <http://127.0.0.1:PORT/> INTO GRAPH <g:g>",
    "behind another": "INSERT DATA { <s:s> <p:p> 1 } ; LOAD <http://127.0.0.1:PORT/>",
    "SERVICE in an update": "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:PORT/> { ?s ?p ?o } }",
}
TYPES = (
    "application/sparql-query; charset=utf-7",
    "application/json",
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/sparql-query\tx",
    "application/x-www-form-urlencoded; charset=utf-16",
    "",
)
PATHS = (
    "/static/../../../../etc/passwd",
    "/static/%2e%2e/%2e%2e/kg/config.py",
    "/static/..%2f..%2fconfig.py",
    "/static/..%5c..%5cconfig.py",
    "/static//etc/passwd",
    "/static/%00",
    "/api/queries/..%2f..%2fpyproject",
    "/api/queries/%2fetc%2fpasswd",
    "/doc/../../../etc/passwd",
    "/doc/%2e%2e/%2e%2e/etc/passwd",
    "/store?graph=file:///etc/passwd",
)
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:d="d:"><rdf:Description rdf:about="s:s">'
BODIES = {
    "an entity of XML that is a file": (
        "application/rdf+xml",
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>{RDF}<d:p>&e;</d:p></rdf:Description></rdf:RDF>',
    ),
    "entities that double": (
        "application/rdf+xml",
        "<!DOCTYPE x [<!ENTITY a0 'aaaaaaaaaa'>"
        + "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9))
        + f"]>{RDF}<d:p>&a9;</d:p></rdf:Description></rdf:RDF>",
    ),
    "a context that is elsewhere": ("application/ld+json", '{"@context": "http://127.0.0.1:PORT/", "@id": "s:s", "p": 1}'),
}
SMUGGLED = {
    "a length and chunks": b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n",
    "two lengths": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nquery=",
    "a length that is none": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    "a chunk without end": b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
    "a blank before the colon": b"GET /health HTTP/1.1\r\nHost : x\r\n\r\n",
    "a line end in a header": b"GET /health HTTP/1.1\r\nHost: x\r\nA: b\rSet-Cookie: c\r\n\r\n",
    "a zero byte": b"GET /health HTTP/1.1\r\nHost: x\r\nA: \x00\r\n\r\n",
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "a method of its own": b"BREW /sparql HTTP/1.1\r\nHost: x\r\n\r\n",
    "a version of its own": b"GET /health HTTP/9.9\r\nHost: x\r\n\r\n",
}


@pytest.fixture(scope="module")
def open_to_write() -> Iterator[Served]:
    with served_to_write(ServingSettings(tokens=TOKENS, rate=0, timeout=2, client_patience=1, max_body=1 << 20)) as running:
        yield running


@contextmanager
def nobody_connects() -> Iterator[int]:
    """The port of a server on loopback that nobody may connect to meanwhile."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]
        listening.settimeout(0.05)
        with pytest.raises(TimeoutError):
            listening.accept()


def assert_all_is_well(running: Served) -> None:
    until(lambda: running.get("ASK {}").status_code == 200)


@pytest.mark.parametrize("query", SERVICES.values(), ids=SERVICES.keys())
def test_no_query_makes_the_server_ask_another(open_to_write: Served, query: str) -> None:
    with nobody_connects() as port:
        response = open_to_write.http.post("/sparql", data={"query": query.replace("PORT", str(port))})
    assert response.status_code == 403, response.text
    assert "SERVICE" in response.text


def test_graphs_that_a_query_names_are_not_fetched(reader: Served) -> None:
    with nobody_connects() as port:
        assert not reader.ask(f"ASK FROM <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}")
        assert not reader.ask("ASK { ?s ?p ?o }", **{"default-graph-uri": f"http://127.0.0.1:{port}/"})


@pytest.mark.parametrize("update", LOADS.values(), ids=LOADS.keys())
def test_no_update_makes_the_server_ask_another_or_read_a_file(open_to_write: Served, update: str) -> None:
    with nobody_connects() as port:
        response = open_to_write.update(update.replace("PORT", str(port)))
    assert response.status_code == 403, response.text
    assert open_to_write.size() == 0


@pytest.mark.parametrize(("media_type", "body"), BODIES.values(), ids=BODIES.keys())
def test_no_body_makes_the_server_ask_another_read_a_file_or_grow(open_to_write: Served, media_type: str, body: str) -> None:
    with nobody_connects() as port:
        response = open_to_write.http.put(
            "/store?graph=g:x", content=body.replace("PORT", str(port)).encode(), headers={"Content-Type": media_type, **BEARER}
        )
    assert response.status_code == 400, response.text
    assert "root:" not in response.text
    assert_all_is_well(open_to_write)


@pytest.mark.parametrize("media_type", TYPES)
def test_queries_of_other_types_are_415(reader: Served, media_type: str) -> None:
    response = reader.http.post("/sparql", content=b"query=ASK%20%7B%7D", headers={"Content-Type": media_type})
    assert response.status_code == 415


def test_a_body_that_is_compressed_is_not_unpacked(reader: Served) -> None:
    bomb = gzip.compress(b"ASK {}" + b" " * (1 << 26))
    headers = {"Content-Type": "application/sparql-query", "Content-Encoding": "gzip"}
    assert reader.http.post("/sparql", content=bomb, headers=headers).status_code in (400, 415)


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_to_a_file_of_the_machine(reader: Served, path: str) -> None:
    answer = raw(reader, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert answer.split(b" ")[1] in (b"400", b"404")
    assert b"root:" not in answer
    assert b"requires-python" not in answer
    assert b"BaseSettings" not in answer


@pytest.mark.parametrize(
    "path",
    [
        "/sparql?version=1%0d%0aSet-Cookie:%20a=b",
        "/sparql?query=ASK{}&format=csv%0d%0aSet-Cookie:%20a=b",
        "/api/queries/overview?lang=fr%0d%0aSet-Cookie:%20a=b",
        "/id/person/x%0d%0aSet-Cookie:%20a=b",
        "/doc/%E5%98%8A%E5%98%8DSet-Cookie:a=b?lang=fr%0d%0ax",
    ],
)
def test_no_header_is_made_of_what_a_request_says(reader: Served, path: str) -> None:
    head = raw(reader, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()).partition(b"\r\n\r\n")[0]
    assert b"\r\nset-cookie:" not in head.lower().replace(b"set-cookie: kg_", b"")


@pytest.mark.parametrize("sent", SMUGGLED.values(), ids=SMUGGLED.keys())
def test_a_request_that_two_servers_could_read_in_two_ways_is_refused(open_to_write: Served, sent: bytes) -> None:
    answer = raw(open_to_write, sent)
    assert answer.count(b"HTTP/1.1 ") <= 1
    assert answer == b"" or answer.split(b" ")[1] in (b"400", b"404", b"405", b"408", b"411", b"501", b"505")
    assert_all_is_well(open_to_write)


def test_tokens_can_not_be_guessed(open_to_write: Served) -> None:
    update = {"update": "INSERT DATA { <s:s> <p:p> 1 }"}
    guesses = [
        "x",
        TOKEN[:-1],
        TOKEN + "x",
        TOKEN.upper(),
        f"{TOKEN},{TOKEN}",
        TOKENS.known[0].sha256,
        "é",
        "null",
        "*",
        "%00",
        "a" * 9_000,
    ]
    answers = [open_to_write.http.post("/update", data=update, headers={b"Authorization": f"Bearer {each}".encode()}) for each in guesses]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.text for answer in answers}) == 1
    for headers in ({"Authorization": f"Basic {TOKEN}"}, {"Authorization": TOKEN}, {"Cookie": f"token={TOKEN}"}, {"X-Token": TOKEN}):
        assert open_to_write.http.post("/update", data=update, headers=headers).status_code == 401
    assert open_to_write.http.post(f"/update?token={TOKEN}&access_token={TOKEN}", data=update).status_code == 401
    assert open_to_write.size() == 0


def test_many_slow_clients_keep_nobody_waiting_and_are_let_go() -> None:
    form = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000"
    heads = [b"GET /sparql HTTP/1.1\r\nHost: x\r\nX-A: ", b"POST /sparql HTTP/1.1\r\nHost: x\r\n" + form + b"\r\n\r\nquery="]
    with served(ServingSettings(rate=0, client_patience=3)) as running, ExitStack() as open_ones:
        address = (running.http.base_url.host, running.http.base_url.port or 80)
        slow = [open_ones.enter_context(socket.create_connection(address, timeout=PATIENCE)) for _ in range(60)]
        for number, each in enumerate(slow):
            each.sendall(heads[number % 2])
        assert running.ask("ASK {}")
        assert not select.select(slow, [], [], 0)[0], "it was answered while all of them were there"
        while not select.select(slow, [], [], 0)[0]:
            assert running.ask("ASK {}")
            for each in slow:
                drip(each)
        assert all(ended(each) for each in slow)


def drip(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.send(b"a")


def ended(connection: socket.socket) -> bool:
    """Whether the server has closed a connection, perhaps with a word of why."""
    try:
        while connection.recv(4096):
            pass
    except ConnectionError:
        pass
    return True


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-A", "a" * 100_000),
        ("Cookie", "a=b;" * 25_000),
        ("Accept", "text/csv;q=0.1," * 8_000),
        ("Authorization", "Bearer " + "a" * 100_000),
    ],
)
def test_a_huge_header_is_431(reader: Served, name: str, value: str) -> None:
    assert reader.http.get("/sparql?query=ASK{}", headers={name: value}).status_code == 431


def test_many_headers_and_parameters_are_refused_or_read_in_time(reader: Served) -> None:
    headers = [(f"X-{number}", "a") for number in range(2000)]
    assert reader.http.get("/health", headers=headers).status_code in (200, 431)
    assert reader.http.post("/sparql", data={f"p{number}": "a" for number in range(5000)}).status_code == 400
    nested = "Accept-Language: " + ",".join(["fr;q=0.1"] * 5000)
    assert reader.http.get("/", headers={"Accept-Language": nested}).status_code in (200, 431)


def test_a_huge_body_is_413_before_it_is_read(open_to_write: Served) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 10000000000\r\n\r\n"
    assert raw(open_to_write, head + b" " * (2 << 20)).split(b" ")[1] == b"413"


@pytest.mark.parametrize("size", [10**6, 10**7])
def test_a_giant_literal_is_refused_or_taken_in_its_limits(reader: Served, size: int) -> None:
    literal = f'ASK {{ FILTER("{"a" * size}" = "b") }}'
    response = reader.http.post("/sparql", content=literal, headers={"Content-Type": "application/sparql-query"})
    assert response.status_code == (413 if size > 1 << 20 else 200)


def test_a_page_does_not_run_what_a_query_or_name_says(reader: Served) -> None:
    script = "<script>alert(1)</script>"
    for path in (
        f"/id/person/{quote(script)}",
        f"/api/queries/{quote(script)}",
        f"/sparql?query={quote(script)}",
        f"/?lang={quote(script)}",
    ):
        response = reader.http.get(path, headers={"Accept": "text/html"})
        assert script not in response.text or response.headers["content-type"].startswith("text/plain")
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "unsafe-inline" not in response.headers["content-security-policy"]


def test_clients_that_go_away_again_and_again_leave_nothing_behind(open_to_write: Served) -> None:
    threads = [threading.Thread(target=ask_and_go, args=(open_to_write,)) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert_all_is_well(open_to_write)
    until(lambda: "kg_queries_running 0.0" in open_to_write.http.get("/metrics").text)


def ask_and_go(running: Served) -> None:
    values = " ".join(f"VALUES ?v{k} {{ {'1 ' * 300} }}" for k in range(5))
    query = quote(f"SELECT (COUNT(*) AS ?n) {{ {values} }}")
    with socket.create_connection((running.http.base_url.host, running.http.base_url.port or 80)) as connection:
        connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())


def raw(running: Served, sent: bytes) -> bytes:
    """What the server answers to bytes, until it closes or says no more for a while."""
    with socket.create_connection((running.http.base_url.host, running.http.base_url.port or 80)) as connection:
        connection.settimeout(3)
        found = b""
        try:
            connection.sendall(sent)
            while piece := connection.recv(65536):
                found += piece
                if b"\r\n\r\n" in found and b"Connection: close" not in sent:
                    break
        except (TimeoutError, ConnectionError):
            pass
        return found
