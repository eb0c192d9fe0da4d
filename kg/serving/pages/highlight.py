"""A text with stretches marked in it, as HTML: stretches inside others, and stretches that cross others, which are drawn in parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise

from markupsafe import Markup

_LINE = re.compile(r"[^\n\r\u2028\u2029\f\v]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to be marked, in code points. Of equal stretches that with the lower layer is drawn around the others."""

    begin: int
    end: int
    layer: int
    id: str
    css: str
    href: str | None = None  # drawn as a link, unless it stands in another
    data: tuple[tuple[str, str], ...] = ()  # data attributes
    language: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text; `apart` tells that an empty one stood before."""

    content: Markup
    apart: bool


def lines(text: str, marks: Iterable[Mark]) -> Iterator[Line]:
    """The lines of a text that have something on them, with marks drawn. Marks of no length, or outside the text, are left out."""
    ordered = sorted((mark for mark in marks if 0 <= mark.begin < mark.end <= len(text)), key=_order)
    drawn: set[str] = set()
    at, behind = 0, 0
    open_marks: list[Mark] = []
    for found in _LINE.finditer(text):
        begin, end = found.span()
        if not found[0].strip():
            continue
        while at < len(ordered) and ordered[at].begin < end:
            open_marks.append(ordered[at])
            at += 1
        open_marks = [mark for mark in open_marks if mark.end > begin]
        gap = text[behind:begin]
        behind = end
        yield Line(Markup("".join(_draw(text, begin, end, open_marks, drawn))), apart=_blank_lines(gap) > 1)  # noqa: S704 - escaped there


def _blank_lines(gap: str) -> int:
    return gap.count("\n") or len(gap.splitlines())


def _order(mark: Mark) -> tuple[int, int, int]:
    return mark.begin, -mark.end, mark.layer


def _draw(text: str, begin: int, end: int, marks: Sequence[Mark], drawn: set[str]) -> Iterator[str]:
    """The HTML of a line: between two places where a mark begins or ends, all those are open that cover what stands there."""
    if not marks:
        yield escape(text[begin:end])
        return
    places = {begin, end, *(min(max(mark.begin, begin), end) for mark in marks), *(min(max(mark.end, begin), end) for mark in marks)}
    edges = sorted(places)
    stack: list[Mark] = []
    waiting = list(reversed(marks))
    active: list[Mark] = []
    for left, right in pairwise(edges):
        while waiting and waiting[-1].begin <= left:
            active.append(waiting.pop())
        active = [mark for mark in active if mark.end > left]
        kept = _common(stack, active)
        yield "".join(_close(mark, stack[:at]) for at, mark in reversed(list(enumerate(stack))[kept:]))
        stack = stack[:kept]
        for mark in active[kept:]:
            yield _open(mark, stack, drawn)
            stack.append(mark)
        yield escape(text[left:right])
    yield "".join(_close(mark, stack[:at]) for at, mark in reversed(list(enumerate(stack))))


def _common(stack: Sequence[Mark], active: Sequence[Mark]) -> int:
    """How many of the open marks may stay open."""
    kept = 0
    while kept < min(len(stack), len(active)) and stack[kept] is active[kept]:
        kept += 1
    return kept


def _is_link(mark: Mark, around: Sequence[Mark]) -> bool:
    """Links don't stand in links."""
    return mark.href is not None and not any(other.href is not None for other in around)


def _open(mark: Mark, around: Sequence[Mark], drawn: set[str]) -> str:
    """The first part of a mark has its id, others are told apart by their class."""
    again = mark.id in drawn
    drawn.add(mark.id)
    link = _is_link(mark, around)
    told = _attributes(f"{mark.css} on" if again else mark.css, mark.href if link else None, mark.data, mark.language)
    name = "" if again else f' id="{escape(mark.id)}"'
    return f"<{'a' if link else 'span'}{name}{told}>"


@lru_cache(maxsize=4096)  # mentions of one thing are mostly read alike
def _attributes(css: str, href: str | None, data: tuple[tuple[str, str], ...], language: str) -> str:
    pairs = [("class", css), ("href", href), *((f"data-{name}", value) for name, value in data), ("lang", language or None)]
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs if value is not None)


def _close(mark: Mark, around: Sequence[Mark]) -> str:
    return "</a>" if _is_link(mark, around) else "</span>"
