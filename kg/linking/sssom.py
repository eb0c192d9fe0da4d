"""Links as a mapping set of SSSOM (Simple Standard for Sharing Ontological Mappings, version 1.0): a table with a head in YAML.

One row a link: `owl:sameAs` for what is accepted, `skos:closeMatch` for what a person is to look at, and `owl:sameAs` with the modifier
`Not` for what was judged to be another. The justification tells a person's decision from the evidence's.
https://mapping-commons.github.io/sssom/
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date

from kg.errors import ExchangeError
from kg.linking.mappings import Mapping, Said
from kg.model.judgements import Verdict, is_qid
from kg.model.links import Level

COLUMNS = (
    "subject_id",
    "subject_label",
    "subject_category",
    "predicate_modifier",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "author_label",
    "mapping_date",
    "similarity_score",
    "comment",
)
BY_HAND = "semapv:ManualMappingCuration"
BY_EVIDENCE = "semapv:CompositeMatching"
PREFIX = "kgid"
ITEMS = ("wikidata:", "wd:", "http://www.wikidata.org/entity/", "https://www.wikidata.org/entity/", "https://www.wikidata.org/wiki/")

_SURE = 3.0  # the score from which evidence alone is enough; SSSOM wants a similarity from 0 to 1
_SAME = ("owl:sameAs", "skos:exactMatch")


def write(mappings: Iterable[Mapping], base: str, day: date) -> str:
    """The mapping set as TSV. Entities are `kgid:` and their path below {base}id/."""
    out = io.StringIO()
    for line in _head(base, day):
        out.write(f"#{line}\n")
    table = csv.DictWriter(out, COLUMNS, delimiter="\t", lineterminator="\n")
    table.writeheader()
    table.writerows(map(_row, mappings))
    return out.getvalue()


def _head(base: str, day: date) -> Iterator[str]:
    yield "curie_map:"
    yield f'  {PREFIX}: "{base}id/"'
    yield '  owl: "http://www.w3.org/2002/07/owl#"'
    yield '  semapv: "https://w3id.org/semapv/vocab/"'
    yield '  skos: "http://www.w3.org/2004/02/skos/core#"'
    yield '  wikidata: "http://www.wikidata.org/entity/"'
    yield f'mapping_set_id: "{base}links"'
    yield f'mapping_date: "{day.isoformat()}"'
    yield 'license: "https://creativecommons.org/publicdomain/zero/1.0/"'


def _row(mapping: Mapping) -> dict[str, str]:
    return {
        "subject_id": f"{PREFIX}:{mapping.entity}",
        "subject_label": mapping.label,
        "subject_category": mapping.cls.value,
        "predicate_modifier": "Not" if mapping.level is Level.NONE else "",
        "predicate_id": "skos:closeMatch" if mapping.level is Level.CLOSE else "owl:sameAs",
        "object_id": f"wikidata:{mapping.qid}",
        "object_label": mapping.item_label,
        "mapping_justification": BY_HAND if mapping.is_judged else BY_EVIDENCE,
        "author_label": mapping.by,
        "mapping_date": mapping.when[:10],
        "similarity_score": "" if mapping.is_judged else f"{max(0.0, min(1.0, mapping.score / (2 * _SURE))):.2f}",
        "comment": mapping.why,
    }


def read(text: str, name: str) -> list[Said]:
    """The decisions of a mapping set: rows that a person has made, or all of a set that does not tell. Close matches decide nothing.

    Raises:
        ExchangeError: no table, a column is missing, or a cell can't be understood; the message has file and line.
    """
    lines = text.splitlines()
    head = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    rows = csv.DictReader(lines[head:], delimiter="\t")
    missing = {"subject_id", "predicate_id", "object_id"} - set(rows.fieldnames or ())
    if missing:
        raise ExchangeError(f"{name}, line {head + 1}: no column {', '.join(sorted(missing))}; is it SSSOM in TSV?")
    return [said for number, row in enumerate(rows, start=head + 2) if (said := _said(row, f"{name}, line {number}", number))]


def _said(row: dict[str, str | None], place: str, line: int) -> Said | None:
    justification = row.get("mapping_justification") or BY_HAND
    if justification != BY_HAND or row["predicate_id"] not in _SAME:
        return None
    qid = _qid(row["object_id"] or "")
    if qid is None or not row["subject_id"]:
        raise ExchangeError(f"{place}: {row['object_id'] or 'nothing'!r} is no Wikidata item; write wikidata:Q42")
    return Said(
        entity=row["subject_id"].removeprefix(f"{PREFIX}:"),
        qid=qid,
        verdict=Verdict.DIFFERENT if row.get("predicate_modifier") == "Not" else Verdict.SAME,
        by=row.get("author_label") or row.get("author_id") or "",
        when=row.get("mapping_date") or "",
        why=row.get("comment") or "",
        line=line,
    )


def _qid(cell: str) -> str | None:
    plain = cell.strip()
    for prefix in ITEMS:
        plain = plain.removeprefix(prefix)
    return plain if is_qid(plain) else None
