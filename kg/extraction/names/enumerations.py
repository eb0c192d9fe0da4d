"""Places in a list: "les territoires de Beni, Lubero et Masisi", "the Ashby, Corden and Mill crossings", "in Ashby, Corden and Mill"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extraction.candidates import Candidate
from kg.extraction.names.gazetteer import Kind, gazetteer, is_given_name
from kg.extraction.names.words import folded, name_words, nationalities
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Part
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass

_NAME = r"[A-ZÀ-Þ][\w'-]+(?:[ -][A-ZÀ-Þ][\w'-]+){0,2}"
_WORD = re.compile(r"[^\s,-]+")
_CONFIDENCE = 0.82  # above what the statistical model takes a word for


def find_listed(part: Part) -> Iterator[Candidate]:
    """The places of the lists that a plural noun or a preposition of place shows to be of places."""
    for pattern in _lists(part.language):
        for row in pattern.finditer(part.text):
            yield from (_candidate(part, begin, end) for begin, end in _items(part, row) if _is_place(part, begin, end))
    for row in _located(part.language).finditer(part.text):
        items = list(_items(part, row))
        sure = all(_is_place(part, begin, end) and not _is_other(part, begin, end) for begin, end in items)
        if sure and 2 * sum(_is_labelled(part, begin, end) for begin, end in items) >= len(items):
            yield from (_candidate(part, begin, end) for begin, end in items)


def _items(part: Part, row: re.Match[str]) -> Iterator[tuple[int, int]]:
    begin = row.start("list")
    for name in _separator(part.language).split(row.group("list")):
        begin = part.text.index(name, begin)
        yield begin, begin + len(name)


def _candidate(part: Part, begin: int, end: int) -> Candidate:
    begin, end = part.offset + begin, part.offset + end
    return Candidate(begin=begin, end=end, cls=EntityClass.PLACE, extractor="place-list", confidence=_CONFIDENCE)


def _is_place(part: Part, begin: int, end: int) -> bool:
    """Whether nothing in a name speaks against its being a place's."""
    words, name = name_words(part.language), part.text[begin:end]
    generic = folded(words.function_words, words.bodies, words.offices, words.dates, words.region_adjectives)
    if " " in name and fold_letters(name.split()[-1]) in folded(words.domains, words.not_bodies):  # "Special Education"
        return False
    return fold_letters(name) not in folded(words.common) and generic.isdisjoint(map(fold_letters, _WORD.findall(name)))


def _is_labelled(part: Part, begin: int, end: int) -> bool:
    """Whether the statistical model takes a stretch for a name of some sort."""
    tokens = part.tokens(part.offset + begin, part.offset + end)
    return tokens is not None and any(token.ent_type_ for token in tokens)


def _is_other(part: Part, begin: int, end: int) -> bool:
    """Whether a name is known for one of something else, or the parser takes it for a common noun."""
    words, name = name_words(part.language), part.text[begin:end]
    entry, tokens = gazetteer().get(name), part.tokens(part.offset + begin, part.offset + end)
    known = entry is not None and entry.kind is Kind.BODY
    tongue = fold_letters(name) in nationalities(part.language) or fold_letters(name) in folded(words.domains, words.not_bodies)
    return known or tongue or is_given_name(name.split()[0]) or name.isupper() or tokens is None or tokens[0].pos_ != "PROPN"


@cache
def _lists(language: str) -> tuple[re.Pattern[str], ...]:
    """Lists behind a noun, "the towns of A and B", and those before one, "the A and B crossings"."""
    words = name_words(language)
    plurals, row = any_of(words.place_plurals), rf"{_NAME}(?:{_joint(language)}{_NAME})+"
    link = rf"(?:{any_of(words.genitives)}(?:(?<=') ?| )(?:{any_of(words.determiners)}(?:(?<=')| ))?)?"
    if not words.lowercase_complements:
        link = rf"{any_of(words.genitives)} "
    behind = re.compile(rf"(?<![\w-])(?i:{plurals})(?:(?: [a-zà-ÿ]{{4,}})? {link}| ?: )(?P<list>{row})(?![\w-])")
    before = re.compile(rf"(?<![\w-])(?i:{any_of(words.determiners)}) (?P<list>{row}) (?:[a-z]+ )?(?:{plurals})(?![\w-])")
    return (behind, before) if words.modifiers_before else (behind,)


@cache
def _located(language: str) -> re.Pattern[str]:
    """Lists of three names or more behind a preposition of place."""
    words = name_words(language)
    joint = _joint(language)
    row = rf"{_NAME}(?:{joint}{_NAME})+ {any_of(words.conjunctions)} (?:{any_of(words.whereabouts | words.determiners)} )*{_NAME}"
    return re.compile(rf"(?<![\w-])(?i:{any_of(words.whereabouts)}) (?P<list>{row})(?![\w-])")


@cache
def _separator(language: str) -> re.Pattern[str]:
    return re.compile(_joint(language))


@cache
def _joint(language: str) -> str:
    """What stands between two names of a list, with the preposition or article that is said again: ", de ", " and the "."""
    words = name_words(language)
    again = rf"(?:{any_of(words.genitives | words.determiners | words.whereabouts)}(?:(?<=')| ))*"
    return rf"(?:[,;] ?(?:{any_of(words.conjunctions)} )?| {any_of(words.conjunctions)} |/){again}"
