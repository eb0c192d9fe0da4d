"""Counts the rows of a result in its bytes, as pyoxigraph writes them: a native result can't be looked at row by row.

Each counter is fed the pieces of one result in their order. Triples are counted before they are written instead.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.serving.http.formats import CSV, JSON, TSV, XML
from kg.serving.http.negotiation import Format

Counter = Callable[[bytes], int]  # takes the next piece, gives the rows so far


def row_counter(written: Format) -> Counter:
    """A counter for one result in a format of solutions. The head of CSV and TSV is no row."""
    if written is CSV:
        return _csv_rows()
    return _separators(*SEPARATORS[written])


SEPARATORS = {  # what to count, and what to begin with
    JSON: (b'},{"', 1),  # between solutions that bind something; a quotation mark in a string is \", so it stands nowhere else
    XML: (b"<result>", 0),  # in text it would be &lt;result&gt;
    TSV: (b"\n", -1),  # in a string it would be \n
}


def _separators(separator: bytes, rows: int) -> Counter:
    tail = b""

    def count(piece: bytes) -> int:
        nonlocal rows, tail
        piece = tail + piece
        rows += piece.count(separator)
        tail = piece[len(piece) - len(separator) + 1 :] if len(separator) > 1 else b""
        return rows

    return count


def _csv_rows() -> Counter:
    """Line ends outside quotation marks: of the parts between the marks, every second one."""
    rows, quoted = -1, False

    def count(piece: bytes) -> int:
        nonlocal rows, quoted
        parts = piece.split(b'"')
        rows += sum(part.count(b"\n") for part in parts[quoted::2])
        quoted ^= len(parts) % 2 == 0
        return rows

    return count
