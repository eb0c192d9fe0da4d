"""The sentence around a stretch of a text, found without spaCy: for showing, not for extracting."""

from __future__ import annotations

import re

LONGEST = 600  # characters shown before or after a stretch

_AHEAD = 3  # characters after an end that show it to be one: an opening mark, a blank, a capital

# A mark that ends a sentence, not behind an initial or an abbreviation such as "Mr."; or an empty line.
_END = re.compile(r"(?:(?<!\b[A-ZÀ-Þ])(?<!\b[A-ZÀ-Þ][a-z])[.!?…](?:\s?[»”’\"')\]])*\s+(?=[«“‘\"'(\[]?\s?[A-ZÀ-Þ\d]))|\n\s*\n")


def sentence_around(text: str, begin: int, end: int) -> tuple[int, int]:
    """Where the sentence, or the sentences, begin and end in which a stretch stands."""
    first, last = max(0, begin - LONGEST), min(len(text), end + LONGEST)
    before = [match.end() for match in _END.finditer(text, first, begin + _AHEAD) if match.end() <= begin]
    after = _END.search(text, max(begin, end - 1), last)
    start = before[-1] if before else first
    stop = last if after is None else after.end()
    found = text[start:stop]
    return start + len(found) - len(found.lstrip()), start + len(found.rstrip())
