"""The script that writes measured confidences into the catalogue, at work on a copy of the package."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from kg.rules import read

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / ".ci/calibrate.py"
PRESS = ROOT / "tests/evaluation/press"
FILE = '# Names.\n\n[title]\nlabel.en = "a"\nconfidence = 0.3\n\n# Others.\n\n[other]\nlabel.en = "confidence = 1"\n'


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("calibrate", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package in which a rule has a confidence already."""
    for name in ("kg", "ontology", "shapes", "queries"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    names = tmp_path / "kg/rules/names.toml"
    names.write_text(names.read_text(encoding="utf-8").replace("[title]\n", "[title]\nconfidence = 0.11\n"), encoding="utf-8")
    return tmp_path


def calibrate(copy: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, env={**os.environ, "PYTHONPATH": str(copy)}, cwd=copy, capture_output=True, text=True, check=False)


def catalogue(copy: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in (copy / "kg/rules").glob("*.toml")}


def test_measured_confidences_are_written_and_all_else_stays(copy: Path, script: ModuleType) -> None:
    before = catalogue(copy)
    done = calibrate(copy, PRESS)
    assert done.returncode == 0, done.stderr
    after = catalogue(copy)
    title = read(copy / "kg/rules")["title"].confidences
    assert title.keys() == {"Person"}
    assert title["Person"] > 0.9, "the number of the catalogue was measured, not the rule's own"
    assert f"title {'Person':>30} {title['Person']:.2f}".split() in [line.split() for line in done.stdout.splitlines()]
    plain = script.without_confidences
    assert {name: plain(text) for name, text in after.items()} == {name: plain(text) for name, text in before.items()}


def test_the_catalogue_stays_as_it_was_where_something_goes_wrong(copy: Path, tmp_path: Path) -> None:
    before = catalogue(copy)
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold/a.json").write_text("{", encoding="utf-8")
    done = calibrate(copy, tmp_path / "gold")
    assert done.returncode == 1
    assert "not JSON" in done.stderr
    assert "The catalogue is as it was" in done.stderr
    assert catalogue(copy) == before


def test_a_confidence_is_the_last_key_of_its_rule(script: ModuleType) -> None:
    plain = script.without_confidences(FILE)
    assert plain == FILE.replace("confidence = 0.3\n", "")
    told = script.with_confidences(plain, {"title": {"Place": 0.5, "Person": 0.9}, "unknown": {"Place": 1.0}})
    assert told == FILE.replace("confidence = 0.3", "confidence = { Person = 0.9, Place = 0.5 }")
