"""`kg review` as a user runs it; keys come from a pipe."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.store.index import Index
from kg.store.judgements import read

NDOUR, KYRIAKOU, WANJALA = "person/ibrahima-ndour", "person/andreas-kyriakou", "person/grace-wanjala"
OUEDRAOGO = "person/salimata-ouedraogo"


@pytest.fixture
def doubtful(store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store in which two pairs of persons are doubtful, and no others."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    index = Index(store / "index.sqlite")
    keys = {path: index.connection.execute("SELECT id FROM nodes WHERE path = ?", (path,)).fetchone()[0] for path in PATHS}
    with index.changing():
        index.connection.execute("DELETE FROM links")
        for one, other, score in ((NDOUR, KYRIAKOU, 1.6), (OUEDRAOGO, WANJALA, 2.5)):
            index.connection.execute("INSERT INTO links VALUES (?, ?, ?)", (*sorted((keys[one], keys[other])), score))
    index.close()
    return store


PATHS = (NDOUR, KYRIAKOU, WANJALA, OUEDRAOGO)


def review(store: Path, keys: str, *options: str) -> str:
    shown = CliRunner().invoke(app, ["review", "--store", str(store), "--by", "Ada", *options], input=keys, catch_exceptions=False)
    assert shown.exit_code == 0
    return shown.stdout


def noted(store: Path) -> list[tuple[set[str], str]]:
    return [({line.a, line.b}, str(line.verdict)) for line in read(store.parent / "judgements.jsonl").judgements]


def test_a_pair_is_shown_with_both_contexts_and_the_reasons(doubtful: Path) -> None:
    shown = review(doubtful, "q\n")
    assert "1 of 2" in shown
    assert "2 of 2" not in shown
    for told in ("Salimata Ouédraogo", "posts", "**Grace Wanjala**", "en/launch.txt", "from +3.0 on two are one", "[s]ame"):
        assert told in shown
    assert noted(doubtful) == []


def test_the_most_telling_pair_comes_first_and_each_key_notes_its_verdict(doubtful: Path) -> None:
    shown = review(doubtful, "s\nd\n")
    assert shown.index("Salimata") < shown.index("Ibrahima")
    assert noted(doubtful) == [({OUEDRAOGO, WANJALA}, "same"), ({NDOUR, KYRIAKOU}, "different")]
    assert "2 answers noted" in shown


def test_what_is_judged_is_never_asked_again(doubtful: Path) -> None:
    review(doubtful, "u\nn\n")
    shown = review(doubtful, "q\n")
    assert "1 of 1" in shown
    assert "Salimata" not in shown
    review(doubtful, "d\n")
    assert "nothing more to look at" in review(doubtful, "")


def test_the_last_judgement_can_be_taken_back_and_is_asked_again(doubtful: Path) -> None:
    shown = review(doubtful, "z\ns\nz\nd\nn\nz\nq\n")
    assert "nothing to undo" in shown
    first = {OUEDRAOGO, WANJALA}
    assert noted(doubtful) == [(first, "same"), (first, "withdrawn"), (first, "different"), (first, "withdrawn")]
    assert "nothing noted" in shown


def test_another_key_explains_the_keys(doubtful: Path) -> None:
    assert "keys: [s]ame" in review(doubtful, "x\n\nq\n")


def test_class_and_limit_choose_the_pairs(doubtful: Path) -> None:
    assert "nothing more to look at" in review(doubtful, "", "--class", "organisation")
    assert "1 of 1" in review(doubtful, "q\n", "--class", "person", "--limit", "1")
