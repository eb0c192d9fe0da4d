"""`kg search` and `kg index`, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.search.index import FILE
from kg.store.folder import existing
from tests.commands import Command
from tests.search.press import made


def test_hits_are_told_with_their_addresses(pressed: Path, kg: Command) -> None:
    code, out, _ = kg("search", "-s", str(pressed), "gérer", "fleuves")
    assert code == 0
    assert "statement    Salimata Ouédraogo" in out
    assert "2023-03-14 · Le Fleuve · id:statement/fleuve" in out
    assert "1–2 of 2" in out


def test_programs_get_json(pressed: Path, kg: Command) -> None:
    code, out, _ = kg("search", "-s", str(pressed), "-f", "json", "-k", "organisation", "CCF")
    told = json.loads(out)
    assert (code, told["total"], told["hits"][0]["label"]) == (0, 1, "Coastal Cities Forum")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--", "-forum"), "no word to look for"),
        (("--kind", "unicorn", "forum"), "no such kind; there are person"),
        (("--page", "9999", "forum"), "ask for rarer words"),
    ],
)
def test_what_can_not_be_asked_ends_with_2(words: tuple[str, ...], told: str, pressed: Path, kg: Command) -> None:
    code, _, problem = kg("search", "-s", str(pressed), *words)
    assert code == 2
    assert told in problem


def test_an_index_is_made_anew(tmp_path: Path, kg: Command) -> None:
    folder = made(tmp_path / "store")
    (folder.snapshots / "1" / FILE).unlink()
    code, _, problem = kg("search", "-s", str(folder.path), "forum")
    assert code == 3
    assert "kg index" in problem
    assert kg("index", "-s", str(folder.path))[0] == 0
    assert existing(folder.path).version == "2"
    assert "Coastal Cities Forum" in kg("search", "-s", str(folder.path), "ccf")[1]
