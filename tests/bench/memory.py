"""Runs a command and watches the memory of all its processes."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.05  # seconds between two looks
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took."""

    seconds: float
    cpu_seconds: float  # of all its processes
    peak_bytes: int  # resident memory of all its processes together, shared pages counted in each
    output: str


def run(command: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Runs a command to its end.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    before, begin = os.times(), time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True)
    peak = 0
    while process.poll() is None:
        peak = max(peak, _resident(process.pid))
        time.sleep(INTERVAL)
    seconds, after = time.monotonic() - begin, os.times()
    output = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output)
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(seconds, cpu, peak, output)


def proportional(pid: int) -> int:
    """The proportional set size of a process, in bytes: its own pages, and of shared ones its part; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _resident(session: int) -> int:
    """The resident memory of all processes of a session, in bytes."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            if int(fields[3]) == session:
                total += int((folder / "statm").read_text(encoding="ascii").split()[1]) * PAGE
        except (OSError, IndexError):
            continue
    return total
