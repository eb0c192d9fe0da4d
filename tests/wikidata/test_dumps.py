"""Lines of a dump, and going on at a place."""

from __future__ import annotations

import bz2
import gzip
import io
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from kg.errors import WikidataError
from kg.wikidata.dumps import CHUNK, STDIN, Dump, Place

LINES = [b'{"id":"Q%d","x":"%s"}' % (n, b"y" * (n * 37 % 500)) for n in range(1, 3_000)]
TEXT = b"[\n" + b",\n".join(LINES) + b"\n]\n"
HALF = len(TEXT) // 2
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "dump.json": bytes,
    "dump.json.gz": gzip.compress,
    "dump.json.bz2": bz2.compress,
    "parts.json.gz": lambda text: gzip.compress(text[:HALF]) + gzip.compress(text[HALF:]),
    "parts.json.bz2": lambda text: bz2.compress(text[:HALF]) + bz2.compress(text[HALF:]),
}


@pytest.fixture(params=PACKERS)
def dump(request: pytest.FixtureRequest, tmp_path: Path) -> Dump:
    assert len(TEXT) > 2 * CHUNK
    (tmp_path / request.param).write_bytes(PACKERS[request.param](TEXT))
    return Dump(tmp_path / request.param)


def test_each_line_is_an_entity_without_brackets_and_commas(dump: Dump) -> None:
    found = list(dump.lines())
    assert [line.text for line in found] == LINES
    assert [line.place.line for line in found[:2]] == [2, 3]
    assert found[-1].read == dump.size
    assert dump.cut == ""


def test_reading_goes_on_at_any_place(dump: Dump) -> None:
    found = list(dump.lines())
    for stop in (0, 1, 700, len(found) // 2, len(found) // 2 + 1, len(found) - 2):
        rest = list(dump.lines(found[stop].place))
        assert [line.text for line in rest] == LINES[stop + 1 :]
        assert rest[-1].place.line == found[-1].place.line
        assert rest[-1].place.offset == found[-1].place.offset


def test_a_later_member_is_read_from_its_beginning(tmp_path: Path) -> None:
    (tmp_path / "parts.json.gz").write_bytes(PACKERS["parts.json.gz"](TEXT))
    last = list(Dump(tmp_path / "parts.json.gz").lines())[-2].place
    assert last.member > 0
    assert last.before == HALF


@pytest.mark.parametrize("name", ["dump.json.gz", "dump.json.bz2"])
def test_a_file_that_is_cut_is_read_to_its_end_and_told(name: str, tmp_path: Path) -> None:
    noise = Random(1)  # bzip2 unpacks whole blocks of 900 kB
    packed = PACKERS[name](b"".join(noise.randbytes(500).hex().encode() + b"\n" for _ in range(4_000)))
    (tmp_path / name).write_bytes(packed[: int(len(packed) * 0.9)])
    dump = Dump(tmp_path / name)
    assert sum(1 for _ in dump.lines()) > 1_000
    assert "ends in the middle" in dump.cut


@pytest.mark.parametrize("name", ["dump.json.gz", "dump.json.bz2"])
def test_a_file_of_another_kind_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"this is not packed at all")
    with pytest.raises(WikidataError, match="it is no dump, or it is damaged"):
        list(Dump(tmp_path / name).lines())


def test_what_another_program_unpacks_is_read_too(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(TEXT)

    monkeypatch.setattr("sys.stdin", Stdin)
    dump = Dump(STDIN)
    found = list(dump.lines())
    assert (dump.size, [line.text for line in found]) == (None, LINES)


def test_standard_input_is_passed_over_up_to_a_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "dump.json").write_bytes(TEXT)
    place = list(Dump(tmp_path / "dump.json").lines())[1_499].place

    class Stdin:
        buffer = io.BytesIO(TEXT)

    monkeypatch.setattr("sys.stdin", Stdin)
    assert [line.text for line in Dump(STDIN).lines(place)] == LINES[1_500:]


def test_an_empty_file_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "dump.json").write_bytes(b"")
    assert list(Dump(tmp_path / "dump.json").lines(Place())) == []
