"""How a common noun for a person or body stands in its sentence: with which determiner, behind its verb, or bare."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.coreference.clusters import CoreferenceWords
from kg.extraction.names.words import folded
from kg.extraction.statements.cues import words_of as speech_words
from kg.extraction.text.folding import fold_letters

_CLOSING = frozenset("»”\"'")  # what ends a quotation
SUBJECT = ("nsubj", "nsubj:pass", "nsubjpass")


def determiner(token: Token, words: CoreferenceWords, modifiers: int = 1) -> int | None:
    """The definite article or demonstrative that begins a noun phrase: right before the noun, or before a few modifiers."""
    for index in range(token.i - 1, max(token.i - 2 - modifiers, -1), -1):
        current = token.doc[index]
        if current.lower_ in words.definite:
            return index
        if current.pos_ not in {"ADJ", "NOUN", "PROPN"} and current.text != "-":
            return None
    return None


def is_inverted(token: Token, first: int) -> bool:
    """Whether a noun, whose determiner is a token before it, follows the verb behind a comma: "« … », tranche le conférencier"."""
    doc, comma = token.doc, first - 2
    while comma > 1 and (doc[comma].pos_ == "AUX" or doc[comma].dep_.startswith("expl")):
        comma -= 1
    if comma < 1 or doc[comma].text != ",":
        return False
    return doc[comma - 1].text[-1] in _CLOSING or (
        doc[first - 1].pos_ == "VERB" and doc[first - 1].lemma_ in speech_words(doc.lang_).clauses
    )


def stands_bare(token: Token) -> bool:
    """Whether a noun is a phrase of its own: "police said"."""
    return token.dep_ in (*SUBJECT, "pobj") and not any(True for _ in token.lefts) and token.right_edge == token


def stands_titled(token: Token) -> bool:
    """Whether an office with a capital is a subject without a determiner, and no name follows: "H.E. Minister added"."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    alone = all(left.pos_ == "PROPN" and not left.is_alpha for left in token.lefts)
    named = after is not None and (after.pos_ == "PROPN" or after.is_punct or after.is_title)
    return token.dep_ in SUBJECT and token.is_title and alone and not named


def without_prefix(noun: str, words: CoreferenceWords) -> str:
    """ "ex-ministre" as "ministre"; the noun is folded."""
    prefix, _, rest = noun.partition("-")
    return rest if rest and prefix in words.earlier else noun


def gives_view(token: Token, first: int) -> bool:
    """ "Selon le politologue": whether the words for a source stand right before a noun's determiner."""
    doc = token.doc
    before = [word.lower_ for word in doc[max(0, first - 2) : first]]
    return any(before[-len(words) :] == words for words in (phrase.split() for phrase in speech_words(doc.lang_).according))


def is_former(noun: Token, first: int, words: CoreferenceWords) -> bool:
    """ "the former minister for roads": whether somebody is called by what they were, as only one already told of is."""
    before, own = (fold_letters(token.text) for token in noun.doc[first : noun.i]), fold_letters(noun.text)
    return any(word in folded(words.earlier) for word in before) or without_prefix(own, words) != own
