"""Whether what the spaCy pipeline saw is a person, a body or a place, by its labels for it in the whole text and by its form."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from spacy.tokens import Doc, Token

from kg.extraction.names.gazetteer import Kind, gazetteer
from kg.extraction.names.guesses import has_post
from kg.extraction.names.known import among_capitals
from kg.extraction.names.sayers import speech_subjects
from kg.extraction.names.titles import has_given_name, looks_like_person
from kg.extraction.names.words import NameWords, folded, name_words
from kg.extraction.statements.cues import words_of
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Part
from kg.model.entities import EntityClass

LABELS = {
    "PER": EntityClass.PERSON,
    "PERSON": EntityClass.PERSON,
    "ORG": EntityClass.ORGANISATION,
    "LOC": EntityClass.PLACE,
    "GPE": EntityClass.PLACE,
}
ACRONYM = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ0-9&]+(?:-[A-ZÀ-Þ0-9]+)*")
BRAND = re.compile(r"[A-Z][a-zà-ÿ]+(?:-[A-Z]{2,}|[A-Z][A-Za-z]*)")  # "Onward-PF", "AidLink"
_FIRM = re.compile(r"[A-Z]{3,}-[A-Z][a-zà-ÿ]+")  # "ABC-Veska"


def voted(part: Part, surface: str, cls: EntityClass) -> EntityClass:
    """The class that the pipeline gives most often to a name of one word; a person, where two have as many votes."""
    if " " in surface or ACRONYM.fullmatch(surface):
        return cls
    votes = Counter(LABELS[label] for label in _labels(part.doc).get(surface, ()) if label in LABELS)
    if surface in _sayers(part.doc):  # no town says anything
        votes[EntityClass.PERSON] += votes.pop(EntityClass.PLACE, 0)
    most = max(votes.values(), default=0)
    return next((c for c in (EntityClass.PERSON, cls, *votes) if votes[c] == most > 0), cls)


@lru_cache(maxsize=4)
def _labels(doc: Doc) -> dict[str, list[str]]:
    """The labels of the entities of one word, by the word."""
    found: dict[str, list[str]] = {}
    for entity in doc.ents:
        if len(entity) == 1:
            found.setdefault(entity.text, []).append(entity.label_)
    return found


def class_by_form(surface: str, told: EntityClass, first: Token, language: str) -> EntityClass | None:
    """The class that the form of a name tells, against the pipeline's if need be."""
    words = name_words(language)
    plain = fold_letters(surface)
    if ACRONYM.fullmatch(surface) and len(surface) <= 8 and not among_capitals(first):
        return EntityClass.ORGANISATION
    heads = folded(words.bodies)
    last = plain.split()[-1]
    if told is EntityClass.PERSON and " " in surface and has_given_name(surface) and looks_like_person(language, surface):
        return told  # "Marine" is a body and a given name
    if plain.split()[0] in heads or (words.modifiers_before and last in heads):
        return EntityClass.ORGANISATION if told is EntityClass.ORGANISATION and " " in plain else None
    if (BRAND.fullmatch(surface) and surface[-1].isupper()) or _FIRM.fullmatch(surface):
        return EntityClass.ORGANISATION
    if told is EntityClass.ORGANISATION and _is_place_here(surface, first, words):
        return EntityClass.PLACE
    posted = told is EntityClass.ORGANISATION and not words.modifiers_before and has_post(first, language)
    if told is not EntityClass.PERSON and looks_like_person(language, surface) and (posted or has_given_name(surface)):
        return EntityClass.PERSON
    return told


def _is_place_here(surface: str, first: Token, words: NameWords) -> bool:
    """Whether what the pipeline took for a body is where the text says that something is: one word, "in Clarkson"."""
    doc = first.doc
    return surface in _located(doc) and surface not in _sayers(doc) and _is_no_common_word(surface, words)


@lru_cache(maxsize=4)
def _located(doc: Doc) -> frozenset[str]:
    """The words with a capital behind a preposition of place, unless a verb of speech has it for the hearer: "déclaré à Reuters"."""
    inside, spoken = name_words(doc.lang_).inside, words_of(doc.lang_).clauses
    behind = (token for token in doc[1:] if token.is_title and token.nbor(-1).lower_ in inside)
    return frozenset(token.text for token in behind if token.nbor(-1).head.lemma_ not in spoken and token.head.lemma_ not in spoken)


def _is_no_common_word(surface: str, words: NameWords) -> bool:
    plain = fold_letters(surface)
    known = gazetteer().get(surface)
    listed = folded(words.bodies, words.common, words.not_bodies, words.bare_bodies, words.domains)
    return plain not in listed and (known is None or known.kind is not Kind.BODY)


@lru_cache(maxsize=4)
def _sayers(doc: Doc) -> frozenset[str]:
    """The words with a capital, and no determiner, that are subjects of verbs of speech."""
    subjects = (token for token in speech_subjects(doc) if token.text[0].isupper())
    return frozenset(token.text for token in subjects if not any(child.dep_ == "det" for child in token.children))
