"""Networks and search engines: the companies that run them, where they act and where somebody writes or is read there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from kg.extraction.candidates import Candidate
from kg.extraction.names.words import folded, name_words
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Part
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass

_POSSESSIVES = frozenset({"'s", "’s"})
_CONFIDENCE = 0.72


def find_platforms(part: Part) -> Iterator[Candidate]:
    """Those that do something or employ somebody, and those that a sentence names as the means: "he wrote on Twitter"."""
    platforms = name_words(part.language).platforms
    for token in part.doc:
        if token.lower_ in platforms and not token.is_lower:
            rule = "platform" if _acts(token) or _employs(token, part.language) else "platform-as-means"
            if rule == "platform" or _is_means(part, token):
                begin = part.offset + token.idx
                yield Candidate(begin=begin, end=begin + len(token), cls=EntityClass.ORGANISATION, extractor=rule, confidence=_CONFIDENCE)


def _acts(token: Token) -> bool:
    return token.dep_ == "nsubj" and token.head.pos_ == "VERB"


def _employs(token: Token, language: str) -> bool:
    """Whether somebody has an office where a name stands: "head of security at Twitter", "Twitter's former head"."""
    words, doc = name_words(language), token.doc
    following = [other.lower_ for other in doc[token.i + 1 : token.i + 4]]
    if following and following[0] in _POSSESSIVES:
        return not folded(words.offices).isdisjoint(map(fold_letters, following[1:]))
    before = doc[max(0, token.i - 1) : token.i].text.lower()
    return before in words.whereabouts - words.inside or before in words.of_persons


def _is_means(part: Part, token: Token) -> bool:
    """Whether a name follows a word in small letters in a sentence that tells something: no button to share a text with, no invitation."""
    words, before = name_words(part.language), _before_list(token)
    if before is None or not before.is_alpha or not before.is_lower or before.sent != token.sent:
        return False
    told = any(other.pos_ in ("VERB", "AUX") for other in token.sent)
    return told and before.lower_ not in words.conjunctions and _invitation(part.language).search(token.sent.text) is None


def _before_list(token: Token) -> Token | None:
    """The word before a name, or before the list of platforms in which it stands: "*on* Facebook, Twitter and YouTube"."""
    words = name_words(token.doc.lang_)
    index = token.i - 1
    while index > 0 and (
        token.doc[index].text == "," or token.doc[index].lower_ in words.conjunctions or token.doc[index].lower_ in words.platforms
    ):
        index -= 1
    return token.doc[index] if index >= 0 and not token.is_sent_start else None


@cache
def _invitation(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?i:{any_of(name_words(language).invitations)})(?![\w-])")
