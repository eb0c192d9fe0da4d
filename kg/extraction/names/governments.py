"""Governments that a text calls by nothing but the noun: "the Government", or "le gouvernement" where it speaks or acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from kg.extraction.candidates import Candidate
from kg.extraction.names.words import NameWords, name_words
from kg.extraction.statements.cues import words_of
from kg.extraction.text.reading import Part
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass

_CONFIDENCE = 0.5  # the names of governments go first
_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubjpass"})
_AGENT = frozenset({"nsubj", "obl:agent"})
_TELLING = frozenset({"amod", "acl:relcl", "relcl"})  # what tells which of several governments is meant


def find_governments(part: Part) -> Iterator[Candidate]:
    """The nouns for the government that a text speaks of: those with a capital, subjects of verbs of speech, and those who act."""
    words = name_words(part.language)
    for match in _nouns(part.language).finditer(part.text):
        span = part.doc.char_span(*match.span())
        if span is None or not _is_definite(span[0], words) or _has_complement(span[0], part.language):
            continue
        token = span[0]
        if _is_raised(token) or _speaks(part, token) or _acts(token, words) or _has_spokesman(token, part.language):
            yield Candidate(
                begin=part.offset + token.idx,
                end=part.offset + token.idx + len(token),
                cls=EntityClass.ORGANISATION,
                extractor="bare-government",
                confidence=_CONFIDENCE,
            )


@cache
def _nouns(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?i:{any_of(name_words(language).governments)})(?![\w-])")


def _is_definite(token: Token, words: NameWords) -> bool:
    return token.i > 0 and token.nbor(-1).lower_ in words.definite | words.contracted


def _has_complement(token: Token, language: str) -> bool:
    """Whether the words behind tell which government it is, or that it is another thing: "the Government Printer"."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    if after is not None and (after.lower_ in name_words(language).genitives or (after.text[0].isupper() and not after.is_sent_start)):
        return after.text[0].islower() or not _has_spokesman(token, language)
    return any(child.i > token.i and child.dep_ in _TELLING for child in token.children)


def _is_raised(token: Token) -> bool:
    return token.text[0].isupper() and not token.text.isupper()


def _speaks(part: Part, token: Token) -> bool:
    return token.dep_ in _SUBJECT and token.head.lemma_ in words_of(part.language).clauses


def _acts(token: Token, words: NameWords) -> bool:
    """Whether something is done by the one government that a text need not name: "le gouvernement *a dévoilé* un plan"."""
    if token.lower_ not in words.acting_governments or token.dep_ not in _AGENT or token.nbor(-1).lower_ not in words.articles:
        return False
    return token.head.pos_ in ("VERB", "AUX")


def _has_spokesman(token: Token, language: str) -> bool:
    """Whether somebody speaks for the government: "le porte-parole *du gouvernement* Paul Lambert"."""
    words = name_words(language)
    if token.lower_ not in words.acting_governments or token.i < 2 or token.nbor(-1).lower_ not in words.contracted:
        return False
    return token.nbor(-2).lower_ in words_of(language).voices
