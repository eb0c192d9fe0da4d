"""Which file became which document, and what is still to be done: SQLite, so that memory does not grow with the corpus."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.model.claims import Claim

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    identifier TEXT PRIMARY KEY, root TEXT NOT NULL, path TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    file_digest TEXT NOT NULL, text_digest TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL,
    record TEXT NOT NULL, is_clean INTEGER NOT NULL, is_written INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS documents_by_root ON documents (root);
CREATE INDEX IF NOT EXISTS documents_by_key ON documents (key);
CREATE INDEX IF NOT EXISTS documents_by_text ON documents (text_digest);
CREATE INDEX IF NOT EXISTS documents_unwritten ON documents (identifier) WHERE NOT is_written;
CREATE TABLE IF NOT EXISTS unsettled (iri TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unsearched (iri TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS claims (
    band INTEGER, issued TEXT, statement TEXT, document TEXT NOT NULL, PRIMARY KEY (band, issued, statement)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS claims_by_statement ON claims (statement);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


CACHE = 32_768  # KiB of the file kept in memory


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
    record: str  # the document without its text, as JSON
    is_clean: bool  # whether all that was extracted conforms to the shapes
    is_written: bool  # whether its graph tells of it as it was read, and is on disk


_COLUMNS = ", ".join(field.name for field in fields(IndexedDocument))


class Index:
    """The index of a store. Every change is made inside `changing`, and is on disk when that ends."""

    def __init__(self, path: Path) -> None:
        try:
            self._connection = sqlite3.connect(path, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=FULL")
            self._connection.execute(f"PRAGMA cache_size=-{CACHE}")
            self._connection.executescript(_SCHEMA)
        except sqlite3.OperationalError as error:
            raise StoreError(f"{path}: {error}; is there space, and may this user write here? what was built before stays") from error
        except sqlite3.Error as error:
            raise StoreError(f"{path}: {error}; remove the store's folder and build again") from error

    @property
    def connection(self) -> sqlite3.Connection:
        """For the other tables of the same file."""
        return self._connection

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """All changes inside are made, or none.

        Raises:
            StoreError: the disk is full or broken; nothing is changed.
        """
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise StoreError(
                f"the store's index can't be written: {error}; what was built before stays, run the same command again"
            ) from error

    def _rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._connection.execute(query, values)
        except sqlite3.Error as error:
            raise StoreError(f"the store's index can't be read: {error}; remove the store's folder and build again") from error

    def _column(self, query: str, *values: object) -> list[str]:
        return [str(row[0]) for row in self._rows(query, *values)]

    def get(self, identifier: str) -> IndexedDocument | None:
        row = next(self._rows(f"SELECT {_COLUMNS} FROM documents WHERE identifier = ?", identifier), None)
        return _document(row) if row else None

    def put(self, document: IndexedDocument) -> None:
        marks = ", ".join("?" * len(fields(IndexedDocument)))
        self._connection.execute(f"INSERT OR REPLACE INTO documents ({_COLUMNS}) VALUES ({marks})", astuple(document))

    def written(self, identifiers: Iterable[str], *, are: bool = True) -> None:
        """Notes that the graphs of these documents are whole, and on disk; or that they have to be written anew."""
        rows = ((are, name) for name in identifiers)
        self._connection.executemany("UPDATE documents SET is_written = ? WHERE identifier = ?", rows)

    def unwritten(self, after: str, limit: int) -> list[IndexedDocument]:
        """The next documents, by identifier, whose graphs have to be written."""
        query = f"SELECT {_COLUMNS} FROM documents WHERE NOT is_written AND identifier > ? ORDER BY identifier LIMIT ?"
        return [_document(row) for row in self._rows(query, after, limit)]

    def remove(self, identifier: str) -> None:
        self._connection.execute("DELETE FROM documents WHERE identifier = ?", (identifier,))

    def all(self) -> Iterator[IndexedDocument]:
        for row in self._rows(f"SELECT {_COLUMNS} FROM documents ORDER BY identifier"):
            yield _document(row)

    def below(self, root: str) -> Iterator[IndexedDocument]:
        """The documents that were read from a folder given to a build."""
        for row in self._rows(f"SELECT {_COLUMNS} FROM documents WHERE root = ? ORDER BY identifier", root):
            yield _document(row)

    def with_text(self, digest: str) -> list[str]:
        """The identifiers of the documents with a text."""
        return self._column("SELECT identifier FROM documents WHERE text_digest = ? ORDER BY identifier", digest)

    def ending(self, end: str) -> list[str]:
        """The identifiers that end so."""
        query = "SELECT identifier FROM documents WHERE substr(identifier, -length(?1)) = ?1 ORDER BY identifier"
        return self._column(query, end)

    def with_key(self, key: str) -> list[str]:
        """The identifiers of the documents with an extraction."""
        return self._column("SELECT identifier FROM documents WHERE key = ? ORDER BY identifier", key)

    def roots(self) -> list[str]:
        """The folders and files that were given to builds."""
        return self._column("SELECT DISTINCT root FROM documents ORDER BY root")

    def texts(self) -> set[str]:
        """The digests of all texts that documents have."""
        return set(self._column("SELECT DISTINCT text_digest FROM documents"))

    def keys(self) -> set[str]:
        """The keys of all extractions that documents have."""
        return set(self._column("SELECT DISTINCT key FROM documents"))

    def count(self) -> int:
        """How many documents are whole."""
        return int(self._column("SELECT (SELECT count(*) FROM documents) - (SELECT count(*) FROM documents WHERE NOT is_written)")[0])

    def unsettle(self, iris: Iterable[str]) -> None:
        """Marks entities and statements of which something has to be settled anew; then they are found by other words, too."""
        rows = [(iri,) for iri in iris]
        self._connection.executemany("INSERT OR IGNORE INTO unsettled VALUES (?)", rows)
        self._connection.executemany("INSERT OR IGNORE INTO unsearched VALUES (?)", rows)

    def unsearch(self, iri: str) -> None:
        """Marks a document whose words the next search index has to have anew."""
        self._connection.execute("INSERT OR IGNORE INTO unsearched VALUES (?)", (iri,))

    def unsearched(self) -> Iterator[str]:
        """All that may have changed since the newest search index, in order; nothing may be changed before its end."""
        return (str(iri) for (iri,) in self._rows("SELECT iri FROM unsearched ORDER BY iri"))

    def searched(self) -> None:
        """Notes that the newest search index has everything."""
        self._connection.execute("DELETE FROM unsearched")

    def unsettled(self, limit: int) -> list[str]:
        return self._column("SELECT iri FROM unsettled ORDER BY iri LIMIT ?", limit)

    def settle(self, iris: Iterable[str]) -> None:
        self._connection.executemany("DELETE FROM unsettled WHERE iri = ?", ((iri,) for iri in iris))

    def unsettled_after(self, iri: str, prefix: str, limit: int) -> list[str]:
        """The next of those that begin with a prefix, in order."""
        query = "SELECT iri FROM unsettled WHERE iri > ? AND iri >= ? AND iri < ? ORDER BY iri LIMIT ?"
        return self._column(query, iri, prefix, prefix + "\U0010ffff", limit)

    def put_claim(self, claim: Claim) -> None:
        rows = ((band, claim.issued, claim.statement, claim.document) for band in claim.bands)
        self._connection.executemany("INSERT OR REPLACE INTO claims VALUES (?, ?, ?, ?)", rows)

    def claim(self, statement: str) -> Claim | None:
        """A claim as it was put, its bands in the order of their numbers."""
        rows = list(self._rows("SELECT band, issued, document FROM claims WHERE statement = ? ORDER BY band", statement))
        return Claim(rows[0][1], statement, rows[0][2], tuple(row[0] for row in rows)) if rows else None

    def remove_claim(self, statement: str) -> None:
        self._connection.execute("DELETE FROM claims WHERE statement = ?", (statement,))

    def earlier_claims(self, claim: Claim, limit: int) -> list[Claim]:
        """Of each band of a claim the earliest others that were made known before it; without their bands."""
        query = (
            "SELECT issued, statement, document FROM claims WHERE band = ? AND (issued, statement) < (?, ?)"
            " ORDER BY issued, statement LIMIT ?"
        )
        rows = {row for band in claim.bands for row in self._rows(query, band, claim.issued, claim.statement, limit)}
        return sorted(Claim(issued, statement, document, ()) for issued, statement, document in rows)

    def unsettle_later_claims(self, claim: Claim, limit: int) -> None:
        """Marks the claims that are compared with a claim: all later ones of a band where it is among the earliest `limit`."""
        earlier = "SELECT count(*) FROM (SELECT 1 FROM claims WHERE band = ? AND (issued, statement) < (?, ?) LIMIT ?)"
        later = "INSERT OR IGNORE INTO unsettled SELECT statement FROM claims WHERE band = ? AND (issued, statement) > (?, ?)"
        for band in claim.bands:
            place = (band, claim.issued, claim.statement)
            if next(self._rows(earlier, *place, limit))[0] < limit:
                self._connection.execute(later, place)

    def fact(self, name: str) -> str | None:
        return next(iter(self._column("SELECT value FROM facts WHERE name = ?", name)), None)

    def set_fact(self, name: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))


def _document(row: tuple[Any, ...]) -> IndexedDocument:
    return replace(IndexedDocument(*row), is_clean=bool(row[-2]), is_written=bool(row[-1]))
