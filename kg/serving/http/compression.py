"""Content codings of results (RFC 9110, section 8.4.1): which one a client gets, and how it is made piece by piece."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import Protocol

import zstandard

GZIP_LEVEL = 1  # results are made faster than higher levels compress them
ZSTD_LEVEL = 1
REMEMBERED = 256  # headers, since most clients send one of few
GZIP_WINDOW = 16 + zlib.MAX_WBITS  # 16: with gzip's head and tail


class Coder(Protocol):
    """Compresses a stream."""

    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


@lru_cache(REMEMBERED)
def choose_coding(accept_encoding: str | None) -> str | None:
    """`zstd` or `gzip` if the client takes it, the better liked first; None: as it is."""
    wanted = dict(_parse(element) for element in (accept_encoding or "").lower().split(","))
    rated = [(wanted.get(name, wanted.get("*", 0.0)), name) for name in ("gzip", "zstd")]
    quality, best = max(rated)
    return best if quality > 0 else None


def _parse(element: str) -> tuple[str, float]:
    name, _, parameters = element.partition(";")
    key, _, value = parameters.partition("=")
    if key.strip() != "q":
        return name.strip(), 1.0
    try:
        return name.strip(), float(value)
    except ValueError:
        return name.strip(), 0.0


def coder(coding: str | None) -> Coder | None:
    """What compresses a result in a coding of `choose_coding`."""
    if coding == "gzip":
        return zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, GZIP_WINDOW)
    if coding == "zstd":
        return zstandard.ZstdCompressor(level=ZSTD_LEVEL).compressobj()
    return None
