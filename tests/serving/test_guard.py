"""SERVICE and LOAD are found however they are dressed up, and nothing else is taken for them."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
from pyoxigraph import Store

from kg.serving.http.problems import Problem
from kg.serving.workers.guard import disarm_load, refuse_federation

TARGET = "<http://127.0.0.1:9999/>"

WITH_SERVICE = [
    f"SELECT * {{ SERVICE {TARGET} {{ ?s ?p ?o }} }}",
    f"select*{{service{TARGET}{{?s ?p ?o}}}}",
    f"SELECT * {{ SERVICE SILENT {TARGET} {{ ?s ?p ?o }} }}",
    "PREFIX x: <http://127.0.0.1:9999/> SELECT * { SERVICE x:y { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:9999/> SELECT * { SERVICE:x{?s ?p ?o} }",
    "PREFIX : <http://127.0.0.1:9999/> SELECT * { ?s ?p 1SERVICE:x{?s ?p ?o} }",
    f"SELECT * {{ ?s ?p trueSERVICE{TARGET}{{?s ?p ?o}} }}",
    f"SELECT * {{ ?s ?p 1e0SERVICE{TARGET}{{?s ?p ?o}} }}",
    "SELECT * { BIND(<http://127.0.0.1:9999/> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { BIND(<http://127.0.0.1:9999/> AS $x) SERVICE $x { ?s ?p ?o } }",
    f"SELECT * {{ ?s ?p ?o FILTER(?s<?p)SERVICE#>\n{TARGET}{{?s ?p ?o}} }}",
    f"SELECT * {{ SERVICE # a comment\n # another {{\n\t{TARGET}#\n{{ ?s ?p ?o }} }}",
    f"SELECT * {{ ?s ?p 'it is \\'quoted\\'' . SERVICE {TARGET} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ ?s ?p '''\n' '' # ''' . SERVICE {TARGET} {{ ?s ?p ?o }} }}",
    f'SELECT * {{ ?s ?p """a""\\"""" . SERVICE {TARGET} {{ ?s ?p ?o }} }}',
    f"SELECT * {{ ?s <http://e/#x> ?o SERVICE {TARGET} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ {{ SELECT * {{ OPTIONAL {{ FILTER EXISTS {{ SERVICE {TARGET} {{ ?s ?p ?o }} }} }} }} }} }}",
]

WITHOUT_SERVICE = [
    f"SELECT * {{ ?s ?p 'SERVICE {TARGET} {{ }}' }}",
    f"SELECT * {{ ?s ?p '''SERVICE {TARGET} {{ }}\n''' }}",
    f"# SERVICE {TARGET} {{ }}\nSELECT * {{ ?s ?p ?o }}",
    "SELECT * { ?service ?p ?o }",
    "SELECT * { ?s a <http://example.org/service#Service> }",
    "PREFIX x: <http://e/> SELECT * { GRAPH x:service { ?s ?p ?o } }",
    "PREFIX x: <http://e/> SELECT * { ?s x:service ?o OPTIONAL { ?s ?p ?o } }",
    "SELECT * { GRAPH <http://e/service> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'x'@service . { ?s ?p ?o } }",
]


@pytest.mark.parametrize("query", WITH_SERVICE)
def test_service_is_refused(query: str) -> None:
    with pytest.raises(Problem) as raised:
        refuse_federation(query)
    assert raised.value.status == 403


@pytest.mark.parametrize("query", WITH_SERVICE)
def test_the_disguises_are_queries_that_the_engine_takes(query: str) -> None:
    Store().query(query)


@pytest.mark.parametrize("query", WITHOUT_SERVICE)
def test_other_uses_of_the_word_are_let_through(query: str) -> None:
    refuse_federation(query)
    Store().query(query)


def test_the_engine_takes_no_keyword_written_with_escapes() -> None:
    with pytest.raises(SyntaxError):
        Store().query(f"SELECT * {{ \\u0053ERVICE {TARGET} {{ ?s ?p ?o }} }}")


@pytest.mark.parametrize(
    ("allowed", "target", "passes"),
    [
        (("http://e.org/sparql",), "<http://e.org/sparql>", True),
        (("http://e.org/sparql",), "<http://e.org/sparql2>", False),
        (("http://e.org/",), "<http://e.org/sparql>", True),
        (("http://e.org",), "<http://e.org.elsewhere.net/>", False),
        (("http://e.org/",), "<http:\\u002F/e.org/sparql>", False),
        (("http://e.org/",), "?x", False),
        (("*",), "?x", True),
    ],
)
def test_allowed_targets(allowed: tuple[str, ...], target: str, passes: bool) -> None:
    query = f"SELECT * {{ SERVICE {target} {{ ?s ?p ?o }} }}"
    if passes:
        refuse_federation(query, allowed)
    else:
        with pytest.raises(Problem):
            refuse_federation(query, allowed)


def test_one_target_that_is_not_allowed_is_enough() -> None:
    query = "SELECT * { SERVICE <http://e.org/> { ?s ?p ?o SERVICE <http://f.org/> { ?s ?p ?o } } }"
    with pytest.raises(Problem):
        refuse_federation(query, ("http://e.org/",))


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """A server that notes whether anybody connects."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def accept() -> None:
            try:
                while True:
                    connection, _ = listening.accept()
                    with connection:
                        heard.append(b"connected")
            except OSError:
                return

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/x.ttl", heard
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.mark.parametrize("form", ["LOAD <{}>", "LOAD SILENT <{}>", "load<{}>into graph<http://g/>", "CLEAR ALL ; LOAD # <\n <{}>"])
def test_load_fetches_nothing(form: str, listener: tuple[str, list[bytes]]) -> None:
    url, heard = listener
    disarmed, loads = disarm_load(form.format(url))
    assert loads
    assert url not in disarmed
    try:
        Store().update(disarmed)
    except OSError:
        assert "SILENT" not in form
    assert heard == []


@pytest.mark.parametrize(
    "update", ["INSERT DATA { <s:s> <p:p> 'LOAD <http://e/>' }", "# LOAD <http://e/>\nCLEAR ALL", "DELETE WHERE { ?load <p:load> ?o }"]
)
def test_updates_without_load_stay_as_they_are(update: str) -> None:
    assert disarm_load(update) == (update, False)


def test_long_input_is_scanned_in_linear_time() -> None:
    hostile = "SELECT * { ?s ?p '" + "service <x> { " * 20_000 + "' FILTER(?a<?b) " + "<a> " * 20_000 + "}"
    refuse_federation(hostile)
