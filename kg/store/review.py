"""What a build leaves for people to judge, beside the store: a file that is there whole or not at all, and that nobody changes.

facts    the judgements that the build followed, the folders that it read
merges   pairs that may be one, in the order in which they are asked about
links    entities that may be an item of Wikidata, in that order
reasons  why each entity is, or may be, its items
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from kg.errors import StoreError
from kg.model.judgements import Judgement
from kg.model.reasons import Comparison, from_json
from kg.model.review import LinkQuestion, MergeQuestion, Question
from kg.store.files import PARTIAL
from kg.store.identities import Judged
from kg.store.index import Index

FILE = "review.sqlite"  # in the folder of the store

_SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE merges (number INTEGER PRIMARY KEY, told TEXT NOT NULL);
CREATE TABLE links (number INTEGER PRIMARY KEY, told TEXT NOT NULL);
CREATE TABLE reasons (
    path TEXT, qid TEXT, score REAL NOT NULL, is_judged INTEGER NOT NULL, told TEXT NOT NULL, PRIMARY KEY (path, qid)
) WITHOUT ROWID;
"""
_REASONS = (
    "SELECT cluster, qid, score, is_judged, reasons FROM items JOIN nodes ON nodes.key = items.node WHERE cluster IS NOT NULL"
    " ORDER BY is_judged DESC, score DESC, node"
)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a link with an item rests on."""

    is_judged: bool  # a person has said so
    comparison: Comparison


@dataclass(frozen=True)
class Review:
    """What the last build asks about."""

    merges: tuple[MergeQuestion, ...] = ()
    links: tuple[LinkQuestion, ...] = ()
    followed: frozenset[Judged] = frozenset()  # the judgements that it followed
    roots: tuple[str, ...] = ()  # the folders and files that it read
    left: tuple[str, ...] = ()  # "merges", "links": the kinds of which there are more questions than these

    def question(self, name: str) -> Question | None:
        """The question with an id; None where none has it."""
        questions: tuple[Question, ...] = (*self.merges, *self.links)
        return next((each for each in questions if each.id == name), None)

    def waiting(self, standing: Iterable[Judgement]) -> int:
        """How many pairs are judged otherwise now than the build followed: what the next one has to follow."""
        rows = {(line.a, line.b, line.verdict.value, line.moment.isoformat()) for line in standing if line.verdict.is_decided}
        return len({frozenset(row[:2]) for row in rows ^ self.followed})


def write(home: Path, review: Review, index: Index) -> None:
    """Puts a review in the place of the last build's, with the reasons of all links of an index.

    Raises:
        StoreError: the disk is full or broken; that of the last build stays.
    """
    made = home / f"{FILE}{PARTIAL}"
    try:
        made.unlink(missing_ok=True)
        with closing(sqlite3.connect(made, isolation_level=None)) as connection:
            connection.executescript("PRAGMA journal_mode=OFF;" + _SCHEMA)
            connection.execute("BEGIN")
            _fill(connection, review, index)
            connection.execute("COMMIT")
        _to_disk(made)
        made.replace(home / FILE)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{made}: can't note what is to be judged: {error}; run the same command again") from error


def _fill(connection: sqlite3.Connection, review: Review, index: Index) -> None:
    facts = {"followed": sorted(review.followed), "roots": review.roots, "left": review.left}
    connection.executemany("INSERT INTO facts VALUES (?, ?)", ((name, json.dumps(value)) for name, value in facts.items()))
    merges = ((_merges().dump_json(question).decode(),) for question in review.merges)
    connection.executemany("INSERT INTO merges (told) VALUES (?)", merges)
    links = ((_links().dump_json(question).decode(),) for question in review.links)
    connection.executemany("INSERT INTO links (told) VALUES (?)", links)
    connection.executemany("INSERT OR IGNORE INTO reasons VALUES (?, ?, ?, ?, ?)", index.connection.execute(_REASONS))


def _to_disk(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


@cache
def _merges() -> TypeAdapter[MergeQuestion]:
    return TypeAdapter(MergeQuestion)


@cache
def _links() -> TypeAdapter[LinkQuestion]:
    return TypeAdapter(LinkQuestion)


def written(question: Question) -> str:
    """A question as other processes are sent it."""
    return (_merges().dump_json(question) if isinstance(question, MergeQuestion) else _links().dump_json(question)).decode()


def merge_from(told: str) -> MergeQuestion:
    """The question that was written."""
    return _merges().validate_json(told)


def link_from(told: str) -> LinkQuestion:
    """The question that was written."""
    return _links().validate_json(told)


def read(home: Path) -> Review | None:
    """What the last build of a store asks about; None where none has left a review.

    Raises:
        StoreError: it can't be read.
    """
    if not (home / FILE).is_file():
        return None
    with _opened(home) as connection:
        facts = {name: json.loads(value) for name, value in connection.execute("SELECT name, value FROM facts")}
        return Review(
            merges=tuple(merge_from(told) for (told,) in connection.execute("SELECT told FROM merges ORDER BY number")),
            links=tuple(link_from(told) for (told,) in connection.execute("SELECT told FROM links ORDER BY number")),
            followed=frozenset(tuple(row) for row in facts["followed"]),
            roots=tuple(facts["roots"]),
            left=tuple(facts.get("left", ())),  # a build of an earlier version does not tell
        )


def grounds(home: Path, path: str) -> dict[str, Grounds]:
    """What the links of an entity rest on, by their QIDs; nothing where no build has left it.

    Raises:
        StoreError: it can't be read.
    """
    if not (home / FILE).is_file():
        return {}
    with _opened(home) as connection:
        rows: Sequence[tuple[str, int, str]] = connection.execute(
            "SELECT qid, is_judged, told FROM reasons WHERE path = ?", (path,)
        ).fetchall()
        return {qid: Grounds(bool(judged), Comparison(from_json(told))) for qid, judged, told in rows}


@contextmanager
def _opened(home: Path) -> Iterator[sqlite3.Connection]:
    path = home / FILE
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            yield connection
    except (sqlite3.Error, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path}: can't be read ({error}); a kg build makes it anew") from error
