"""What our documents can give back to Wikidata: commands of QuickStatements (version 1), for links that a person has confirmed.

For each item the pages that describe it (P973, described at URL) with the day they were published as a reference (P577), and the names
that the item lacks as aliases. Nobody's name is sent that no person has confirmed. https://www.wikidata.org/wiki/Help:QuickStatements
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

DESCRIBED_AT = "P973"
PUBLISHED = "S577"
PRECISION = {4: 9, 7: 10, 10: 11}  # length of a date in ISO 8601 -> precision in Wikidata: year, month, day


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document with an address on the web."""

    url: str
    issued: str = ""  # ISO 8601, as precise as it is known


def commands(qid: str, pages: Iterable[Page], aliases: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The commands of one item, a line each. `aliases`: the names that it lacks, by language."""
    for language, names in sorted(aliases.items()):
        for name in sorted(set(names)):
            yield "\t".join((qid, f"A{language}", _text(name)))
    for page in sorted(set(pages), key=lambda page: (page.issued, page.url)):
        yield "\t".join((qid, DESCRIBED_AT, _text(page.url), *_published(page.issued)))


def _published(issued: str) -> tuple[str, ...]:
    if len(issued) not in PRECISION:
        return ()
    full = issued + "-00-00"[len(issued) - 4 :] if len(issued) < 10 else issued
    return PUBLISHED, f"+{full}T00:00:00Z/{PRECISION[len(issued)]}"


def _text(value: str) -> str:
    """A string between quotation marks; the format has no escape for them, nor for tabs and ends of lines."""
    return '"' + " ".join(value.split()).replace('"', "”") + '"'
