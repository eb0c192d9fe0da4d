"""Where results go: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import StoreError

STANDARD_OUTPUT = Path("-")


@contextmanager
def writer(path: Path | None) -> Iterator[IO[bytes]]:
    """Opens a file for writing; None or `-` is standard output. An old file stays until the new one is written to its end.

    Raises:
        StoreError: the folder is missing, the disk full, no permission; the old file is as it was.
        BrokenPipeError: the reader of standard output went away.
    """
    if path is None or path == STANDARD_OUTPUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with _stream(path) if path.exists() and not path.is_file() else _whole_file(path) as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StoreError(f"{path}: can't write it: {error.strerror or error}; what stood there before still does") from error


@contextmanager
def _stream(path: Path) -> Iterator[IO[bytes]]:
    """A device or a named pipe, which can't be replaced."""
    with path.open("wb") as file:
        yield file


@contextmanager
def _whole_file(path: Path) -> Iterator[IO[bytes]]:
    target = path.resolve()  # a link stays a link
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with partial.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
