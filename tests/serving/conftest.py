"""The servers that the tests of this folder share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.serving.settings import DefaultGraph, ServingSettings
from tests.serving.chromium import chromium
from tests.serving.served import TOKENS, Served, served, served_to_write

__all__ = ["chromium", "reader", "writer"]


@pytest.fixture(scope="session")
def reader() -> Iterator[Served]:
    """A read-only server with the defaults."""
    with served(ServingSettings()) as running:
        yield running


@pytest.fixture(scope="session")
def _writer() -> Iterator[Served]:
    with served_to_write(ServingSettings(tokens=TOKENS, default_graph=DefaultGraph.STRICT, rate=0)) as running:
        yield running


@pytest.fixture
def writer(_writer: Served) -> Served:
    """A writable server with the SPARQL 1.1 default graph and an empty store."""
    assert _writer.update("DROP ALL").status_code == 204
    return _writer
