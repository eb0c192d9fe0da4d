"""Names that are spelt nearly like one, found by their words.

A word stands for all that have its skeleton, which is what spellings and transcriptions of it have in common. A name is compared with
those that have its rarest word, then with those that have two of its words; where none of them is near enough, its words also stand for
those that differ in one letter: two such are equal once a letter is left out of one or of both, and the index holds what is left of each
(L. Boytsov, Indexing methods for approximate dictionary searching, 2011: neighbourhood generation).
"""

from __future__ import annotations

import sqlite3
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, combinations
from math import ceil, floor
from typing import Any

from rapidfuzz import fuzz, process

from kg.wikidata.keys import ALONE, shortened, skeleton

ALIKE = 0.85  # share of letters that two names have in common from which one may be a spelling of the other
SURE = 0.92  # share from which on no other name is looked for
COMPARED = 200  # names that are compared at once
RARE = 60  # names of a word from which on it is too common to search by alone
MOST_WORDS = 3  # of a name that are looked at, the rarest
COMMON = 20_000  # names of a word from which on it tells nothing, even with another
FAR = 16  # times as long as another list from which on one is searched rather than read
SMALL = 2_000  # names of a word up to which they are read with their number; a list that may not be needed costs little

Word = tuple[int, tuple[int, ...]]  # how many names have it, and the rows that tell which
NOTHING: Word = (0, ())
Found = list[tuple[int, float]]  # numbers of names, with the share of letters in common


class Spellings:
    """The words of an index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lists_read: dict[Word, Sequence[int]] = {}  # for the name that is looked up

    def of(self, wanted: str, limit: int) -> Found:
        """The names that are spelt nearly like a folded one, the most alike first."""
        parts = {word: skeleton(word) for word in wanted.split() if len(word) > 1}
        having = self._words(list({*parts.values()}))
        known = {word: having.get(part, NOTHING) for word, part in parts.items()}
        rarest = sorted(word for word in having.values() if word[0] <= COMMON)[:MOST_WORDS]
        found, are_all = self._alike(wanted, self._ways(rarest), limit)
        if found or (are_all and len(rarest) == MOST_WORDS):  # a name that differs in one word has two of any three
            return found
        return self._alike(wanted, self._other_ways(known), limit)[0]

    def _alike(self, wanted: str, ways: Iterable[Sequence[int]], limit: int) -> tuple[Found, bool]:
        """What is near enough, of one list of names after the other until a name is hardly another; and whether all names of these lists
        were looked at."""
        are_all = True
        best: dict[int, float] = {}
        shortest, longest = floor(len(wanted) * ALIKE / (2 - ALIKE)), ceil(len(wanted) * (2 - ALIKE) / ALIKE)  # that can be near enough
        for numbers in ways:
            few, are_all = numbers[:COMPARED], are_all and len(numbers) <= COMPARED
            names = dict(self._select("SELECT id, key FROM names WHERE id IN ({}) AND length(key) BETWEEN ? AND ?", few, shortest, longest))
            found = process.extract(wanted, names, scorer=fuzz.token_sort_ratio, score_cutoff=100 * ALIKE, limit=limit) if names else []
            best |= {number: share / 100 for _, share, number in found}
            if found and found[0][1] >= 100 * SURE:
                break
        return sorted(best.items(), key=lambda row: (-row[1], row[0]))[:limit], are_all

    def _ways(self, words: Sequence[Word]) -> Iterator[Sequence[int]]:
        """The names that have a rare word, then those that have two words; those of a name of one common word are too many."""
        if words and words[0][0] <= RARE:
            yield self._having(words[0])
            words = words[1:]
        lists = [self._having(word) for word in words] if len(words) > 1 else []
        if len(lists) == MOST_WORDS:
            yield _common(_common(*lists[:2]), lists[2])
        yield from (_common(one, other) for one, other in combinations(lists, 2))

    def _other_ways(self, known: dict[str, Word]) -> Iterator[Sequence[int]]:
        """The same, with words that differ in a letter: those that no name has, or else any, for a slip may make one of another."""
        if len(known) == 1:
            yield self._alone(next(iter(known)))
            return
        wrong = [word for word, found in known.items() if not found[0]] or sorted(known, key=lambda word: known[word])[:MOST_WORDS]
        rarest = sorted((found, word) for word, found in known.items() if found[0])[:MOST_WORDS]
        lists = {word: self._having(found) for found, word in rarest}
        for word in wrong:
            if others := self._slips(word):
                meant = self._rows("rowid", others)
                having = self._lists(meant)
                yield from (_among(having, names) for other, names in lists.items() if other != word)
                if meant[0] <= RARE:
                    yield sorted(set().union(*having))

    def _alone(self, word: str) -> Sequence[int]:
        """The names that are one word, this one or one that differs in a letter."""
        others = self._select("SELECT skeleton FROM words WHERE rowid IN ({})", self._slips(word))
        return self._having(self._rows("skeleton", [f"{ALONE}{part}" for part in {skeleton(word), *(row[0] for row in others)}]))

    def _slips(self, word: str) -> list[int]:
        """The skeletons of words that differ in a letter more, less, or another, by their rows."""
        return [row[0] for row in self._select("SELECT DISTINCT word FROM slips WHERE part IN ({})", shortened(word))]

    def _rows(self, column: str, values: Sequence[int | str]) -> Word:
        rows = self._select(f"SELECT count, rowid FROM words WHERE {column} IN ({{}})", values)
        return sum(count for count, _ in rows), tuple(row for _, row in rows)

    def _words(self, skeletons: Sequence[str]) -> dict[str, Word]:
        """What stands for some skeletons; the names of those that are not common are kept for this look-up."""
        query = f"SELECT skeleton, count, rowid, CASE WHEN count <= {SMALL} THEN names END FROM words WHERE skeleton IN ({{}})"
        rows = self._select(query, skeletons)
        self._lists_read = {(count, (row,)): _unpacked(names) for _, count, row, names in rows if names}
        return {part: (count, (row,)) for part, count, row, _ in rows}

    def _having(self, word: Word) -> Sequence[int]:
        """The numbers of the names that have a word; the list rises."""
        if word not in self._lists_read:
            lists = self._lists(word)
            self._lists_read[word] = lists[0] if len(lists) == 1 else sorted(set().union(*lists))
        return self._lists_read[word]

    def _lists(self, word: Word) -> list[array[int]]:
        """The same, in a rising list for each row."""
        return [_unpacked(names) for (names,) in self._select("SELECT names FROM words WHERE rowid IN ({})", word[1]) if names]

    def _select(self, query: str, values: Sequence[int | str], *more: float) -> list[Any]:
        """Rows for some of many values; a few lengths of lists are enough, so that SQLite need not read each query anew."""
        if not values:
            return []
        text, length = _with_places(query, (len(values) - 1).bit_length())
        return self._connection.execute(text, (*values, *[None] * (length - len(values)), *more)).fetchall()


@cache
def _with_places(query: str, magnitude: int) -> tuple[str, int]:
    return query.format(", ".join("?" * (1 << magnitude))), 1 << magnitude


def _unpacked(names: bytes) -> array[int]:
    numbers = array("I")
    numbers.frombytes(names)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _among(lists: Sequence[Sequence[int]], names: Sequence[int]) -> list[int]:
    """What any of several rising lists has in common with one."""
    if len(lists) == 1 or sum(map(len, lists)) >= FAR * len(names):
        return sorted({number for numbers in lists for number in _common(numbers, names)})
    return sorted(set(names).intersection(chain.from_iterable(lists)))


def _common(one: Sequence[int], other: Sequence[int]) -> list[int]:
    """What two rising lists have in common."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    if len(many) < FAR * len(few):
        return sorted(set(few).intersection(many))
    end = len(many)
    return [number for number in few if (at := bisect_left(many, number)) < end and many[at] == number]
