"""Lists behind a colon that belong to what is said: "outlined three aims: 1. …; 2. …", or an item a line."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.statements.attributions import TURN, Attribution
from kg.extraction.text.cleaning import BLOCK
from kg.extraction.text.reading import Reading
from kg.model.statements import StatementKind

_COLON = re.compile(r"\s*:\s*")
_BULLETS = frozenset("-•*–▪●·")
_NUMBERED = re.compile(r"\d{1,2}[.)] ")
_IN_LINE = re.compile(r"1[.)] [^\n]+?(?:[;,.](?: \w{1,3})? \d{1,2}[.)] [^\n]+?)+(?=\.\s|\.?$|\.?\n)")
_ENDS = " \n.;,"


def with_list(reading: Reading, attribution: Attribution) -> Attribution:
    """The attribution, its last piece with the items of the list to which a colon behind it points."""
    if attribution.kind is StatementKind.DIRECT or attribution.rule == TURN or not attribution.pieces:
        return attribution
    begin, end = attribution.pieces[-1]
    colon = _COLON.match(reading.text, end)
    last = None if colon is None else _in_line(reading.text, colon.end()) or _in_blocks(reading, end + len(colon.group().rstrip()))
    return attribution if last is None else replace(attribution, pieces=(*attribution.pieces[:-1], (begin, last)))


def _in_line(text: str, begin: int) -> int | None:
    items = _IN_LINE.match(text, begin)
    return None if items is None else items.end()


def _in_blocks(reading: Reading, end: int) -> int | None:
    """The end of the blocks with a bullet or number that follow, if there are two or more."""
    text, count, last = reading.text, 0, end
    while text.startswith(BLOCK, last) and _is_item(reading, last + len(BLOCK)):
        begin = last + len(BLOCK)
        last = text.find(BLOCK, begin)
        last, count = (last if last >= 0 else len(text)), count + 1
    return len(text[:last].rstrip(_ENDS)) if count > 1 else None


def _is_item(reading: Reading, begin: int) -> bool:
    if begin >= len(reading.text):
        return False
    before = reading.document.text[: reading.original(begin, begin + 1).begin].rstrip(" \t\u00a0")
    return before[-1:] in _BULLETS or _NUMBERED.match(reading.text, begin) is not None
