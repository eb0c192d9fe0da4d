"""Parties, which those who sit for them show: "la députée MTV Awa Roux", "Ada Kay (PLV/GE)", "chef de file de La Rive unie"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extraction.candidates import Candidate
from kg.extraction.names.gazetteer import Kind, gazetteer
from kg.extraction.names.words import folded, name_words
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Part
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass

_SHORT_CONFIDENCE = 0.85  # above what the statistical model takes for anything
_CONFIDENCE = 0.94  # above the country inside the name: "La France insoumise"
_ACRONYM = r"[A-ZÀ-Þ][A-ZÀ-Þ&][A-ZÀ-Þ&-]*|[A-Z][a-z]+[A-Z]\w*"
_NEAR = 70  # characters before a person in which an office shows that the acronym behind is a party's
_MOST_WORDS = 4  # behind the first one in a name with an article
_SMALL = frozenset({"ADJ", "NOUN", "ADP", "DET", "PROPN", "ADV"})


def find_parties(part: Part, persons: Sequence[Candidate]) -> Iterator[Candidate]:
    """The names of parties and groups right beside those who sit for them; `persons` are those found so far."""
    for match in _seated(part.language).finditer(part.text):
        if _may_be_party(part, match.group("name")):
            yield _candidate(part, *match.span("name"), _SHORT_CONFIDENCE)
    for person in persons:
        end = person.end - part.offset
        short = _bracketed().match(part.text, end)
        if short is None or not _may_be_party(part, short.group("name")):
            continue
        if short.group("mark") == "/" or _office(part.language).search(part.text, max(0, end - len(person) - _NEAR), end) is not None:
            yield _candidate(part, *short.span("name"), _SHORT_CONFIDENCE)
    begins = frozenset(person.begin - part.offset for person in persons)
    for match in _articled(part.language).finditer(part.text):
        last = _end_of_name(part, match.start("first"), begins)
        if last is not None and gazetteer().get(part.text[match.start("name") : last]) is None:
            yield _candidate(part, match.start("name"), last, _CONFIDENCE)


def _candidate(part: Part, begin: int, end: int, confidence: float) -> Candidate:
    begin, end = part.offset + begin, part.offset + end
    return Candidate(begin=begin, end=end, cls=EntityClass.ORGANISATION, extractor="party", confidence=confidence)


def _may_be_party(part: Part, short: str) -> bool:
    """Whether capitals are no known place, and no word that names nobody."""
    words, entry = name_words(part.language), gazetteer().get(short)
    generic = folded(words.common, words.not_bodies, words.other_acronyms, words.post_nominals, words.titles)
    return fold_letters(short) not in generic and short not in words.club_prefixes and (entry is None or entry.kind is Kind.BODY)


def _end_of_name(part: Part, first: int, persons: frozenset[int]) -> int | None:
    """Where a name ends that begins with an article in capitals: with the small words that go on with it, one of which at least it has."""
    tokens = part.doc.char_span(first, first + 1, alignment_mode="expand")
    if tokens is None:
        return None
    end = last = tokens.end
    while end < len(part.doc) and end - tokens.end < _MOST_WORDS:
        token = part.doc[end]
        if token.pos_ not in _SMALL or token.idx in persons or not token.is_alpha or "\n" in part.doc[end - 1].whitespace_:
            break
        end += 1
        last = end if token.pos_ not in ("ADP", "DET") else last
    span = part.doc[tokens.start : last]
    return span.end_char if last > tokens.end else None


@cache
def _seated(language: str) -> re.Pattern[str]:
    """An acronym right behind the noun for those who sit for a party: "les sénateurs MTV", "le député (MTV)"."""
    words = name_words(language)
    posts = any_of(words.seated)
    if words.modifiers_before:  # "MTV senators"
        return re.compile(rf"(?<![\w-])(?P<name>{_ACRONYM}) (?i:{posts})(?![\w-])")
    return re.compile(rf"(?<![\w-])(?i:{posts}) \(?(?P<name>{_ACRONYM})(?![\w'’-])")


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(rf" \((?P<name>{_ACRONYM})(?P<mark>[),/])")


@cache
def _office(language: str) -> re.Pattern[str]:
    words = name_words(language)
    return re.compile(rf"(?<![\w-])(?i:{any_of(words.seated | words.offices)})(?![\w-])[^.!?\n]*\Z")


@cache
def _articled(language: str) -> re.Pattern[str]:
    """A name whose article has a capital inside a sentence, behind a post or a party's noun: "le fondateur de La Rive unie"."""
    words = name_words(language)
    genitive = rf"(?:{any_of(words.genitives)} ?)?"
    articles = any_of(article.title() for article in words.definite & words.determiners | words.plural_articles & words.determiners)
    leads = any_of(words.seated | words.offices | words.party_heads)
    return re.compile(rf"(?<![\w-])(?i:{leads}) (?:[a-zà-ÿ]+ ){{0,2}}?{genitive}(?P<name>{articles} ?(?P<first>[A-ZÀ-Þ])[\w'’-]+)")
