"""Which language a text is in, and where it changes.

Clear cases, nearly all, are decided by counting words that only one of the languages has. py3langid (an n-gram model, which
takes a second to load) is asked only about a text that has hardly any of them, to name the language that it is in.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.documents.words import fold, words_of
from kg.model.text import Passage, Span

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

CLEAR_SHARE = 0.1  # of a text's words: French and English prose have 0.12 to 0.35, related languages 0.1 or less
CLEAR_KINDS = 4  # different words of ours that a clear text has: a related language may have two or three of them often
SURE = 0.5  # probability; the model gives some words of prose more than 0.8, a list of names or numbers less than 0.2
SWITCH_COST = 4  # words that a change of language must win; a quotation costs two changes, so a short one changes nothing
_ASKED = 20_000  # characters that the model is asked about: more would not change its mind

_WORD = re.compile(r"[^\W\d_]+")
_BREAK = re.compile(r"""\n\s*\n\s*|(?<=[.!?…])["'”’»)\]]*\s+|\n(?=["'“‘«(\[]*\s?[A-ZÀ-ÖØ-Þ\d])""")


class UnknownLanguageError(ValueError):
    """A text is in none of the languages that were asked for; the message says which one it seems to be in."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence, or what comes near one, with the words of each language in it."""

    begin: int
    votes: tuple[int, ...]


def passages(text: str, languages: Sequence[str], hint: str | None = None) -> tuple[Passage, ...]:
    """Cuts a text where its language changes; the passages cover all of it.

    `hint` is the language that the file declares: it decides where the words do not.

    Raises:
        UnknownLanguageError: most of the text is in another language.
        SettingsError: there is no word list for one of the languages.
    """
    distinctive = [words_of(language).distinctive for language in languages]
    units = list(_units(text, distinctive))
    if not _is_clear(text, frozenset().union(*distinctive)):
        language = hint if hint is not None and hint in languages else _by_model(text, languages)
        if not any(any(unit.votes) for unit in units):
            return (Passage(span=Span(0, len(text)), language=language),)
    return tuple(_joined(len(text), units, [languages[choice] for choice in _choices(units, len(languages))]))


def main_language(parts: Sequence[Passage]) -> str:
    """The language of most of a text; of its beginning, when two have the same share."""
    lengths: dict[str, int] = {}
    for part in parts:
        lengths[part.language] = lengths.get(part.language, 0) + len(part.span)
    return max(lengths, key=lengths.__getitem__)


def _units(text: str, distinctive: Sequence[frozenset[str]]) -> Iterator[_Unit]:
    begin = 0
    for end in [*(found.end() for found in _BREAK.finditer(text)), len(text)]:
        if end > begin:
            found = _WORD.findall(fold(text[begin:end]))
            yield _Unit(begin, tuple(sum(word in known for word in found) for known in distinctive))
            begin = end


def _is_clear(text: str, distinctive: frozenset[str]) -> bool:
    found = _WORD.findall(fold(text))
    ours = [word for word in found if word in distinctive]
    return len(ours) >= CLEAR_SHARE * len(found) and len(set(ours)) >= CLEAR_KINDS


def _choices(units: Sequence[_Unit], languages: int) -> list[int]:
    """The language of each unit such that most words agree with it, less the cost of each change (Viterbi, 1967)."""
    scores = [0] * languages
    steps: list[list[int]] = []
    for unit in units:
        best = max(range(languages), key=scores.__getitem__)
        origins = [own if scores[own] >= scores[best] - SWITCH_COST else best for own in range(languages)]
        scores = [scores[origin] - SWITCH_COST * (origin != own) + unit.votes[own] for own, origin in enumerate(origins)]
        steps.append(origins)
    choice = max(range(languages), key=scores.__getitem__)
    choices = []
    for origins in reversed(steps):
        choices.append(choice)
        choice = origins[choice]
    return choices[::-1]


def _joined(length: int, units: Sequence[_Unit], languages: Sequence[str]) -> Iterator[Passage]:
    starts = [index for index in range(len(units)) if index == 0 or languages[index] != languages[index - 1]]
    ends = [*(units[index].begin for index in starts[1:]), length]
    for index, end in zip(starts, ends, strict=True):
        yield Passage(span=Span(units[index].begin, end), language=languages[index])


def _by_model(text: str, languages: Sequence[str]) -> str:
    """The most likely of the languages, unless the model is sure of another one."""
    likely = dict(_identifier().rank(text[:_ASKED]))
    found = max(likely, key=likely.__getitem__)
    if found not in languages and likely[found] > SURE:
        ours = " or ".join(_names().get(language, language) for language in languages)
        raise UnknownLanguageError(f"unknown language: looks like {_names().get(found, 'another one')} ({found}), not like {ours}")
    return max(languages, key=lambda language: likely.get(language, 0.0))


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _names() -> dict[str, str]:
    return tomllib.loads((Path(__file__).parent / "language_names.toml").read_text(encoding="utf-8"))
