"""Press agencies that sign a text or a photograph: "(afp/nxp)", "© AFP", "Photograph: Ada Kay/Reuters"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extraction.candidates import Candidate
from kg.extraction.names.words import name_words
from kg.extraction.text.reading import Part
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass

_CONFIDENCE = 0.94  # above the acronym of something else
_BY = r"[A-ZÀ-Þ][\w'’.-]+(?: [\w'’.-]+){0,2} [A-ZÀ-Þ][\w'’-]+"  # who took a photograph
_SHORT = r"[\w.-]{2,8}"  # the letters of who wrote or sent a text
_CLOSING = r"[.!?»”\"][ \u00a0]*"


def find_agencies(part: Part) -> Iterator[Candidate]:
    """The agencies in the signatures of a part; one may have worked together with a second."""
    for pattern in _signatures(part.language):
        for match in pattern.finditer(part.text):
            for name in ("name", "second"):
                if match.groupdict().get(name) is not None:
                    yield _candidate(part, *match.span(name))


@cache
def _signatures(language: str) -> tuple[re.Pattern[str], ...]:
    agency = any_of(name_words(language).press_agencies)
    small = rf"\((?P<name>(?i:{agency}))"
    end = r"(?![a-zà-ÿ\d])"  # a web page may lose the break behind it: "Ada Kay/AFPThe turn"
    named = rf"(?P<name>{agency}){end}(?:[ ]?/[ ]?(?P<second>{agency}){end})?"
    return (
        re.compile(rf"{_CLOSING}{small}\)\s*$", re.MULTILINE),
        re.compile(rf"{small}/(?:(?P<second>{agency})|{_SHORT})(?:/{_SHORT})*\)"),
        re.compile(rf"©[ \u00a0]*(?:\d{{4}}[ \u00a0]*)?(?:{_BY}[ ]?[/,–-][ ]?)?{named}"),
        re.compile(rf"(?<![\w/]){_BY}[ ]?/[ ]?{named}"),
    )


def _candidate(part: Part, begin: int, end: int) -> Candidate:
    return Candidate(
        begin=part.offset + begin,
        end=part.offset + end,
        cls=EntityClass.ORGANISATION,
        extractor="agency-signature",
        confidence=_CONFIDENCE,
    )
