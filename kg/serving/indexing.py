"""Makes the search index of a state of a writable store, in a process of its own that lets all others go first.

It runs as `python -m kg.serving.indexing PARENT HOME STATE BEFORE MADE`: the server that it ends with; the folders of the store, of a copy
of its present state, of the index that it goes on from, and of the one that it makes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from pyoxigraph import Store

from kg.errors import KgError
from kg.processes import end_with
from kg.search.building import follow
from kg.search.entries import Reader
from kg.store.folder import existing

BEHIND = 10  # of nice(2): a tenth of what a process beside it gets, as a slow query

Process = subprocess.Popen[bytes]


def start(home: Path, state: Path, before: Path, made: Path) -> Process:
    """Begins to make an index; it is whole when the process has ended with 0."""
    arguments = [str(os.getpid()), *map(str, (home, state, before, made))]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen([sys.executable, "-P", "-m", "kg.serving.indexing", *arguments], stdin=subprocess.DEVNULL, env=environment)  # noqa: S603


def main(parent: int, home: Path, state: Path, before: Path, made: Path) -> None:
    """Makes it.

    Raises:
        StoreError: the disk is full or broken.
    """
    end_with(parent)
    with suppress(OSError):
        os.nice(BEHIND)
    follow(before, Reader(Store.read_only(str(state)), existing(home), merged=False), made)


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]), *map(Path, sys.argv[2:]))
    except (KgError, OSError) as error:
        sys.exit(f"the search index was not made: {error}")
