"""Names of several words before a programme noun: "the [Steps to Work] programme", "the ["Clean Hands"] campaign"."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from spacy.tokens import Doc, Token

from kg.extraction.candidates import Candidate
from kg.extraction.programmes.words import programme_nouns, programme_words
from kg.extraction.text.phrases import LONGEST_QUOTATION, QUOTES, Phrase, noun_phrase, phrase_words
from kg.extraction.text.reading import Sentence

LONGEST_LINK = 1  # small words between two words with capitals; more of them join two names: "the Forum of the Clean Coast Process"
SINGLE = frozenset({"'", "‘", "’"})
OPENING = {closing: opening for opening, closing in QUOTES.items()}
OPEN_CLASSES = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})  # what a name begins with


def with_lead(sentence: Sentence, phrase: Phrase, names: tuple[Candidate, ...]) -> Phrase:
    """The phrase with the whole name that stands before its noun, where a language puts names there."""
    if not phrase_words(sentence.language).title_case:
        return phrase
    doc = sentence.part.doc
    phrase = _hyphenated(doc, sentence, phrase)
    first = _quoted(doc, sentence, phrase)
    if first is None:
        first = _titled(doc, sentence, phrase, names)
    if first is None:
        return phrase
    outer = noun_phrase(doc, first, first + 1, sentence.language)
    return replace(phrase, first=first, determiner=outer.determiner)


def _quoted(doc: Doc, sentence: Sentence, phrase: Phrase) -> int | None:
    """The mark that opens a quotation which ends right before the noun."""
    closing = phrase.first - 1
    if closing <= sentence.tokens.start or phrase.first != phrase.head:
        return None
    mark = doc[closing].text
    marks = SINGLE if mark in SINGLE else {OPENING.get(mark)}
    before = range(closing - 1, max(sentence.tokens.start, closing - LONGEST_QUOTATION) - 1, -1)
    return next((i for i in before if doc[i].text in marks and not doc[i].whitespace_ and closing - i > 1), None)


def _titled(doc: Doc, sentence: Sentence, phrase: Phrase, names: tuple[Candidate, ...]) -> int | None:
    """The first word of a name whose words with capitals are joined by small ones."""
    links = programme_words(sentence.language).name_links
    first = phrase.first if phrase.first < phrase.head else phrase.head - 1  # a tagger may take its last word for a verb
    raised = first > sentence.tokens.start and doc[first].text[0].isupper() and doc[first - 1].text in links  # "Schools for [All] project"
    if first <= sentence.tokens.start or not (raised or _may_begin(doc[first])):
        return None
    while True:
        small = list(takewhile(lambda token: token.text in links, _backwards(doc, sentence, first)))
        before = _with_hyphen(doc, first - len(small) - 1)
        if len(small) > LONGEST_LINK or before <= sentence.tokens.start or not _may_begin(doc[before]):
            break
        if not small and first == phrase.first:
            break  # the grammar of noun phrases has found where it begins
        if _is_other_name(sentence, before, first, names):
            break
        first = before
    return first if first < phrase.first else None


def _hyphenated(doc: Doc, sentence: Sentence, phrase: Phrase) -> Phrase:
    """The phrase with all of a word that a tokeniser takes apart at its hyphens: "the [pay-as-you-go] scheme"."""
    first = _with_hyphen(doc, phrase.first)
    if first == phrase.first or first <= sentence.tokens.start:
        return phrase
    return replace(phrase, first=first, determiner=noun_phrase(doc, first, first + 1, sentence.language).determiner)


def _with_hyphen(doc: Doc, i: int) -> int:
    """The first token of a word that a tokeniser takes apart at its hyphens: "Tech-savvy for Life"."""
    while i > 2 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_ and not doc[i - 2].whitespace_:
        i -= 2
    return i


def _backwards(doc: Doc, sentence: Sentence, first: int) -> list[Token]:
    return [doc[i] for i in range(first - 1, sentence.tokens.start, -1)]


def _may_begin(token: Token) -> bool:
    return token.text[0].isupper() and token.pos_ in OPEN_CLASSES and not programme_nouns(token.lang_).fullmatch(token.text)


def _is_other_name(sentence: Sentence, before: int, first: int, names: tuple[Candidate, ...]) -> bool:
    """Whether a word is of a name that ends before the next word of the title: "Ghana and the [Blue Coast Project]"."""
    offset, doc = sentence.part.offset, sentence.part.doc
    begin, limit = offset + doc[before].idx, offset + doc[first].idx
    return any(name.begin <= begin < name.end <= limit for name in names)
