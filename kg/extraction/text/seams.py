"""Where the break between two paragraphs was lost: "… le pont.La route …", "… closed.”“It will …", "… is safe.""It is late …"."""

from __future__ import annotations

import re

_UPPER = "A-ZÀ-ÖØ-Þ"
_LOWER = "a-zà-öø-ÿœ"
_WORD = rf"(?<![\w.@/])(?!www)(?:[{_LOWER}]{{3,}}|[{_UPPER}][\w'’-]{{4,}}|\d{{2,}})"  # not "Dr.", "www.name.", "1."
_SEAM = re.compile(
    rf"(?:(?:{_WORD}|(?<=\w)[%)]|[»”])[.!?…]|[.!?…](?:\s?»|”))(?=[{_UPPER}][\s'’{_LOWER}]|[«“])"  # the next sentence begins with a capital
)
_STRAIGHT = re.compile(rf"[{_LOWER}0-9)][.!?…](\"\"?)(?=[{_UPPER}])")


def find_seams(text: str, begin: int, end: int) -> list[int]:
    """The offsets at which a paragraph begins right behind the full stop of another, in order."""
    found = {seam.end() for seam in _SEAM.finditer(text, begin, end)}
    for mark in _STRAIGHT.finditer(text, begin, end):
        line = text.rfind("\n", begin, mark.start()) + 1
        opens = text.count('"', max(line, begin), mark.start(1)) % 2 == 0
        found.add(mark.start(1) + (len(mark[1]) == 2 or not opens))
    return sorted(found)
