"""The entities of the spaCy pipeline, with their borders and classes corrected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extraction.blocks import Block
from kg.extraction.candidates import Candidate
from kg.extraction.folding import fold_letters
from kg.extraction.gazetteer import given_names
from kg.extraction.name_words import NameWords, folded, name_words
from kg.extraction.reading import Part
from kg.extraction.titles import has_given_name, looks_like_person, person_span, without_titles
from kg.model.entities import EntityClass

_LABELS = {
    "PER": EntityClass.PERSON,
    "PERSON": EntityClass.PERSON,
    "ORG": EntityClass.ORGANISATION,
    "LOC": EntityClass.PLACE,
    "GPE": EntityClass.PLACE,
}
_CONFIDENCE = {EntityClass.PERSON: 0.8, EntityClass.ORGANISATION: 0.7, EntityClass.PLACE: 0.65}
_ACRONYM = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ0-9&]+(?:-[A-ZÀ-Þ0-9]+)*")
_CHUNK = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of an entity on one line, with its first token."""

    begin: int
    end: int
    cls: EntityClass
    first: Token
    block: Block | None


def find_recognised(part: Part, blocks: Sequence[Block]) -> list[Candidate]:
    """The persons, bodies and places that the pipeline saw and that stand up to a second look."""
    found = []
    for piece in _pieces(part, blocks):
        candidate = _corrected(part, piece)
        if candidate is not None:
            found.append(candidate)
    return found


def _pieces(part: Part, blocks: Sequence[Block]) -> Iterator[_Piece]:
    text, words = part.doc.text, name_words(part.language)
    for entity in part.doc.ents:
        if entity.label_ not in _LABELS:
            continue
        for chunk in _CHUNK.finditer(text, entity.start_char, entity.end_char):
            begin, end = _borders(text, chunk.start(), chunk.end(), part.language, words)
            if begin < end and (tokens := part.doc.char_span(begin, end, alignment_mode="expand")) is not None:
                offset = part.offset + begin
                block = next((block for block in blocks if block.begin <= offset < block.end), None)
                yield _Piece(begin, end, _LABELS[entity.label_], tokens[0], block)


def _borders(text: str, begin: int, end: int, language: str, words: NameWords) -> tuple[int, int]:
    """An entity without articles, titles and marks at its edges."""
    while begin < end and (match := re.compile(r"[^\w]+|(?:[\w]+['’]|\w+ )").match(text, begin, end)):
        word = match.group().strip()
        if word and word[0].isalnum() and not (word.lower() in words.function_words and (word.islower() or word.endswith("'") or len(word) < 4)):
            break
        begin = match.end()
    begin = without_titles(language, text, begin, end)
    surface = re.sub(r"(?:'s|[^\w)+])+$", "", text[begin:end])
    return begin, begin + len(surface)


def _corrected(part: Part, piece: _Piece) -> Candidate | None:
    text, words = part.doc.text, name_words(part.language)
    surface = text[piece.begin : piece.end]
    if not _can_be_name(surface, piece, words):
        return None
    cls = _class(part.language, surface, piece)
    if cls is EntityClass.PERSON:
        return _person(part, piece)
    if cls is None or (piece.block is not None and not piece.block.prose and not _ACRONYM.fullmatch(surface)):
        return None
    if piece.block is not None and piece.block.headline and not _ACRONYM.fullmatch(surface):
        return None
    return _candidate(part, piece.begin, piece.end, cls)


def _can_be_name(surface: str, piece: _Piece, words: NameWords) -> bool:
    plain = fold_letters(surface)
    first = plain.split()[0]
    if not any(character.isupper() for character in surface) or len(surface) < 2 or surface[0].islower():
        return False
    if plain in folded(words.common | words.function_words) or first in folded(words.offices):
        return False
    if any(character in surface for character in "@:/") or surface[-1].isdigit():
        return False
    return not (" " not in surface and piece.first.is_sent_start and piece.first.pos_ != "PROPN")


def _class(language: str, surface: str, piece: _Piece) -> EntityClass | None:
    """The class that the form of a name tells, against the pipeline's if need be."""
    words = name_words(language)
    plain = fold_letters(surface)
    if _ACRONYM.fullmatch(surface) and len(surface) <= 8 and piece.block is not None and not _all_capitals(piece, surface):
        return EntityClass.ORGANISATION
    heads = folded(words.bodies)
    last = plain.split()[-1]
    if plain.split()[0] in heads or (words.modifiers_before and last in heads):
        return EntityClass.ORGANISATION if piece.cls is EntityClass.ORGANISATION and " " in plain else None
    if piece.cls is not EntityClass.PERSON and looks_like_person(language, surface) and has_given_name(surface):
        return EntityClass.PERSON
    return piece.cls


def _all_capitals(piece: _Piece, surface: str) -> bool:
    return piece.first.sent.text.isupper() and len(piece.first.sent.text) > len(surface) + 2


def _person(part: Part, piece: _Piece) -> Candidate | None:
    text = part.doc.text
    span = person_span(part.language, text, piece.begin)
    if span is None:
        return None
    surface = text[span[0] : span[1]]
    if " " in surface:
        sure = looks_like_person(part.language, surface) and (has_given_name(surface) or _in_prose(piece))
        return _candidate(part, *span, EntityClass.PERSON) if sure or _line_of_its_own(piece, part, surface) else None
    if piece.first.is_sent_start or piece.first.pos_ != "PROPN" or not _in_prose(piece) or surface.isupper():
        return None
    return Candidate(
        begin=part.offset + span[0], end=part.offset + span[1], cls=EntityClass.PERSON, extractor="spacy-ner", confidence=0.6
    )


def _in_prose(piece: _Piece) -> bool:
    return piece.block is None or (piece.block.prose and not piece.block.headline)


def _line_of_its_own(piece: _Piece, part: Part, surface: str) -> bool:
    """Whether a name of two words that are all names stands alone on its line, as in a signature."""
    if piece.block is None or not looks_like_person(part.language, surface):
        return False
    return piece.block.end - piece.block.begin == len(surface) and all(token.pos_ == "PROPN" for token in part.doc.char_span(piece.begin, piece.end, alignment_mode="expand"))


def _candidate(part: Part, begin: int, end: int, cls: EntityClass) -> Candidate:
    return Candidate(
        begin=part.offset + begin, end=part.offset + end, cls=cls, extractor="spacy-ner", confidence=_CONFIDENCE[cls]
    )


def is_given_name(word: str) -> bool:
    return word in given_names()
