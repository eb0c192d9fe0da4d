"""The index of items: a SQLite file that is opened in milliseconds and read where it lies, however many items it holds.

    items    what is known of an item
    names    folded name -> item
    words    skeleton of a word -> folded names that have it: how many, and which, unless they are too many to tell anything
    states   the items that are countries
    facts    of the index itself: how many items it has, where they are from

A name is looked up exactly, by its folded form; or among the names that share two of its words or a rare one, the most alike first. A
word that no name has is looked up as those that are spelt nearly so.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from array import array
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz, process

from kg.errors import StoreError
from kg.model.entities import EntityClass, Name
from kg.wikidata.items import Item
from kg.wikidata.keys import key, near, skeletons

FORMAT = 3
COMPARED = 300  # names that are compared at most, for one look-up
RARE = 60  # names of a word from which on it is too common to search by alone
COMMON = 20_000  # names of a word from which on it tells nothing, even with another
MOST_WORDS = 3  # of a name that are looked at, the rarest
SELDOM = 2_000  # names of a word from which on it is not taken for another that no name has
SHORTEST = 6  # letters; of shorter names each letter counts, so they are looked up exactly
ALIKE = 0.85  # share of letters that two names have in common from which one may be a spelling of the other

SCHEMA = """
CREATE TABLE items (
    qid INTEGER PRIMARY KEY, class TEXT, labels TEXT, aliases TEXT, description TEXT, country TEXT, types TEXT,
    "begin" INTEGER, "end" INTEGER, prominence INTEGER
);
CREATE TABLE names (id INTEGER PRIMARY KEY, key TEXT NOT NULL);
CREATE TABLE named (name INTEGER, qid INTEGER, PRIMARY KEY (name, qid)) WITHOUT ROWID;
CREATE TABLE words (skeleton TEXT, count INTEGER, names BLOB);
CREATE TABLE states (qid INTEGER PRIMARY KEY);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
_WORDS = "SELECT count, rowid FROM words WHERE skeleton IN ({}) ORDER BY count"


class ItemIndex:
    """Items, found by name. It is read only, and may be shared by processes; a thread opens its own.

    Raises:
        StoreError: the file is not an index, or one of another version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            self.facts: dict[str, str] = dict(self._connection.execute("SELECT name, value FROM facts")) if version == FORMAT else {}
        except sqlite3.Error as error:
            raise StoreError(f"{path}: {error}; make the index anew: kg wikidata index") from error
        if version != FORMAT:
            raise StoreError(f"{path}: an index of version {version}, here {FORMAT} is read; make the index anew: kg wikidata index")

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
        names = self._sharing(self._words(wanted))
        found = process.extract(wanted, names, scorer=fuzz.token_sort_ratio, score_cutoff=100 * ALIKE, limit=limit)
        best: dict[str, tuple[Item, float]] = {}
        for _, share, number in found:
            for item in self._with_name(number):
                best.setdefault(item.qid, (item, share / 100))
        return sorted(best.values(), key=lambda row: (-row[1], -row[0].prominence, row[0].qid))[:limit]

    def _sharing(self, words: list[tuple[int, set[int]]]) -> dict[int, str]:
        """Names by number that share two words, or a rare one; those of the rarest words first, as many as are compared."""
        found = dict.fromkeys(name for count, names in words if count <= RARE for name in names)
        for (_, one), (_, other) in combinations(words, 2):
            if len(found) >= COMPARED:
                break
            found |= dict.fromkeys(one & other)
        if not found and words:
            found = dict.fromkeys(words[0][1])
        some = list(found)[:COMPARED]
        marks = ", ".join("?" * len(some))
        return dict(self._connection.execute(f"SELECT id, key FROM names WHERE id IN ({marks})", some))

    def _words(self, folded: str) -> list[tuple[int, set[int]]]:
        """The words of a name that tell most, with the numbers of the names that have them; the rarest first."""
        found = ((word, self._connection.execute(_WORDS.format("?"), (word,)).fetchall()) for word in skeletons(folded))
        counted = sorted((sum(count for count, _ in rows), rows) for rows in (rows or self._near(word) for word, rows in found))
        return [(count, set().union(*map(self._names, rows))) for count, rows in counted[:MOST_WORDS] if 0 < count <= COMMON]

    def _near(self, word: str) -> list[tuple[int, int]]:
        """The words that differ in one letter from one that no name has; those that many names have are hardly meant."""
        others = near(word)
        rows = self._connection.execute(_WORDS.format(", ".join("?" * len(others))), others)
        return [(count, row) for count, row in rows if count <= SELDOM]

    def _names(self, word: tuple[int, int]) -> array[int]:
        """The numbers of the names that have a word, by its count and row."""
        numbers = array("I")
        numbers.frombytes(self._connection.execute("SELECT names FROM words WHERE rowid = ?", (word[1],)).fetchone()[0])
        if sys.byteorder == "big":
            numbers.byteswap()
        return numbers

    def _with_name(self, number: int) -> Iterator[Item]:
        query = "SELECT items.* FROM named JOIN items USING (qid) WHERE name = ? ORDER BY prominence DESC, qid"
        return map(_item, self._connection.execute(query, (number,)))


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
        labels=tuple(Name(text=text, language=language) for language, text in json.loads(labels).items()),
        aliases=tuple(json.loads(aliases)),
        description=description,
        country=country,
        types=tuple(types.split()),
        begin=begin,
        end=end,
        prominence=prominence,
    )
