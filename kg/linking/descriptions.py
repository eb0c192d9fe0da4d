"""What the short descriptions of items, and the posts that texts tell, say of what somebody does."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache

from kg.languages import languages, words_file
from kg.model.identity import fold

OFFICES = frozenset({"politics", "diplomacy", "administration", "justice", "forces"})  # fields that people change between
LONGEST = 3  # words of a post


def fields(text: str) -> frozenset[str]:
    """The fields of work that a post or a description is of; none where no word is known."""
    words = fold(text).split()
    runs = (" ".join(words[start : start + length]) for length in range(LONGEST, 0, -1) for start in range(len(words) - length + 1))
    return frozenset(field for run in runs if (field := _fields().get(run)))


def are_of_other_fields(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether people seldom change between these fields: a footballer and a minister are hardly one, a judge and a minister may be."""
    return not (OFFICES.intersection(one) and OFFICES.intersection(other))


def is_historical(text: str) -> bool:
    """Whether a description tells of something that is no more."""
    return not _historical().isdisjoint(fold(text).split())


@cache
def _fields() -> dict[str, str]:
    """Folded word -> field; the first language that has a word decides."""
    found: dict[str, str] = {}
    for language in languages():
        for field, words in _file(language)["fields"].items():
            for word in words:
                found.setdefault(fold(word), field)
    return found


@cache
def _historical() -> frozenset[str]:
    return frozenset(fold(word) for language in languages() for word in _file(language)["historical"])


@cache
def _file(language: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(words_file(language, "descriptions").read_text(encoding="utf-8"))
