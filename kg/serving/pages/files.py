"""The files that pages are made of, under addresses that change when they do."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "static"
DIGITS = 10  # of the digest in an address


def asset(root: str, name: str) -> str:
    """The address of a file, with its digest."""
    return f"{root}/static/{name}?v={digest(name)}"


@cache
def digest(name: str) -> str:
    """The beginning of the SHA-256 digest of a file that is there for as long as the server runs."""
    return sha256((FOLDER / name).read_bytes()).hexdigest()[:DIGITS]
