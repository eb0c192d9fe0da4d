"""What the statistical model takes for bodies and places, and the words around it show to be something else."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kg.extraction.names.gazetteer import gazetteer, is_given_name
from kg.extraction.names.words import NameWords, folded, name_words, nationalities
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Part
from kg.model.entities import EntityClass

_QUOTES = {"«": "»", "“": "”", '"': '"', "‘": "’"}
_FOLLOWING = re.compile(r" ([a-zà-ÿ]{3,})")


def names_other_things(part: Part, begin: int, end: int, cls: EntityClass, first: Token) -> bool:
    """Whether a stretch of the part's text that may name a body or a place names people, a thing, or nothing."""
    words, surface = name_words(part.language), part.text[begin:end]
    if gazetteer().get(surface) is not None:
        return False
    if any(fold_letters(surface).startswith(idiom) for idiom in folded(words.idioms)):
        return True
    if _is_people(part, surface, end, first, words) or _is_thing(part, end, words):
        return True
    if _is_nickname(part.text, begin, end) and " " in surface:
        return True
    if cls is EntityClass.PLACE:
        return _is_no_place(surface, first, words)
    return _is_one_person(part.text, surface)


def belongs_to_office(part: Part, begin: int, end: int, first: Token) -> bool:
    """Whether a name of several words is what somebody speaks for or leads: "porte-parole d'Ensemble pour la Nation"."""
    words, surface = name_words(part.language), part.text[begin:end]
    generic = folded(words.common, words.bodies, words.not_bodies, words.offices, words.domains, words.function_words, words.dropped_heads)
    if words.modifiers_before or " " not in surface or generic.intersection(map(fold_letters, (surface, surface.split()[0]))):
        return False
    if first.i < 2 or not surface[0].isupper() or any(character in surface for character in "|.)(,"):
        return False
    office = first.nbor(-2) if first.nbor(-1).lower_ in words.genitives else None
    return office is not None and fold_letters(office.text) in folded(words.offices)


def _is_people(part: Part, surface: str, end: int, first: Token, words: NameWords) -> bool:
    """Whether a name is that of a people or of believers: "Indigenous Australians", "the Kaurna people", "ethnic Hazaras"."""
    last = fold_letters(surface.split()[-1])
    people = nationalities(part.language).keys() | folded(words.believers)
    if last.endswith("s") and (last in people or last.removesuffix("s") in people):
        return True
    following = _FOLLOWING.match(part.text, end)
    before = fold_letters(first.nbor(-1).text) if first.i > 0 else ""
    return before in folded(words.peoples) or (following is not None and fold_letters(following.group(1)) in folded(words.peoples))


def _is_thing(part: Part, end: int, words: NameWords) -> bool:
    """Whether the noun behind a name tells that a thing bears it: "the Global Hawk aircraft"."""
    following = _FOLLOWING.match(part.text, end)
    return following is not None and fold_letters(following.group(1)) in folded(words.things)


def _is_nickname(text: str, begin: int, end: int) -> bool:
    """Whether a name stands alone between quotation marks, as what somebody or something is called in jest does."""
    before, after = text[:begin].rstrip()[-1:], text[end:].lstrip()[:1]
    return _QUOTES.get(before) == after != ""


def _is_no_place(surface: str, first: Token, words: NameWords) -> bool:
    """Whether an article, a possessive or "chez" stands before what would be a place: "les Douaniers", "chez Omdia"."""
    if first.lower_ in words.definite - words.determiners:  # "Notre Nation"
        return True
    before = first.nbor(-1).lower_ if first.i > 0 else ""
    plural = fold_letters(surface.split()[0])[-1:] in ("s", "x")
    if before in words.plural_articles and plural:
        return True
    return before in words.of_persons or (before in words.articles and " " in surface and not words.modifiers_before)


def _is_one_person(text: str, surface: str) -> bool:
    """Whether a lone given name stands for a person, one of those who speak in a transcript perhaps: "Well, Marius, …"."""
    if " " in surface or not surface.istitle():
        return False
    return is_given_name(surface) or re.search(rf"(?<!\w){re.escape(surface)} [A-ZÀ-Þ][\w'-]+ ?:", text) is not None
