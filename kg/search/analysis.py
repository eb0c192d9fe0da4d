"""A text cut into the words that a search compares: without case and accents, elisions and full stops of acronyms, and by their stems.

"L'O.N.U. à Saint-Louis" -> onu, a, saint, louis; and, written together, saintlouis. Offsets lead back to the text.
Stems are those of Porter's Snowball (https://snowballstem.org), by the language of the text. What elides is taken from all languages
together, since nobody knows in which one a question is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from threading import Lock
from typing import NamedTuple

import Stemmer

from kg.search.rules import Rules

WORDS_KEPT = 1 << 17  # words whose forms are kept, some 200 bytes each

_ACRONYM = r"(?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_.]))?"
_TOKEN = re.compile(rf"{_ACRONYM}|[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_APOSTROPHES, _HYPHENS = frozenset("'’ʼ"), frozenset("-‐‑")
_JOINING = _APOSTROPHES | _HYPHENS
_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", ".": ""}
)


class Term(NamedTuple):
    """A word as it is compared, and where it stands."""

    word: str
    stem: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Analysed:
    """The words of a text, and those that hyphens and apostrophes join, as one word each."""

    terms: tuple[Term, ...]
    joined: tuple[Term, ...]

    @property
    def words(self) -> str:
        """As an index takes them."""
        return " ".join([term.word for term in self.terms])

    @property
    def others(self) -> str:
        """Words written together, and the stems that are not words of the text anyway."""
        words = {term.word for term in self.terms}
        return " ".join([*(term.word for term in self.joined), *(term.stem for term in self.terms if term.stem not in words)])


def fold(word: str) -> str:
    """A word without case, accents and full stops."""
    if not word.isascii():
        marked = unicodedata.normalize("NFKD", word.translate(_LIGATURES))
        word = "".join([c for c in marked if not unicodedata.combining(c)])
    return word.replace(".", "").casefold()


class Analyser:
    """Cuts texts by the rules of some languages."""

    def __init__(self, rules: Mapping[str, Rules]) -> None:
        self._elided = frozenset(fold(word) for rule in rules.values() for word in rule.elided)
        self._endings = frozenset(fold(word) for rule in rules.values() for word in rule.endings)
        self._stop = frozenset(fold(word) for rule in rules.values() for word in rule.stop)
        self._stemmers = {language: Stemmer.Stemmer(rule.stemmer) for language, rule in rules.items() if rule.stemmer}
        self._forms = lru_cache(maxsize=WORDS_KEPT)(self._make_forms)
        self._stemming = Lock()  # a stemmer keeps the word that it works on

    def analyse(self, text: str, language: str | None) -> Analysed:
        """The words of a text in a language; of an unknown one (None) a word's stem is the word itself."""
        terms = list(self._terms(text, language))
        return Analysed(tuple(terms), tuple(_joined(terms, text)))

    def stems(self, word: str) -> tuple[str, ...]:
        """The stems that a word of a question may have, in any of the languages."""
        return tuple(sorted({self._forms(word, language)[1] for language in self._stemmers}))

    def is_small(self, word: str) -> bool:
        """Whether a word as it was written tells nothing; capitals make it an acronym: "AU"."""
        return fold(word) in self._stop and not (word.isupper() and len(word) > 1)

    def key(self, analysed: Analysed) -> str:
        """What names have in common that differ in small words alone."""
        words = [term.word for term in analysed.terms]
        return " ".join([word for word in words if word not in self._stop] or words)

    def _make_forms(self, word: str, language: str | None) -> tuple[str, str]:
        folded, stemmer = fold(word), self._stemmers.get(language or "")
        if stemmer is None or "." in word:
            return folded, folded
        with self._stemming:
            stem = stemmer.stemWord(unicodedata.normalize("NFC", word).lower())
        return folded, fold(stem) or folded

    def _terms(self, text: str, language: str | None) -> Iterator[Term]:
        """In "l'État" and "Minister's" one word each."""
        for found in _TOKEN.finditer(text):
            begin, end = found.span()
            word, stem = self._forms(found.group(), language)
            if text[end : end + 1] in _APOSTROPHES and word in self._elided and text[end + 1 : end + 2].isalnum():
                continue
            if begin and text[begin - 1] in _APOSTROPHES and word in self._endings and text[begin - 2 : begin - 1].isalnum():
                continue
            yield Term(word, stem, begin, end)


def _joined(terms: Sequence[Term], text: str) -> Iterator[Term]:
    """ "Guinée-Bissau" as one word, "porte-à-faux" as one."""
    run = list(terms[:1])
    for before, term in pairwise(terms):
        if term.begin - before.end == 1 and text[before.end] in _JOINING:
            run.append(term)
            continue
        yield from _as_one(run)
        run = [term]
    yield from _as_one(run)


def _as_one(run: Sequence[Term]) -> Iterator[Term]:
    if len(run) > 1:
        word = "".join(term.word for term in run)
        yield Term(word, word, run[0].begin, run[-1].end)
