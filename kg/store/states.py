"""Finished states: folders with a number as their name, in one folder.

A state stays as long as somebody reads it, since Oxigraph opens many of its files only when a query comes to them. Readers share a lock of
its folder, which goes with their process, however that ends.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pyoxigraph import Store

from kg.store.files import PARTIAL


class Hold:
    """A state stays where it is as long as there is this object."""

    __slots__ = ("_lock",)

    def __init__(self, lock: int) -> None:
        self._lock = lock

    def __del__(self) -> None:
        os.close(self._lock)


def numbers(folder: Path) -> list[int]:
    """The states in a folder, the newest last."""
    if not folder.is_dir():
        return []
    return sorted(int(entry.name) for entry in folder.iterdir() if entry.name.isdigit())


def hold(state: Path) -> Hold:
    """Takes a state to read.

    Raises:
        FileNotFoundError: it is not there, or was given up in this moment.
        OSError: its folder can't be read.
    """
    held = Hold(lock := _opened(state))
    with suppress(OSError):  # the file system has no locks: there it may be given up
        fcntl.flock(lock, fcntl.LOCK_SH)
    state.stat()
    return held


@contextmanager
def reading(state: Path) -> Iterator[Store]:
    """A state, open to be read, that stays meanwhile.

    Raises:
        OSError: it is not there any more, or can't be read.
    """
    held = hold(state)
    try:
        yield Store.read_only(str(state))
    finally:
        del held


def drop(folder: Path, kept: int) -> None:
    """Removes the states in a folder, and what is left of some, but for so many and those that somebody reads."""
    for number in numbers(folder)[:-kept]:
        with suppress(OSError):
            _give_up(folder / str(number))
    for left in folder.glob(f"*{PARTIAL}"):
        shutil.rmtree(left, ignore_errors=True)


def _give_up(state: Path) -> None:
    """Takes the name of a state away that nobody reads, before its files, so that no half of one is ever found by its name."""
    lock = _opened(state)
    try:
        if _is_unread(lock):
            state.rename(state.with_name(state.name + PARTIAL))
    finally:
        os.close(lock)


def _is_unread(lock: int) -> bool:
    """Whether nobody reads a state; then nobody begins to as long as the lock is open."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # there are no locks
        return True
    return True


def _opened(state: Path) -> int:
    return os.open(state, os.O_RDONLY | os.O_CLOEXEC)
