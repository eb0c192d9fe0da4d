"""Reads a table of Wikidata items, of which the package ships what its sources allow.

A table has the columns qid, class, label_en, label_fr, aliases, description_en, country_iso2, instance_of, sources (tab-separated, plain
or .gz, lists joined by "|").
"""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator
from pathlib import Path

SHARE_ALIKE = "supraverden"  # a compilation under CC BY-SA 4.0: what it alone tells would bring its terms into the package
NAMES_ALONE = re.compile(r"\(name\)$|^internacia$")  # sources of names for items that another source has given
NO_PLACE = re.compile(r"\bplanet\b", re.IGNORECASE)  # of descriptions: "the world" is no place that anything happens at


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The items that may be shipped."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if not _rests_on_share_alike(row) and not (row["class"] == "Place" and NO_PLACE.search(row["description_en"])):
                yield row


def _rests_on_share_alike(row: dict[str, str]) -> bool:
    return {source for source in row["sources"].split("|") if not NAMES_ALONE.search(source)} == {SHARE_ALIKE}
