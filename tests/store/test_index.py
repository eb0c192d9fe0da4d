from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store.index import Index, IndexedDocument

DOCUMENT = IndexedDocument(
    identifier="fr/été.txt",
    root="/press",
    path="/press/fr/été.txt",
    size=3,
    mtime_ns=1_700_000_000_123_456_789,
    file_digest="f",
    text_digest="t",
    key="k",
    fingerprint="p",
    record="{}",
    is_clean=True,
    is_written=False,
)


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index(tmp_path / "index.sqlite")


def test_a_document_is_found_as_it_was_put(index: Index) -> None:
    with index.changing():
        index.put(DOCUMENT)
    assert index.get("fr/été.txt") == DOCUMENT
    assert index.get("fr/other.txt") is None
    assert list(index.all()) == list(index.below("/press")) == [DOCUMENT]
    assert list(index.below("/pres")) == []


def test_a_document_counts_when_it_is_finished(index: Index) -> None:
    with index.changing():
        index.put(DOCUMENT)
    assert index.count() == 0
    with index.changing():
        index.written(["fr/été.txt", "not-there.txt"])
    assert index.count() == 1
    assert index.get("fr/été.txt") == replace(DOCUMENT, is_written=True)


def test_texts_and_extractions_know_their_documents(index: Index) -> None:
    with index.changing():
        index.put(DOCUMENT)
        index.put(replace(DOCUMENT, identifier="a.txt", key="l"))
    assert (index.with_text("t"), index.with_key("k"), index.with_key("x")) == (["a.txt", "fr/été.txt"], ["fr/été.txt"], [])
    assert (index.texts(), index.keys()) == ({"t"}, {"k", "l"})
    with index.changing():
        index.remove("a.txt")
    assert index.with_text("t") == ["fr/été.txt"]


def test_a_change_that_fails_leaves_nothing_behind(index: Index) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted_change(index)
    assert (index.get(DOCUMENT.identifier), index.fact("state")) == (None, None)
    with index.changing():
        index.put(DOCUMENT)
    assert index.get(DOCUMENT.identifier) == DOCUMENT


def test_a_change_is_there_when_the_file_is_opened_again(tmp_path: Path, index: Index) -> None:
    with index.changing():
        index.put(DOCUMENT)
        index.unsettle(["urn:b", "urn:a", "urn:b"])
        index.set_fact("vocabulary", "1")
        index.set_fact("vocabulary", "2")
    index.close()
    again = Index(tmp_path / "index.sqlite")
    assert again.get(DOCUMENT.identifier) == DOCUMENT
    assert (again.unsettled(1), again.unsettled(9)) == (["urn:a"], ["urn:a", "urn:b"])
    with again.changing():
        again.settle(["urn:a"])
    assert (again.unsettled(9), again.fact("vocabulary")) == (["urn:b"], "2")


def test_a_damaged_index_is_a_store_error(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match="remove the store's folder and build again"):
        Index(path)


def test_an_index_that_can_not_be_written_is_a_store_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="may this user write here"):
        Index(tmp_path / "no-folder" / "index.sqlite")


def test_an_index_that_is_held_by_another_is_a_store_error(tmp_path: Path, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Index(tmp_path / "index.sqlite")
    other._connection.execute("PRAGMA busy_timeout=0")
    with index.changing(), pytest.raises(StoreError, match="can't be written: database is locked"), other.changing():
        pass


def interrupted_change(index: Index) -> None:
    with index.changing():
        index.put(DOCUMENT)
        index.set_fact("state", "changing")
        raise KeyboardInterrupt
