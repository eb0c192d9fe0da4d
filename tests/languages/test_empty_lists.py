"""A language whose word lists are all empty: what stands in its texts is known by the parse, the gazetteer and the capitals alone."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import kg.languages
from kg.config import DEFAULT_PIPELINES

ROOT = Path(__file__).parents[2]
LANGUAGE = "en"
TEXT = """Paris, 3 May 2019 (Press) - The Minister of Water of Senegal, Awa Diop, launched the Clear Water project in Dakar on Monday.

"We will build 40 wells," she said at the workshop organised by UNESCO and the World Bank. The $4 million project is funded by the EU.

According to John Smith, spokesman of FC Zamora, the strike of 12 March killed nobody; see also www.example.org, 20 p. (AFP)

- A list of things: one; two; three.
"""
SCRIPT = """
import json, sys
from datetime import date
from pathlib import Path
from kg import languages
from kg.documents.reading import load
from kg.extraction.extract import extract_all
from kg.extraction.pipelines import Pipelines
from kg.documents.corpus import find
from kg.model.pipelines import PipelineSetup

folder = Path(sys.argv[3])
setups = {sys.argv[1]: PipelineSetup(model=sys.argv[2], words=folder / "words")}
languages.use(setups)
document = load(find([folder / "text.txt"]).files[0], languages=tuple(setups))
found = next(iter(extract_all([document], Pipelines(setups))))
told = [*found.relations, *found.datings, *found.budgets, *found.roles, *found.statements]
names = [(str(entity.cls), mention.span.of(document.text)) for entity in found.entities for mention in entity.mentions]
print(json.dumps({"told": list(map(repr, told)), "names": names}))
"""


def emptied(value: Any) -> str:
    """A value of a word list in TOML: no words; the switches stay."""
    if isinstance(value, list):
        return "[]"
    return "{}" if isinstance(value, dict) else json.dumps(value)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Any]]:
    """What is extracted, in a process of its own, for languages hold for a whole process."""
    folder = tmp_path_factory.mktemp("empty")
    (folder / "text.txt").write_text(TEXT, encoding="utf-8")
    (folder / "words").mkdir()
    for path in (Path(kg.languages.__file__).parent / LANGUAGE).glob("*.toml"):
        lists = tomllib.loads(path.read_text(encoding="utf-8"))
        (folder / "words" / path.name).write_text("".join(f"{key} = {emptied(value)}\n" for key, value in lists.items()), encoding="utf-8")
    command = [sys.executable, "-W", "error", "-c", SCRIPT, LANGUAGE, DEFAULT_PIPELINES[LANGUAGE].model, str(folder)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    told: dict[str, list[Any]] = json.loads(result.stdout)
    return told


def test_what_needs_words_is_not_told(found: Mapping[str, list[Any]]) -> None:
    assert found["told"] == []
    assert {cls for cls, _ in found["names"]} <= {"Person", "Organisation", "Place"}


def test_names_are_still_found_and_nothing_else(found: Mapping[str, list[Any]]) -> None:
    surfaces = {surface for _, surface in found["names"]}
    assert {"Senegal", "Dakar", "UNESCO"} <= surfaces
    assert all(surface[0].isupper() for surface in surfaces)
