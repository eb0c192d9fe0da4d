"""The index of the texts by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.search.index import SearchIndex
from tests.search.press import index_of, made


@pytest.fixture(scope="session")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store; nobody may change it."""
    path = tmp_path_factory.mktemp("press") / "store"
    made(path)
    return path


@pytest.fixture(scope="session")
def index(pressed: Path) -> SearchIndex:
    return index_of(pressed)
