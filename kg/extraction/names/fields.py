"""Words of an office's field of business, and persons whom their names show whatever office stands beside them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.candidates import Candidate
from kg.extraction.names.titles import has_given_name
from kg.extraction.names.words import folded, name_words
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Part
from kg.model.entities import EntityClass


def certain(part: Part, persons: Sequence[Candidate]) -> list[Candidate]:
    """The persons but those whose words may be a field of business: "Minister for Immigration and *Border Protection*"."""
    surfaces = {one: part.text[one.begin - part.offset : one.end - part.offset] for one in persons}
    if not name_words(part.language).modifiers_before:
        return list(persons)
    known = [one for one in persons if not one.guessed or has_given_name(surfaces[one]) or " " not in surfaces[one]]
    return [*known, *(one for one in persons if one not in known and _is_apposed(part, one))]


def _is_apposed(part: Part, person: Candidate) -> bool:
    """Whether a name of which no word is a field or a sort of anything stands behind a comma: "Governor of the Bank, Oru Veska"."""
    words, begin = name_words(part.language), person.begin - part.offset
    generic = folded(words.domains, words.bodies, words.not_bodies, words.common, words.place_heads)
    return part.text[:begin][-2:] == ", " and generic.isdisjoint(fold_letters(part.text[begin : person.end - part.offset]).split())


def in_portfolio(part: Part, candidate: Candidate, portfolios: Sequence[range]) -> bool:
    """Whether a stretch is a word of an office rather than a body or place; an acronym is a body even there."""
    surface = part.text[candidate.begin - part.offset : candidate.end - part.offset]
    if candidate.cls is EntityClass.PERSON and candidate in certain(part, [candidate]):
        return False
    return not surface.isupper() and any(candidate.begin in portfolio for portfolio in portfolios)


def is_field(part: Part, candidate: Candidate) -> bool:
    """Whether what may be a party is a field of public business as well: "Minister for *Labour* and Employment"."""
    surface = part.text[candidate.begin - part.offset : candidate.end - part.offset]
    return candidate.extractor == "bare-body" and fold_letters(surface) in folded(name_words(part.language).domains)
