"""The entities of the spaCy pipeline, with their borders and classes corrected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Token

from kg.extraction.candidates import Candidate
from kg.extraction.names.classes import ACRONYM, BRAND, LABELS, class_by_form, voted
from kg.extraction.names.gazetteer import Kind, gazetteer, is_country, is_given_name
from kg.extraction.names.guesses import belongs_to_office, by_line, has_initials_behind, is_lone_word, is_of_a_people, names_other_things
from kg.extraction.names.known import among_capitals, is_torn
from kg.extraction.names.titles import has_given_name, looks_like_person, person_span, without_titles
from kg.extraction.names.words import NameWords, folded, name_words, nationalities
from kg.extraction.text.blocks import Block
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Part
from kg.model.entities import EntityClass

_CONFIDENCE = {EntityClass.PERSON: 0.8, EntityClass.ORGANISATION: 0.7, EntityClass.PLACE: 0.65}
_WITH_COUNTRY = 0.93  # above the country at its end
_OF_OFFICE = 0.72
_SINGLE = 0.6  # confidence in what little speaks for
_REPEATED = 2  # times that a text must have a single word before it counts as somebody's name
_QUARTER = re.compile(r"[A-Z][a-z]+[ -][A-Z][a-z]+")  # "the South-East": a region by its name
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
    text, words = part.text, name_words(part.language)
    for entity in part.doc.ents:
        if entity.label_ not in LABELS:
            continue
        for chunk in _CHUNK.finditer(text, entity.start_char, entity.end_char):
            begin, end = _borders(text, chunk.start(), chunk.end(), part.language, words)
            if begin < end and (tokens := part.doc.char_span(begin, end, alignment_mode="expand")) is not None:
                offset = part.offset + begin
                block = next((block for block in blocks if block.begin <= offset < block.end), None)
                yield _Piece(begin, end, voted(part, text[begin:end], LABELS[entity.label_]), tokens[0], block)


def _borders(text: str, begin: int, end: int, language: str, words: NameWords) -> tuple[int, int]:
    """An entity without articles, titles and marks at its edges."""
    while begin < end and (match := re.compile(r"[^\w]+|(?:[\w]+['’]|\w+ )").match(text, begin, end)):
        word = match.group().strip()
        if (
            word
            and word[0].isalnum()
            and not (word.lower() in words.function_words and (word.islower() or word.endswith("'") or len(word) < 4))
        ):
            break
        begin = match.end()
    begin = without_titles(language, text, begin, end)
    surface = re.sub(r"(?:'s|[^\w)+])+$", "", text[begin:end])
    while (tail := re.search(r"[\s']+\w+'?$", surface)) and tail.group().strip(" '").lower() in words.function_words | words.genitives:
        surface = surface[: tail.start()].rstrip(" '-,")
    return begin, begin + len(surface)


def _corrected(part: Part, piece: _Piece) -> Candidate | None:
    text, words = part.text, name_words(part.language)
    surface = text[piece.begin : piece.end]
    if not _can_be_name(text, piece, words):
        return None
    cls = class_by_form(surface, piece.cls, piece.first, part.language)
    if cls is EntityClass.PLACE and _is_employer(piece.first, words):
        cls = EntityClass.ORGANISATION
    if cls is EntityClass.PERSON:
        return None if is_of_a_people(part.doc, surface) else _person(part, piece)
    if cls is None or (piece.block is not None and not piece.block.prose and not ACRONYM.fullmatch(surface)):
        return None
    if piece.block is not None and piece.block.headline and not ACRONYM.fullmatch(surface):
        return None
    if " " not in surface and not _stands_alone(surface, cls, piece, words):
        return None
    if "-" in surface and all(is_country(name) for name in surface.split("-")):
        return None
    of_office = piece.cls is cls is EntityClass.ORGANISATION and belongs_to_office(part, piece.begin, piece.end, piece.first)
    if not ACRONYM.fullmatch(surface) and not of_office and not _holds(part, piece, surface, cls, words):
        return None
    if names_other_things(part, piece.begin, piece.end, cls, piece.first):
        return None
    if cls is EntityClass.ORGANISATION and not of_office and words.modifiers_before and is_lone_word(part, surface, piece.first):
        return None
    candidate = _candidate(part, piece.begin, piece.end, cls)
    if of_office:
        return replace(candidate, extractor="office-body", confidence=_OF_OFFICE)
    if cls is EntityClass.ORGANISATION and _ends_in_country(surface):
        return replace(candidate, extractor="office-abroad", confidence=_WITH_COUNTRY)
    return candidate


def _ends_in_country(surface: str) -> bool:
    """Whether a name is that of an office in a country: "Caritas Kenya"."""
    words = surface.split()
    entries = (gazetteer().get(" ".join(words[first:])) for first in range(1, len(words)))
    known = any(entry is not None and entry.kind in (Kind.COUNTRY, Kind.REGION) for entry in entries)
    whole = gazetteer().get(surface)
    return known and all(word[0].isupper() for word in words) and (whole is None or whole.kind is Kind.BODY)


def _can_be_name(text: str, piece: _Piece, words: NameWords) -> bool:
    surface = text[piece.begin : piece.end]
    plain = fold_letters(surface)
    if not any(character.isupper() for character in surface) or len(surface) < 2 or surface[0].islower():
        return False
    if plain in folded(words.common, words.function_words) or surface in (*words.titles, *words.post_nominals):
        return False
    pieces = plain.split()
    if any(" ".join(pieces[:count]) in folded(words.offices) for count in range(1, len(pieces) + 1)):
        return False
    if (
        text[piece.end : piece.end + 2].lstrip()[:1] == "+"
        or any(character in surface for character in "@:/")
        or surface[-1].isdigit()
        or is_torn(text, piece.begin, piece.end)
    ):
        return False
    return " " in surface or piece.first.pos_ == "PROPN" or not _opens(piece.first)


def _opens(token: Token) -> bool:
    """Whether a word has its capital because a sentence or quotation begins with it."""
    return token.is_sent_start is True or (token.i > 0 and token.nbor(-1).text in {'"', "«", "“", "'", ":", "-", "–", "‘"})


def _holds(part: Part, piece: _Piece, surface: str, cls: EntityClass, words: NameWords) -> bool:
    """Whether a guess of the pipeline has the form of a name: capitals throughout, no word that the text has as a common noun."""
    plain = fold_letters(surface)
    content = [
        word for word in re.findall(r"[^\W\d_]+", surface) if word.lower() not in words.function_words | words.genitives and len(word) > 2
    ]
    if not content or any(character in surface for character in "|.)(,") or any(character.isdigit() for character in surface):
        return False
    if (
        plain in nationalities(part.language)
        or plain.removesuffix("s") in nationalities(part.language)
        or plain.split()[0] in folded(words.not_bodies, words.common)
    ):
        return False
    if cls is EntityClass.PLACE:
        if plain in folded(words.region_adjectives) and _QUARTER.fullmatch(surface) is None:
            return False
        return plain not in folded(words.domains) and all(word[0].isupper() for word in content)
    headed = any(word in folded(words.bodies) for word in plain.split())
    if _is_no_body(surface, words) or (not headed and _is_common(part, surface)):
        return False
    if BRAND.fullmatch(surface):
        return True
    if words.lowercase_complements and not headed and (piece.first.pos_ == "NOUN" or any(word[0].islower() for word in content)):
        return False
    return not headed or sum(word[0].isupper() for word in content) > 1


def _is_no_body(surface: str, words: NameWords) -> bool:
    """Whether the noun that a name turns on is no body's: "Programme d'Actions", "Bali Process"."""
    plain = fold_letters(surface).split()
    head = plain[-1] if words.modifiers_before else plain[0]
    return len(plain) > 1 and (
        head in folded(words.not_bodies, words.buildings, words.explained_heads)
        or plain[0] in folded(words.not_bodies, words.dropped_heads)
    )


def _stands_alone(surface: str, cls: EntityClass, piece: _Piece, words: NameWords) -> bool:
    """Whether one word is enough: a place after a preposition, a body inside a sentence that is no common noun."""
    if ACRONYM.fullmatch(surface):
        return len(surface) > 2 and not among_capitals(piece.first)
    before = piece.first.nbor(-1) if piece.first.i > 0 and not piece.first.is_sent_start else None
    if before is not None and before.lower_ in words.determiners and before.i > 0:
        before = before.nbor(-1)
    if cls is EntityClass.PLACE and is_given_name(surface) and not _is_destination(piece.first, words):
        return False
    if cls is EntityClass.PLACE:
        listed = (
            before is not None and before.text in {",", "("} and before.i > 0 and LABELS.get(before.nbor(-1).ent_type_) is EntityClass.PLACE
        )
        return listed or (before is not None and before.lower_ in words.locatives)
    if _opens(piece.first) or fold_letters(surface) in folded(words.bodies, words.not_bodies):
        return False
    return piece.first.pos_ == "PROPN" or BRAND.fullmatch(surface) is not None


def _is_employer(first: Token, words: NameWords) -> bool:
    """Whether somebody works for what a name stands for: "spécialiste des réseaux chez Solinor"."""
    if first.i == 0 or first.nbor(-1).lower_ not in words.of_persons:
        return False
    return first.head.pos_ == "NOUN" and gazetteer().get(first.text) is None


def _person(part: Part, piece: _Piece) -> Candidate | None:
    text = part.text
    span = person_span(part.language, text, _leftmost(part, piece))
    if span is None:
        return None
    surface = text[span[0] : span[1]]
    if has_initials_behind(text, *span):
        return _candidate(part, *span, EntityClass.ORGANISATION) if _in_prose(piece) else None
    if _has_article(piece.first, name_words(part.language)) and not has_given_name(surface):
        return _club(part, piece, span)
    if " " in surface:
        sure = looks_like_person(part.language, surface) and (
            has_given_name(surface) or (_in_prose(piece) and not _is_common(part, surface) and _has_proper_noun(part, span))
        )
        return _candidate(part, *span, EntityClass.PERSON) if sure or _line_of_its_own(piece, part, surface) else None
    if _opens(piece.first) or piece.first.pos_ != "PROPN" or not _in_prose(piece) or surface.isupper() or _is_common(part, surface):
        return None
    if fold_letters(surface) in folded(name_words(part.language).domains):  # "the Minister for *Law*"
        return None
    cls = EntityClass.PLACE if _is_destination(piece.first, name_words(part.language)) else EntityClass.PERSON
    if cls is EntityClass.PERSON and (part.text[span[1] : span[1] + 2].strip()[:1].isupper() or part.text.count(surface) < _REPEATED):
        return None
    return Candidate(begin=part.offset + span[0], end=part.offset + span[1], cls=cls, extractor="spacy-ner", confidence=_SINGLE)


def _leftmost(part: Part, piece: _Piece) -> int:
    """Where a name of several words begins, with the capital before it that the pipeline left out: ", Iluta | Paul Kay, "."""
    words, first = name_words(part.language), piece.first
    if first.i < 2 or first.is_sent_start or " " not in part.text[piece.begin : piece.end] or not first.nbor(-1).whitespace_:
        return piece.begin
    before = first.nbor(-1)
    plain = fold_letters(before.text)
    generic = folded(words.offices, words.bodies, words.common, words.function_words, words.not_bodies, words.domains, words.place_heads)
    free = (
        before.ent_type_ == "" and before.is_title and before.is_alpha and not before.is_sent_start and gazetteer().get(before.text) is None
    )
    titled = before.text in (*words.titles, *words.male_titles, *words.female_titles) or plain in nationalities(part.language)
    return before.idx if free and not titled and plain not in generic and before.nbor(-1).text in (",", "(") else piece.begin


def _has_article(first: Token, words: NameWords) -> bool:
    """Whether an article stands right before a name, as before no person's: "le Rapid", "au Rapid"."""
    return first.i > 0 and first.nbor(-1).lower_ in words.articles


def _club(part: Part, piece: _Piece, span: tuple[int, int]) -> Candidate | None:
    """A body, where a text has it more than once: what has a person's label and an article is a club, a company, a ship."""
    surface = part.text[span[0] : span[1]]
    if part.text.count(surface) < _REPEATED or _is_common(part, surface) or not _in_prose(piece) or surface.isupper():
        return None
    if not _holds(part, piece, surface, EntityClass.ORGANISATION, name_words(part.language)):
        return None
    return replace(_candidate(part, *span, EntityClass.ORGANISATION), confidence=_SINGLE)


def _is_destination(first: Token, words: NameWords) -> bool:
    """Whether a preposition of place, that no verb of speech asks for, stands before: "à Domdidier"."""
    return first.i > 0 and first.nbor(-1).lower_ in words.whereabouts


def _has_proper_noun(part: Part, span: tuple[int, int]) -> bool:
    tokens = part.doc.char_span(*span, alignment_mode="expand")
    return tokens is not None and any(token.pos_ in ("PROPN", "X") for token in tokens)


def _is_common(part: Part, surface: str) -> bool:
    """Whether the text has a word of a name as a common word too."""
    return any(word.lower() in _lowercase_words(part.text) for word in surface.split() if len(word) > 3)


@lru_cache(maxsize=4)
def _lowercase_words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"(?<![\w'-])[a-zà-ÿœ]{3,}(?![\w-])", text))


def _in_prose(piece: _Piece) -> bool:
    return piece.block is None or (piece.block.prose and not piece.block.headline)


def _line_of_its_own(piece: _Piece, part: Part, surface: str) -> bool:
    """Whether a name of two words that are all names stands alone on its line, as in a signature."""
    if piece.block is None or not looks_like_person(part.language, surface):
        return False
    line = part.text[piece.block.begin - part.offset : piece.block.end - part.offset]
    if by_line(part.language).fullmatch(line):
        return True
    tokens = part.doc.char_span(piece.begin, piece.end, alignment_mode="expand")
    return piece.block.end - piece.block.begin == len(surface) and tokens is not None and all(token.pos_ == "PROPN" for token in tokens)


def _candidate(part: Part, begin: int, end: int, cls: EntityClass) -> Candidate:
    return Candidate(begin=part.offset + begin, end=part.offset + end, cls=cls, extractor="spacy-ner", confidence=_CONFIDENCE[cls])
