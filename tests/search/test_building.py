"""The index of a state: made of that of the state before and of what has changed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.config import DEFAULT_BASE as BASE
from kg.errors import StoreError
from kg.graph.vocabulary import LABEL, PERSON, TYPE
from kg.search import building
from kg.search.entries import Reader
from kg.search.finding import search
from kg.search.index import FILE, SearchIndex
from kg.search.meanings import FILE as VECTORS
from kg.search.records import Search
from kg.store.files import PARTIAL
from kg.store.folder import StoreFolder, open_for_updates, open_graph, open_snapshot, publish, writing
from tests.search.press import changed, index_of, made

GRACE, OTHER = (NamedNode(f"{BASE}id/person/{name}") for name in ("grace-wanjala", "zoe-kiprono"))
GRAPH = NamedNode(f"{BASE}graph/doc/en/meeting.txt")
NEW = {Quad(OTHER, TYPE, PERSON, GRAPH), Quad(OTHER, LABEL, Literal("Zoé Kiprono", language="en"), GRAPH)}


@pytest.fixture
def folder(tmp_path: Path) -> StoreFolder:
    return made(tmp_path / "store")


def found(index: SearchIndex, text: str) -> list[str]:
    return [hit.iri for hit in search(index, Search(text=text)).hits]


def newest(folder: StoreFolder) -> Path:
    """The index of the newest state."""
    return folder.snapshots / str(folder.version) / FILE


def dumped(path: Path) -> list[object]:
    """All that an index holds, without the numbers that things happen to have."""
    things = "SELECT iri, kind, labels, language, date, publisher, documents, document, speaker, text FROM things ORDER BY iri"
    names = "SELECT iri, key, n.text, n.language, preferred, n.id >> 54 FROM names n JOIN things t ON t.id = thing ORDER BY 1, 2, 3, 4"
    with closing(sqlite3.connect(path)) as connection:
        held: list[object] = [connection.execute(query).fetchall() for query in (things, names)]
        for table in ("name_words", "statement_words", "document_words"):
            connection.execute(f"CREATE VIRTUAL TABLE temp.{table}_words USING fts5vocab(main, {table}, col)")
            held.append(connection.execute(f"SELECT * FROM {table}_words").fetchall())
    return held


def test_what_is_new_is_found_and_what_is_gone_is_not(folder: StoreFolder) -> None:
    gone = set(open_snapshot(folder.path).store.quads_for_pattern(GRACE, None, None)) | set(
        open_snapshot(folder.path).store.quads_for_pattern(GRACE, LABEL, None)
    )
    named = {quad for quad in gone if isinstance(quad.graph_name, NamedNode)}
    changed(folder, named, NEW, [GRACE.value, OTHER.value])
    index = index_of(folder.path)
    assert found(index, "kiprono") == [OTHER.value]
    assert GRACE.value not in found(index, "wanjala")


def test_an_index_that_went_on_is_that_which_is_made_anew(folder: StoreFolder) -> None:
    changed(folder, (), NEW, [OTHER.value, GRACE.value, f"{BASE}doc/en/launch.txt", f"{BASE}id/statement/port"])
    went_on = dumped(newest(folder))
    changed(folder)
    assert dumped(newest(folder)) == went_on
    assert found(index_of(folder.path), '"no port can clean"')


def test_only_what_has_changed_is_read(folder: StoreFolder) -> None:
    changed(folder, (), NEW, [])
    assert found(index_of(folder.path), "kiprono") == []
    assert found(index_of(folder.path), "wanjala")


def test_the_index_of_an_older_state_stays_as_it_was(folder: StoreFolder) -> None:
    before = index_of(folder.path)
    changed(folder, (), NEW, [OTHER.value])
    assert found(before, "kiprono") == []
    assert found(SearchIndex(folder.snapshots / "1" / FILE), "kiprono") == []


def test_a_state_without_an_index_is_told_and_the_next_one_has_everything(folder: StoreFolder) -> None:
    with writing(folder):
        publish(folder, open_graph(folder))
    with pytest.raises(StoreError, match="make one with: kg build"):
        index_of(folder.path)
    assert not building.is_current(folder)
    changed(folder, (), NEW, [OTHER.value])
    assert building.is_current(folder)
    assert found(index_of(folder.path), "wanjala")


def test_a_file_that_is_no_index_is_told_and_made_anew(folder: StoreFolder) -> None:
    path = folder.snapshots / "1" / FILE
    path.write_bytes(b"no index at all" * 100)
    with pytest.raises(StoreError, match="make it anew"):
        SearchIndex(path)
    changed(folder, (), NEW, [OTHER.value])
    assert found(index_of(folder.path), "wanjala")


def test_what_an_interrupted_build_left_is_overwritten(folder: StoreFolder) -> None:
    (folder.path / f"{FILE}{PARTIAL}").write_bytes(b"half an index")
    changed(folder, (), NEW, [OTHER.value])
    assert found(index_of(folder.path), "kiprono") == [OTHER.value]
    assert not (folder.path / f"{FILE}{PARTIAL}").exists()


KILLED = """
import os, sys
from pathlib import Path
from pyoxigraph import Quad
from kg.store.folder import existing, open_for_updates, writing
from tests.search.test_building import NEW

folder = existing(Path(sys.argv[1]))
with writing(folder), open_for_updates(folder, lambda: True) as store:
    store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in NEW)
    store.flush()
    os._exit(9)
"""


def test_updates_of_a_server_that_was_killed_are_in_the_next_index(folder: StoreFolder) -> None:
    root = Path(__file__).parents[2]
    ended = subprocess.run([sys.executable, "-c", KILLED, str(folder.path)], env={**os.environ, "PYTHONPATH": str(root)}, timeout=60)
    assert ended.returncode == 9
    assert (folder.version, building.is_current(folder)) == ("1", False)
    changed(folder, iris=[])
    assert found(index_of(folder.path), "kiprono") == [OTHER.value]
    assert building.is_current(folder)


def test_a_session_of_updates_without_one_leaves_the_index_as_good_as_it_was(folder: StoreFolder) -> None:
    with writing(folder), open_for_updates(folder, lambda: False):
        pass
    assert building.is_current(folder)


def test_an_index_that_follows_is_that_of_the_state_itself(folder: StoreFolder, tmp_path: Path) -> None:
    before = folder.snapshots / str(folder.version)
    gone = set(open_snapshot(folder.path).store.quads_for_pattern(GRACE, LABEL, None, GRAPH))
    changed(folder, gone, NEW)
    now = folder.snapshots / str(folder.version)
    for number, (start, merged) in enumerate([(before, True), (before, False), (now, True), (tmp_path / "none", True)]):
        followed = tmp_path / str(number)
        followed.mkdir()
        building.follow(start, Reader(Store.read_only(str(now)), folder, merged=merged), followed)
        assert dumped(followed / FILE) == dumped(now / FILE)


def test_an_index_that_follows_keeps_what_statements_mean(folder: StoreFolder, tmp_path: Path) -> None:
    changed(folder, meanings=True)
    now = folder.snapshots / str(folder.version)
    building.follow(now, Reader(Store.read_only(str(now)), folder), tmp_path)
    old, new = (SearchIndex(path / FILE).meanings for path in (now, tmp_path))
    assert old is not None
    assert new is not None
    assert new.rows == old.rows
    assert (tmp_path / VECTORS).read_bytes() == (now / VECTORS).read_bytes()
