"""Makes the table of types that decide an item's class, from tables of items whose class is known.

    python .ci/make_wikidata_types.py TABLE... > kg/wikidata/types.tsv

Each TABLE is one that `wikidata_table.py` reads. A type counts if enough items have it and nearly all of them are of one class: an agency
that also is a place does not make agencies places. What persons are beside humans tells nothing.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from wikidata_table import rows

FEWEST = 2  # items of a type
SHARE = 0.9  # of them that are of one class


def table(paths: list[Path]) -> Iterator[tuple[int, str]]:
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for path in paths:
        for row in rows(path):
            for qid in filter(None, row["instance_of"].split("|")):
                counts[int(qid[1:])][row["class"]] += 1
    for number, classes in sorted(counts.items()):
        cls, count = classes.most_common(1)[0]
        if cls != "Person" and count >= FEWEST and count >= SHARE * classes.total():
            yield number, cls


if __name__ == "__main__":
    for number, cls in table(list(map(Path, sys.argv[1:]))):
        sys.stdout.write(f"{number}\t{cls}\n")
