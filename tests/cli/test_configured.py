"""Options of a command stand in the file of settings too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import typer

from kg.cli.app import app
from kg.errors import SettingsError


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_CONFIG", raising=False)


def options(table: str, *given: str) -> dict[str, Any]:
    """What `kg serve` takes with these lines in its table of the settings, and these options."""
    Path("pressgraph.toml").write_text(f"[serve]\n{table}", encoding="utf-8")
    command = typer.main.get_command(app).commands["serve"]  # type: ignore[attr-defined]
    return dict(command.make_context("serve", list(given)).params)


def test_what_is_not_given_comes_from_the_file() -> None:
    found = options('timeout = 10\ncors = ["https://a.example"]\nwritable = true\nbase_path = "/press"', "--timeout", "5")
    assert (found["timeout"], found["cors"], found["writable"], found["base_path"]) == (5.0, ["https://a.example"], True, "/press")
    assert found["max_rows"] == 1_000_000


def test_an_option_that_there_is_not_is_told() -> None:
    with pytest.raises(SettingsError, match=r"'serve\.speed': kg serve has no such option; there are .*timeout"):
        options("speed = 3")


@pytest.mark.parametrize(
    ("table", "told"), [("timeout = 0", "greater than or equal to 0.1"), ('port = "many"', "valid integer"), ('log = "loud"', "not one of")]
)
def test_values_are_checked_as_those_of_options(table: str, told: str) -> None:
    with pytest.raises(Exception, match=told):
        options(table)


def test_help_is_had_whatever_the_file_says(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit):
        options("speed = 3", "--help")
    assert "--timeout" in capsys.readouterr().out
