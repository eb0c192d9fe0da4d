"""An index from what a query service answers: the rows of SELECT queries become facts, then items.

A query binds `?item`, and any of `?label`, `?alias`, `?description` (with languages), `?type`, `?superclass`, `?country` (items, or
codes of ISO 3166-1), `?begin`, `?end` (dates or years), `?sitelinks` (a number). Values of one item may stand in one row or in many;
of an item that several queries find, the last one counts.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import WikidataError
from kg.wikidata.api import ENTITY, Row, select
from kg.wikidata.builder import Choice, Quiet, Report, Watch, make, states
from kg.wikidata.classes import shipped
from kg.wikidata.entities import ALL, Facts, is_qid
from kg.wikidata.http import Session
from kg.wikidata.index import ItemIndex
from kg.wikidata.staging import Staging

CLIMB = 6  # steps that are asked for above a type
AT_ONCE = 300  # types that one query asks for

_YEAR = re.compile(r"-?\d{1,4}")


def index_queries(
    session: Session,
    url: str,
    queries: Mapping[str, str],
    target: Path,
    choice: Choice,
    base: ItemIndex | None = None,
    watch: Watch | None = None,
) -> Report:
    """Makes an index of the items that queries (by their names) find, and of those of `base`, which they bring up to date.

    The answers are kept by the session: after an interruption, what was answered is not asked again.

    Raises:
        WikidataUnavailable: the service does not answer; WikidataError: a query is not one of these, or finds nothing.
        StoreError: no room, or no such folder.
    """
    begun, report, watch = time.monotonic(), Report(), watch or Quiet()
    work = target.with_name(target.name + ".work")
    staging = Staging(work, f"{choice.purpose}; {url}")
    with closing(staging):
        for name, query in queries.items():
            watch.reading(name, None)
            found = facts_of(select(session, url, query), choice)
            if not found:
                raise WikidataError(f"{name}: it finds no items; a query binds ?item, and ?label")
            report.lines += len(found)
            staging.put(found)
            watch.read(len(found), len(found), len(staging))
            staging.put(_above(session, url, {number for one in found for number in one.types}))
        make(staging, target, choice, f"{url}: {', '.join(queries)}", report, base, watch)
    report.seconds = time.monotonic() - begun
    return report


@dataclass
class _Gathered:
    """The values of one item."""

    labels: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, None] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    types: dict[int, None] = field(default_factory=dict)
    superclasses: dict[int, None] = field(default_factory=dict)
    countries: dict[int, None] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)
    sitelinks: int = 0


def facts_of(rows: Iterable[Row], choice: Choice) -> list[Facts]:
    """The facts of the items in rows, by rising number."""
    found: dict[int, _Gathered] = {}
    codes = {code: number for number, code in sorted(states().items(), reverse=True)}
    for row in rows:
        if (number := _number(row.get("item", ""))) is not None:
            _gather(found.setdefault(number, _Gathered()), row, (*choice.languages, ALL), codes)
    facts = (_facts(number, gathered, choice) for number, gathered in sorted(found.items()))
    return [one for one in facts if one.sitelinks >= choice.sitelinks]


def _gather(one: _Gathered, row: Row, languages: Sequence[str], codes: Mapping[str, int]) -> None:
    for name, texts in (("label", one.labels), ("description", one.descriptions)):
        language = row.get(f"{name}@", languages[0])
        if name in row and language in languages:
            texts.setdefault(language, row[name])
    if "alias" in row and row.get("alias@", languages[0]) in languages:
        one.aliases[row["alias"]] = None
    for name, numbers in (("type", one.types), ("superclass", one.superclasses), ("country", one.countries)):
        number = _number(row[name]) if name in row else None
        if name == "country" and number is None:
            number = codes.get(row.get(name, "").upper())
        if number is not None:
            numbers[number] = None
    for name in ("begin", "end"):
        if match := _YEAR.match(row.get(name, "")):
            one.years.setdefault(name, int(match.group()))
    one.sitelinks = max(one.sitelinks, int(row["sitelinks"]) if row.get("sitelinks", "").isdigit() else 0)


def _facts(number: int, one: _Gathered, choice: Choice) -> Facts:
    ordered = {language: one.labels[language] for language in choice.languages if language in one.labels}
    if ALL in one.labels and choice.languages[0] not in ordered:
        ordered = {choice.languages[0]: one.labels[ALL]} | ordered
    return Facts(
        number=number,
        labels=ordered,
        aliases=tuple(name for name in one.aliases if name not in ordered.values()),
        description=next((one.descriptions[language] for language in choice.languages if language in one.descriptions), ""),
        types=tuple(one.types),
        superclasses=tuple(one.superclasses),
        countries=tuple(one.countries),
        begin=one.years.get("begin"),
        end=one.years.get("end"),
        sitelinks=one.sitelinks,
    )


def _number(iri: str) -> int | None:
    qid = iri.removeprefix(ENTITY)
    return int(qid[1:]) if is_qid(qid) else None


def _above(session: Session, url: str, types: set[int]) -> Iterator[Facts]:
    """What is above types of which nothing is known, step by step."""
    level, seen = sorted(types - shipped().keys()), set(types)
    for _ in range(CLIMB):
        pairs = [pair for begin in range(0, len(level), AT_ONCE) for pair in _superclasses(session, url, level[begin : begin + AT_ONCE])]
        above = {number for _, number in pairs}
        yield from (Facts(number=number, labels={}, superclasses=(super_number,)) for number, super_number in pairs)
        level = sorted(above - shipped().keys() - seen)
        seen |= above


def _superclasses(session: Session, url: str, types: Sequence[int]) -> list[tuple[int, int]]:
    values = " ".join(f"<{ENTITY}Q{number}>" for number in types)
    query = f"SELECT ?item ?superclass {{ VALUES ?item {{ {values} }} ?item <http://www.wikidata.org/prop/direct/P279> ?superclass }}"
    rows = ((_number(row.get("item", "")), _number(row.get("superclass", ""))) for row in select(session, url, query))
    return [(number, above) for number, above in rows if number is not None and above is not None]
