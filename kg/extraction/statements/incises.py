"""Words of the reporter inside the quotation marks, as French typography allows: "« L'eau n'est pas un luxe, a-t-il ajouté. C'est … »"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.extraction.statements.quotations import Quotation
from kg.extraction.text.reading import Reading
from kg.languages.sections import section

LONGEST = 60  # characters of what may stand between the verb and the end of an incise: "le ministre de l'Eau"


@dataclass(frozen=True, slots=True)
class IncisesWords:
    """The section `incises` of a lexicon."""

    verbs: tuple[str, ...]  # regular expressions of an inverted verb of saying with its pronoun; empty where a language has none


def without_incises(reading: Reading, quotations: Iterable[Quotation]) -> list[Quotation]:
    """Cuts each quotation where the reporter speaks inside its marks."""
    return [part for quotation in quotations for part in _cut(reading, quotation)]


def _cut(reading: Reading, quotation: Quotation) -> Iterator[Quotation]:
    pattern = _pattern(reading.sentence_at(quotation.begin).language)
    found = pattern.search(reading.text, quotation.begin, quotation.end) if pattern else None
    if found is None:
        yield quotation
        return
    before = tuple((begin, min(end, found.start())) for begin, end in quotation.pieces if begin < found.start())
    after = tuple((max(begin, found.end()), end) for begin, end in quotation.pieces if end > found.end())
    if not before or not after:
        yield quotation
        return
    yield replace(quotation, end=found.start(), pieces=before, closed=True)
    yield from _cut(reading, replace(quotation, begin=found.end(), pieces=after))


def before_incise(text: str, begin: int, end: int, quotations: Iterable[Quotation], language: str) -> int:
    """Where a content ends that a quotation ends and its own "…", ajoute-t-elle" follows; else its end."""
    verbs = section(language, "incises", IncisesWords).verbs
    pattern = _behind_quotation(language) if verbs else None
    ends = (q.end for q in quotations if pattern is not None and begin < q.end < end and pattern.match(text, q.end, end))
    return next(ends, end)


@cache
def _behind_quotation(language: str) -> re.Pattern[str]:
    return re.compile(rf"\s*,\s+(?:{'|'.join(section(language, 'incises', IncisesWords).verbs)})\b")


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    """A comma, an inverted verb, some words, and the comma or full stop after which the quotation goes on."""
    verbs = section(language, "incises", IncisesWords).verbs
    return re.compile(rf",\s+(?:{'|'.join(verbs)})\b[^,.;:!?«»“”\"\n]{{0,{LONGEST}}}[,.]\s+") if verbs else None
