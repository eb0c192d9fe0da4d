from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving.served import until

PARENT = """
import os, subprocess, sys
subprocess.Popen([sys.executable, "-c", sys.argv[1], str(os.getpid())])
sys.stdin.read()
"""
CHILD = """
import os, re, sys
from kg.processes import end_with
end_with(int(sys.argv[1]))
print(os.getpid(), flush=True)
re.match("(a+)+$", "a" * 60 + "b")  # without end, and no other thread has a turn
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not do it")
def test_a_process_ends_with_its_parent_whatever_it_does() -> None:
    command = [sys.executable, "-c", PARENT, CHILD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert runs(child)
        parent.send_signal(signal.SIGKILL)
        until(lambda: not runs(child))


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
