"""Sorts more triples than memory holds: sorted runs in temporary files, merged."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from typing import IO

from pyoxigraph import RdfFormat, Triple, parse

RUN = 200_000  # triples that are sorted in memory: about 100 MB
BATCH = 10_000  # triples that are read back at once


def sorted_once(triples: Iterable[Triple], run: int = RUN) -> Iterator[Triple]:
    """The triples in the order of their N-Triples form, each once."""
    with ExitStack() as files:
        runs = [_filled(files.enter_context(tempfile.TemporaryFile()), lines) for lines in _chunks(_lines(triples), run)]
        merged = (line for line, _ in groupby(heapq.merge(*runs)))
        while batch := b"".join(islice(merged, BATCH)):
            yield from (quad.triple for quad in parse(batch, RdfFormat.N_TRIPLES))


def _lines(triples: Iterable[Triple]) -> Iterator[bytes]:
    return (f"{triple} .\n".encode() for triple in triples)


def _chunks(lines: Iterator[bytes], size: int) -> Iterator[set[bytes]]:
    while chunk := set(islice(lines, size)):
        yield chunk


def _filled(file: IO[bytes], lines: set[bytes]) -> IO[bytes]:
    file.writelines(sorted(lines))
    file.seek(0)
    return file
