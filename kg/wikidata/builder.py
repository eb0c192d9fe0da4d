"""An index of items from dumps of Wikidata, or from what a query service answers.

Reading and making are two steps. Reading can be interrupted at any moment and goes on where it was; making takes what was read, works
out classes and countries, and writes the index, which is there when it is whole.
"""

from __future__ import annotations

import heapq
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Protocol

from kg.errors import WikidataError
from kg.model.entities import EntityClass
from kg.wikidata.classes import class_of, never, shipped
from kg.wikidata.dumps import STDIN, Dump, Line, Place
from kg.wikidata.entities import LANGUAGES, Facts, Reader
from kg.wikidata.index import ItemIndex, starter
from kg.wikidata.items import Item
from kg.wikidata.staging import Staging
from kg.wikidata.writing import write_index

STRETCH = 10_000  # lines after which what was read is kept, with the place behind them
MOST_TOLD = 1_000  # broken lines that are told one by one

_TYPE = re.compile(rb'"numeric-id":(\d+)')
_NEAR = 400  # bytes behind the name of the property in which its first value stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which items go into an index, and under which names."""

    languages: tuple[str, ...] = LANGUAGES
    classes: frozenset[EntityClass] = frozenset(EntityClass)
    sitelinks: int = 0  # pages in Wikimedia projects that an item has at least

    @property
    def purpose(self) -> str:
        """The choice in words, by which an interrupted command is recognised."""
        classes = ", ".join(sorted(self.classes)) if self.classes != frozenset(EntityClass) else "all classes"
        return f"{'+'.join(self.languages)}; {classes}; {self.sitelinks} sitelinks or more"


class Watch(Protocol):
    """What is told while an index is being made."""

    def reading(self, name: str, size: int | None) -> None: ...
    def read(self, done: int, lines: int, items: int) -> None: ...
    def making(self, items: int) -> None: ...
    def made(self, items: int) -> None: ...


class Quiet:
    """Tells nothing."""

    def reading(self, name: str, size: int | None) -> None: ...
    def read(self, done: int, lines: int, items: int) -> None: ...
    def making(self, items: int) -> None: ...
    def made(self, items: int) -> None: ...


@dataclass
class Report:
    """What became of it."""

    items: int = 0  # in the index
    lines: int = 0  # read in this run
    resumed: int = 0  # lines that an interrupted run had read
    problems: list[str] = field(default_factory=list)  # what was passed over, with its place
    broken: int = 0  # lines that were passed over, told or not
    seconds: float = 0.0


def index_dumps(paths: Sequence[Path], target: Path, choice: Choice, base: ItemIndex | None = None, watch: Watch | None = None) -> Report:
    """Makes an index of the items in dumps, and of those of `base`, which the dumps bring up to date.

    Raises:
        WikidataError: a file is no dump, or another command was interrupted here; StoreError: no room, or no such folder.
    """
    begun, report, watch = time.monotonic(), Report(), watch or Quiet()
    dumps = [Dump(path) for path in paths]
    staging = Staging(target.with_name(target.name + ".work"), choice.purpose)
    with closing(staging):
        for dump in dumps:
            _read(dump, staging, choice, report, watch)
        source = ", ".join(dump.name for dump in dumps)
        make(staging, target, choice, source, report, base, watch)
    report.seconds = time.monotonic() - begun
    return report


def make(staging: Staging, target: Path, choice: Choice, source: str, report: Report, base: ItemIndex | None, watch: Watch) -> None:
    """Makes the index of what was read, and forgets that."""
    watch.making(len(staging) + (len(base) if base else 0))
    staging.judge()
    found = (item for item in staging.items(states(base)) if item.cls in choice.classes)
    items = united(base, found) if base else found
    facts = {"choice": choice.purpose, "dated": staging.fact("modified")[:10], "prominence": "sitelinks, as a logarithm"}
    facts["source"] = f"{source}, added to {base.facts.get('source', base.path.name)}" if base else source
    write_index(items, target, facts, watch.made)
    staging.remove()
    with closing(ItemIndex(target)) as index:
        report.items = len(index)


def states(base: ItemIndex | None = None) -> dict[int, str]:
    """The countries that are known without a dump, with their codes."""
    return {int(item.qid[1:]): item.country for index in (starter(), base) if index for item in index.states() if item.country}


def united(base: Iterable[Item], found: Iterable[Item]) -> Iterator[Item]:
    """The items of both, by rising number; of one that is in both the newer facts, and all names."""
    rows = heapq.merge(((int(item.qid[1:]), 0, item) for item in base), ((int(item.qid[1:]), 1, item) for item in found))
    for _, same in groupby(rows, key=lambda row: row[0]):
        items = [item for _, _, item in same]
        yield items[0] if len(items) == 1 else _joined(*items)


def _joined(old: Item, new: Item) -> Item:
    labels = {label.language: label for label in (*old.labels, *new.labels)}
    names = dict.fromkeys((*new.aliases, *old.names))
    shown = {label.text for label in labels.values()}
    return replace(
        new,
        cls=new.cls or old.cls,
        labels=tuple(labels[language] for language in sorted(labels)),
        aliases=tuple(name for name in names if name not in shown),
        description=new.description or old.description,
        country=new.country or old.country,
        types=new.types or old.types,
        begin=new.begin if new.begin is not None else old.begin,
        end=new.end if new.end is not None else old.end,
        prominence=max(new.prominence, old.prominence),
    )


def _read(dump: Dump, staging: Staging, choice: Choice, report: Report, watch: Watch) -> None:
    """Reads a dump from where it was left."""
    source = _identity(dump)
    start, finished = staging.place(source)
    report.resumed += start.line
    watch.reading(dump.name, dump.size)
    if finished:
        return
    reader, some, last, kept = _LineReader(dump, choice, report), list[Facts](), start, len(staging)
    for line in dump.lines(start):
        if facts := reader.facts(line):
            some.append(facts)
            kept += 1
        last = line.place
        if last.line % STRETCH == 0:
            staging.put(some, source, last)
            some.clear()
            watch.read(line.read, last.line, kept)
    staging.put(some, source, last, finished=not dump.cut)
    report.lines += last.line - start.line
    if not last.line:
        raise WikidataError(f"{dump.path}: there is no entity in it; a dump has one a line, as JSON")
    if dump.cut:
        report.problems.append(f"{dump.path}: {dump.cut}")


def _identity(dump: Dump) -> str:
    """What tells a dump from another of the same name."""
    return f"{dump.path.name} {dump.size}" if dump.path != STDIN else "standard input"


def _is_common(facts: Facts) -> bool:
    """Whether an item is a kind of thing, "town", which has a common noun for its name; "German East Africa" has classes above it too."""
    return bool(facts.superclasses) and next(iter(facts.labels.values()))[0].islower()


class _LineReader:
    """Reads the lines of a dump that may be wanted."""

    def __init__(self, dump: Dump, choice: Choice, report: Report) -> None:
        self.dump, self.choice, self.report = dump, choice, report
        self.reader = Reader(choice.languages)

    def facts(self, line: Line) -> Facts | None:
        """The facts of a line that may be wanted; one that can't be read is noted."""
        if self._is_never(line.text):
            return None
        try:
            facts = self.reader.entity(line.text)
        except WikidataError as error:
            self._note(line.place, error)
            return None
        return self._wanted(facts) if facts else None

    @staticmethod
    def _is_never(text: bytes) -> bool:
        """Whether a look at a line's bytes shows that nobody will want it: its first type is one that is never meant, or it has none."""
        at = text.find(b'"P31":[')
        if at < 0:
            return b'": ' not in text[:100] and b'"P279":[' not in text and b'"claims":{' in text
        first = _TYPE.search(text, at, at + _NEAR)
        return first is not None and int(first[1]) in never() and b'"P279":[' not in text

    def _wanted(self, facts: Facts) -> Facts | None:
        """The facts, without names where the item itself is not wanted but what it says of others may be."""
        known = [shipped().get(number) for number in facts.types]
        is_other = all(known) and class_of(facts.types, shipped().get) not in self.choice.classes
        if is_other or facts.sitelinks < self.choice.sitelinks or not facts.types or not facts.labels or _is_common(facts):
            return replace(facts, labels={}) if facts.superclasses or facts.code else None
        return facts

    def _note(self, place: Place, error: WikidataError) -> None:
        self.report.broken += 1
        if self.report.broken <= MOST_TOLD:
            self.report.problems.append(f"{self.dump.path}, line {place.line}: {error}; passed over")
