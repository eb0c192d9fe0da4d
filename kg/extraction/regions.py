"""Places that a common noun or an adjective makes: "canton de Soleure", "région subsaharienne", "Lake Victoria"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extraction.candidates import Candidate
from kg.extraction.gazetteer import Kind, gazetteer
from kg.extraction.name_words import name_words
from kg.extraction.reading import Part
from kg.model.entities import EntityClass

_NAME = re.compile(r"[A-ZÀ-Þ][\w'-]+(?:[ -][A-ZÀ-Þ][\w'-]+)*")


def find_regions(part: Part, places: Sequence[Candidate]) -> list[Candidate]:
    """Places named by a head with a place or an adjective after it."""
    return [
        Candidate(begin=begin, end=end, cls=EntityClass.PLACE, extractor="place-head", confidence=0.93)
        for begin, end in [*_with_place(part, places), *_with_adjective(part)]
    ]


def _with_place(part: Part, places: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """ "canton de Soleure", "route migratoire de la Méditerranée occidentale"."""
    by_begin = {place.begin: place.end for place in places}
    countries = {
        place.begin
        for place in places
        if (entry := gazetteer().get(part.text[place.begin - part.offset : place.end - part.offset])) and entry.kind is Kind.COUNTRY
    }
    for head in _heads(part.language).finditer(part.text):
        begin = part.offset + head.end()
        name = _NAME.match(part.text, head.end())
        if (begin in by_begin or name is not None) and begin not in countries:
            yield part.offset + head.start(), by_begin.get(begin) or part.offset + (name.end() if name else head.end())


def _with_adjective(part: Part) -> Iterator[tuple[int, int]]:
    for match in _adjectives(part.language).finditer(part.text):
        yield part.offset + match.start(), part.offset + match.end()


@cache
def _heads(language: str) -> re.Pattern[str]:
    words = name_words(language)
    heads, links = _either(words.place_heads), _either(words.genitives)
    determiners = _either(words.determiners)
    return re.compile(
        rf"(?<![\w-])(?i:{heads})(?: [a-zà-ÿ]{{4,}})? (?:{links})(?:(?<=') ?| )(?:(?:{determiners})(?:(?<=')| ))?(?=[A-ZÀ-Þ])"
    )


@cache
def _adjectives(language: str) -> re.Pattern[str]:
    words = name_words(language)
    heads, adjectives = _either(words.region_heads), _either(words.region_adjectives)
    either = rf"(?:{adjectives}) (?:{heads})" if words.modifiers_before else rf"(?:{heads}) (?:{adjectives})"
    return re.compile(rf"(?<![\w-])(?i:{either})(?![\w-])")


def _either(words: frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
