"""What the rules for the names of bodies know of the words around a head, and a name as far as it has been read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extraction.candidates import Candidate
from kg.extraction.names.words import NameWords, name_words
from kg.extraction.text.reading import Part


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a text before bodies are looked for, by token."""

    doc: Doc
    text: str
    words: NameWords
    language: str
    places: Mapping[int, tuple[int, str | None]]  # first token of a place -> token after it, country
    persons: frozenset[int]  # tokens of the names of persons


@dataclass(slots=True)
class BodyName:
    """A body's name as far as it has been read: tokens `start` to `end`, exclusive."""

    start: int
    end: int
    complements: int = 0
    definite: bool = False  # a complement has an article, or is a place
    purpose: bool = False
    after_person: bool = False  # may be called after a person
    national: bool = False  # a nationality is enough to name it: "armée"
    called: bool = False  # its head only tells the sort: "le parti Renouveau"
    public: bool = False  # of a state: "ministère"
    raised: bool = False  # has a capital and is no body of a state: "Société"
    adjective: bool = False  # has an adjective of nationality: "armée russe"
    prepositions: tuple[str, ...] = ()  # that tell purposes, as far as read
    world: bool = False  # an office of the United Nations or the like
    country: str | None = None
    held: bool = False  # an office is held in it, whose holder may be named behind it
    enumerated: bool = False  # a comma has stood between two of its complements
    last: int = -1  # where the last noun phrase begins


def surroundings(part: Part, places: Sequence[Candidate], persons: Sequence[Candidate]) -> Surroundings:
    """What the rules look up while they read names, by token."""
    spans: dict[int, tuple[int, str | None]] = {}
    taken: set[int] = set()
    for place in places:
        if (tokens := part.tokens(place.begin, place.end)) is not None:
            spans[tokens.start] = (tokens.end, place.country)
    for person in persons:
        if (tokens := part.tokens(person.begin, person.end)) is not None:
            taken.update(range(tokens.start, tokens.end))
    return Surroundings(part.doc, part.text, name_words(part.language), part.language, spans, frozenset(taken))
