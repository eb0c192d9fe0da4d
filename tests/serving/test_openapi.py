"""The OpenAPI document and what the server really does: schemathesis makes requests from the one and holds the answers against it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kg.serving.openapi.document import SCHEMAS
from kg.serving.settings import ServingSettings
from kg.store.parameters import TYPES
from tests.serving.served import TOKENS, Served, sample, served, served_to_write

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance, response_schema_conformance]
EXAMPLES = 8  # requests an operation
QUICK = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)


@pytest.fixture(scope="module")
def described() -> Iterator[Any]:
    """The schema of a running server, with its address."""
    with served(ServingSettings(rate=0, timeout=5)) as running:
        yield schemathesis.openapi.from_url(f"{running.http.base_url}/openapi.json")


def test_answers_are_as_the_document_tells(described: Any) -> None:
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 30
    for operation in operations:

        @QUICK
        @given(case=operation.as_strategy())
        def holds(case: Any) -> None:
            case.call_and_validate(checks=CHECKS)

        holds()


def test_all_types_of_parameters_have_a_schema() -> None:
    assert set(SCHEMAS) == set(TYPES)


def test_every_operation_tells_what_it_answers(reader: Served) -> None:
    told = reader.http.get("/openapi.json").json()
    for path, operations in told["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], (path, method)
            assert operation["responses"], (path, method)
            names = [(parameter["in"], parameter["name"]) for parameter in operation.get("parameters", ())]
            assert len(names) == len(set(names)), (path, method)
            assert all(("path", name) in names for name in _placeholders(path)), (path, method)
    identifiers = [operation["operationId"] for operations in told["paths"].values() for operation in operations.values()]
    assert len(identifiers) == len(set(identifiers))


def _placeholders(path: str) -> list[str]:
    return [part.partition("}")[0] for part in path.split("{")[1:]]


@pytest.mark.parametrize(
    ("path", "method", "expected"),
    [
        ("/sparql", "get", {"query", "default-graph-uri", "named-graph-uri", "format", "version"}),
        ("/store", "get", {"graph", "default", "format", "version"}),
        ("/id/{path}", "get", {"path", "format", "version"}),
        ("/api/queries/events-of-year", "get", {"year", "type", "lang", "format", "version", "limit", "page"}),
    ],
)
def test_operations_tell_their_parameters(reader: Served, path: str, method: str, expected: set[str]) -> None:
    operation = reader.http.get("/openapi.json").json()["paths"][path][method]
    assert expected <= {parameter["name"] for parameter in operation["parameters"]}


def test_what_changes_data_asks_for_a_token(reader: Served) -> None:
    paths = reader.http.get("/openapi.json").json()["paths"]
    for path, method in (("/update", "post"), ("/store", "put"), ("/store", "post"), ("/store", "delete")):
        assert paths[path][method]["security"] == [{"token": []}]
        assert {"401", "403"} <= set(paths[path][method]["responses"])


def test_the_document_stands_under_the_prefix_of_the_server() -> None:
    with served_to_write(ServingSettings(tokens=TOKENS, base_path="/press"), sample()) as running:
        assert running.http.get("/press/openapi.json").json()["servers"] == [{"url": "/press"}]
