"""Text in lines that a terminal shows whole."""

from __future__ import annotations

import re

WIDTH = 100  # columns; longer lines are hard to read, and many terminals have no more

_BREAK = re.compile(r"\s(?=\S)")
_STYLE = re.compile(r"\x1b\[[0-9;]*m")  # bold, colours: they take no column


def wrapped(text: str, indent: str = "", hanging: str | None = None) -> str:
    """A text in lines of at most WIDTH columns, broken at blanks alone, so that addresses and names of files stay whole.

    `indent` is put before the first line and `hanging` before the others; blanks that the text begins with count as its indent.
    """
    begin = indent + " " * (len(text) - len(text.lstrip(" ")))
    follow = begin if hanging is None else hanging
    lines, line = [], begin
    for word in _BREAK.split(text.strip()):
        joined = f"{line} {word}" if line.strip() else line + word
        if line.strip() and _columns(joined) > WIDTH:
            lines.append(line)
            joined = follow + word
        line = joined
    return "\n".join([*lines, line])


def _columns(text: str) -> int:
    return len(_STYLE.sub("", text))
