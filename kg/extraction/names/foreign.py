"""Bodies whose names a text gives in another language that is known: "le Coastal Survey Institute", "the Ministère de la Santé"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extraction.candidates import Candidate
from kg.extraction.names.words import NameWords, folded, name_words
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Part
from kg.languages import languages
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass

_WORD = r"(?:[A-ZÀ-Þ][\w'-]*\w)"
_CONFIDENCE = 0.9
_ABBREVIATED = 3  # letters of a head that has capitals throughout: "TV"


def find_foreign(part: Part) -> Iterator[Candidate]:
    """Words with capitals around a head that is none in the language of the text."""
    words = name_words(part.language)
    small = folded(words.function_words, words.common)
    idioms = folded(*(name_words(other).idioms for other in languages()))
    for pattern in _patterns(part.language):
        for match in pattern.finditer(part.text):
            competition = any(idiom in fold_letters(match.group()) for idiom in idioms)  # "Premier League"
            if fold_letters(match.group("first")) not in small and not competition:
                yield Candidate(
                    begin=part.offset + match.start(),
                    end=part.offset + match.end(),
                    cls=EntityClass.ORGANISATION,
                    extractor="organisation-head",
                    confidence=_CONFIDENCE,
                )


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    own = frozenset(head.casefold() for head in name_words(language).bodies)
    others = (name_words(other) for other in languages() if other != language)
    return tuple(pattern for words in others for pattern in _of(words, own))


def _of(words: NameWords, own: frozenset[str]) -> Iterator[re.Pattern[str]]:
    """The forms of names in a language: words, head and complement where modifiers go before, else head and complements."""
    heads = [head for head in words.bodies if head[0].isalpha() and head.casefold() not in own]
    if not heads:
        return
    head = any_of(written for head in heads for written in (head.title(), *([head.upper()] if len(head) <= _ABBREVIATED else [])))
    small = any_of({*words.genitives, *words.purposes, *words.conjunctions, *words.determiners})
    link = rf"(?:{small}(?:(?<=')| ))+"
    if words.modifiers_before:
        yield re.compile(
            rf"(?<![\w-])(?=(?P<first>{_WORD}))(?!\w')(?:{_WORD} (?:{link})?){{1,5}}{head}(?: {link}{_WORD}(?: {_WORD})*)?(?![\w-])"
        )
    else:
        yield re.compile(rf"(?<![\w'-])(?P<first>{head})(?: {_WORD})*(?: {link}{_WORD}(?: {_WORD})*)+(?![\w-])")
