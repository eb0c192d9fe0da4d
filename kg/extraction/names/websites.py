"""Media and companies that are called by the name of their site: "MonJournal.cd"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.candidates import Candidate
from kg.extraction.text.reading import Part
from kg.model.entities import EntityClass

_SITE = re.compile(r"(?<![\w@/.-])[A-ZÀ-Þ0-9][\wÀ-ÿ-]{2,}\.[A-Za-z]{2,4}(?![\w@/-]|\.\w)")
_GENERIC = frozenset({"com", "org", "net", "info", "news", "tv", "int", "eu"})  # and any two letters: those of a country
_COUNTRY = 2  # letters of a country's domain
_CONFIDENCE = 0.6


def find_sites(part: Part) -> Iterator[Candidate]:
    """The names of sites that begin with a capital, as addresses never do."""
    for match in _SITE.finditer(part.text):
        name, _, domain = match.group().rpartition(".")
        if domain.istitle() and not name.isupper():  # "Brésil.Il": a sentence begins without a space
            continue
        if domain.lower() in _GENERIC or len(domain) == _COUNTRY:
            yield Candidate(
                begin=part.offset + match.start(),
                end=part.offset + match.end(),
                cls=EntityClass.ORGANISATION,
                extractor="website",
                confidence=_CONFIDENCE,
            )
