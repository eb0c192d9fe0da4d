"""Links as a table for spreadsheets and OpenRefine, and such a table reconciled there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from kg.errors import ExchangeError
from kg.linking.mappings import Mapping, Said
from kg.linking.sssom import ITEMS
from kg.model.judgements import Verdict, is_qid

COLUMNS = ("entity", "label", "class", "country", "names", "documents", "item", "item_label", "description", "level", "score", "judged_by")
ENTITY, ITEM = "entity", "item"


def write(mappings: Iterable[Mapping]) -> str:
    """One row a link. OpenRefine takes the column `item` with "Reconcile, Use values as identifiers"."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for m in mappings:
        names = " | ".join(m.names)
        told = (m.entity, m.label, m.cls.value, m.country or "", names, m.documents, m.qid, m.item_label, m.description)
        table.writerow([_plain(cell) for cell in (*told, m.level.value, m.score, m.by)])
    return out.getvalue()


def _plain(cell: object) -> object:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def read(text: str, name: str, entity: str = ENTITY, item: str = ITEM) -> list[Said]:
    """The rows that have an item: QID or address, as OpenRefine writes with "Add column with URLs" or "… with entity identifiers".

    Raises:
        ExchangeError: a column is missing, or a cell is no item; the message has file and line.
    """
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=_delimiter(text))
    missing = [column for column in (entity, item) if column not in (rows.fieldnames or ())]
    if missing:
        there = ", ".join(rows.fieldnames or ()) or "none"
        raise ExchangeError(f"{name}: no column {missing[0]!r}; there are {there}; name it with --entity or --item")
    return [_said(row, entity, item, f"{name}, line {rows.line_num}", rows.line_num) for row in rows if row[entity] and row[item]]


def _said(row: dict[str, str], entity: str, item: str, place: str, line: int) -> Said:
    qid = row[item].strip()
    for prefix in ITEMS:
        qid = qid.removeprefix(prefix)
    if not is_qid(qid):
        raise ExchangeError(f"{place}: {row[item]!r} is no Wikidata item; write Q42, or leave the cell empty")
    return Said(entity=row[entity].strip(), qid=qid, verdict=Verdict.SAME, line=line)


def _delimiter(text: str) -> str:
    """A comma, or what the first line has more of: OpenRefine and spreadsheets also write tabs and semicolons."""
    first = text.partition("\n")[0]
    return max(",\t;", key=first.count)
