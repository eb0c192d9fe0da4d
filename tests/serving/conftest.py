"""The servers that the tests of this folder share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.serving.settings import DefaultGraph, ServingSettings
from tests.serving.served import TOKEN, Served, served


@pytest.fixture(scope="session")
def reader() -> Iterator[Served]:
    """A read-only server with the defaults."""
    with served(ServingSettings()) as running:
        yield running


@pytest.fixture(scope="session")
def _writer() -> Iterator[Served]:
    with served(ServingSettings(token=TOKEN, default_graph=DefaultGraph.STRICT), writable=True, data=False) as running:
        yield running


@pytest.fixture
def writer(_writer: Served) -> Served:
    """A writable server with the SPARQL 1.1 default graph and an empty store."""
    _writer.store.update("DROP ALL")
    return _writer
