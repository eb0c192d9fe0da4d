"""The file of an index, open for reading: SQLite, with full-text tables of its FTS5 (https://www.sqlite.org/fts5.html).

facts        of the index itself: the rules of its languages, a digest of all that it depends on
things       what can be found
names        the names of things, a row each; `key` is what names have in common that differ in small words alone
meanings     of statements: their rows in the file of vectors, see `kg.search.meanings`
name_words, statement_words, document_words
             words, others (stems, and words written together), of documents also those of the title; they hold no texts themselves

The number of a name begins with how seldom its thing is named, so that the rows of any word come the most prominent first, and the first
ten of a million are had without a look at the rest.
"""

from __future__ import annotations

import math
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.errors import SearchTimeout, StoreError
from kg.search.analysis import Analyser
from kg.search.meanings import FACT, Meanings
from kg.search.meanings import FILE as VECTORS
from kg.search.rules import from_json

FILE = "search.sqlite"
FILES = (FILE, VECTORS)  # of an index, in the folder of its state
TIME = 2.0  # seconds that one question may take
STEPS = 20_000  # of SQLite's machine between two looks at the clock
MAPPED = 1 << 30  # bytes of the file that are read through the page cache
PROMINENCES = 255  # steps of prominence, each half as much again as the one before

SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE things (
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, labels TEXT NOT NULL, language TEXT, date TEXT, publisher TEXT,
    documents INTEGER NOT NULL, document TEXT, speaker TEXT, text TEXT
);
CREATE TABLE names (
    id INTEGER PRIMARY KEY, thing INTEGER NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL, language TEXT, preferred INTEGER NOT NULL
);
CREATE INDEX names_by_thing ON names (thing);
CREATE INDEX names_by_key ON names (key);
CREATE TABLE meanings (thing INTEGER PRIMARY KEY, first INTEGER NOT NULL, count INTEGER NOT NULL);
CREATE VIRTUAL TABLE name_words USING fts5(words, others, content='', prefix='1 2 3', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE statement_words USING fts5(words, others, content='', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE document_words USING fts5(words, others, title, content='', tokenize='unicode61 remove_diacritics 0');
"""

Row = tuple[Any, ...]


class SearchIndex:
    """The index of a finished state. It may be shared by threads: each has a connection of its own.

    Raises:
        StoreError: the file is not there, or not an index that this version reads.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        if not path.is_file():
            raise StoreError(f"{path.parent}: this state has no search index; make one with: kg build, or kg index")
        try:
            self._rules = from_json(self.fact("rules"))
        except (sqlite3.Error, TypeError, ValueError, StopIteration) as error:
            raise StoreError(f"{path}: not a search index that this version can read ({error}); make it anew: kg index") from error

    @cached_property
    def analyser(self) -> Analyser:
        """Cuts questions as the texts were cut."""
        return Analyser(self._rules)

    @cached_property
    def meanings(self) -> Meanings | None:
        """What the statements mean; None where nobody has asked for it."""
        if not list(self.rows("SELECT 1 FROM facts WHERE name = ?", FACT)):
            return None
        rows = self.rows("SELECT thing, first, count FROM meanings WHERE count > 0 ORDER BY first")
        return Meanings(self._path.with_name(VECTORS), tuple(rows))

    def fact(self, name: str) -> str:
        """What the index tells of itself."""
        return str(next(self.rows("SELECT value FROM facts WHERE name = ?", name))[0])

    def rows(self, query: str, *values: object) -> Iterator[Row]:
        """The rows of a query, as they come.

        Raises:
            SearchTimeout: the thread's time is up, see `start`.
        """
        try:
            yield from self._connection.execute(query, values)
        except sqlite3.OperationalError as error:
            if str(error) == "interrupted":
                raise SearchTimeout(f"the search took more than {TIME:g} seconds; ask for rarer words") from None
            raise

    def start(self, seconds: float = TIME) -> None:
        """Gives the questions that this thread asks from now on so much time in all."""
        end = time.monotonic() + seconds
        self._connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)

    @property
    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._local, "connection"):
            address = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
            self._local.connection = sqlite3.connect(address, uri=True, isolation_level=None)
            self._local.connection.execute(f"PRAGMA mmap_size={MAPPED}")
        connection: sqlite3.Connection = self._local.connection
        return connection


def number_of_name(documents: int, thing: int, ordinal: int) -> int:
    """The number of a name: the more documents name its thing, the smaller. Of a thing the first 4,095 names are kept."""
    step = min(PROMINENCES, int(math.log(max(documents, 1)) / math.log(1.5)))
    return (PROMINENCES - step) << 54 | thing << 12 | ordinal


def marks_of(values: Sequence[object]) -> str:
    """Placeholders for some values."""
    return ", ".join("?" * len(values))
