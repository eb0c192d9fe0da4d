"""Which file became which document, and what is still to be done: SQLite, so that memory does not grow with the corpus."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from kg.errors import StoreError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    identifier TEXT PRIMARY KEY, root TEXT NOT NULL, path TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    file_digest TEXT NOT NULL, text_digest TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, finished INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS documents_by_root ON documents (root);
CREATE INDEX IF NOT EXISTS documents_by_key ON documents (key);
CREATE INDEX IF NOT EXISTS documents_by_text ON documents (text_digest);
CREATE TABLE IF NOT EXISTS unsettled (iri TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A document of the graph and the file that it was read from."""

    identifier: str
    root: str
    path: str
    size: int
    mtime_ns: int
    file_digest: str  # of the file's bytes
    text_digest: str  # of the text that offsets refer to
    key: str  # of its extraction
    fingerprint: str  # of the software that extracted
    finished: bool  # False from the moment its graph is touched until it is whole


_COLUMNS = ", ".join(field.name for field in fields(IndexedDocument))


class Index:
    """The index of a store. Every change is on disk when its method returns."""

    def __init__(self, path: Path) -> None:
        try:
            self._connection = sqlite3.connect(path, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=NORMAL")
            self._connection.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise StoreError(f"{path}: {error}; remove the store's folder and build again") from error

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """All changes inside are made, or none."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise StoreError(f"the store's index can't be written: {error}") from error

    def get(self, identifier: str) -> IndexedDocument | None:
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM documents WHERE identifier = ?", (identifier,)).fetchone()
        return _document(row) if row else None

    def put(self, document: IndexedDocument) -> None:
        marks = ", ".join("?" * len(fields(IndexedDocument)))
        self._connection.execute(f"INSERT OR REPLACE INTO documents ({_COLUMNS}) VALUES ({marks})", astuple(document))

    def remove(self, identifier: str) -> None:
        self._connection.execute("DELETE FROM documents WHERE identifier = ?", (identifier,))

    def all(self) -> Iterator[IndexedDocument]:
        for row in self._connection.execute(f"SELECT {_COLUMNS} FROM documents ORDER BY identifier"):
            yield _document(row)

    def below(self, root: str) -> list[IndexedDocument]:
        """The documents that were read from a folder given to a build."""
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM documents WHERE root = ? ORDER BY identifier", (root,))
        return [_document(row) for row in rows]

    def with_text(self, digest: str) -> list[str]:
        """The identifiers of the documents with a text."""
        return [
            row[0]
            for row in self._connection.execute("SELECT identifier FROM documents WHERE text_digest = ? ORDER BY identifier", (digest,))
        ]

    def with_key(self, key: str) -> list[str]:
        """The identifiers of the documents with an extraction."""
        return [row[0] for row in self._connection.execute("SELECT identifier FROM documents WHERE key = ? ORDER BY identifier", (key,))]

    def count(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM documents WHERE finished").fetchone()[0])

    def unsettle(self, iris: Iterable[str]) -> None:
        """Marks entities whose preferred names have to be settled anew."""
        self._connection.executemany("INSERT OR IGNORE INTO unsettled VALUES (?)", ((iri,) for iri in iris))

    def unsettled(self, limit: int) -> list[str]:
        return [row[0] for row in self._connection.execute("SELECT iri FROM unsettled ORDER BY iri LIMIT ?", (limit,))]

    def settle(self, iris: Iterable[str]) -> None:
        self._connection.executemany("DELETE FROM unsettled WHERE iri = ?", ((iri,) for iri in iris))

    def fact(self, name: str) -> str | None:
        row = self._connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def set_fact(self, name: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))


def _document(row: tuple[str, str, str, int, int, str, str, str, str, int]) -> IndexedDocument:
    return IndexedDocument(*row[:-1], finished=bool(row[-1]))
