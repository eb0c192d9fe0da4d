"""What looks like a body and is a part of a person's name, or letters behind it: "Daren" beside "Daren Veska", "Oru Veska, SAN"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.candidates import Candidate
from kg.extraction.names.gazetteer import gazetteer
from kg.model.entities import EntityClass

_DOUBTFUL = frozenset({"spacy-ner", "speech-subject", "repetition"})  # rules that a person's name beside what they found overrules
_SURE = 0.75  # confidence in a person's name from which it tells


def with_bearers(text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The names, of which those of persons are told apart from bodies by the persons that the text names in full."""
    persons = [one for one in found if one.cls is EntityClass.PERSON and one.confidence >= _SURE]
    full = [text[one.begin : one.end].split() for one in persons]
    pieces = frozenset(piece for name in full if len(name) > 1 for piece in name if piece.istitle())
    ends = frozenset(one.end for one in persons)
    for one in found:
        surface = text[one.begin : one.end]
        if one.cls is not EntityClass.ORGANISATION or one.extractor not in _DOUBTFUL or " " in surface:
            yield one
        elif surface in pieces:
            yield replace(one, cls=EntityClass.PERSON)
        elif not (surface.isupper() and _is_borne(text, one, surface, ends)):
            yield one


def _is_borne(text: str, one: Candidate, surface: str, ends: frozenset[int]) -> bool:
    """Whether letters that the text has nowhere else stand behind a person's name and a comma."""
    behind = text[one.begin - 2 : one.begin] == ", " and one.begin - 2 in ends
    return behind and text[one.end : one.end + 1] in {",", ".", ";"} and text.count(surface) == 1 and gazetteer().get(surface) is None
