"""A small corpus and its store, for tests of all stages behind the extraction."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kg.demo import TEXTS
from kg.store.export import DumpFormat, export
from kg.store.folder import open_snapshot
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


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the texts that come with the package, built once, to be copied; some of it is doubtful."""
    store = tmp_path_factory.mktemp("demo") / "store"
    built(store, TEXTS)
    return store


@pytest.fixture(scope="session")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `store`, the graph of the annotated texts of the reference material, and its dump `gold.nq`; made once."""
    texts = Path(__file__).parents[2] / "../shared/gold/texts"
    if not texts.is_dir():
        pytest.skip("the annotated texts in ../shared are not here")
    folder = tmp_path_factory.mktemp("gold")
    built(folder / "store", texts)
    with (folder / "gold.nq").open("wb") as sink:
        export(open_snapshot(folder / "store"), sink, DumpFormat.NQUADS)
    return folder


@pytest.fixture
def corpus(once: Path, tmp_path: Path) -> Path:
    """The folder of texts, for the test alone."""
    return Path(shutil.copytree(once / "corpus", tmp_path / "corpus"))


@pytest.fixture
def store(once: Path, corpus: Path, tmp_path: Path) -> Path:
    """The store of these texts, as it is after a build of `corpus`: a copy whose index names the copied files."""
    place = Path(shutil.copytree(once / "store", tmp_path / "store"))
    with closing(sqlite3.connect(place / "index.sqlite", isolation_level=None)) as index:
        names = (str(once / "corpus"), str(corpus))
        index.execute("UPDATE documents SET root = replace(root, ?, ?), path = replace(path, ?, ?)", names * 2)
    return place
