"""Readiness, metrics and logs, as those who run the server see them."""

from __future__ import annotations

import json
import logging
import re
import threading
from collections.abc import Iterator

import pytest
from prometheus_client.parser import text_string_to_metric_families

from kg.serving.operations.logs import JsonLines
from kg.serving.settings import ServingSettings
from tests.serving.served import Served, served, until

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o FILTER(STRLEN(CONCAT(STR(?a), STR(?m))) > 5000) }"


@pytest.fixture(scope="module")
def measured() -> Iterator[Served]:
    with served(ServingSettings(timeout=1, slow=0.5, base_path="/press")) as running:
        yield running


def figures(running: Served) -> dict[str, float]:
    """The metrics, by name and labels as they are written."""
    text = running.http.get("/metrics").text
    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {sample.name + "".join(f" {key}={sample.labels[key]}" for key in sorted(sample.labels)): sample.value for sample in samples}


def logged(caplog: pytest.LogCaptureFixture, name: str, number: int = 1) -> list[logging.LogRecord]:
    """The last records of a logger; they are written when their requests have been answered."""

    def found() -> list[logging.LogRecord]:
        return [record for record in caplog.records if record.name == name]

    until(lambda: len(found()) >= number)
    return found()[-number:]


def test_a_server_is_ready_when_a_worker_answers(measured: Served) -> None:
    ready = measured.http.get("/ready")
    assert (ready.status_code, ready.json()["version"]) == (200, "1")


def test_a_server_whose_places_are_taken_is_not_ready() -> None:
    with served(ServingSettings(concurrency=1, queue=1, patience=0.3, timeout=3)) as running:
        slow = threading.Thread(target=running.get, args=(SLOW,))
        slow.start()
        while running.http.get("/ready").status_code == 200 and slow.is_alive():
            pass
        assert slow.is_alive()
        assert running.http.get("/health").status_code == 200
        slow.join()
        assert running.http.get("/ready").status_code == 200


def test_metrics_count_requests_by_route_status_and_format(measured: Served) -> None:
    before = figures(measured)
    measured.get("SELECT * { ?s ?p ?o } LIMIT 1", format="csv")
    measured.get("SELECT broken")
    measured.http.get("/nowhere/at/all")
    measured.http.get("/id/person/nobody")
    after = figures(measured)
    gained = {name: after[name] - before.get(name, 0) for name in after if after[name] != before.get(name, 0)}
    assert gained["kg_http_requests_total format=csv method=GET route=/sparql status=200"] == 1
    assert gained["kg_http_requests_total format=problem method=GET route=/sparql status=400"] == 1
    assert gained["kg_http_requests_total format=problem method=GET route=none status=404"] == 1
    assert gained["kg_http_requests_total format=problem method=GET route=/id/{path:path} status=404"] == 1
    assert gained["kg_http_request_duration_seconds_count route=/sparql"] == 2
    assert gained["kg_queries_total outcome=answered"] == 1
    assert gained["kg_queries_total outcome=fault"] == 1


def test_metrics_tell_the_state_of_the_server(measured: Served) -> None:
    told = figures(measured)
    assert told["kg_store_info base=https://w3id.org/pressgraph/ version=1"] == 1
    assert told["kg_store_quads"] == measured.http.get("/health").json()["quads"]
    assert told["kg_worker_processes"] >= 2
    assert told["kg_worker_resident_bytes"] > 1 << 20
    assert told["process_resident_memory_bytes"] > 1 << 20
    assert told["kg_queries_running"] == told["kg_queries_waiting"] == 0


def test_a_query_that_is_stopped_is_counted_by_its_reason(measured: Served) -> None:
    before = figures(measured).get("kg_queries_total outcome=time", 0)
    assert measured.get(SLOW).status_code == 504
    assert figures(measured)["kg_queries_total outcome=time"] == before + 1


def test_a_line_a_request_tells_the_query_by_its_digest(measured: Served, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "kg.access"):
        measured.get('ASK { ?s ?p "a secret" }')
        measured.get('ASK { ?s ?p "a secret" }', format="xml")
        measured.http.get("/health")
    lines = [record.getMessage() for record in logged(caplog, "kg.access", 3)]
    assert len({re.search(r"query=([0-9a-f]{12}) query_ms=[0-9.]+ outcome=answered", line)[1] for line in lines[:2]}) == 1  # type: ignore[index]
    assert re.fullmatch(r'127\.0\.0\.1 "GET /press/sparql" 200 \d+ [0-9.]+ version=1 query=.*', lines[0])
    assert re.fullmatch(r'127\.0\.0\.1 "GET /press/health" 200 \d+ [0-9.]+', lines[2])
    assert "secret" not in " ".join(lines)


def test_a_path_can_not_begin_a_line_of_its_own(measured: Served, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "kg.access"):
        measured.http.get("/x%0A127.0.0.1%20%22GET%20/forged%22")
    assert "\n" not in logged(caplog, "kg.access")[0].getMessage()


def test_a_slow_query_is_told_with_its_text(measured: Served, caplog: pytest.LogCaptureFixture) -> None:
    measured.get("# why\n" + SLOW)
    (told,) = logged(caplog, "kg.slow")
    assert re.match(r"slow query [0-9a-f]{12}: \d\.\d s, time: # why SELECT", told.getMessage())
    assert "\n" not in told.getMessage()


def test_json_lines_have_the_fields_of_a_request(measured: Served, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "kg.access"):
        measured.get("ASK {}")
    told = json.loads(JsonLines().format(logged(caplog, "kg.access")[0]))
    assert (told["logger"], told["level"], told["method"], told["path"], told["status"]) == (
        "kg.access",
        "info",
        "GET",
        "/press/sparql",
        200,
    )
    assert told["ms"] >= told["query_ms"] > 0
    assert told["bytes"] > 0
    assert len(told["query"]) == 12


def test_json_lines_of_other_logs_have_a_message_and_a_traceback() -> None:
    try:
        raise ZeroDivisionError("one\ntwo")
    except ZeroDivisionError as error:
        record = logging.LogRecord("kg.serving", logging.ERROR, "f.py", 1, "it %s", ("failed",), (type(error), error, error.__traceback__))
    line = JsonLines().format(record)
    assert "\n" not in line
    told = json.loads(line)
    assert (told["message"], "ZeroDivisionError" in told["traceback"]) == ("it failed", True)
