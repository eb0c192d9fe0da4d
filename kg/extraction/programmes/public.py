"""Schemes that a state has for everybody, which common nouns alone name: "la concertation nationale", "le chèque logement"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.extraction.candidates import Candidate
from kg.extraction.programmes.words import programme_words
from kg.extraction.text.phrases import phrase_words
from kg.extraction.text.reading import Parsed, Sentence
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass, Form

PUBLIC = 0.85
BENEFIT_MODIFIERS = frozenset({"NOUN", "PROPN"})


@cache
def _consultations(language: str) -> re.Pattern[str]:
    words, phrases = programme_words(language), phrase_words(language)
    articles = any_of(phrases.definite | phrases.contractions | phrases.demonstrative)
    plain = rf"(?:{any_of(words.plain)}\s){{0,2}}"
    name = rf"(?P<name>{plain}{any_of(words.consultations)})(?!\w)"
    return re.compile(rf"(?<!\w){articles}(?:(?<=['’])|\s)(?:{plain}[«“\"]\s?)?{name}", re.IGNORECASE)


@cache
def _benefits(language: str) -> re.Pattern[str]:
    words, phrases = programme_words(language), phrase_words(language)
    definite = any_of(phrases.definite | phrases.contractions)
    name = rf"(?P<name>{any_of(words.benefits)}(?:[ -]|{any_of(words.benefit_links)})(?P<for>[^\W\d_]{{3,}}))(?![\w’'-])"
    return re.compile(rf"(?<!\w){definite}\s[«“\"]?\s?{name}")


@cache
def _again(language: str) -> re.Pattern[str]:
    words, phrases = programme_words(language), phrase_words(language)
    articles = any_of(phrases.definite | phrases.contractions | phrases.demonstrative)
    after = any_of(phrases.definite | phrases.contractions | words.consultation_leads)
    name = rf"(?P<name>{articles}(?:(?<=['’])|\s){any_of(words.consultations_again)})"
    return re.compile(rf"(?<!\w){name}(?!['’\w-])(?!\s{after}(?:(?<=['’])|(?!\w)))", re.IGNORECASE)


def public_schemes(reading: Parsed) -> Iterator[Candidate]:
    """Debates that a state holds for months, and benefits that it pays, by their common nouns with the definite article."""
    held = False
    for sentence in reading.sentences:
        for match in _consultations(sentence.language).finditer(sentence.text):
            yield _candidate(sentence, match)
            held = True
        if held:
            yield from _coming_back(sentence)
        yield from _benefits_in(sentence)


def _coming_back(sentence: Sentence) -> Iterator[Candidate]:
    """ "The debate" without more, once the text told of a debate that the state holds."""
    for match in _again(sentence.language).finditer(sentence.text):
        tokens = sentence.part.tokens(sentence.begin + match.start("name"), sentence.begin + match.end("name"))
        behind = tokens.doc[tokens.end] if tokens is not None and tokens.end < len(tokens.doc) else None
        if behind is None or behind.pos_ not in ("ADJ", "NOUN", "PROPN"):
            yield replace(_candidate(sentence, match), form=Form.NOMINAL)


def _benefits_in(sentence: Sentence) -> Iterator[Candidate]:
    for match in _benefits(sentence.language).finditer(sentence.text):
        tokens = sentence.part.tokens(sentence.begin + match.start("for"), sentence.begin + match.end("for"))
        if tokens is not None and tokens[-1].pos_ in BENEFIT_MODIFIERS:
            yield _candidate(sentence, match)


def _candidate(sentence: Sentence, match: re.Match[str]) -> Candidate:
    begin, end = sentence.begin + match.start("name"), sentence.begin + match.end("name")
    return Candidate(begin=begin, end=end, cls=EntityClass.PROGRAMME, extractor="programme-public", confidence=PUBLIC, form=Form.NAME)
