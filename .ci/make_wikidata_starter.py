"""Makes the index of Wikidata items that the package ships, from a table of them.

    python .ci/make_wikidata_starter.py TABLE INDEX

TABLE is one that `wikidata_table.py` reads; an item that more sources name is the more prominent. When an item began and ended is taken
from its description, where that tells it in so many words.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from wikidata_table import rows

from kg.model.entities import EntityClass, Name
from kg.wikidata.index import ItemIndex
from kg.wikidata.items import Item
from kg.wikidata.writing import write_index

POSTS = "eps/"  # descriptions from these sources tell when posts were held
LIFE = 25  # years from which a period in brackets behind a person is that of a life

_YEAR = r"(?:\w+ )?(1\d{3}|20\d{2}|[5-9]\d{2})"
_DASH = r"\s?[–-]\s?"
_PERIODS = (
    rf"^{_YEAR}{_DASH}{_YEAR}\b",
    rf"\({_YEAR}{_DASH}{_YEAR}\)",
    rf"[,-] {_YEAR}{_DASH}{_YEAR}$",
    rf"\bbetween {_YEAR}(?: and |{_DASH}){_YEAR}\b",
    rf"\bfrom {_YEAR} to {_YEAR}\b",
    rf", {_YEAR} to {_YEAR}$",
)
_BEGUN = (
    rf"\b(?:founded|established|formed)(?: in [A-Z]\w+)?(?: in)? {_YEAR}\b",
    rf"\b(?:since|from) {_YEAR}(?=\)?$)",
    rf"[(,] ?{_YEAR}{_DASH}\)?$",
)
_ONE_YEAR = (r"^(?:\w+ )?(\d{4}) (?:armed conflict|war|earthquake|election)",)


def items(table: Path) -> Iterator[Item]:
    return map(item, rows(table))


def years(row: dict[str, str]) -> tuple[int | None, int | None]:
    """The years in which an item began and ended."""
    text = row["description_en"]
    if row["class"] == "Person" and POSTS in row["sources"]:
        return None, None
    for begin, end in (match.groups() for pattern in _PERIODS for match in re.finditer(pattern, text)):
        if int(begin) <= int(end) and (row["class"] != "Person" or int(end) - int(begin) >= LIFE):
            return int(begin), int(end)
    if row["class"] == "Event":
        return next(((int(m[1]), int(m[1])) for pattern in _ONE_YEAR if (m := re.search(pattern, text))), (None, None))
    if row["class"] != "Organisation":  # what a place was before it became a state was there as well
        return None, None
    return next((int(m[1]) for pattern in _BEGUN if (m := re.search(pattern, text))), None), None


def item(row: dict[str, str]) -> Item:
    begin, end = years(row)
    labels = (("en", row["label_en"]), ("fr", row["label_fr"]))
    return Item(
        qid=row["qid"],
        cls=EntityClass(row["class"]),
        labels=tuple(Name(text=text, language=language) for language, text in labels if text),
        aliases=tuple(filter(None, row["aliases"].split("|"))),
        description=row["description_en"],
        country=row["country_iso2"] or None,
        types=tuple(filter(None, row["instance_of"].split("|"))),
        begin=begin,
        end=end,
        prominence=len(row["sources"].split("|")),
    )


FACTS = {"source": "the starter of Pressgraph, from public extracts of Wikidata of 2015 to 2026", "prominence": "sources"}

if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    write_index(sorted(items(source), key=lambda item: int(item.qid[1:])), target, FACTS)
    sys.stdout.write(f"{target}: {len(ItemIndex(target))} items, {target.stat().st_size / 1e6:.1f} MB\n")
