"""A reader that wants no more of the output, as `head`, ends a command without a word."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.exits import Exit


@pytest.mark.parametrize(
    "words",
    [["--help"], ["query", "--list"], ["query", "--list", "--json"], ["query", "most-quoted-speakers"], ["export"], ["validate", "--json"]],
    ids=" ".join,
)
def test_a_closed_pipe_ends_a_command_quietly(words: list[str], once: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "kg", *words]
    environment = {**os.environ, "KG_STORE": str(once / "store")}
    try:
        ended = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, env=environment, check=False)
    finally:
        os.close(writing)
    assert (ended.returncode, ended.stderr) == (Exit.CLOSED_PIPE, "")
