"""Those who act together under a person's name: "the Lambert campaign", "Mary Brown's team", "le clan Lambert"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extraction.candidates import Candidate
from kg.extraction.text.reading import Part
from kg.languages.sections import section
from kg.model.entities import EntityClass

_CONFIDENCE = 0.7


@dataclass(frozen=True, slots=True)
class CampsWords:
    """The section `camps` of a lexicon."""

    after_name: frozenset[str]  # "campaign": nouns behind a person's name
    before_name: tuple[str, ...]  # "équipe de campagne de": words before one
    possessives: frozenset[str]  # "'s"
    modifiers: frozenset[str]  # what may stand between a possessive and the noun: "presidential"


_BARE_GENITIVES = frozenset({"de", "d'", "d’"})


def find_camps(part: Part, names: Sequence[Candidate]) -> Iterator[Candidate]:
    """The bodies that are called by the name of one of the persons among `names`."""
    words = section(part.language, "camps", CampsWords)
    limit = part.offset + len(part.text)
    for name in names:
        if name.cls is not EntityClass.PERSON or not part.offset <= name.begin < limit:
            continue
        tokens = part.tokens(name.begin, name.end)
        if tokens is None:
            continue
        end = _after(part.doc, tokens.end, words)
        begin = _before(part.doc, tokens.start, words)
        if end is not None:
            yield _camp(name.begin, part.offset + part.doc[end - 1].idx + len(part.doc[end - 1]))
        elif begin is not None:
            yield _camp(part.offset + part.doc[begin].idx, name.end)


def _camp(begin: int, end: int) -> Candidate:
    return Candidate(begin=begin, end=end, cls=EntityClass.ORGANISATION, extractor="camp", confidence=_CONFIDENCE)


def _after(doc: Doc, index: int, words: CampsWords) -> int | None:
    """The token after the noun that follows a name."""
    nouns = words.after_name | words.modifiers
    while index + 1 < len(doc) and (
        doc[index].lower_ in words.possessives or (doc[index].lower_ in words.modifiers and doc[index + 1].lower_ in nouns)
    ):
        index += 1
    if index >= len(doc) or doc[index].lower_ not in words.after_name:
        return None
    following = doc[index + 1] if index + 1 < len(doc) else None
    return None if following is not None and following.pos_ in {"NOUN", "PROPN"} else index + 1


def _before(doc: Doc, index: int, words: CampsWords) -> int | None:
    """The first of the words that stand before a name."""
    for phrase in words.before_name:
        parts = phrase.split()
        first = index - len(parts)
        if first >= 0 and [token.lower_ for token in doc[first:index]] == parts:
            of_office = first > 0 and doc[first - 1].lower_ in _BARE_GENITIVES  # "le directeur de | cabinet de Lambert"
            return None if of_office else first
    return None
