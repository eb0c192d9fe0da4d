from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store.files import DigestFiles, write_atomically

DIGEST = "ab" + "0" * 62


@pytest.fixture(params=[".txt", ".json.gz"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> DigestFiles:
    return DigestFiles(tmp_path / "kept", request.param)


@given(st.binary())
def test_a_content_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.getbasetemp() / "same"
    for ending in (".txt", ".gz"):
        DigestFiles(folder, ending).put(DIGEST, content)
        assert DigestFiles(folder, ending).get(DIGEST) == content


def test_equal_contents_give_equal_files(files: DigestFiles, tmp_path: Path) -> None:
    other = DigestFiles(tmp_path / "other", files.ending)
    for place in (files, other):
        place.put(DIGEST, b"a text " * 100)
    assert files.path(DIGEST).read_bytes() == other.path(DIGEST).read_bytes()


@pytest.mark.parametrize(
    "damage", [b"", b"\x1f\x8b", gzip.compress(b"x" * 1000, mtime=0)[:-12], gzip.compress(b"x" * 1000, mtime=0)[:14] + b"\xff" * 9]
)
def test_a_damaged_content_is_none_and_is_replaced(damage: bytes, tmp_path: Path) -> None:
    files = DigestFiles(tmp_path, ".json.gz")
    files.put(DIGEST, b"content")
    files.path(DIGEST).write_bytes(damage)
    assert files.get(DIGEST) in {None, b""}
    files.put(DIGEST, b"content")
    assert files.get(DIGEST) == b"content"


def test_what_is_not_there_is_none(files: DigestFiles) -> None:
    assert files.get(DIGEST) is None
    files.remove(DIGEST)


def test_a_sweep_leaves_what_is_wanted(files: DigestFiles) -> None:
    other = "cd" + "1" * 62
    for digest in (DIGEST, other):
        files.put(digest, b"content")
    partial = files.path(DIGEST).with_name("left.123.partial")
    partial.write_bytes(b"half")
    files.sweep({other})
    assert (files.get(DIGEST), files.get(other), partial.exists()) == (None, b"content", False)


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]
