"""Whose words they are told by a preposition: "selon X, …", "…, according to X", "pour X, …", "in his view, …"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from kg.extraction.statements.cues import StatementWords
from kg.extraction.statements.periods import Period
from kg.extraction.statements.quotations import Stretch
from kg.extraction.statements.sources import Source
from kg.extraction.text import grammar

LONGEST = 30  # tokens of the noun phrase after "according to"
SHORTEST = 2  # tokens of a content
CLITICS = 2  # small words before an infinitive: "y", "ne pas"


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """Token stretches of a content, and the noun phrase after the preposition."""

    contents: tuple[Stretch, ...]
    source: Source
    rule: str
    cue: str


def find_viewpoints(period: Period, words: StatementWords) -> list[Viewpoint]:
    """The viewpoint of a period: of a phrase anywhere in it, or of a preposition that it begins with."""
    according, views = _by_first_word(words.according), _by_first_word(words.views)
    for token in period.outside:
        word = token.lower_
        for phrase, parts in (*according.get(word, ()), *views.get(word, ())):
            view = _view_at(period, words, token.i, phrase, parts)
            if view is not None:
                return [view]
    first = next((token for token in period.outside if not token.is_space), None)
    if first is None:
        return []
    phrases = _by_first_word(words.viewpoints).get(first.lower_, ())
    found = (_viewpoint(period, words, first.i, first.i + len(parts), "viewpoint", phrase) for phrase, parts in phrases)
    return [view for view in found if view is not None and first.i < view.contents[0][0]]


@cache
def _by_first_word(phrases: frozenset[str]) -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Phrases by the words that they begin with, the longest first, each with its words."""
    found: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        parts = tuple(phrase.replace("'", "' ").split())
        found[parts[0]] = (*found.get(parts[0], ()), (phrase, parts))
    return found


def _view_at(period: Period, words: StatementWords, begin: int, phrase: str, parts: tuple[str, ...]) -> Viewpoint | None:
    if not _matches(period, begin, parts):
        return None
    end = begin + len(parts)
    return (
        _view(period, begin, end, begin + parts.index("_"), phrase)
        if "_" in parts
        else _viewpoint(period, words, begin, end, "according", phrase)
    )


def _matches(period: Period, begin: int, parts: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand at a token; "_" is any one word, a contracted article is a preposition."""
    doc = period.part.doc
    return all(
        i in period.outside_numbers and (word == "_" or word in (doc[i].lower_.replace("’", "'"), _preposition(doc[i])))
        for i, word in enumerate(parts, start=begin)
    )


def _preposition(token: Token) -> str:
    return token.lemma_.lower() if token.pos_ == "ADP" else ""


def _viewpoint(period: Period, words: StatementWords, begin: int, noun: int, rule: str, cue: str) -> Viewpoint | None:
    end, comma = _noun_phrase_end(period, noun, words)
    nominal = next((t for t in period.part.doc[noun:end] if t.pos_ in grammar.NOMINALS), None)
    while nominal is not None and nominal.dep_ == "compound" and nominal.head.i > nominal.i:
        nominal = nominal.head
    if nominal is not None and any(grammar.is_finite_verb(t) and not nominal.is_ancestor(t) for t in period.part.doc[noun:end]):
        end, comma = min(grammar.phrase(nominal, without=grammar.RELATIVE_CLAUSES)[1], end), False
    if _runs_on(period, noun, end) or (rule == "viewpoint" and _is_purpose(period, noun, end)):
        return None
    end, comma = _before_second_phrase(period, noun, end, comma)
    nominals = [t for t in period.part.doc[noun:end] if t.pos_ in grammar.NOMINALS]
    if not nominals:
        return None
    head = next((t for t in nominals if not noun <= t.head.i < end or t.head == t), nominals[0])
    if head.lemma_.lower() in words.standards and not _is_paused(period, begin):
        return None
    pronoun = period.part.doc[noun] if rule == "according" and period.part.doc[noun].lower_ in words.singular_pronouns else None
    if pronoun is not None and (around := _around(period, begin, noun + 1)):
        return Viewpoint(around, Source(pronoun, noun, noun + 1, (noun, noun + 1), True), rule, cue)
    contents = _contents(period, begin, end, comma)
    return Viewpoint(contents, Source(head, noun, end, (noun, end), True), rule, cue) if contents else None


def _is_paused(period: Period, begin: int) -> bool:
    """Whether a phrase begins its sentence, or stands behind a comma: in "done according to the rules" nobody speaks."""
    return begin == period.begin or begin - 1 not in period.outside_numbers or not period.part.doc[begin - 1].is_alpha


def _before_second_phrase(period: Period, noun: int, end: int, comma: bool) -> tuple[int, bool]:
    """Where another noun phrase begins, with no comma between: "selon le porte-parole du gouvernement une enquête est ouverte"."""
    doc = period.part.doc
    for i in range(noun + 2, end):
        if doc[i].pos_ == "DET" and doc[i].is_lower and doc[i].dep_ == "det" and doc[i - 1].pos_ in {"NOUN", "PROPN", "ADJ"}:
            return i - _belongs_behind(doc[i - 1], doc[i]), False
    return end, comma


def _runs_on(period: Period, noun: int, end: int) -> bool:
    """ "… killed, according to X The “truths” of Y": whether another headline begins in the phrase, with no stop before it."""
    doc = period.part.doc
    articles = (i for i in range(noun + 1, end) if doc[i].pos_ == "DET" and doc[i].is_title and doc[i - 1].pos_ in {"NOUN", "PROPN"})
    return any(i + 1 >= period.end or not doc[i + 1].text[0].isupper() for i in articles)


def _is_purpose(period: Period, noun: int, end: int) -> bool:
    """ "Pour y parvenir, …": whether an infinitive follows the preposition, at most behind two small words: "pour ne pas échouer"."""
    return any(grammar.is_infinitive(token) for token in period.part.doc[noun : min(noun + CLITICS + 1, end)] if token.pos_ != "NOUN")


def _belongs_behind(before: Token, determiner: Token) -> bool:
    """ "tous les cas": whether the word before a determiner begins its phrase."""
    return before.head in (determiner, determiner.head) and before.head.i > before.i


def _view(period: Period, begin: int, end: int, slot: int, cue: str) -> Viewpoint | None:
    doc = period.part.doc
    if doc[slot].pos_ == "DET" and "Yes" not in doc[slot].morph.get("Poss", []):
        return None  # "de l'avis général": of nobody
    comma = end < period.end and doc[end].text == ","
    contents = _contents(period, begin, end, comma)
    if not contents:
        return None
    return Viewpoint(contents, Source(doc[slot], slot, slot + 1, (slot, slot + 1), True), "view", cue.replace("_ ", ""))


def _noun_phrase_end(period: Period, noun: int, words: StatementWords) -> tuple[int, bool]:
    """Where the noun phrase ends, and whether with a comma."""
    doc = period.part.doc
    limit, depth = min(period.end, noun + LONGEST), False
    for i in range(noun, limit):
        if i not in period.outside_numbers:
            return i, False
        if doc[i].text == "(" or depth:
            depth = depth or any(t.text == ")" for t in doc[i:limit])
            if depth:
                depth = doc[i].text != ")"
                continue
        if doc[i].text in {",", ";", ":", ".", ")", "("} or doc[i].is_space:
            apposition = doc[i].text == "," and i + 1 < limit and (_is_apposition(doc[i + 1]) or _is_origin(doc[i + 1], period, words))
            if not apposition:
                return i, doc[i].text == ","
    return limit, False


def _is_apposition(token: Token) -> bool:
    near = (token, token.head) if token.head.i > token.i else (token,)
    if any(t.dep_ in grammar.APPOSITIONS and t.left_edge.i == token.i for t in near):
        return not _verb_comes_first(token)
    noun = token.nbor(1) if token.pos_ == "ADJ" and token.i + 1 < len(token.doc) else token  # "ancien analyste au ministère"
    return (noun.pos_ == "NOUN" or token.dep_ == "acl") and token.text[0].islower() and _comma_comes_first(noun)


def _is_origin(token: Token, period: Period, words: StatementWords) -> bool:
    """ "according to X, of the Y Institute in Z, …": where the one named is from, between commas."""
    if token.lower_ not in words.origins or token.i + 2 >= period.end:
        return False
    name = token.nbor(2) if token.nbor(1).pos_ == "DET" else token.nbor(1)
    return name.text[0].isupper() and _comma_comes_first(token)


def _verb_comes_first(noun: Token) -> bool:
    """Whether a noun is followed by its verb rather than by a comma: "selon X, M. Y était venu"."""
    for token in noun.doc[noun.i + 1 : noun.i + LONGEST]:
        if token.text in {",", ".", ";", ":"}:
            return False
        if token.is_quote:
            return True  # "the move reeks of “fear”": some word before it is the verb, whatever the model takes it for
        if grammar.is_finite_verb(token) and token.dep_ not in grammar.RELATIVE_CLAUSES:
            return not _has_relative_pronoun(noun, token)
    return False


def _has_relative_pronoun(noun: Token, verb: Token) -> bool:
    return any("Rel" in t.morph.get("PronType", []) or t.tag_ in {"WP", "WDT"} for t in noun.doc[noun.i + 1 : verb.i])


def _comma_comes_first(noun: Token) -> bool:
    """Whether a comma closes what a noun without a determiner begins, before any verb: "X, director of Y, …"."""
    for token in noun.doc[noun.i + 1 : noun.i + LONGEST]:
        if token.text == ",":
            return True
        if grammar.is_finite_verb(token) or token.text in {".", ";", ":"}:
            return False
    return False


def _begins_anew(period: Period, i: int) -> bool:
    """ "…, according to X, The road is closed.": a small word with a capital, behind what was meant for a full stop."""
    return i < period.end and period.part.doc[i].is_title and period.part.doc[i].pos_ == "DET" and period.part.doc[i].ent_type_ != "ORG"


def _is_relative(token: Token) -> bool:
    """ "the camp where, according to X, …": whether the phrase stands behind the first word of a relative clause."""
    return "Rel" in token.morph.get("PronType", []) or token.tag_ in {"WRB", "WDT", "WP"}


def _around(period: Period, begin: int, end: int) -> tuple[Stretch, ...]:
    """ "Ce qui devra selon elle changer": a pronoun's phrase amid a clause, with no comma; what stands on both sides."""
    doc = period.part.doc
    if end + SHORTEST > period.end or begin - SHORTEST < period.begin or not (doc[begin - 1].is_alpha and doc[end].is_alpha):
        return ()
    if doc[end].pos_ in {"CCONJ", "SCONJ"} or _is_relative(doc[begin - 1]) or not {begin - 1, end} <= period.outside_numbers:
        return ()
    return (period.begin, begin), (end, period.end)


def _contents(period: Period, begin: int, end: int, comma: bool) -> tuple[Stretch, ...]:
    """Before the phrase, after it, or both where it stands in the middle of a sentence; "alors que, selon X, …": what the clause tells."""
    before, after = (period.begin, begin), (end, period.end)
    first = period.part.doc[begin - 2] if begin - 2 >= period.begin and period.part.doc[begin - 1].text == "," else None
    if first is not None and (_is_relative(first) or first.pos_ == "SCONJ"):
        return (after,)
    sizes = [sum(not t.is_punct and not t.is_space for t in period.part.doc[a:b]) for a, b in (before, after)]
    finite = any(grammar.is_finite_verb(t) or t.i not in period.outside_numbers for t in period.part.doc[after[0] : after[1]])
    if sizes[0] < SHORTEST:
        return (after,) if sizes[1] >= SHORTEST and (comma or finite) else ()
    if comma and sizes[1] >= SHORTEST and finite and not _begins_anew(period, end + 1):
        return (before, after)
    return (before,)
