"""What somebody does, by the words of posts and descriptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.languages import languages
from kg.languages.sections import section
from kg.model.identity import fold

OFFICES = frozenset({"politics", "diplomacy", "administration", "justice", "forces"})  # fields that people change between
STAGES = frozenset({"sport", "arts"})  # fields from which few go over to an office
LONGEST = 3  # words of a post


@dataclass(frozen=True, slots=True)
class FieldWords:
    """What `descriptions.toml` says of the work that people do; `kg.linking.descriptions` reads, and so checks, the whole file."""

    fields: Mapping[str, frozenset[str]]  # field -> words


def fields(text: str) -> frozenset[str]:
    """The fields of work that a post or a description is of; none where no word is known."""
    words = fold(text).split()
    runs = (" ".join(words[start : start + length]) for length in range(LONGEST, 0, -1) for start in range(len(words) - length + 1))
    return frozenset(field for run in runs if (field := _fields().get(run)))


def are_of_other_fields(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether people seldom change between these fields: a footballer and a minister are hardly one, a judge and a minister may be."""
    return not (OFFICES.intersection(one) and OFFICES.intersection(other))


def stage(titles: Iterable[str]) -> str:
    """The field of sportspeople and artists; "" for others, and where nothing is told. Namesakes are told apart by it."""
    found = {field for title in titles for field in fields(title)}
    return min(found) if found and found <= STAGES else ""


@cache
def _fields() -> dict[str, str]:
    """Folded word -> field; the first language that has a word decides."""
    found: dict[str, str] = {}
    for language in languages():
        for field, words in section(language, "descriptions", FieldWords, whole=False).fields.items():
            for word in words:
                found.setdefault(fold(word), field)
    return found
