"""Makes the gazetteer that the package ships, from a table of Wikidata items.

    python .ci/make_gazetteer.py TABLE FOLDER

TABLE is one that `wikidata_table.py` reads. FOLDER gets `gazetteer.tsv.gz` (bodies and places) and `given_names.txt.gz` (first words of
persons' names).
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from wikidata_table import rows

COUNTRY_TYPES = {"Q6256", "Q3624078"}
LEFT_OUT = re.compile(
    r"historical|former|county|empire|mountain|volcan|headland|peninsula|fictional|Reich|desert|colonial power", re.IGNORECASE
)
SEAS = r"continent|geographic(al)? region|subregion|sea\b|ocean|gulf|strait|region of (the )?(world|Africa|Asia|Europe|America)"
DIVISIONS = (
    r"province|state of|region|governorate|department|oblast|canton|prefecture|district|territory|island|archipelago|republic|land of"
)
KINDS = (
    ("capital", re.compile(r"\bcapital\b(?! territory)", re.IGNORECASE)),
    ("region", re.compile(SEAS, re.IGNORECASE)),
    ("division", re.compile(DIVISIONS, re.IGNORECASE)),
    ("water", re.compile(r"river|lake|bay\b", re.IGNORECASE)),
)
TWO_LETTERS = {"UN", "EU", "UE", "UA", "AU"}  # the acronyms of two letters that the press leaves unexplained
ARTICLE = re.compile(r"(The|Les?|La|L['’]) ?\b")
GIVEN_NAME_COUNT = 4  # persons who must share a first word before it counts as a given name


def kind(row: dict[str, str]) -> str:
    """What sort of place, for the rules that trust a country more than a town; a body has none."""
    if row["class"] == "Organisation":
        return "body"
    if row["country_iso2"] and COUNTRY_TYPES & set(row["instance_of"].split("|")) and "country-coder" in row["sources"]:
        return "country"
    return next((name for name, pattern in KINDS if pattern.search(row["description_en"])), "town")


def names(row: dict[str, str]) -> Iterator[str]:
    """The names of an item, without the ones that a text could mean otherwise."""
    labels = [row["label_en"], row["label_fr"]]
    for name in dict.fromkeys([*labels, *row["aliases"].split("|"), *contracted(row["label_fr"])]):
        if len(name) < 2 or name.islower() or re.match(r"(the|les?|la|l['’])\b|\d|.*[()/,]", name):
            continue
        if ARTICLE.match(name) and (name not in labels or (row["class"] == "Organisation" and name.count(" ") > 1)):
            continue
        if name in labels or (" " in name and len(name) > 5) or _is_safe(name, row):
            yield name


def contracted(label: str) -> list[str]:
    """A name without the article that French contracts: "au Caire" for "Le Caire"."""
    return [label[3:]] if label.startswith("Le ") else []


def _is_safe(word: str, row: dict[str, str]) -> bool:
    """Whether a short other name is fit for matching: an acronym of a body, or a spelling of a label."""
    if word.isupper():
        return row["class"] == "Organisation" and (len(word) > 2 or word in TWO_LETTERS)
    if row["class"] == "Organisation":
        return word.upper() in row["aliases"].split("|") and len(word) > 4
    return any(word[:3] == label[:3] for label in (row["label_en"], row["label_fr"]))


def wanted(row: dict[str, str]) -> bool:
    if row["class"] == "Place":
        return not LEFT_OUT.search(row["description_en"]) or row["country_iso2"] != ""
    return row["class"] == "Organisation" and row["sources"] != "embassies-db"


def gazetteer(table: Path) -> Iterator[str]:
    for row in rows(table):
        forms = [name for name in names(row) if "\t" not in name] if wanted(row) else []
        if forms:
            rank = len(row["sources"].split("|"))
            yield "\t".join((row["qid"], kind(row), row["country_iso2"], str(rank), "|".join(forms)))


def given_names(table: Path) -> list[str]:
    words: Counter[str] = Counter()
    for row in rows(table):
        if row["class"] == "Person":
            first, _, rest = (row["label_en"] or row["label_fr"]).partition(" ")
            if rest and len(first) > 2 and first.isalpha() and first.istitle():
                words[first] += 1
    return sorted(word for word, count in words.items() if count >= GIVEN_NAME_COUNT)


def write(path: Path, lines: Iterable[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


def main() -> None:
    table, folder = Path(sys.argv[1]), Path(sys.argv[2])
    write(folder / "gazetteer.tsv.gz", gazetteer(table))
    write(folder / "given_names.txt.gz", given_names(table))


if __name__ == "__main__":
    main()
