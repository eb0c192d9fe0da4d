"""Noun phrases: how far the complement of a noun goes, what stands before it, and what its determiner tells."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache
from itertools import islice

from spacy.tokens import Doc, Token

from kg.extraction.text.cleaning import BLOCK
from kg.extraction.text.grammar import AUXILIARIES, children, is_passive, is_past_participle
from kg.extraction.text.reading import text_of
from kg.languages.patterns import any_of
from kg.languages.sections import section

LONGEST = 20  # words of a name: the annotation guide cuts there
LONGEST_PARENTHESIS = 4  # tokens of an acronym or period in brackets: "(PAG 2024-2028)"
LONGEST_QUOTATION = 18  # tokens of a title between quotation marks
LONGEST_ORDINAL = 6  # characters: "47e", "103ème"
LIST_AHEAD = 8  # tokens from a comma to the "and" that shows it to part a list
QUOTES = {"«": "»", "“": "”", '"': '"', "„": "“"}
STYLED = re.compile(r"[A-Z]+[a-z]+[A-Z]|[A-Z]{2,}[a-z]|[A-Z]\w*\+")  # "GreenWay", "SAFEhome": no ordinary word has such capitals
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "SYM"})
FUNCTION = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "ADV", "PRON", "PART", "AUX", "SPACE"})


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """What the grammar of noun phrases needs to know of a language."""

    definite: frozenset[str]
    demonstrative: frozenset[str]
    possessive: frozenset[str]
    indefinite: frozenset[str]
    contractions: frozenset[str]  # determiners that have a preposition in them: "du"
    quantifiers: frozenset[str]  # "no", "every": what they stand before is no single thing
    title_case: bool  # names write all their words with capitals, not the first alone
    nouns_before: bool  # nouns may modify a noun that follows
    coordinators: frozenset[str]
    agents: frozenset[str]  # prepositions before who does something: "by"
    openers: frozenset[str]  # participles that a complement may begin with: "aimed" at
    stops: tuple[str, ...]  # words that end a complement

    @property
    def determiners(self) -> frozenset[str]:
        return self.definite | self.demonstrative | self.possessive | self.indefinite


class Determiner(Enum):
    """What stands before a noun phrase."""

    NONE = auto()
    DEFINITE = auto()
    DEMONSTRATIVE = auto()
    POSSESSIVE = auto()
    INDEFINITE = auto()
    QUANTIFIER = auto()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase, in tokens of a Doc; `first` comes after the determiner."""

    first: int
    head: int
    head_end: int  # the token after the noun: several words may make one noun ("table ronde")
    end: int
    determiner: Determiner

    @property
    def has_complement(self) -> bool:
        return self.end > self.head_end or self.first < self.head

    def shortened(self, end: int) -> Phrase:
        """The phrase with an earlier end, never before that of its noun."""
        return replace(self, end=max(self.head_end, min(end, self.end)))

    def with_determiner(self, doc: Doc, language: str) -> int:
        """The token where the phrase begins with its article or demonstrative, if a word of its own stands for it."""
        glued = doc[self.first - 1].tag_ == "POS"  # "today's hearing"
        if glued or self.determiner is Determiner.NONE or doc[self.first - 1].lower_ in phrase_words(language).contractions:
            return self.first
        return self.first - 1


@cache
def phrase_words(language: str) -> PhraseWords:
    return section(language, "phrases", PhraseWords)


def noun_phrase(doc: Doc, head: int, head_end: int, language: str, barriers: Collection[int] = ()) -> Phrase:
    """The phrase around a noun; `barriers` are tokens where it ends at the latest, such as those that begin a date."""
    words = phrase_words(language)
    first = _before(doc, head, words)
    end = _trimmed(doc, head_end, _after(doc, head, head_end, first, words, barriers, _stops(language)))
    return Phrase(first, head, head_end, end, _determiner(doc, first, words))


def with_agent(doc: Doc, phrase: Phrase, language: str) -> Phrase:
    """The phrase with who did what the noun tells: "the visit by the High Commissioner", "une attaque par des rebelles"."""
    words = phrase_words(language)
    at = phrase.end
    if at + 1 >= len(doc) or doc[at].lower_ not in words.agents or _ends_block(doc[at - 1]):
        return phrase
    if any(verb.pos_ == "VERB" and is_passive(verb) for verb in islice(doc[phrase.head].ancestors, 2)):
        return phrase  # "was opened at the launch by the minister"
    if _is_of_a_participle(doc[at], phrase):
        return phrase
    head = next((t for t in doc[at + 1 : at + LONGEST] if t.pos_ in ("NOUN", "PROPN") and t.dep_ != "compound"), None)
    if head is None or any(is_finite(token) or token.is_punct for token in doc[at + 1 : head.i]):
        return phrase
    return replace(phrase, end=noun_phrase(doc, head.i, head.i + 1, language).end)


def _is_of_a_participle(agent: Token, phrase: Phrase) -> bool:
    """Whether "by" tells who did what a participle before the noun does: "evidence [presented] to the inquiry by the minister"."""
    verb = agent.head if agent.head.pos_ == "VERB" else agent.head.head
    return verb.pos_ == "VERB" and verb.i < phrase.first and is_past_participle(verb) and not any(children(verb, AUXILIARIES))


def is_finite(token: Token) -> bool:
    """Whether a token carries the tense of a clause."""
    return token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm", [])


@cache
def _stops(language: str) -> re.Pattern[str]:
    return re.compile(rf"{any_of(phrase_words(language).stops)}(?:\b|(?<=\W))")


def _before(doc: Doc, head: int, words: PhraseWords) -> int:
    first = head
    while first > 0 and not _ends_block(doc[first - 1]) and _premodifies(doc, first - 1, words):
        first -= 1
    while first < head and not doc[first].text[0].isalnum():
        first += 1
    return first


def _premodifies(doc: Doc, i: int, words: PhraseWords) -> bool:
    token = doc[i]
    text = token.lower_
    if words.nouns_before and token.pos_ == "NUM" and doc[i + 1].text == "-" and not token.whitespace_:
        return True  # "one-day"
    if text in words.definite | words.demonstrative | words.possessive | words.indefinite | words.quantifiers:
        return False
    if token.text in ("-", "/"):
        return bool(words.nouns_before) and not doc[i].whitespace_ and not doc[i - 1].whitespace_
    if token.text == "+":  # the end of a name: "Ruralia +"
        return bool(words.nouns_before) and i > 0 and doc[i - 1].text[0].isupper()
    if token.pos_ == "PROPN" and not token.text[0].isupper():
        return words.nouns_before
    if words.nouns_before and STYLED.match(token.text):
        return True
    if words.nouns_before:
        return (token.pos_ in ("ADJ", "NOUN", "PROPN", "NUM") and not is_finite(token)) or _is_done_to(doc, i)
    return token.pos_ == "ADJ" or (token.pos_ == "NUM" and (text.isalpha() or _is_ordinal(doc, i, words)))


def _is_done_to(doc: Doc, i: int) -> bool:
    """Whether a participle with what it is done to stands before a noun: "the [stone laying] ceremony"."""
    return doc[i].tag_ == "VBG" and doc[i].dep_ == "amod" and i > 0 and doc[i - 1].pos_ == "NOUN" and doc[i - 1].head.i == i


def _is_ordinal(doc: Doc, i: int, words: PhraseWords) -> bool:
    """Whether figures before a noun that is no plural count it in a series: "la 47e session", "sa 47 session"."""
    if i == 0 or not (doc[i - 1].pos_ == "DET" or doc[i - 1].lower_ in words.contractions) or "Plur" in doc[i + 1].morph.get("Number", []):
        return False
    return doc[i].text[0].isdigit() and len(doc[i]) <= LONGEST_ORDINAL


def _determiner(doc: Doc, first: int, words: PhraseWords) -> Determiner:
    while first > 1 and doc[first - 1].text in (*QUOTES, '""'):
        first -= 1  # 'a "Barkhane summit"'
    first = _before_participles(doc, first, words)
    if first == 0 or _ends_block(doc[first - 1]):
        return Determiner.NONE
    text = doc[first - 1].lower_
    for words_of_kind, kind in (
        (words.definite, Determiner.DEFINITE),
        (words.demonstrative, Determiner.DEMONSTRATIVE),
        (words.possessive, Determiner.POSSESSIVE),
        (words.indefinite, Determiner.INDEFINITE),
        (words.quantifiers, Determiner.QUANTIFIER),
    ):
        if text in words_of_kind:
            return kind
    return Determiner.NONE


def _before_participles(doc: Doc, first: int, words: PhraseWords) -> int:
    """Where the participles before a name begin, which are no part of it: "a [so-called] emergency summit"."""
    i = first
    while words.nouns_before and i > 1 and not _ends_block(doc[i - 1]):
        before = doc[i - 1]
        joined = before.text == "-" or (before.pos_ == "ADV" and i < first)
        if not (joined or (before.pos_ == "VERB" and before.dep_ == "amod" and before.tag_ in ("VBN", "VBG"))):
            break
        i -= 1
    return i


def _after(doc: Doc, head: int, head_end: int, first: int, words: PhraseWords, barriers: Collection[int], stops: re.Pattern[str]) -> int:
    i, counted = head_end, head_end - first
    text = text_of(doc)
    while i < len(doc) and counted < LONGEST and not _ends_block(doc[i - 1]):
        if i in barriers or stops.match(text, doc[i].idx):
            break
        following = _next(doc, i, head, head_end, words)
        if following is None:
            break
        counted += following - i
        i = following
    return i


def _next(doc: Doc, i: int, head: int, head_end: int, words: PhraseWords) -> int | None:
    """The token after what stands at `i`, if that belongs to the phrase."""
    token = doc[i]
    if doc[i - 1].text == ")" and token.lower_ not in words.coordinators:
        return None  # an acronym closes the name that it stands for
    if token.text == "(":
        return _bracketed(doc, i, ")", LONGEST_PARENTHESIS)
    if token.text == '"' and not doc[i - 1].whitespace_:
        return None  # it closes a quotation
    if token.text in QUOTES:
        return _bracketed(doc, i, QUOTES[token.text], LONGEST_QUOTATION)
    if token.text == "'" and doc[i - 1].whitespace_ and not token.whitespace_:
        return _bracketed(doc, i, "'", LONGEST_QUOTATION)
    if token.text == ",":
        return i + 1 if i > head_end and _parts_list(doc, i, words) else None
    if token.is_punct and token.text not in ("-", "/", "&", "'", "–"):
        return None
    if token.text in ("–", "|") or (token.text == "-" and token.whitespace_):
        return None
    if token.lower_ in words.coordinators:
        return i + 1 if i > head_end and _joins(doc, i, head) else None
    return i + 1 if _complements(doc, i, words) else None


def _complements(doc: Doc, i: int, words: PhraseWords) -> bool:
    token = doc[i]
    if token.lower_ in words.openers:
        return True
    if token.pos_ in ("SCONJ", "SPACE", "INTJ", "PRON") or is_finite(token):
        return False
    if token.pos_ == "DET" and doc[i - 1].pos_ in ("NOUN", "PROPN", "ADJ") and doc[i - 1].lower_ not in words.coordinators:
        return False  # a new noun phrase, without a preposition: "a participé à la réunion le ministre"
    if token.pos_ in ("VERB", "AUX"):
        infinitive = "Inf" in token.morph.get("VerbForm", [])
        return (infinitive and doc[i - 1].pos_ in ("ADP", "PART", "CCONJ")) or ("Ger" in token.morph.get("VerbForm", []) and i > 0)
    return True


def _bracketed(doc: Doc, i: int, closing: str, longest: int) -> int | None:
    for j in range(i + 1, min(i + longest + 2, len(doc))):
        if _ends_block(doc[j - 1]):
            return None
        if doc[j].text == closing:
            return j + 1
    return None


def _parts_list(doc: Doc, i: int, words: PhraseWords) -> bool:
    """Whether a comma parts the items of a short list: an "and" follows before any verb, and what follows is no subject after a name."""
    if doc[i - 1].pos_ == "PROPN" and i + 1 < len(doc) and doc[i + 1].lower_ in words.definite:
        return False
    for token in doc[i + 1 : i + 1 + LIST_AHEAD]:
        if token.lower_ in words.coordinators:
            return token.i > i + 1
        if token.pos_ in ("VERB", "AUX", "PRON", "SCONJ") or (token.is_punct and token.text not in (",", "-")):
            return False
    return False


def _joins(doc: Doc, i: int, head: int) -> bool:
    """Whether a conjunction joins two things that both belong to the complement, by the parse."""
    after = doc[i + 1] if i + 1 < len(doc) else doc[i]
    if after.pos_ == "VERB" and after.dep_ == "conj" and after.head.i < head:
        return False
    first = doc[i].head
    if first.i > i:  # Universal Dependencies hang a conjunction on what follows it, the English models on what comes before
        second, first = first, first.head
    else:
        second = next((t for t in first.children if t.dep_ == "conj" and t.i > i), first)
    if second.i > i and head <= first.i < i and second.pos_ != "AUX" and not is_finite(second):
        return True
    return _nominal_to_the_end(doc, i + 1)


def _nominal_to_the_end(doc: Doc, i: int) -> bool:
    """Whether no verb stands between here and the next mark of punctuation: then this is no new clause."""
    for token in doc[i : i + 3 * LIST_AHEAD]:
        if is_finite(token) or token.pos_ in ("AUX", "PRON", "SCONJ"):
            return False
        if token.text in ",.;:!?" or _ends_block(token):
            return token.i > i
    return False


def _trimmed(doc: Doc, head_end: int, end: int) -> int:
    while end > head_end and (doc[end - 1].pos_ in FUNCTION or _only_separates(doc, head_end, end - 1)):
        end -= 1
    return end


def _only_separates(doc: Doc, begin: int, i: int) -> bool:
    """Whether a mark closes no bracket or quotation; an apostrophe closes what another one opened: "the project 'Safe Water'"."""
    if doc[i].text == "'":
        return not any(doc[j].text == "'" and not doc[j].whitespace_ for j in range(begin, i))
    return doc[i].is_punct and doc[i].text not in ')»”"'


def _ends_block(token: Token) -> bool:
    return BLOCK[0] in token.text_with_ws
