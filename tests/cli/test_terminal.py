"""The commands that step through questions, on a terminal: each key does what the help says of it, without Enter."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from kg.store.index import Index
from kg.store.judgements import read

PATIENCE = 60  # seconds for what a key brings about
PAGE = "https://www.wikidata.org/wiki/Q3777"  # of the capital
CONTROL_C, CONTROL_D = "\x03", "\x04"
FEWER = ("place/ouagadougou", "place/thies")  # of the store of texts


class Terminal:
    """A command that believes it has a terminal."""

    def __init__(self, words: list[str], folder: Path) -> None:
        self._ours, theirs = pty.openpty()
        path = f"{folder}{os.pathsep}{os.environ['PATH']}"
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "100", "TERM": "dumb", "PATH": path}
        command = [sys.executable, "-m", "kg", *words]
        self._process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True, preexec_fn=_own_terminal
        )
        os.close(theirs)
        self.shown = ""

    def until(self, told: str) -> str:
        """What is shown up to some words, since they were waited for last."""
        end = time.monotonic() + PATIENCE
        while told not in self.shown:
            assert time.monotonic() < end, f"{told!r} is not shown:\n{self.shown}"
            if select.select([self._ours], [], [], 0.2)[0]:
                try:
                    self.shown += os.read(self._ours, 65_536).decode(errors="replace")
                except OSError:  # the other end is closed
                    assert told in self.shown, f"{told!r} is not shown:\n{self.shown}"
        before, _, self.shown = self.shown.partition(told)
        return re.sub(r"\x1b\[[0-9;]*m", "", before)

    def press(self, key: str) -> None:
        os.write(self._ours, key.encode())

    def ended(self) -> int:
        """How it ends."""
        end = time.monotonic() + PATIENCE
        with suppress(OSError):
            while self._process.poll() is None and time.monotonic() < end:
                if select.select([self._ours], [], [], 0.2)[0]:
                    self.shown += os.read(self._ours, 65_536).decode(errors="replace")
        return self._process.wait(1)

    def close(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        os.close(self._ours)


def _own_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # where the tests run in the background, it is ignored


Start = Callable[..., Terminal]


@pytest.fixture
def start(store: Path, tmp_path: Path) -> Iterator[Start]:
    """Starts a command on the store; `xdg-open` is one that writes down what it is to open."""
    opener = tmp_path / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path / "opened"}"\n')
    opener.chmod(0o755)
    running: list[Terminal] = []

    def begin(*words: str) -> Terminal:
        running.append(Terminal([*words, "--store", str(store), "--by", "Ada"], opener.parent))
        return running[-1]

    yield begin
    for terminal in running:
        terminal.close()


def noted(store: Path) -> list[tuple[str, str]]:
    return [(line.b, str(line.verdict)) for line in read(store.parent / "judgements.jsonl").judgements]


@pytest.fixture
def pairs(store: Path) -> Path:
    """A store with three doubtful pairs and no others, those of the first person first."""
    names = ("ibrahima-ndour", "andreas-kyriakou", "grace-wanjala", "salimata-ouedraogo")
    with closing(Index(store / "index.sqlite")) as index, index.changing():
        keys = [index.connection.execute("SELECT id FROM nodes WHERE path = ?", (f"person/{name}",)).fetchone()[0] for name in names]
        index.connection.execute("DELETE FROM links")
        index.connection.execute("DELETE FROM items WHERE level = 'close'")
        for other, score in zip(keys[1:], (2.5, 2.0, 1.6), strict=True):
            index.connection.execute("INSERT INTO links VALUES (?, ?, ?)", (*sorted((keys[0], other)), score))
    return store


@pytest.fixture
def places(store: Path) -> Path:
    """A store in which two places are doubtful, and nothing else."""
    with closing(Index(store / "index.sqlite")) as index, index.changing():
        index.connection.execute("UPDATE items SET level = 'same'")
        for path in FEWER:
            index.connection.execute("UPDATE items SET level = 'close' WHERE node LIKE ?", (f"{path}@%",))
    return store


def test_each_key_of_review_does_what_the_help_says(pairs: Path, start: Start) -> None:
    terminal = start("review")
    keys = "[s]ame  [d]ifferent  [u]nsure  [n]ext  [z] undo the last  [q]uit"
    assert "1 of 3" in terminal.until(keys)
    terminal.press("z")
    terminal.until("nothing to undo")
    terminal.press("x")
    terminal.until(f"keys: {keys}")
    terminal.press("s")
    assert "→ same" in terminal.until("2 of 3")
    terminal.until(keys)
    terminal.press("z")
    assert "withdrawn" in terminal.until("1 of 3")
    terminal.until(keys)
    terminal.press("n")
    terminal.until("2 of 3")
    terminal.until(keys)
    terminal.press("U")  # a capital is the same key
    terminal.until("3 of 3")
    terminal.until(keys)
    terminal.press("d")
    terminal.until("nothing more to look at; [z] undo the last  [q]uit")
    terminal.press("q")
    terminal.until("2 answers noted")
    assert terminal.ended() == 0
    assert [verdict for _, verdict in noted(pairs)] == ["same", "withdrawn", "unsure", "different"]


@pytest.mark.parametrize(("key", "code"), [(CONTROL_C, 130), (CONTROL_D, 0)])
def test_what_was_judged_before_ctrl_c_is_kept_whole(key: str, code: int, pairs: Path, start: Start) -> None:
    terminal = start("review")
    terminal.until("[q]uit")
    terminal.press("d")
    terminal.until("2 of 3")
    terminal.until("[q]uit")
    terminal.press(key)
    assert terminal.ended() == code
    assert read(pairs.parent / "judgements.jsonl").broken == ()
    assert [verdict for _, verdict in noted(pairs)] == ["different"]


def test_ctrl_d_typed_before_the_first_question_ends_a_review(start: Start) -> None:
    terminal = start("review")
    terminal.press(CONTROL_D)
    assert terminal.ended() == 0


def test_each_key_of_link_review_does_what_the_help_says(places: Path, start: Start, tmp_path: Path) -> None:
    terminal = start("link", "review")
    shown = terminal.until("[q]uit")
    for told in ("1 of 2", "Ouagadougou", "capital of Burkina Faso", PAGE, "a name in common", "atelier.txt"):
        assert told in shown, told
    terminal.press("o")
    terminal.until(PAGE)
    terminal.press("z")
    terminal.until("nothing to undo")
    terminal.press("1")
    terminal.until("→ Q3777")
    terminal.until("2 of 2")
    terminal.until("[q]uit")
    terminal.press("z")
    assert "withdrawn" in terminal.until("1 of 2")
    terminal.until("[q]uit")
    terminal.press("n")
    terminal.until("2 of 2")
    terminal.until("[q]uit")
    terminal.press("0")
    terminal.until("→ none of them")
    terminal.until("nothing more to look at; [z] undo the last")
    terminal.press("q")
    terminal.until("1 answer noted")
    assert terminal.ended() == 0
    assert noted(places)[:2] == [("Q3777", "same"), ("Q3777", "withdrawn")]
    assert {verdict for _, verdict in noted(places)[2:]} == {"different"}
    opened = (tmp_path / "opened").read_text()
    assert PAGE in opened
