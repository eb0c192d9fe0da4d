"""Names of one or two words that nothing but a verb of speech shows to be an actor: "Politix said that …"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.extraction.candidates import Candidate
from kg.extraction.cues import words_of
from kg.extraction.folding import fold_letters
from kg.extraction.gazetteer import Kind, gazetteer, given_names
from kg.extraction.name_words import folded, name_words, nationalities
from kg.extraction.reading import Part
from kg.model.entities import EntityClass

_PERSON_LABELS = frozenset({"PER", "PERSON"})
_PLACE_LABELS = frozenset({"LOC", "GPE"})
_CONFIDENCE = 0.55  # any rule that knows more goes first
_WORD = re.compile(r"[A-ZÀ-Þ][\w'-]{2,}")


def find_sayers(part: Part) -> list[Candidate]:
    """The subjects of verbs of speech that are a word with a capital and no determiner."""
    verbs = words_of(part.language).clauses
    subjects = (token for token in part.doc if token.dep_ == "nsubj" and token.i < token.head.i and token.head.lemma_ in verbs)
    return [
        Candidate(
            begin=part.offset + token.idx,
            end=part.offset + token.idx + len(token),
            cls=EntityClass.PERSON if token.ent_type_ in _PERSON_LABELS else EntityClass.ORGANISATION,
            extractor="speech-subject",
            confidence=_CONFIDENCE,
        )
        for token in subjects
        if _is_name(part, token)
    ]


def _is_name(part: Part, token: Token) -> bool:
    words = name_words(part.language)
    plain = fold_letters(token.text)
    if token.pos_ != "PROPN" or token.ent_type_ in _PLACE_LABELS or _WORD.fullmatch(token.text) is None or token.text.isupper():
        return False
    generic = folded(words.common | words.function_words | words.offices | words.bodies | words.not_bodies)
    if plain in generic or plain.removesuffix("s") in nationalities(part.language) or token.text in given_names():
        return False
    entry = gazetteer().get(token.text)
    if entry is not None and entry.kind is not Kind.BODY:
        return False
    if any(child.i < token.head.i and child.dep_ not in ("punct", "appos") for child in token.children):
        return False  # a determiner, adjective or second name: a rule for longer phrases judges them
    before = token.nbor(-1) if token.i > 0 and not token.is_sent_start else None
    return (before is None or not before.text[:1].isupper()) and re.search(rf"(?<![\w'-]){plain}(?![\w-])", part.text) is None
