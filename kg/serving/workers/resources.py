"""The processes below this one and their memory, from Linux's /proc; elsewhere none are seen."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")


def below(pid: int | None = None) -> list[int]:
    """The numbers of all processes that descend from one; from this one if none is named."""
    found = []
    with suppress(OSError):  # it may end while it is looked at
        for task in (PROC / str(pid or os.getpid()) / "task").iterdir():
            for child in map(int, (task / "children").read_text().split()):
                found += [child, *below(child)]
    return found


def delayed(pid: int) -> float:
    """Seconds that a process was ready to run and waited for a processor, which others had; 0 where nobody can tell."""
    try:
        return int((PROC / str(pid) / "schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


def resident(pid: int) -> int:
    """The bytes of a process that are in memory; 0 if it has ended."""
    try:
        return int((PROC / str(pid) / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0
