"""How the server's process gets memory from the system, and gives it back."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

MMAP_THRESHOLD, ARENA_MAX = -3, -8  # parameters of mallopt(3) of the GNU C library
ARENAS = 2
MAPPED_FROM = 256 << 10  # bytes


def keep_memory_small() -> None:
    """Lets threads share two heaps, and large pieces of results be mapped by themselves, so that what is freed goes back to the system.

    By default each of the threads that open states and search has a heap of its own, and after the first large piece that is freed all of
    its size come from the heap, where smaller ones keep it from shrinking. Only the GNU C library knows these parameters.
    """
    if sys.platform != "linux":
        return
    with suppress(OSError, AttributeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(ARENA_MAX, ARENAS)
        mallopt(MMAP_THRESHOLD, MAPPED_FROM)
