"""Tokens: a file keeps digests only; whoever has a token may write, and is named in the log."""

from __future__ import annotations

import json
import logging
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.token import app
from kg.errors import SettingsError
from kg.serving.operations import tokens
from kg.serving.settings import ServingSettings
from tests.serving.served import served_to_write


def run(*words: str) -> str:
    result = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_token_is_told_once_and_stands_in_no_file(tmp_path: Path) -> None:
    path = tmp_path / "tokens.jsonl"
    secret = run("new", "notebook", "--tokens", str(path)).strip()
    assert len(secret) > 40
    assert secret not in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert set(json.loads(path.read_text(encoding="utf-8"))) == {"name", "sha256", "made"}
    assert tokens.read(path).owner(secret) == "notebook"
    assert tokens.read(path).owner(secret + "x") is None
    assert secret not in run("list", "--tokens", str(path))


def test_a_token_is_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "tokens.jsonl"
    first, second = (tokens.new(path, name) for name in ("a", "b"))
    run("revoke", "a", "--tokens", str(path))
    known = tokens.read(path)
    assert (known.owner(first), known.owner(second)) == (None, "b")


def test_what_is_wrong_with_tokens_is_told(tmp_path: Path) -> None:
    path = tmp_path / "tokens.jsonl"
    tokens.new(path, "a")
    with pytest.raises(SettingsError, match="'a' has a token already"):
        tokens.new(path, "a")
    with pytest.raises(SettingsError, match="'b' has no token; there are a"):
        tokens.revoke(path, "b")
    path.write_text('{"name": "a"}\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="line 1"):
        tokens.read(path)


def test_no_file_is_no_token(tmp_path: Path) -> None:
    assert not tokens.read(tmp_path / "none.jsonl")


def test_who_wrote_stands_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    secret = tokens.new(tmp_path / "tokens.jsonl", "notebook")
    with (
        served_to_write(ServingSettings(tokens=tokens.read(tmp_path / "tokens.jsonl"))) as running,
        caplog.at_level(logging.INFO, "kg.access"),
    ):
        for given, status in ((secret, 204), (secret[:-1], 401), ("", 401)):
            headers = {"Authorization": f"Bearer {given}"} if given else {}
            response = running.http.post("/update", data={"update": "INSERT DATA { <s:s> <p:p> 1 }"}, headers=headers)
            assert response.status_code == status
    lines = [record.getMessage() for record in caplog.records if record.name == "kg.access"]
    assert ["user=notebook" in line for line in lines] == [True, False, False]
    assert not any(secret[:-1] in line for line in lines)
