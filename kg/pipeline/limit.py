"""A limit on the time that a text may take: one that leads a rule astray must not hold up the others."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from kg.documents.corpus import FoundFile

START = 60.0  # seconds: to load the models from a cold disk, ten times over
PER_KILOBYTE = 1.0  # seconds: some ten times what a slow machine needs


class TookTooLongError(Exception):
    """The time is over."""


def seconds_for(files: Sequence[FoundFile]) -> float:
    """How long it may take to work on files."""
    return START + PER_KILOBYTE * sum(file.size for file in files) / 1000


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises `TookTooLongError` in what runs longer. Threads other than the first one can't be interrupted, and run without a limit."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _over(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the signature is the signal module's
    raise TookTooLongError("it took too long")
