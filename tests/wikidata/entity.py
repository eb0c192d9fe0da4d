"""Entities of Wikidata for tests, in the JSON that Wikibase writes; the items are fictitious."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Json = dict[str, Any]


def item(value: int) -> Json:
    return {"type": "wikibase-entityid", "value": {"entity-type": "item", "numeric-id": value, "id": f"Q{value}"}}


def text(value: str) -> Json:
    return {"type": "string", "value": value}


def time(value: str, precision: int = 11) -> Json:
    return {"type": "time", "value": {"time": value, "precision": precision, "timezone": 0, "calendarmodel": "gregorian"}}


def claim(pid: str, value: Json | None, rank: str = "normal", *, snaktype: str = "value", ended: bool = False) -> Json:
    snak: Json = {"snaktype": snaktype, "property": pid}
    statement: Json = {"mainsnak": snak | ({"datavalue": value} if value else {}), "type": "statement", "id": f"{pid}$1", "rank": rank}
    if ended:
        statement["qualifiers"] = {"P582": [{"snaktype": "value", "property": "P582", "datavalue": time("+1999-01-01T00:00:00Z")}]}
    return statement


def entity(
    number: int,
    labels: Mapping[str, str],
    claims: Iterable[tuple[str, Json]] = (),
    *,
    aliases: Mapping[str, Sequence[str]] | None = None,
    descriptions: Mapping[str, str] | None = None,
    sitelinks: int = 0,
    **more: Any,
) -> Json:
    """An entity. Empty maps are written as Wikibase writes them, `[]`."""
    properties: dict[str, list[Json]] = {}
    for pid, statement in claims:
        properties.setdefault(pid, []).append(statement)
    return {
        "type": "item",
        "id": f"Q{number}",
        "labels": _terms(labels),
        "descriptions": _terms(descriptions or {}),
        "aliases": {tongue: [{"language": tongue, "value": value} for value in some] for tongue, some in (aliases or {}).items()} or [],
        "claims": properties or [],
        "sitelinks": {f"w{n}": {"site": f"w{n}", "title": "x", "badges": []} for n in range(sitelinks)} or [],
        "modified": "2026-03-02T01:02:03Z",
    } | more


def _terms(texts: Mapping[str, str]) -> Json | list[Json]:
    return {tongue: {"language": tongue, "value": value} for tongue, value in texts.items()} or []


def as_line(one: Json) -> bytes:
    return json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode()


def as_dump(some: Iterable[Json]) -> bytes:
    """A dump: one entity a line, in brackets."""
    return b"[\n" + b",\n".join(map(as_line, some)) + b"\n]\n"


NORLAND = entity(
    900_001,
    {"en": "Norland", "fr": "Norlande"},
    [("P31", claim("P31", item(6256))), ("P297", claim("P297", text("NX")))],
    sitelinks=90,
)
BODY = entity(  # "basin agency" is learned to be a government agency
    900_002,
    {"en": "Nakambé Basin Agency", "fr": "Agence du bassin du Nakambé"},
    [
        ("P31", claim("P31", item(900_010))),
        ("P17", claim("P17", item(900_001))),
        ("P571", claim("P571", time("+1974-00-00T00:00:00Z", 9))),
        ("P576", claim("P576", None, snaktype="somevalue")),
    ],
    aliases={"en": ["NBA"], "fr": ["ABN", "NBA"], "de": ["NEA"]},
    descriptions={"fr": "agence de bassin"},
    sitelinks=4,
)
KIND = entity(900_010, {"en": "basin agency"}, [("P31", claim("P31", item(24017414))), ("P279", claim("P279", item(900_011)))])
ABOVE = entity(900_011, {"en": "river authority"}, [("P279", claim("P279", item(327333)))])
PERSON = entity(
    900_003,
    {"mul": "Salimata Ouédraogo", "ar": "ساليماتا"},
    [
        ("P31", claim("P31", item(5))),
        ("P27", claim("P27", item(900_099), ended=True)),
        ("P27", claim("P27", item(900_001))),
        ("P569", claim("P569", time("+1960-11-28T00:00:00Z"))),
        ("P570", claim("P570", time("+2100-00-00T00:00:00Z", 7))),
    ],
)
FILM = entity(900_004, {"en": "The Basin"}, [("P31", claim("P31", item(11424)))], sitelinks=30)
PAPER = entity(900_005, {"en": "On basins"}, [("P31", claim("P31", item(13442814)))])
NAMELESS = entity(900_006, {"de": "Ohne Namen"}, [("P31", claim("P31", item(5)))])
PROPERTY = {"type": "property", "id": "P31", "datatype": "wikibase-item", "labels": {"en": {"language": "en", "value": "instance of"}}}
ALL = (PROPERTY, BODY, KIND, PAPER, PERSON, FILM, NAMELESS, ABOVE, NORLAND)  # in no order, as in a dump
