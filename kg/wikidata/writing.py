"""Makes an index of items, in memory that does not grow with them.

What a name leads to is gathered unsorted in a file beside the index, then sorted there and put in by rising key: a B-tree that is
filled in its own order is small, and is written once.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from itertools import groupby, islice, pairwise
from pathlib import Path
from typing import TypeVar

from kg.errors import StoreError
from kg.wikidata.index import FORMAT, SCHEMA
from kg.wikidata.items import STATES, Item
from kg.wikidata.keys import ALONE, key, shortened, skeleton, skeletons
from kg.wikidata.spellings import COMMON

SELDOM = 2_000  # names of a word from which on nobody looks for it by a misspelling
BATCH = 5_000  # items or names that are put in at once
CACHE = 20_000  # kB of memory for each of the two files, and for sorting

_SETTINGS = f"""
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA secure_delete=OFF;
PRAGMA cache_size=-{CACHE}; PRAGMA threads=2;
"""
_SCRATCH = """
PRAGMA scratch.journal_mode=OFF; PRAGMA scratch.synchronous=OFF;
CREATE TABLE scratch.pairs (key TEXT, qid INTEGER);
CREATE TABLE scratch.skeletons (skeleton TEXT, name INTEGER);
CREATE TABLE scratch.vocabulary (word TEXT);
CREATE TABLE scratch.slips (part TEXT, word INTEGER);
"""

T = TypeVar("T")
Row = tuple[int, str | None, str, str, str, str | None, str, int | None, int | None, int]
Told = Callable[[int], None]  # called with how many items are in


def write_index(items: Iterable[Item], path: Path, facts: Mapping[str, str] | None = None, told: Told | None = None) -> None:
    """Makes an index of items, which come by rising number; the file is there when it is whole, and equal items make an equal file.

    `facts` tell where the items are from, for people to read.

    Raises:
        ValueError: an item comes before one with a smaller number, or twice.
        StoreError: the disk is full, or the folder is not there.
    """
    unfinished, scratch = path.with_name(path.name + ".part"), path.with_name(path.name + ".sort")
    try:
        for left in (unfinished, scratch):
            left.unlink(missing_ok=True)
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
            connection.executescript(_SETTINGS + f"PRAGMA user_version={FORMAT};" + SCHEMA)
            connection.execute("ATTACH ? AS scratch", (str(scratch),))
            connection.executescript(_SCRATCH)
            _write(connection, items, facts or {}, told or _nothing)
        unfinished.replace(path)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{path}: {error}; see that there is room for it, and run the command again") from error
    finally:
        unfinished.unlink(missing_ok=True)
        scratch.unlink(missing_ok=True)


def _nothing(count: int) -> None:
    """For callers who don't want to be told."""


def _write(connection: sqlite3.Connection, items: Iterable[Item], facts: Mapping[str, str], told: Told) -> None:
    connection.execute("BEGIN")
    count = _put_items(connection, items, told)
    _put_names(connection)
    _put_words(connection)
    _put_slips(connection)
    connection.execute("CREATE UNIQUE INDEX names_by_key ON names (key)")
    identity = _identity(connection)
    rows = {**facts, "items": str(count), "identity": identity}
    connection.executemany("INSERT INTO facts VALUES (?, ?)", sorted(rows.items()))
    connection.execute("COMMIT")
    connection.execute("DETACH scratch")


def _put_items(connection: sqlite3.Connection, items: Iterable[Item], told: Told) -> int:
    """The items, and what they are called; how many they are."""
    count, last = 0, -1
    for some in _batches(items, BATCH):
        numbers = [int(item.qid[1:]) for item in some]
        if any(before >= number for before, number in pairwise([last, *numbers])):
            raise ValueError("items are written by rising number, each once")
        last, count = numbers[-1], count + len(some)
        connection.executemany("INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_row, numbers, some))
        connection.executemany("INSERT INTO scratch.pairs VALUES (?, ?)", _pairs(numbers, some))
        states = ((number,) for number, item in zip(numbers, some, strict=True) if item.country and STATES & set(item.types))
        connection.executemany("INSERT INTO states VALUES (?)", states)
        told(count)
    return count


def _row(number: int, item: Item) -> Row:
    labels = json.dumps({label.language: label.text for label in item.labels}, ensure_ascii=False)
    aliases = json.dumps(item.aliases, ensure_ascii=False)
    cls, types = str(item.cls) if item.cls else None, " ".join(item.types)
    return number, cls, labels, aliases, item.description, item.country, types, item.begin, item.end, item.prominence


def _pairs(numbers: Iterable[int], items: Iterable[Item]) -> Iterator[tuple[str, int]]:
    for number, item in zip(numbers, items, strict=True):
        for folded in {key(name) for name in item.names} - {""}:
            yield folded, number


def _put_names(connection: sqlite3.Connection) -> None:
    """The names by rising key, with what they lead to; the skeletons of their words are gathered."""
    found = connection.execute("SELECT key, qid FROM scratch.pairs ORDER BY key, qid")
    numbered = enumerate(groupby(found, key=lambda row: row[0]), 1)
    for some in _batches(((number, name, [qid for _, qid in rows]) for number, (name, rows) in numbered), BATCH):
        connection.executemany("INSERT INTO names VALUES (?, ?)", ((number, name) for number, name, _ in some))
        connection.executemany("INSERT INTO named VALUES (?, ?)", ((number, qid) for number, _, qids in some for qid in qids))
        words = ((word, number) for number, name, _ in some for word in _words(name))
        connection.executemany("INSERT INTO scratch.skeletons VALUES (?, ?)", words)
        vocabulary = {word for _, name, _ in some for word in name.split()}
        connection.executemany("INSERT INTO scratch.vocabulary VALUES (?)", ((word,) for word in vocabulary))


def _words(folded: str) -> Iterator[str]:
    """What a name is found by: its words, and where it has only one, that it is alone."""
    words = skeletons(folded)
    yield from words
    if len(words) == 1:
        yield f"{ALONE}{min(words)}"


def _put_slips(connection: sqlite3.Connection) -> None:
    """The skeletons by what is left of their words without one of their letters; those of common words are seldom misspelt."""
    words = (word for (word,) in connection.execute("SELECT DISTINCT word FROM scratch.vocabulary ORDER BY word"))
    for some in _batches(words, BATCH):
        slips = ((part, skeleton(word), SELDOM) for word in some for part in shortened(word))
        connection.executemany("INSERT INTO scratch.slips SELECT ?, rowid FROM words WHERE skeleton = ? AND count <= ?", slips)
    connection.execute("INSERT INTO slips SELECT DISTINCT part, word FROM scratch.slips ORDER BY part, word")


def _put_words(connection: sqlite3.Connection) -> None:
    """The words by rising skeleton, each with the numbers of the names that have it: four bytes each, the lowest first."""
    found = connection.execute("SELECT skeleton, name FROM scratch.skeletons ORDER BY skeleton, name")
    words = groupby(found, key=lambda row: row[0])
    for some in _batches(((word, array("I", (name for _, name in rows))) for word, rows in words), BATCH):
        connection.executemany("INSERT INTO words VALUES (?, ?, ?)", ((word, len(names), _packed(names)) for word, names in some))
    connection.execute("CREATE UNIQUE INDEX words_by_skeleton ON words (skeleton, count)")


def _packed(names: array[int]) -> bytes | None:
    if len(names) > COMMON:
        return None
    if sys.byteorder == "big":
        names.byteswap()
    return names.tobytes()


def _identity(connection: sqlite3.Connection) -> str:
    digest = sha256(str(FORMAT).encode())
    for row in connection.execute("SELECT * FROM items ORDER BY qid"):
        digest.update(repr(row).encode())
    return digest.hexdigest()


def _batches(values: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(values)
    while some := list(islice(source, size)):
        yield some
