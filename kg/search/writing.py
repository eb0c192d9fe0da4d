"""Puts entries into an index, and takes them out."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from kg.errors import StoreError
from kg.search.analysis import Analyser
from kg.search.entries import Entry, is_named
from kg.search.index import SCHEMA, number_of_name
from kg.search.lexicon import identity
from kg.search.meanings import bring_up_to_date
from kg.search.records import Kind
from kg.search.rules import Rules, as_json

MOST_NAMES = 4_095  # of a thing; the last ones of a thing with more are not found
COLUMNS = "iri, kind, labels, language, date, publisher, documents, document, speaker, text"
_WORDS = {Kind.STATEMENT: "statement_words", Kind.DOCUMENT: "document_words"}


class Writer:
    """An index that is being made. Nobody reads it yet, so nothing is written twice for safety's sake."""

    def __init__(self, connection: sqlite3.Connection, rules: Mapping[str, Rules]) -> None:
        self._connection, self._analyser = connection, Analyser(rules)

    def encode(self, before: Path | None, made: Path) -> None:
        """Makes the file of what statements mean, from that which the rows of the index belong to, if there is one."""
        bring_up_to_date(self._connection, before, made)

    def iris(self) -> Iterator[str]:
        """Of all that stands in the index."""
        return (str(iri) for (iri,) in self._connection.execute("SELECT iri FROM things").fetchall())

    def has(self, entry: Entry) -> bool:
        """Whether a thing stands there just so; to see that takes a twentieth of putting it in."""
        row = self._connection.execute(f"SELECT id, {COLUMNS} FROM things WHERE iri = ?", (entry.iri,)).fetchone()
        return row is not None and row[1:] == _row(entry) and (not is_named(entry.kind) or self._names_of(row[0]) == _names(entry))

    def _names_of(self, thing: int) -> list[tuple[str, str, int]]:
        query = "SELECT text, language, preferred FROM names WHERE thing = ? ORDER BY id"
        return list(self._connection.execute(query, (thing,)))

    def put(self, entry: Entry) -> None:
        """Puts a thing in, in place of what stood there of it. What a statement means stays as long as its text does."""
        query = "SELECT first, count FROM meanings m JOIN things t ON t.id = m.thing WHERE iri = ? AND text = ?"
        meaning = self._connection.execute(query, (entry.iri, entry.text)).fetchone()
        self.remove(entry.iri)
        query = f"INSERT INTO things ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        thing = self._connection.execute(query, _row(entry)).lastrowid or 0
        if meaning:
            self._connection.execute("INSERT INTO meanings VALUES (?, ?, ?)", (thing, *meaning))
        if is_named(entry.kind):
            self._put_names(entry, thing)
        else:
            self._words(_WORDS[entry.kind], thing, entry.text or "", entry.language, _title(_labels(entry)))

    def remove(self, iri: str) -> None:
        """Takes a thing out, if it is there. What the index forgets has to be told again, word for word: it holds no texts."""
        query = "SELECT id, kind, labels, language, text FROM things WHERE iri = ?"
        found = self._connection.execute(query, (iri,)).fetchone()
        if found is None:
            return
        thing, kind, labels, language, text = found
        if is_named(Kind(kind)):
            rows = self._connection.execute("SELECT id, text, language FROM names WHERE thing = ?", (thing,)).fetchall()
            for number, name, spoken in rows:
                self._words("name_words", number, name, spoken, removed=True)
            self._connection.execute("DELETE FROM names WHERE thing = ?", (thing,))
        else:
            self._words(_WORDS[Kind(kind)], thing, text or "", language, _title(json.loads(labels)), removed=True)
        self._connection.execute("DELETE FROM meanings WHERE thing = ?", (thing,))
        self._connection.execute("DELETE FROM things WHERE id = ?", (thing,))

    def _put_names(self, entry: Entry, thing: int) -> None:
        for ordinal, name in enumerate(entry.names[:MOST_NAMES]):
            number = number_of_name(entry.documents, thing, ordinal)
            analysed = self._analyser.analyse(name.text, name.language)
            row = (number, thing, self._analyser.key(analysed), name.text, name.language, name.preferred)
            self._connection.execute("INSERT INTO names (id, thing, key, text, language, preferred) VALUES (?, ?, ?, ?, ?, ?)", row)
            self._words("name_words", number, name.text, name.language)

    def _words(self, table: str, number: int, text: str, language: str | None, title: str = "", *, removed: bool = False) -> None:
        analysed = self._analyser.analyse(text, language)
        values = {"words": analysed.words, "others": analysed.others}
        if table == "document_words":
            told = self._analyser.analyse(title, language)
            values["title"] = f"{told.words} {told.others}"
        columns = ([table] if removed else []) + ["rowid", *values]
        row = (["delete"] if removed else []) + [number, *values.values()]
        marks = ", ".join("?" * len(row))
        self._connection.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", row)


@contextmanager
def writing(path: Path, rules: Mapping[str, Rules], *, new: bool) -> Iterator[Writer]:
    """Opens a file that nobody reads to be changed; at the end all of it is on disk.

    Args:
        new: the file is not there yet; else it is a copy of an index with the same `identity`.

    Raises:
        StoreError: the disk is full or broken; the file is of no use.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for setting in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "cache_size=-65536"):
                connection.execute(f"PRAGMA {setting}")
            if new:
                connection.executescript(SCHEMA)
                facts = {"rules": as_json(rules), "identity": identity(rules)}
                connection.executemany("INSERT INTO facts VALUES (?, ?)", facts.items())
            connection.execute("BEGIN")
            yield Writer(connection, rules)
            if new:
                for table in ("name_words", "statement_words", "document_words"):
                    connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
            connection.execute("COMMIT")
        _force(path)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{path}: the search index can't be written: {error}; run the same command again") from error


def _labels(entry: Entry) -> dict[str, str]:
    """The preferred name in each language."""
    return {name.language: name.text for name in reversed(entry.names) if name.preferred}


def _row(entry: Entry) -> tuple[object, ...]:
    """A thing as its row has it, by COLUMNS."""
    told = json.dumps(_labels(entry), ensure_ascii=False, sort_keys=True)
    about = (entry.language, entry.date, entry.publisher, entry.documents, entry.document, entry.speaker)
    return entry.iri, entry.kind.value, told, *about, entry.text


def _names(entry: Entry) -> list[tuple[str, str, int]]:
    """The names of a thing as their rows have them."""
    return [(name.text, name.language, int(name.preferred)) for name in entry.names[:MOST_NAMES]]


def _title(labels: Mapping[str, str]) -> str:
    """The words of a document's titles."""
    return " ".join(labels[language] for language in sorted(labels))


def _force(path: Path) -> None:
    """All of it to the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
