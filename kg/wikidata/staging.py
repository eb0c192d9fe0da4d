"""Where the facts of entities wait until all are read: a SQLite file beside the index that is being made.

What an item's class and country is can be told only when the items of its types and countries were read, which come in any order. The
file also keeps how far each dump was read: with the facts of a stretch goes the place behind it, in one transaction, so that an
interruption at any moment loses at most that stretch.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from kg.errors import WikidataError
from kg.model.entities import EntityClass, Name
from kg.wikidata.classes import DEEPEST, Verdict, class_of, shipped
from kg.wikidata.dumps import Place
from kg.wikidata.entities import Facts
from kg.wikidata.items import Item, prominence_of

FORMAT = 1
_SCHEMA = """
CREATE TABLE entities (
    qid INTEGER PRIMARY KEY, labels TEXT, aliases TEXT, description TEXT, types TEXT, countries TEXT,
    "begin" INTEGER, "end" INTEGER, sitelinks INTEGER
);
CREATE TABLE codes (qid INTEGER PRIMARY KEY, code TEXT);
CREATE TABLE subclasses (super INTEGER, sub INTEGER, PRIMARY KEY (super, sub)) WITHOUT ROWID;
CREATE TABLE judged (qid INTEGER PRIMARY KEY, class TEXT, steps INTEGER);
CREATE TABLE places (source TEXT PRIMARY KEY, line INTEGER, "offset" INTEGER, member INTEGER, before INTEGER, finished INTEGER);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT);
"""
_PUT = "INSERT OR REPLACE INTO entities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_JUDGE = """
INSERT OR IGNORE INTO judged
SELECT sub, class, steps + 1 FROM judged JOIN subclasses ON super = judged.qid WHERE steps = ? ORDER BY sub, class IS NULL, class
"""

Row = tuple[int, str, str, str, str, str, int | None, int | None, int]


class Staging:
    """The facts that were read so far. Close it; `remove` it when the index is made.

    Raises:
        WikidataError: the file is of another command, or is none of ours.
    """

    def __init__(self, path: Path, purpose: str) -> None:
        self.path = path
        try:
            self._connection = sqlite3.connect(path, isolation_level=None)
            self._connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;")
            if not self._connection.execute("PRAGMA user_version").fetchone()[0]:
                self._create(purpose)
            known = self.fact("purpose")
        except sqlite3.Error as error:
            raise WikidataError(f"{path}: {error}; delete it, and run the command again") from error
        if known != purpose:
            self.close()
            raise WikidataError(f"{path}: an interrupted command with other options left it ({known}); finish that one, or delete it")

    def _create(self, purpose: str) -> None:
        self._connection.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version={FORMAT};")
        self._connection.execute("INSERT INTO facts VALUES ('purpose', ?)", (purpose,))
        self._connection.execute("COMMIT")

    def close(self) -> None:
        self._connection.close()

    def remove(self) -> None:
        """Closes and deletes it."""
        self.close()
        for suffix in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def __len__(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM entities").fetchone()[0])

    def fact(self, name: str) -> str:
        """A note; empty if there is none."""
        row = self._connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def place(self, source: str) -> tuple[Place, bool]:
        """How far a source was read, and whether that is all of it."""
        query = 'SELECT line, "offset", member, before, finished FROM places WHERE source = ?'
        row = self._connection.execute(query, (source,)).fetchone()
        return (Place(*row[:4]), bool(row[4])) if row else (Place(), False)

    def put(self, some: Iterable[Facts], source: str = "", place: Place | None = None, *, finished: bool = False) -> None:
        """Adds facts, and notes the place behind them. Of an entity that comes twice, the later one counts."""
        some = list(some)
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(_PUT, map(_row, filter(_is_item, some)))
        self._connection.executemany("INSERT OR REPLACE INTO codes VALUES (?, ?)", ((one.number, one.code) for one in some if one.code))
        pairs = ((above, one.number) for one in some for above in one.superclasses)
        self._connection.executemany("INSERT OR IGNORE INTO subclasses VALUES (?, ?)", pairs)
        newest = max((one.modified for one in some), default="")
        if newest > self.fact("modified"):
            self._connection.execute("INSERT OR REPLACE INTO facts VALUES ('modified', ?)", (newest,))
        if place:
            row = (source, place.line, place.offset, place.member, place.before, finished)
            self._connection.execute("INSERT OR REPLACE INTO places VALUES (?, ?, ?, ?, ?, ?)", row)
        self._connection.execute("COMMIT")

    def judge(self) -> None:
        """Works out which class each type is of: downwards from those that are known, step by step, so that the nearest decides."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("DELETE FROM judged")
        rows = ((number, verdict.cls and str(verdict.cls), 0) for number, verdict in shipped().items())
        self._connection.executemany("INSERT INTO judged VALUES (?, ?, ?)", rows)
        for steps in range(DEEPEST):
            if not self._connection.execute(_JUDGE, (steps,)).rowcount:
                break
        self._connection.execute("COMMIT")

    def verdict(self, number: int) -> Verdict | None:
        """What a type says of its items, once `judge` was called."""
        row = self._connection.execute("SELECT class, steps FROM judged WHERE qid = ?", (number,)).fetchone()
        return Verdict(EntityClass(row[0]) if row[0] else None, row[1]) if row else None

    def items(self, states: Mapping[int, str]) -> Iterator[Item]:
        """The items that are of a class of ours, by rising number. `states` are the countries that are known anyway, with their codes."""
        judge = lru_cache(maxsize=1 << 16)(self.verdict)
        codes = {**states, **dict(self._connection.execute("SELECT qid, code FROM codes"))}
        for row in self._connection.execute("SELECT * FROM entities ORDER BY qid"):
            types = tuple(map(int, row[4].split()))
            if cls := class_of(types, judge):
                yield _item(row, cls, types, codes)


def _is_item(facts: Facts) -> bool:
    return bool(facts.labels and facts.types)


def _row(facts: Facts) -> Row:
    return (
        facts.number,
        json.dumps(facts.labels, ensure_ascii=False),
        json.dumps(facts.aliases, ensure_ascii=False),
        facts.description,
        " ".join(map(str, facts.types)),
        " ".join(map(str, facts.countries)),
        facts.begin,
        facts.end,
        facts.sitelinks,
    )


def _item(row: Row, cls: EntityClass, types: Iterable[int], codes: Mapping[int, str]) -> Item:
    qid, labels, aliases, description, _, countries, begin, end, sitelinks = row
    return Item(
        qid=f"Q{qid}",
        cls=cls,
        labels=tuple(Name(text=text, language=language) for language, text in json.loads(labels).items()),
        aliases=tuple(json.loads(aliases)),
        description=description,
        country=country_of(qid, map(int, countries.split()), codes),
        types=tuple(f"Q{number}" for number in types),
        begin=begin,
        end=end,
        prominence=prominence_of(sitelinks),
    )


def country_of(number: int, countries: Iterable[int], codes: Mapping[int, str]) -> str | None:
    """The one country that an item is, or is of: what is of several is of none."""
    if number in codes:
        return codes[number]
    found = {codes[country] for country in countries if country in codes}
    return found.pop() if len(found) == 1 else None
