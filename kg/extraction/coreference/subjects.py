"""Whom a sentence is about: the name that is its subject, whose view it gives, or that stands in it without a verb."""

from __future__ import annotations

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.coreference.nouns import SUBJECT
from kg.extraction.names.words import folded, name_words
from kg.extraction.statements.cues import words_of as speech_words
from kg.extraction.text.folding import fold_letters

_JOINED = frozenset({"appos", "flat:name", "flat", "nmod"})
_VIEW = 14  # tokens from the beginning of a sentence to the name whose view it gives


def is_told_of(tokens: Tokens, *, quoted: bool) -> bool:
    """Whether a sentence tells of the person or body that a name in it means; a quotation without a verb does not."""
    return _is_subject(tokens) or _gives_view(tokens) or (_is_verbless(tokens) and not quoted)


def _is_verbless(tokens: Tokens) -> bool:
    """ "Un avis partagé par X.": whether a name stands in a sentence that has no verb, which then tells of it."""
    return not any("Fin" in token.morph.get("VerbForm", []) for token in tokens.doc[tokens.start].sent)


def _gives_view(tokens: Tokens) -> bool:
    """ "Pour le maire, X, …", "According to X, …": whether a name stands behind the words for whose view a sentence gives."""
    doc, words = tokens.doc, speech_words(tokens.doc.lang_)
    sentence = doc[tokens.start].sent
    first = {phrase.split()[0] for phrase in (*words.viewpoints, *words.according)}
    if doc[sentence.start].lower_ not in first or tokens.start - sentence.start > _VIEW:
        return False
    return not any(token.pos_ in {"VERB", "AUX"} for token in doc[sentence.start : tokens.start])


def _is_subject(tokens: Tokens) -> bool:
    """Whether a name is a subject: for the parser, or because a verb follows it right away, or behind an apposition's commas."""
    doc, end = tokens.doc, tokens.end
    if tokens.start > 0 and end < len(doc) and doc[tokens.start - 1].text == doc[end].text == ",":
        end += 1  # "The minister of Y, X, said"
    after = doc[end] if end < len(doc) else None
    followed = after is not None and after.pos_ in {"VERB", "AUX"}
    return any(token.dep_ in SUBJECT for token in tokens) or (followed and not any(map(_is_genitive, tokens)))


def _is_genitive(name: Token) -> bool:
    """ "the regime of President X is accused": whether a name, or the office that it is joined to, tells whose something is."""
    words = name_words(name.lang_)
    if name.dep_ == "pobj":
        return name.head.lower_ in words.genitives
    office = name
    while office.dep_ == "flat:name" and office.head.i < office.i:
        office = office.head
    if office.dep_ in _JOINED and fold_letters(office.head.text) in folded(words.offices):
        office = office.head
    own = office.i == name.i or fold_letters(office.text) in folded(words.offices)
    return own and office.dep_ in _JOINED and any(child.dep_ == "case" and child.lower_ in words.genitives for child in office.children)
