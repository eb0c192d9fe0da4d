"""Processes that end with the one that started them."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def end_with(parent: int) -> None:
    """Has the system kill this process when its parent ends, in whatever way and whatever this one does; Linux alone can.

    What Linux takes for the parent is the thread that started this process: let no thread do so that ends before.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it ended before this was asked for
            os._exit(0)
