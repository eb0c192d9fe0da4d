"""A small corpus and its store, for tests of all stages behind the extraction."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.pipeline.corpus import built, write


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus and its store, built once; `store` and `corpus` are copies."""
    place = tmp_path_factory.mktemp("once")
    write(place / "corpus")
    report = built(place / "store", place / "corpus")
    assert not report.errors
    assert report.extracted == len(report.read)
    return place


@pytest.fixture
def corpus(once: Path, tmp_path: Path) -> Path:
    """The folder of texts, for the test alone."""
    return Path(shutil.copytree(once / "corpus", tmp_path / "corpus"))


@pytest.fixture
def store(once: Path, corpus: Path, tmp_path: Path) -> Path:
    """The store of these texts, as it is after a build of `corpus`."""
    place = Path(shutil.copytree(once / "store", tmp_path / "store"))
    built(place, corpus)
    return place
