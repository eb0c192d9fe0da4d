"""An index from dumps: which items are in it, and that nothing is lost on the way."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import WikidataError
from kg.model.entities import EntityClass, Name
from kg.wikidata import builder
from kg.wikidata.builder import Choice, Quiet, index_dumps
from kg.wikidata.dumps import Dump, Line, Place
from kg.wikidata.index import ItemIndex, starter
from kg.wikidata.items import Item
from kg.wikidata.writing import write_index
from tests.wikidata.entity import ALL, BODY, PERSON, Json, as_dump, as_line, claim, entity, item

WANTED = ["Q900001", "Q900002", "Q900003"]


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "dump.json.gz"
    path.write_bytes(gzip.compress(as_dump(ALL)))
    return path


def made(dump: Path, choice: Choice | None = None, base: ItemIndex | None = None) -> ItemIndex:
    target = dump.with_name("items.sqlite")
    index_dumps([dump], target, choice or Choice(), base)
    return ItemIndex(target)


def people(count: int) -> list[Json]:
    return [entity(1_000_000 + n, {"en": f"Person {n}"}, [("P31", claim("P31", item(5)))]) for n in range(count)]


def test_items_of_our_classes_are_in_the_index_with_what_others_say_of_their_classes_and_countries(dump: Path) -> None:
    assert list(made(dump)) == [
        Item(
            qid="Q900001",
            cls=EntityClass.PLACE,
            labels=(Name(text="Norland", language="en"), Name(text="Norlande", language="fr")),
            country="NX",
            types=("Q6256",),
            prominence=7,
        ),
        Item(
            qid="Q900002",
            cls=EntityClass.ORGANISATION,
            labels=(Name(text="Nakambé Basin Agency", language="en"), Name(text="Agence du bassin du Nakambé", language="fr")),
            aliases=("NBA", "ABN"),
            description="agence de bassin",
            country="NX",
            types=("Q900010",),
            begin=1974,
            prominence=2,
        ),
        Item(
            qid="Q900003",
            cls=EntityClass.PERSON,
            labels=(Name(text="Salimata Ouédraogo", language="en"),),
            country="NX",
            types=("Q5",),
            begin=1960,
            prominence=0,
        ),
    ]


def test_the_index_tells_where_it_is_from(dump: Path) -> None:
    facts = made(dump).facts
    assert (facts["source"], facts["dated"], facts["items"]) == ("dump.json.gz", "2026-03-02", "3")
    assert facts["choice"] == "en+fr; all classes; 0 sitelinks or more"


def test_classes_sitelinks_and_languages_are_chosen(dump: Path) -> None:
    assert [one.qid for one in made(dump, Choice(classes=frozenset({EntityClass.PERSON, EntityClass.PLACE})))] == ["Q900001", "Q900003"]
    assert [one.qid for one in made(dump, Choice(sitelinks=4))] == ["Q900001", "Q900002"]
    assert [one.qid for one in made(dump, Choice(languages=("de",)))] == ["Q900003", "Q900006"]


def test_what_is_left_out_still_tells_of_others(dump: Path) -> None:
    (body,) = made(dump, Choice(classes=frozenset({EntityClass.ORGANISATION})))
    assert (body.cls, body.country) == (EntityClass.ORGANISATION, "NX")


def test_a_kind_of_thing_is_no_item(tmp_path: Path) -> None:
    kind = entity(1, {"en": "river town"}, [("P31", claim("P31", item(515))), ("P279", claim("P279", item(515)))])
    colony = entity(2, {"en": "Norland Coast"}, [("P31", claim("P31", item(515))), ("P279", claim("P279", item(515)))])
    (tmp_path / "dump.json").write_bytes(as_dump([kind, colony]))
    assert [one.qid for one in made(tmp_path / "dump.json")] == ["Q2"]


def test_the_nearest_class_above_decides(tmp_path: Path) -> None:
    some = [
        entity(1, {"en": "Harbour Choir"}, [("P31", claim("P31", item(11)))]),
        entity(11, {"en": "choir"}, [("P279", claim("P279", item(12))), ("P279", claim("P279", item(13)))]),
        entity(12, {"en": "ensemble"}, [("P279", claim("P279", item(43229)))]),
        entity(13, {"en": "stage"}, [("P279", claim("P279", item(14)))]),
        entity(14, {"en": "site"}, [("P279", claim("P279", item(2221906)))]),
    ]
    (tmp_path / "dump.json").write_bytes(as_dump(some))
    assert [one.cls for one in made(tmp_path / "dump.json")] == [EntityClass.ORGANISATION]


def test_what_is_of_several_countries_is_of_none(tmp_path: Path) -> None:
    both = [("P17", claim("P17", item(142))), ("P17", claim("P17", item(843)))]
    river = entity(1, {"en": "Norland River"}, [("P31", claim("P31", item(2221906))), *both])
    (tmp_path / "dump.json").write_bytes(as_dump([river, entity(2, {"en": "B"}, [("P31", claim("P31", item(515))), both[1]])]))
    assert [one.country for one in made(tmp_path / "dump.json")] == [None, "PK"]


def test_broken_lines_are_told_with_their_numbers_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [b"[", as_line(BODY) + b",", b'{"type":"item","id":"Q5","claims":{"P31":[{"mains', as_line(PERSON), b"nonsense", b"]"]
    (tmp_path / "dump.json").write_bytes(b"\n".join(lines))
    report = index_dumps([tmp_path / "dump.json"], tmp_path / "items.sqlite", Choice())
    assert report.broken == 2
    assert [problem.split(":")[0] for problem in report.problems] == [f"{tmp_path}/dump.json, line {n}" for n in (3, 5)]
    assert [one.qid for one in ItemIndex(tmp_path / "items.sqlite")] == ["Q900003"]


def test_a_dump_that_is_cut_gives_what_it_has_and_is_told(tmp_path: Path) -> None:
    packed = gzip.compress(as_dump(people(20_000)))
    (tmp_path / "dump.json.gz").write_bytes(packed[: len(packed) * 2 // 3])
    report = index_dumps([tmp_path / "dump.json.gz"], tmp_path / "items.sqlite", Choice())
    assert 10_000 < report.items < 20_000
    assert any("it ends in the middle" in problem for problem in report.problems)


def test_json_with_blanks_is_read_too(tmp_path: Path) -> None:
    import json

    (tmp_path / "dump.json").write_bytes(b"\n".join(json.dumps(one).encode() for one in ALL))
    assert [one.qid for one in made(tmp_path / "dump.json")] == WANTED


@pytest.mark.parametrize("content", [b"", b"[\n]\n"])
def test_a_file_without_entities_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "dump.json").write_bytes(content)
    with pytest.raises(WikidataError, match="there is no entity in it"):
        made(tmp_path / "dump.json")


class _Stop(Exception):
    """An interruption."""


def interrupt(monkeypatch: pytest.MonkeyPatch, after: int) -> list[int]:
    """Breaks off each reading of a dump after so many lines; gives the numbers of all lines that are read."""
    lines, seen = Dump.lines, list[int]()

    def some(self: Dump, start: Place | None = None) -> Iterator[Line]:
        for count, line in enumerate(lines(self, start)):
            if count == after:
                raise _Stop
            seen.append(line.place.line)
            yield line

    monkeypatch.setattr(Dump, "lines", some)
    return seen


@pytest.mark.parametrize("after", [1, 149, 150, 151, 420])
def test_an_interrupted_reading_goes_on_where_it_was_and_gives_the_same_index(
    after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "STRETCH", 100)
    dump = tmp_path / "dump.json.gz"
    dump.write_bytes(gzip.compress(as_dump([*ALL, *people(440)])))
    index_dumps([dump], tmp_path / "whole.sqlite", Choice())
    with monkeypatch.context() as patch:
        seen = interrupt(patch, after)
        with pytest.raises(_Stop):
            index_dumps([dump], tmp_path / "items.sqlite", Choice())
        assert len(seen) == after
    assert not (tmp_path / "items.sqlite").exists()
    report = index_dumps([dump], tmp_path / "items.sqlite", Choice())
    assert report.resumed == seen[-1] // 100 * 100
    assert (tmp_path / "items.sqlite").read_bytes() == (tmp_path / "whole.sqlite").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dump.json.gz", "items.sqlite", "whole.sqlite"]


def test_a_making_that_breaks_off_reads_nothing_again(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(Quiet):
        def made(self, items: int) -> None:
            raise _Stop

    with pytest.raises(_Stop):
        index_dumps([dump], dump.with_name("items.sqlite"), Choice(), watch=Broken())
    assert sorted(path.name for path in dump.parent.iterdir() if "work" not in path.name) == ["dump.json.gz"]
    report = index_dumps([dump], dump.with_name("items.sqlite"), Choice())
    assert (report.lines, report.items) == (0, 3)


def test_an_interrupted_command_is_not_mixed_with_another(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupt(monkeypatch, 2)
    with pytest.raises(_Stop):
        made(dump)
    with pytest.raises(WikidataError, match=r"other options left it .*finish that one, or delete it"):
        made(dump, Choice(sitelinks=3))


def test_a_dump_brings_an_index_up_to_date_and_keeps_what_it_does_not_know(dump: Path, tmp_path: Path) -> None:
    old = (
        Item(qid="Q7", cls=EntityClass.PLACE, labels=(Name(text="Farland", language="en"),), prominence=2),
        Item(
            qid="Q900002",
            cls=EntityClass.PLACE,
            labels=(Name(text="Basin Agency of Nakambé", language="en"),),
            aliases=("BAN",),
            country="BF",
            end=2001,
            prominence=9,
        ),
    )
    write_index(old, tmp_path / "old.sqlite", {"source": "the old one"})
    index = made(dump, base=ItemIndex(tmp_path / "old.sqlite"))
    assert [one.qid for one in index] == ["Q7", *WANTED]
    body = index.get("Q900002")
    assert body
    assert (body.cls, body.country, body.begin, body.end, body.prominence) == (EntityClass.ORGANISATION, "NX", 1974, 2001, 9)
    assert body.aliases == ("NBA", "ABN", "Basin Agency of Nakambé", "BAN")
    assert index.facts["source"] == "dump.json.gz, added to the old one"


def test_classes_that_are_shipped_agree_with_the_items_that_are() -> None:
    """The starter's own classes, told from its types by the tables alone."""
    from kg.wikidata.classes import class_of, shipped

    typed = [one for one in starter() if one.types and all(int(qid[1:]) in shipped() for qid in one.types)]
    assert len(typed) > 10_000
    wrong = [one.qid for one in typed if class_of([int(qid[1:]) for qid in one.types], shipped().get) is not one.cls]
    assert len(wrong) < 0.01 * len(typed)
