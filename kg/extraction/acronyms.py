"""Acronyms that a document explains: "Office fédéral de l'agriculture (OFAG)", "FIA (Federal Investigation Agency)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.candidates import Candidate
from kg.extraction.folding import fold_letters

_SHORT = re.compile(r"(?<=[(\[])\s*(?:\w['’])?(?P<short>[A-ZÀ-Þ][A-Za-zÀ-ÿ0-9&.\-/+]{1,11})\s*(?=[)\];,:/-])")
_INITIALS = re.compile(r"[^\W\d_]+")
_LONG_WORDS = 16  # words before the parenthesis that may be the long form
_SMALL = frozenset(
    {
        "de",
        "des",
        "du",
        "d",
        "l",
        "la",
        "le",
        "les",
        "et",
        "en",
        "a",
        "au",
        "aux",
        "of",
        "the",
        "and",
        "for",
        "on",
        "in",
        "to",
        "pour",
        "sur",
        "dans",
        "contre",
        "by",
        "against",
    }
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A long form and the acronym that stands for it; offsets are those of the cleaned text."""

    begin: int
    end: int
    short_begin: int
    short_end: int


def find_definitions(text: str, names: Sequence[Candidate]) -> Iterator[Definition]:
    """The acronyms that a text explains, each with its long form: a name right before the parenthesis, or words with those initials."""
    by_end = {name.end: name for name in sorted(names, key=len)}
    for match in _SHORT.finditer(text):
        short = match.group("short").rstrip(".-/")
        if sum(character.isupper() for character in short) < 2:
            continue
        opening = text.rfind("(", 0, match.start("short") + 1)
        end = len(text[: max(opening, 0)].rstrip())
        begin = _begin(text, end, short, by_end.get(end))
        if begin is not None:
            yield Definition(begin, end, match.start("short"), match.start("short") + len(short))


def _begin(text: str, end: int, short: str, name: Candidate | None) -> int | None:
    """Where the long form begins, if the words before the parenthesis are one."""
    if name is not None and _agrees(short, text[name.begin : name.end]):
        return name.begin
    words = [m for m in _INITIALS.finditer(text, max(0, end - 160), end)][-_LONG_WORDS:]
    if "\n" in text[words[0].start() : end] if words else True:
        words = [word for word in words if "\n" not in text[word.start() : end]]
    for count in range(min(len(short) - 1, 2), len(words) + 1):
        chosen = words[-count:]
        first = fold_letters(chosen[0].group())
        if first[0] == fold_letters(short)[0] and first not in _SMALL and _agrees(short, text[chosen[0].start() : end]):
            return chosen[0].start()
    return None


def _agrees(short: str, long: str) -> bool:
    """Whether the letters of the acronym are initials of the words, in order; small words may be skipped, one initial may be missing."""
    letters = [c for c in fold_letters(short) if c.isalpha()]
    initials = [fold_letters(word)[0] for word in _INITIALS.findall(long)]
    content = [fold_letters(word)[0] for word in _INITIALS.findall(long) if fold_letters(word) not in _SMALL]
    if not letters or not initials or len(content) > len(letters) + 2:
        return False
    return _in_order(letters, initials) or (_in_order(content, letters) and len(content) >= 2 and letters[0] == content[0])


def _in_order(wanted: Sequence[str], letters: Sequence[str]) -> bool:
    rest = iter(letters)
    return all(any(letter == other for other in rest) for letter in wanted)
