"""How the server and its processes get memory from the system, and give it back."""

from __future__ import annotations

import ctypes
import sys
import time
from contextlib import suppress

# The environment of a process that holds data in memory: pages of 2 MB, where the system has them, so that it forks in a tenth of the time
HUGE_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
MMAP_THRESHOLD, ARENA_MAX = -3, -8  # parameters of mallopt(3) of the GNU C library
ARENAS = 2
MAPPED_FROM = 256 << 10  # bytes
SORTED_WITHIN = 0.0005  # seconds that an allocation takes which finds nothing to sort
ROUNDS = 1000  # at most, of 10,000 pieces each
PIECE = 50_000  # bytes: more than any single thing of a result


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


def sort_what_is_free() -> None:
    """Has the allocator put what was freed in its order, so that the next query does not wait for it.

    The GNU C library sorts pieces that were freed when the next larger one is asked for, 10,000 of them each time: after a hundred thousand
    triples that is a twenty-fifth of a second.
    """
    for _ in range(ROUNDS):
        began = time.thread_time()
        bytearray(PIECE)
        if time.thread_time() - began < SORTED_WITHIN:
            break
