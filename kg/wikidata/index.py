"""The index of items: a SQLite file that is opened in milliseconds and read where it lies, however many items it holds.

    items    what is known of an item
    names    folded name -> item
    words    skeleton of a word -> folded names that have it

A name is looked up exactly, by its folded form; or among the names that share its rarest words, the most alike first.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

from kg.errors import StoreError
from kg.model.entities import EntityClass, Name
from kg.wikidata.items import Item
from kg.wikidata.keys import key, skeletons

FORMAT = 1
STATES = frozenset({"Q6256", "Q3624078"})  # country, sovereign state
COMMON = 300  # names that are compared at most; a word that more have is too common to search by alone
SHORTEST = 6  # letters; of shorter names each letter counts, so they are looked up exactly
ALIKE = 0.85  # share of letters that two names have in common from which one may be a spelling of the other

_SCHEMA = """
CREATE TABLE items (
    qid INTEGER PRIMARY KEY, class TEXT, labels TEXT, aliases TEXT, description TEXT, country TEXT, types TEXT, prominence INTEGER
);
CREATE TABLE names (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
CREATE TABLE named (name INTEGER, qid INTEGER, PRIMARY KEY (name, qid)) WITHOUT ROWID;
CREATE TABLE words (skeleton TEXT, name INTEGER, PRIMARY KEY (skeleton, name)) WITHOUT ROWID;
"""
_WITH_WORD = "SELECT id, key FROM words JOIN names ON names.id = words.name WHERE skeleton = ?"
_WITH_WORDS = (
    "SELECT id, key FROM words AS one JOIN words AS other USING (name) JOIN names ON names.id = name"
    " WHERE one.skeleton = ? AND other.skeleton = ? LIMIT ?"
)


class ItemIndex:
    """Items, found by name. It is read only, and may be shared by processes; a thread opens its own.

    Raises:
        StoreError: the file is not an index, or one of another version.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.Error as error:
            raise StoreError(f"{path}: {error}; make the index anew") from error
        if version != FORMAT:
            raise StoreError(f"{path}: an index of version {version}, here {FORMAT} is read; make it anew")

    def close(self) -> None:
        self._connection.close()

    def __len__(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM items").fetchone()[0])

    def get(self, qid: str) -> Item | None:
        """An item by its QID."""
        row = self._connection.execute("SELECT * FROM items WHERE qid = ?", (int(qid[1:]),)).fetchone()
        return _item(row) if row else None

    def countries(self) -> dict[str, str]:
        """The folded names of all states -> ISO 3166-1 alpha-2. A name that two states have stands for the more prominent."""
        found: dict[str, str] = {}
        query = "SELECT * FROM items WHERE class = 'Place' AND country <> '' AND types <> '' ORDER BY prominence DESC, qid"
        for item in map(_item, self._connection.execute(query)):
            if item.country and STATES & set(item.types):
                for name in item.names:
                    if len(name) > 3 or name.isupper():
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
        found = process.extract(wanted, self._sharing(name), scorer=fuzz.token_sort_ratio, score_cutoff=100 * ALIKE, limit=limit)
        best: dict[str, tuple[Item, float]] = {}
        for _, share, number in found:
            for item in self._with_name(number):
                best.setdefault(item.qid, (item, share / 100))
        return sorted(best.values(), key=lambda row: (-row[1], -row[0].prominence, row[0].qid))[:limit]

    def _sharing(self, name: str) -> dict[int, str]:
        """Names by number that share one of the rarest words, or else the two rarest."""
        words = sorted((self._count(word), word) for word in skeletons(name))
        names: dict[int, str] = {}
        for count, word in words:
            if len(names) + count > COMMON:
                break
            names.update(self._connection.execute(_WITH_WORD, (word,)))
        if not names and len(words) > 1:
            names.update(self._connection.execute(_WITH_WORDS, (words[0][1], words[1][1], COMMON)))
        return names

    def _count(self, word: str) -> int:
        """How many names have a word; it stops counting where they are too many."""
        query = "SELECT count(*) FROM (SELECT 1 FROM words WHERE skeleton = ? LIMIT ?)"
        return int(self._connection.execute(query, (word, 20 * COMMON)).fetchone()[0])

    def _with_name(self, number: int) -> Iterator[Item]:
        query = "SELECT items.* FROM named JOIN items USING (qid) WHERE name = ? ORDER BY prominence DESC, qid"
        return map(_item, self._connection.execute(query, (number,)))


@cache
def starter() -> ItemIndex:
    """The index that comes with the package; one a process."""
    return ItemIndex(Path(__file__).with_name("items.sqlite"))


def _item(row: tuple[int, str | None, str, str, str, str | None, str, int]) -> Item:
    qid, cls, labels, aliases, description, country, types, prominence = row
    return Item(
        qid=f"Q{qid}",
        cls=EntityClass(cls) if cls else None,
        labels=tuple(Name(text=text, language=language) for language, text in json.loads(labels).items()),
        aliases=tuple(json.loads(aliases)),
        description=description,
        country=country,
        types=tuple(types.split()),
        prominence=prominence,
    )


def write_index(items: Iterable[Item], path: Path) -> None:
    """Makes an index of items; the file is there when it is whole, and equal items make an equal file."""
    unfinished = path.with_name(path.name + ".part")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
        connection.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA user_version={FORMAT};" + _SCHEMA)
        connection.execute("BEGIN")
        for item in items:
            _insert(connection, item)
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    unfinished.replace(path)


def _insert(connection: sqlite3.Connection, item: Item) -> None:
    number = int(item.qid[1:])
    labels = json.dumps({label.language: label.text for label in item.labels}, ensure_ascii=False)
    aliases = json.dumps(item.aliases, ensure_ascii=False)
    row = (number, item.cls, labels, aliases, item.description, item.country, " ".join(item.types), item.prominence)
    connection.execute("INSERT OR REPLACE INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    for folded in sorted({key(name) for name in item.names} - {""}):
        connection.execute("INSERT OR IGNORE INTO names (key) VALUES (?)", (folded,))
        name = connection.execute("SELECT id FROM names WHERE key = ?", (folded,)).fetchone()[0]
        connection.execute("INSERT OR IGNORE INTO named VALUES (?, ?)", (name, number))
        connection.executemany("INSERT OR IGNORE INTO words VALUES (?, ?)", ((word, name) for word in sorted(skeletons(folded))))
