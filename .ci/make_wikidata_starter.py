"""Makes the index of Wikidata items that the package ships, from a table of them.

    python .ci/make_wikidata_starter.py TABLE INDEX

TABLE has the columns qid, class, label_en, label_fr, aliases, description_en, country_iso2, instance_of, sources (tab-separated, lists
joined by "|"); an item that more sources name is the more prominent.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from kg.model.entities import EntityClass, Name
from kg.wikidata.index import ItemIndex, write_index
from kg.wikidata.items import Item


def items(table: Path) -> Iterator[Item]:
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield item(row)


def item(row: dict[str, str]) -> Item:
    labels = (("en", row["label_en"]), ("fr", row["label_fr"]))
    return Item(
        qid=row["qid"],
        cls=EntityClass(row["class"]),
        labels=tuple(Name(text=text, language=language) for language, text in labels if text),
        aliases=tuple(filter(None, row["aliases"].split("|"))),
        description=row["description_en"],
        country=row["country_iso2"] or None,
        types=tuple(filter(None, row["instance_of"].split("|"))),
        prominence=len(row["sources"].split("|")),
    )


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    write_index(items(source), target)
    sys.stdout.write(f"{target}: {len(ItemIndex(target))} items, {target.stat().st_size / 1e6:.1f} MB\n")
