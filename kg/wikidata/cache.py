"""Answers of services, kept on disk with the time they were given: what is known is not asked again, in this run or a later one."""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock

from kg.errors import WikidataError

DAYS = 30  # after which an answer is asked for again

_SCHEMA = "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, given REAL, digest BLOB, body BLOB) WITHOUT ROWID"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, and how long ago."""

    body: bytes
    days: float


class Cache:
    """Answers by key, shared by threads and processes. Each is written whole or not at all, and carries a digest: one that is damaged
    counts as missing. A file that is no cache any more is begun anew, for all that is in it can be asked again.

    Raises:
        WikidataError: the folder can't be written.
    """

    def __init__(self, path: Path, now: Callable[[], float] = time.time) -> None:
        self.path, self._now, self._lock = path, now, Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._connection = self._open()
            except sqlite3.DatabaseError:
                self._forget()
                self._connection = self._open()
        except (OSError, sqlite3.Error) as error:
            raise WikidataError(f"{path}: {error}; name another file with wikidata_cache") from error

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, timeout=30)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute(_SCHEMA)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _forget(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def close(self) -> None:
        self._connection.close()

    def get(self, key: str) -> Answer | None:
        """An answer, however old; None if there is none, or only a part of one."""
        with self._lock, suppress(sqlite3.DatabaseError, zlib.error, TypeError):
            row = self._connection.execute("SELECT given, digest, body FROM answers WHERE key = ?", (key,)).fetchone()
            if row and sha256(row[2]).digest() == row[1]:
                return Answer(zlib.decompress(row[2]), (self._now() - row[0]) / 86_400)
        return None

    def put(self, key: str, body: bytes) -> None:
        """Keeps an answer; where the disk is full it is not kept, and nothing else happens."""
        packed = zlib.compress(body)
        with self._lock, suppress(sqlite3.DatabaseError):
            row = (key, self._now(), sha256(packed).digest(), packed)
            self._connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", row)
