"""Which documents tell of the same persons, bodies, events and programmes, in the order in which they were issued: tables of the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from kg.model.claims import Context
from kg.store.index import Index

WINDOW = 16  # documents next to a document among all that tell of one entity, which it is compared with
COMPARED = 6  # documents of all these windows, those in most of them

_SCHEMA = """
CREATE TABLE IF NOT EXISTS tellings (document TEXT PRIMARY KEY, issued TEXT NOT NULL, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS contexts (
    entity INTEGER, issued TEXT, document TEXT, PRIMARY KEY (entity, issued, document)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS contexts_by_document ON contexts (document);
CREATE TABLE IF NOT EXISTS due (issued TEXT, document TEXT, PRIMARY KEY (issued, document)) WITHOUT ROWID;
"""


class Contexts:
    """The tables. Every change is made inside `index.changing()`."""

    def __init__(self, index: Index) -> None:
        self._connection = index.connection
        for statement in _SCHEMA.split(";"):  # where all tables are there, none of these has to wait for another process that writes
            self._connection.execute(statement)

    def get(self, document: str) -> Context | None:
        """A context as it was put, its entities in the order of their numbers."""
        row = next(self._rows("SELECT issued, content FROM tellings WHERE document = ?", document), None)
        entities = self._rows("SELECT entity FROM contexts WHERE document = ? ORDER BY entity", document)
        return Context(row[0], document, row[1], tuple(entity for (entity,) in entities)) if row else None

    def put(self, context: Context) -> None:
        self._connection.execute("INSERT INTO tellings VALUES (?, ?, ?)", (context.document, context.issued, context.content))
        rows = ((entity, context.issued, context.document) for entity in context.entities)
        self._connection.executemany("INSERT INTO contexts VALUES (?, ?, ?)", rows)

    def remove(self, document: str) -> None:
        for table in ("tellings", "contexts"):
            self._connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))

    def mark(self, rows: Iterable[tuple[str, str]]) -> None:
        """Marks documents, each with its date before it, whose contexts may have changed."""
        self._connection.executemany("INSERT OR IGNORE INTO due VALUES (?, ?)", rows)

    def due(self, after: tuple[str, str], limit: int) -> list[tuple[str, str]]:
        """The next of those that are marked, in the order in which they were issued."""
        query = "SELECT issued, document FROM due WHERE (issued, document) > (?, ?) ORDER BY issued, document LIMIT ?"
        return [(row[0], row[1]) for row in self._rows(query, *after, limit)]

    def done(self) -> None:
        self._connection.execute("DELETE FROM due")

    def later(self, context: Context) -> set[str]:
        """The documents in whose windows a context stands, or would stand."""
        query = "SELECT document FROM contexts WHERE entity = ? AND (issued, document) > (?, ?) ORDER BY issued, document LIMIT ?"
        return {row[0] for entity in context.entities for row in self._rows(query, entity, context.issued, context.document, WINDOW)}

    def earlier(self, document: str) -> list[tuple[str, str]]:
        """The documents issued before one that its claims are compared with: those that share most with it, of equals the latest.

        Each with its date before it."""
        context = self.get(document)
        if context is None:
            return []
        query = (
            "SELECT issued, document FROM contexts WHERE entity = ? AND (issued, document) < (?, ?)"
            " ORDER BY issued DESC, document DESC LIMIT ?"
        )
        shared = Counter(row for entity in context.entities for row in self._rows(query, entity, context.issued, context.document, WINDOW))
        return sorted(shared, key=lambda row: (shared[row], row), reverse=True)[:COMPARED]

    def _rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        yield from self._connection.execute(query, values)
