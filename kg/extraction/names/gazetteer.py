"""Bodies and places that are known by name: a table of Wikidata items, matched by Aho-Corasick."""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.extraction.names.words import body_names, country_names, division_names, listed_given_names, other_names, region_names
from kg.extraction.text.folding import fold_words

_DATA = Path(__file__).parents[1] / "data"
LEXICON_RANK = 99  # what a lexicon says goes before what the table says


class Kind(StrEnum):
    """What a name of the gazetteer stands for."""

    COUNTRY = "country"
    REGION = "region"
    CAPITAL = "capital"
    DIVISION = "division"
    TOWN = "town"
    WATER = "water"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Entry:
    """A name of an item. `rank` counts the sources that have the item."""

    name: str
    kind: Kind
    country: str | None = None
    qid: str | None = None
    rank: int = 1


@dataclass(frozen=True, slots=True)
class Match:
    """Where a text has a name of the gazetteer."""

    begin: int
    end: int
    entry: Entry


class Gazetteer:
    """Names to be found in texts."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        best: dict[str, Entry] = {}
        for entry in entries:
            key = fold_words(entry.name).strip()  # "Washington D.C." ends in a blank
            known = best.get(key)
            best[key] = entry if known is None else _preferred(known, entry)
        self._entries = list(best.values())
        self._by_name = best
        self._names: dict[str, list[str]] = defaultdict(list)
        for entry in self._entries:
            if entry.qid:
                self._names[entry.qid].append(entry.name)
        self._automaton = AhoCorasick([f" {key}" for key in best], matchkind=MatchKind.Standard)

    def find(self, text: str) -> Iterator[Match]:
        """Every name that stands in whole words, those inside others too; the case of letters is for the caller to judge."""
        haystack = f" {fold_words(text)} "
        for number, begin, end in self._automaton.find_matches_as_indexes(haystack, overlapping=True):
            if not haystack[end].isalnum():
                yield Match(begin, end - 1, self._entries[number])

    def get(self, name: str) -> Entry | None:
        """The entry of a name, whatever its case and accents."""
        return self._by_name.get(fold_words(name).strip())

    def names_of(self, entry: Entry) -> list[str]:
        """All names of the item of an entry."""
        return self._names.get(entry.qid or "", [entry.name])


def _preferred(one: Entry, other: Entry) -> Entry:
    """Countries go first, then what more sources have; a name of two countries tells neither."""
    countries = [entry for entry in (one, other) if entry.kind is Kind.COUNTRY]
    if len(countries) == 2 and one.country != other.country and one.rank == other.rank:
        return Entry(one.name, Kind.COUNTRY, rank=one.rank)
    if len(countries) == 1 and max(one.rank, other.rank) < LEXICON_RANK:
        return countries[0]
    return one if one.rank >= other.rank else other


def _table() -> Iterator[Entry]:
    kinds = {str(kind): kind for kind in Kind}
    with gzip.open(_DATA / "gazetteer.tsv.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            qid, kind, country, rank, names = line.rstrip("\n").split("\t")
            for name in names.split("|"):
                yield Entry(name, kinds[kind], country or None, qid, int(rank))


def _lexicons(table: Sequence[Entry]) -> Iterator[Entry]:
    items: dict[str | None, str | None] = {}
    for entry in sorted((entry for entry in table if entry.kind is Kind.COUNTRY), key=lambda entry: -entry.rank):
        items.setdefault(entry.country, entry.qid)
    for name, code in country_names().items():
        yield Entry(name, Kind.COUNTRY, code, items.get(code), LEXICON_RANK)
    for name, code in division_names().items():
        yield Entry(name, Kind.DIVISION, code, rank=LEXICON_RANK)
    for name in sorted(region_names(), key=str.swapcase):  # small letters first: a text may have a capital where they stand
        yield Entry(name, Kind.REGION, rank=LEXICON_RANK)
    for name in sorted(body_names(), key=str.swapcase):
        yield Entry(name, Kind.BODY, rank=LEXICON_RANK)
    others = other_names()
    for entry in table:
        for name in others.get(entry.name, ()):
            yield replace(entry, name=name, rank=LEXICON_RANK)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the package; the first call takes a second."""
    table = list(_table())
    return Gazetteer([*_lexicons(table), *table])


def is_country(name: str) -> bool:
    """Whether a name is that of a country."""
    entry = gazetteer().get(name)
    return entry is not None and entry.kind is Kind.COUNTRY


def is_body(name: str) -> bool:
    """Whether a name is that of an organisation."""
    entry = gazetteer().get(name)
    return entry is not None and entry.kind is Kind.BODY


def is_place(name: str) -> bool:
    """Whether a name is that of a country, a continent or another place."""
    entry = gazetteer().get(name)
    return entry is not None and entry.kind is not Kind.BODY


@cache
def given_names() -> frozenset[str]:
    """First words of the names of many persons."""
    with gzip.open(_DATA / "given_names.txt.gz", "rt", encoding="utf-8") as lines:
        return frozenset(line.strip() for line in lines) | listed_given_names()


def is_given_name(word: str) -> bool:
    """Whether a word, or a part of it before a hyphen, is a common given name: "Jean-Jacques"."""
    return word in given_names() or ("-" in word and word.split("-")[0] in given_names())
