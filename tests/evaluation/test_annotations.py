from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DocumentError, SettingsError
from kg.evaluation.annotations import read_annotation
from kg.evaluation.folder import read_folder
from kg.evaluation.remarks import remarks

PRESS = Path(__file__).with_name("press")


def good() -> dict[str, Any]:
    return dict(json.loads((PRESS / "annotations/phares.json").read_text(encoding="utf-8")))


def written(folder: Path, content: object, name: str = "note.json") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def changed(**fields: Any) -> dict[str, Any]:
    return good() | fields


def with_entity(number: int, **fields: Any) -> dict[str, Any]:
    whole = good()
    whole["entities"][number] |= fields
    return whole


def with_relation(**fields: Any) -> dict[str, Any]:
    return changed(relations=[{"p": "place", "s": "e1", "o": "l1"}, fields])


def without(key: str) -> dict[str, Any]:
    return {name: value for name, value in good().items() if name != key}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "not JSON: line 1, column 2"),
        ('{\n "document": "a.txt",\n "entities": [}\n', "not JSON: line 3, column 15"),
        ("[" * 100_000, "not an annotation"),
        ("[]", "the whole: "),
        (without("document"), "document: is missing"),
        (without("entities"), "entities: is missing"),
        (changed(document=""), "document: String should have at least 1 character"),
        (changed(issued="12 octobre"), "issued: '12 octobre' is not a date like 2017-07-21, 2017-07 or 2017"),
        (with_entity(1, **{"class": "Company"}), "entities[1] (o1).class: Input should be 'Person', 'Organisation'"),
        (with_entity(0, names=[]), "entities[0] (p1).names: "),
        (with_entity(0, names="Maëlle"), "entities[0] (p1).names: Input should be a valid tuple"),
        (with_entity(4, start="2022-13-01"), "entities[4] (e1).start: '2022-13-01' is not a date"),
        (with_entity(2, id="o1"), "entities[2].id: another entity has the id 'o1' too"),
        (with_relation(p="funder", s="g1"), "relations[1]: funder needs an object: the field o"),
        (with_relation(p="role", s="p1", o="o1"), "relations[1]: a role needs a title"),
        (with_relation(p="place", s="e7", o="l1"), "relations[1].s: no entity has the id 'e7'"),
        (with_relation(p="place", s="e1", o="l9"), "relations[1].o: no entity has the id 'l9'"),
        (changed(statements=[{"speaker": "p1", "text": "Nos côtes"}]), "statements[0].text: Input should be a valid tuple"),
        (changed(statements=[{"speaker": "p8", "text": ["Nos côtes"]}]), "statements[0].speaker: no entity has the id 'p8'"),
        (changed(statements=[{"speaker": "p1", "text": ["a"], "event": "e9"}]), "statements[0].event: no entity has the id 'e9'"),
    ],
)
def test_a_fault_is_told_with_file_field_and_advice(content: object, told: str, tmp_path: Path) -> None:
    path = written(tmp_path, content)
    with pytest.raises(DocumentError) as raised:
        read_annotation(path)
    assert told in raised.value.reason
    assert raised.value.path == path
    assert raised.value.advice


def test_many_faults_are_cut_short(tmp_path: Path) -> None:
    path = written(tmp_path, changed(entities=[{"id": f"p{n}", "class": "Human", "names": ["A"]} for n in range(9)]))
    with pytest.raises(DocumentError, match="and 6 more"):
        read_annotation(path)


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "latin.json"
    path.write_bytes('{"document": "été.txt"}'.encode("latin-1"))
    with pytest.raises(DocumentError, match="not UTF-8 from byte 14 on; save it as UTF-8"):
        read_annotation(path)


def test_what_is_optional_may_be_left_out(tmp_path: Path) -> None:
    file = read_annotation(written(tmp_path, {"document": "a.txt", "entities": [{"id": "l1", "class": "Place", "names": ["Rome"]}]}))
    assert not file.annotation.relations
    assert not file.annotation.statements


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (with_entity(0, wikidta="Q1"), "entities[0].wikidta: no such field"),
        (changed(note="to be read again"), "note: no such field"),
        (with_entity(4, type="congress"), "entities[4] (e1).type: no event type 'congress'"),
        (with_relation(p="sponsor", s="g1", o="o1"), "relations[1].p: 'sponsor' is not scored"),
        (with_entity(0, names=["Maëlle de Kerguelen"]), "entities[0] (p1).names[0]: 'Maëlle de Kerguelen' does not stand in the text"),
        (changed(statements=[{"speaker": "p1", "text": ["Nos côtes ont soif"]}]), "statements[0].text[0]: “Nos côtes ont soif” does not"),
    ],
)
def test_what_looks_wrong_is_told_and_scored_all_the_same(content: object, told: str, tmp_path: Path) -> None:
    file = read_annotation(written(tmp_path, content))
    (remark,) = remarks(file, (PRESS / "texts/phares.txt").read_text(encoding="utf-8"))
    assert f"note.json: {told}" in remark


def test_a_line_break_in_a_name_is_no_fault(tmp_path: Path) -> None:
    file = read_annotation(written(tmp_path, {"document": "a.txt", "entities": [{"id": "l1", "class": "Place", "names": ["New York"]}]}))
    assert list(remarks(file, "He lives in New\nYork.")) == []


def test_folders_of_texts_and_annotations_are_found() -> None:
    folder = read_folder(PRESS)
    assert folder.texts == PRESS / "texts"
    assert [file.annotation.document for file in folder.files] == ["orchards.txt", "phares.txt"]
    assert folder.errors == ()


def test_annotations_may_stand_beside_their_texts(tmp_path: Path) -> None:
    written(tmp_path, good(), "phares.json")
    written(tmp_path, {"clusters": []}, "crossdoc.json")
    written(tmp_path, "", ".hidden.json")
    folder = read_folder(tmp_path)
    assert folder.texts == tmp_path
    assert [file.path.name for file in folder.files] == ["phares.json"]
    assert folder.errors == ()


def test_one_bad_annotation_does_not_cost_the_others(tmp_path: Path) -> None:
    written(tmp_path, good(), "a.json")
    written(tmp_path, "{", "b.json")
    written(tmp_path, good(), "c.json")
    folder = read_folder(tmp_path)
    assert [file.path.name for file in folder.files] == ["a.json"]
    assert [error.path.name for error in folder.errors] == ["b.json", "c.json"]
    assert "a.json annotates 'phares.txt' too" in folder.errors[1].reason


@pytest.mark.parametrize(("name", "told"), [("nowhere", "no such file or directory"), ("", "no annotations here")])
def test_a_folder_without_annotations_is_a_wrong_argument(name: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=told):
        read_folder(tmp_path / name)
