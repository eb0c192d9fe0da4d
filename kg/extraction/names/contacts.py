"""Persons in the contact lines of a release: a name right before a telephone number or an address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.candidates import Candidate
from kg.extraction.names.gazetteer import gazetteer, is_given_name
from kg.extraction.names.titles import looks_like_person, person_patterns
from kg.extraction.text.reading import Part
from kg.model.entities import EntityClass

_NUMBER = re.compile(r"[\s,:(|–—-]{1,4}(?!\d{4}-\d\d-\d\d|\d\d-\d\d-\d{4})(?:\+?\(?\d[\d\s().-]{7,}|[\w.+-]+@\w)")
_CONFIDENCE = 0.82  # above what the statistical model makes of such a line
_GIVEN = 0.93  # with a given name: above the towns that are called so


def find_contacts(part: Part) -> Iterator[Candidate]:
    """Two words with capitals or more, that may be a person's name, before a number that one can dial."""
    if _NUMBER.search(part.text) is None:
        return
    for name in person_patterns(part.language).name.finditer(part.text):
        given = is_given_name(name.group().split()[0].title()) and gazetteer().get(name.group()) is None
        if (
            (given or not name.group().isupper())
            and _NUMBER.match(part.text, name.end())
            and looks_like_person(part.language, name.group())
        ):
            yield Candidate(
                begin=part.offset + name.start(),
                end=part.offset + name.end(),
                cls=EntityClass.PERSON,
                extractor="contact",
                confidence=_GIVEN if given else _CONFIDENCE,
            )
