"""The index of items: a SQLite file that is opened in milliseconds and read where it lies, however many items it holds.

    items    what is known of an item
    names    folded name -> item
    words    skeleton of a word -> folded names that have it: how many, and which, unless they are too many to tell anything; behind
             a "=" those that are this word alone
    slips    word with a letter left out -> its skeleton, by the row
    states   the items that are countries
    facts    of the index itself: how many items it has, where they are from

A name is looked up exactly, by its folded form; or by its words, as `kg.wikidata.spellings` tells, the most alike first.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from kg.errors import StoreError
from kg.model.entities import EntityClass, Name
from kg.wikidata.items import Item
from kg.wikidata.keys import key
from kg.wikidata.spellings import Spellings

FORMAT = 4
MAPPED = 1 << 30  # bytes that are read where they lie, in memory that all processes share and the system takes back
SHORTEST = 6  # letters; of shorter names each letter counts, so they are looked up exactly

SCHEMA = """
CREATE TABLE items (
    qid INTEGER PRIMARY KEY, class TEXT, labels TEXT, aliases TEXT, description TEXT, country TEXT, types TEXT,
    "begin" INTEGER, "end" INTEGER, prominence INTEGER
);
CREATE TABLE names (id INTEGER PRIMARY KEY, key TEXT NOT NULL);
CREATE TABLE named (name INTEGER, qid INTEGER, PRIMARY KEY (name, qid)) WITHOUT ROWID;
CREATE TABLE words (skeleton TEXT, count INTEGER, names BLOB);
CREATE TABLE slips (part TEXT, word INTEGER, PRIMARY KEY (part, word)) WITHOUT ROWID;
CREATE TABLE states (qid INTEGER PRIMARY KEY);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


class ItemIndex:
    """Items, found by name. It is read only, and may be shared by processes; a thread opens its own.

    Raises:
        StoreError: the file is not an index, or one of another version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            self._connection.execute(f"PRAGMA mmap_size={MAPPED}")
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            self.facts: dict[str, str] = dict(self._connection.execute("SELECT name, value FROM facts")) if version == FORMAT else {}
        except sqlite3.Error as error:
            raise StoreError(f"{path}: {error}; make the index anew: kg wikidata index") from error
        if version != FORMAT:
            raise StoreError(f"{path}: an index of version {version}, here {FORMAT} is read; make the index anew: kg wikidata index")
        self._spellings = Spellings(self._connection)

    def close(self) -> None:
        self._connection.close()

    def __len__(self) -> int:
        return int(self.facts["items"])

    def __iter__(self) -> Iterator[Item]:
        """All items, by their numbers."""
        return map(_item, self._connection.execute("SELECT * FROM items ORDER BY qid"))

    @property
    def identity(self) -> str:
        """A digest of all items: equal for equal indices, whatever their files are called."""
        return self.facts["identity"]

    def get(self, qid: str) -> Item | None:
        """An item by its QID."""
        row = self._connection.execute("SELECT * FROM items WHERE qid = ?", (int(qid[1:]),)).fetchone()
        return _item(row) if row else None

    def states(self) -> list[Item]:
        """The items that are countries, the more prominent first."""
        query = "SELECT items.* FROM states JOIN items USING (qid) ORDER BY prominence DESC, qid"
        return [_item(row) for row in self._connection.execute(query)]

    def countries(self) -> dict[str, str]:
        """The folded names of all states -> ISO 3166-1 alpha-2. A name that two states have stands for the more prominent."""
        found: dict[str, str] = {}
        for item in self.states():
            for name in item.names:
                if item.country and (len(name) > 3 or name.isupper()):
                    found.setdefault(key(name), item.country)
        return found

    def named(self, name: str) -> list[Item]:
        """The items with a name, whatever its case, accents, punctuation and article; the most prominent first."""
        query = (
            "SELECT items.* FROM names JOIN named ON named.name = names.id JOIN items USING (qid)"
            " WHERE key = ? ORDER BY prominence DESC, qid"
        )
        return [_item(row) for row in self._connection.execute(query, (key(name),))]

    def alike(self, name: str, limit: int = 10) -> list[tuple[Item, float]]:
        """The items with a name spelt nearly so, with the share of letters in common; the most alike first; short names exactly so."""
        wanted = key(name)
        if len(wanted) < SHORTEST:
            return [(item, 1.0) for item in self.named(name)[:limit]]
        best: dict[str, tuple[Item, float]] = {}
        for share, item in self._with_names(self._spellings.of(wanted, limit)):
            best.setdefault(item.qid, (item, share))
        return sorted(best.values(), key=lambda row: (-row[1], -row[0].prominence, row[0].qid))[:limit]

    def _with_names(self, found: Sequence[tuple[int, float]]) -> Iterator[tuple[float, Item]]:
        """The items with names of these numbers, with the share of each; the most alike first."""
        shares = dict(found)
        query = f"SELECT name, items.* FROM named JOIN items USING (qid) WHERE name IN ({', '.join('?' * len(shares))})"
        rows = sorted(self._connection.execute(query, list(shares)), key=lambda row: -shares[row[0]])
        return ((shares[row[0]], _item(row[1:])) for row in rows)


_decoded = json.JSONDecoder().raw_decode  # what `json.loads` does, in a third of the time for texts as short as these


@cache
def starter() -> ItemIndex:
    """The index that comes with the package; one a process."""
    return ItemIndex(Path(__file__).with_name("items.sqlite"))


@cache
def opened(path: Path | None) -> ItemIndex:
    """The index in a file, or else the one that comes with the package; opened once a process.

    Raises:
        StoreError: the file is not an index.
    """
    return ItemIndex(path) if path else starter()


def _item(row: tuple[int, str | None, str, str, str, str | None, str, int | None, int | None, int]) -> Item:
    qid, cls, labels, aliases, description, country, types, begin, end, prominence = row
    return Item(
        qid=f"Q{qid}",
        cls=EntityClass(cls) if cls else None,
        labels=tuple(Name(text=text, language=language) for language, text in _decoded(labels)[0].items()),
        aliases=tuple(_decoded(aliases)[0]),
        description=description,
        country=country,
        types=tuple(types.split()),
        begin=begin,
        end=end,
        prominence=prominence,
    )
