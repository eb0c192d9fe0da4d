from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from kg.config import DEFAULT_BASE
from kg.errors import SettingsError, StoreBusy, StoreError, StoreMissing, StoreTooNew
from kg.graph.vocabulary import PREFIXES
from kg.store.folder import FORMAT, SNAPSHOTS_KEPT, StoreFolder, create_or_open, existing, open_graph, open_snapshot, publish, writing

NODE = NamedNode("https://example.org/x")
FILES = 40
READER = """
import sys
from pathlib import Path
from kg.store.folder import open_snapshot
snapshot = open_snapshot(Path(sys.argv[1]))
print(snapshot.version, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> StoreFolder:
    return create_or_open(tmp_path / "store", DEFAULT_BASE)


def put(store: Store, number: int) -> None:
    store.add(Quad(NODE, NODE, Literal(str(number)), NODE))


def test_a_new_store_is_found_again(folder: StoreFolder) -> None:
    assert existing(folder.path) == folder == create_or_open(folder.path, DEFAULT_BASE)
    assert folder.version is None


def test_a_store_has_one_base(folder: StoreFolder) -> None:
    with pytest.raises(SettingsError, match="choose another --store for another base"):
        create_or_open(folder.path, "https://example.org/")


def test_no_store_is_made_among_other_files(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("My thesis", encoding="utf-8")
    with pytest.raises(StoreError, match="not empty and not a store"):
        create_or_open(tmp_path, DEFAULT_BASE)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="can't make a store here"):
        create_or_open(path, DEFAULT_BASE)


def test_a_missing_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match=f"make one with: kg build FOLDER --store {tmp_path}"):
        existing(tmp_path)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": "x", "base": "y"}', '{"base": "y"}'])
def test_a_damaged_description_is_told(content: str, folder: StoreFolder) -> None:
    (folder.path / "store.json").write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match="not the description of a store"):
        existing(folder.path)


def test_a_store_of_a_newer_version_is_left_alone(folder: StoreFolder) -> None:
    description = folder.path / "store.json"
    description.write_text(json.dumps({"format": FORMAT + 1, "base": DEFAULT_BASE}), encoding="utf-8")
    before = description.read_bytes()
    for opening in (lambda: existing(folder.path), lambda: create_or_open(folder.path, DEFAULT_BASE), lambda: open_snapshot(folder.path)):
        with pytest.raises(StoreTooNew, match="upgrade"):
            opening()
    assert description.read_bytes() == before


def test_one_at_a_time_may_write(folder: StoreFolder) -> None:
    with writing(folder), pytest.raises(StoreBusy, match=r"process \d+ is writing"), writing(folder):
        pass
    with writing(folder):
        pass


def test_the_lock_is_free_again_after_an_error(folder: StoreFolder) -> None:
    with pytest.raises(KeyError), writing(folder):
        raise KeyError
    with writing(folder):
        pass


def test_nothing_is_read_before_the_first_state_is_published(folder: StoreFolder) -> None:
    put(open_graph(folder), 1)
    with pytest.raises(StoreMissing, match="nothing has been built into this store yet"):
        open_snapshot(folder.path)


def test_readers_see_finished_states_alone_and_go_on_with_the_one_they_opened(folder: StoreFolder) -> None:
    store = open_graph(folder)
    put(store, 0)
    assert publish(folder, store) == "1"
    reader = open_snapshot(folder.path)
    for number in range(1, SNAPSHOTS_KEPT + 1):
        put(store, number)
        assert len(open_snapshot(folder.path).store) == number, "what is not published is not seen"
        publish(folder, store)
    assert len(reader.store) == 1
    assert {quad.object for quad in reader.store} == {Literal("0")}
    assert folder.versions() == [2, 3, 4]
    assert [len(open_snapshot(folder.path, version).store) for version in ("2", "3", "4")] == [2, 3, 4]
    assert (open_snapshot(folder.path).version, folder.version) == ("4", "4")


def test_a_state_that_is_read_stays_until_nobody_reads_it(folder: StoreFolder) -> None:
    store = open_graph(folder)
    for number in range(FILES):  # of which Oxigraph opens the first alone before it needs them
        put(store, number)
        publish(folder, store)
    reader = open_snapshot(folder.path)
    for number in range(FILES, FILES + SNAPSHOTS_KEPT + 1):
        put(store, number)
        publish(folder, store)
    assert int(reader.version) not in folder.versions(), "nobody opens it any more"
    counted = reader.store.query("SELECT (COUNT(*) AS ?n) (MAX(xsd:integer(?o)) AS ?most) { GRAPH ?g { ?s ?p ?o } }", prefixes=PREFIXES)
    assert isinstance(counted, QuerySolutions)
    assert [[term.value for term in row] for row in counted] == [[str(FILES), str(FILES - 1)]]
    del reader, counted
    publish(folder, store)
    assert sorted(map(int, (path.name for path in folder.snapshots.iterdir()))) == folder.versions()


def test_a_state_is_read_no_more_when_its_reader_is_killed(folder: StoreFolder) -> None:
    store = open_graph(folder)
    publish(folder, store)
    with subprocess.Popen([sys.executable, "-c", READER, str(folder.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == b"1\n"
        for _ in range(SNAPSHOTS_KEPT):
            publish(folder, store)
        assert (folder.snapshots / "1").is_dir()
        reader.kill()
    publish(folder, store)
    assert sorted(path.name for path in folder.snapshots.iterdir()) == ["3", "4", "5"]


def test_a_version_that_is_gone_is_told_with_those_that_are_there(folder: StoreFolder) -> None:
    publish(folder, open_graph(folder))
    with pytest.raises(StoreError, match="no version 7; there are 1"):
        open_snapshot(folder.path, "7")


def test_a_version_that_is_given_up_while_it_is_opened_is_not_told_to_be_damaged(
    folder: StoreFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(folder, open_graph(folder))
    seen = iter([[1, 2], [1, 2], [1]])
    monkeypatch.setattr(StoreFolder, "versions", lambda _: next(seen))
    with pytest.raises(StoreError, match="given up for a newer one"):
        open_snapshot(folder.path, "2")
    assert open_snapshot(folder.path).version == "1", "the newest is looked for again"


def test_a_version_that_was_half_removed_is_none(folder: StoreFolder) -> None:
    store = open_graph(folder)
    for _ in range(SNAPSHOTS_KEPT + 1):
        publish(folder, store)
    (folder.snapshots / "1.partial").mkdir()
    assert folder.versions() == [2, 3, 4]
    publish(folder, store)
    assert sorted(path.name for path in folder.snapshots.iterdir()) == ["3", "4", "5"]


def test_a_publication_that_broke_off_is_no_version(folder: StoreFolder) -> None:
    (folder.snapshots / "1.partial").mkdir(parents=True)
    (folder.snapshots / "1.partial/CURRENT").write_text("half", encoding="utf-8")
    assert folder.versions() == []
    assert publish(folder, open_graph(folder)) == "1"
    assert [path.name for path in folder.snapshots.iterdir()] == ["1"]


def test_a_state_that_can_not_be_written_leaves_the_last_one(folder: StoreFolder) -> None:
    store = open_graph(folder)
    publish(folder, store)
    aside = folder.path / "aside"
    folder.snapshots.rename(aside)
    folder.snapshots.write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match="can't publish the new state"):
        publish(folder, store)
    folder.snapshots.unlink()
    aside.rename(folder.snapshots)
    assert open_snapshot(folder.path).version == "1"


def test_a_damaged_state_is_a_store_error(folder: StoreFolder) -> None:
    publish(folder, open_graph(folder))
    (folder.snapshots / "1/CURRENT").write_text("nonsense", encoding="utf-8")
    with pytest.raises(StoreError):
        open_snapshot(folder.path)
