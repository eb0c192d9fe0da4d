"""A text as a parser wants it, with the way back to the text as it was written.

Press texts arrive wrapped in the middle of sentences, padded with runs of blanks and typeset with a dozen kinds of space and apostrophe.
The rules read a cleaned copy; every offset they find goes back through `CleanText.original`, so what is published is verbatim.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from kg.extraction.text.seams import find_seams
from kg.model.text import Span

BLOCK = "\n\n"  # stands between two blocks (paragraphs, headings, list items) of a cleaned text
WRAPPED_FROM = 40  # a line of fewer characters was ended by its writer, not by a margin
LONGER = 1.5  # a margin that wraps a line does not let the next one run on so far
SPACED_FROM = 5  # lines that go on behind an empty one, from which a text is set with a wide spacing
SPACED_SHARE = 0.2  # of the empty lines, the same
MARGIN = 0.8  # of the length of the middle one of those lines, from which any other one ends at the margin

_VARIANTS = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "\u00ad": None, "\u200b": None, "\ufeff": None, "\u2060": None}
    | dict.fromkeys("\u200e\u200f")
)
_BLANK = r"(?:\s|[\u200e\u200f]|(?:(?<!\S)|(?<=[a-z0-9.]))Â(?!\S)|[_=]{5,}|-{5,})"  # marks of direction, wrongly decoded blanks, lines
_DRAWN = re.compile(r"[_=-]{5,}")
_GAP = re.compile(rf"(?=[\s\u200e\u200fÂ_=-]){_BLANK}*\s{_BLANK}*")  # with a glance at the first character, for most begin no gap
_STAMP = re.compile(r"[a-zà-öø-ÿ]+ \d{1,2}, \d{4}\b")  # "novembre 6, 2024": the date of a page, under its title
_DATELINE = re.compile(
    r"(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4})[^\S\n]*(?:\n|$)"
)  # a line of its own
_PADDING = re.compile(r"[^\S\n]{3,}")
_BULLET = re.compile(r"[-–—•·*▪◦■●][^\S\n]+|#{1,6}[^\S\n]+|\d{1,2}[.)][^\S\n]+")
_HEADING = re.compile(r"#{1,6}[^\S\n]+")
_EMPHASIS = re.compile(r"[*_]*\*{2}[*_]*|(?<![\w/.])_{1,2}(?=\w)|(?<=[\w.,;:!?)»”])_{1,2}(?![\w/])")  # Markdown: "**_Minister_**"
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”»)\]\s]*$")
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"[a-zA-Zà-öø-ÿÀ-ÖØ-Þœ0-9.,;:()]+")  # what is copied as it stands
_GOES_ON = re.compile(r"[a-zà-öø-ÿœæ,;.:)»”\]]")
_EMPTY_LINE = re.compile(r"(?<=\S)[^\S\n]*\n[^\S\n]*\n[^\S\n]*(?=\S)")
_OPENING = frozenset('«“"')
_LAST_WORD = re.compile(r"(?<![\w'’-])[a-zà-öø-ÿœæ]+['’]?$")


@dataclass(frozen=True, slots=True)
class CleanText:
    """`text` with one origin per character: the offset in the document where that character stands."""

    text: str
    origins: array[int]

    def original(self, begin: int, end: int) -> Span:
        """The stretch of the document that the cleaned stretch was made from."""
        return Span(self.origins[begin], self.origins[end - 1] + 1)


def clean(text: str, begin: int = 0, end: int | None = None, *, openers: frozenset[str] = frozenset()) -> CleanText:
    """Cleans `text[begin:end]`: blocks stand apart by `BLOCK`, the words of a block by one space each.

    `openers` are small words of the language ("Le", "The"): one with a capital at the beginning of a line begins a block.
    """
    end = len(text) if end is None else end
    layout = _Layout(_margin(text, begin, end), openers)
    characters: list[str] = []
    origins = array("L")
    seams = find_seams(text, begin, end)
    heading = _HEADING.match(text, begin, end)
    position = heading.end() if heading else begin
    for gap in _GAP.finditer(text, begin, end):
        if gap.start() < position:  # the blank that belongs to a bullet
            continue
        _copy_parted(text, position, gap.start(), seams, characters, origins)
        position = gap.end()
        if characters and position < end:
            separator = BLOCK if gap.group() != " " and _is_break(text, gap, begin, end, layout) else " "
            characters.extend(separator)
            origins.extend([next(i for i in range(*gap.span()) if text[i].isspace())] * len(separator))
            if separator == BLOCK and (bullet := _BULLET.match(text, position, end)):
                position = bullet.end()
    _copy_parted(text, position, end, seams, characters, origins)
    while characters and characters[-1].isspace():
        characters.pop()
        origins.pop()
    return CleanText("".join(characters), origins)


def _copy_parted(text: str, begin: int, end: int, seams: list[int], characters: list[str], origins: array[int]) -> None:
    """Copies a stretch without blanks, parted where the break between two paragraphs was lost."""
    for seam in seams[bisect_right(seams, begin) : bisect_left(seams, end)]:
        _copy(text, begin, seam, characters, origins)
        characters.extend(BLOCK)
        origins.extend([seam - 1] * len(BLOCK))
        begin = seam
    _copy(text, begin, end, characters, origins)


def _copy(text: str, begin: int, end: int, characters: list[str], origins: array[int]) -> None:
    if _PLAIN.fullmatch(text, begin, end):
        characters.extend(text[begin:end])
        origins.extend(range(begin, end))
        return
    marks = {offset for mark in _EMPHASIS.finditer(text, begin, end) for offset in range(*mark.span())}
    for offset in range(begin, end):
        character = text[offset].translate(_VARIANTS)
        if character and offset not in marks:
            characters.append(character)
            origins.append(offset)


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the lines of a text are set."""

    margin: int | None  # characters from which a line ends at the margin, where empty lines part those of one block
    openers: frozenset[str]

    def goes_on_behind(self, line: str) -> bool:
        """Whether a line ends with a small word, by which no block ends: "released in", "as a result of the"."""
        word = _LAST_WORD.search(line) if len(line) >= WRAPPED_FROM else None
        return word is not None and word.group().rstrip("'’").capitalize() in self.openers


def _margin(text: str, begin: int, end: int) -> int | None:
    """From which length a line ends at the margin, in a text whose every second line is empty; None in any other."""
    gaps = list(_EMPTY_LINE.finditer(text, begin, end))
    lines = sorted(len(line) for gap in gaps if (line := _wrapped_line(text, gap, begin, end)))
    if len(lines) < max(SPACED_FROM, SPACED_SHARE * len(gaps)):
        return None
    return int(MARGIN * lines[len(lines) // 2])


def _wrapped_line(text: str, gap: re.Match[str], begin: int, end: int) -> str | None:
    """The line before an empty one, if what follows goes on with it."""
    following = text[gap.end()]
    line = _line(text, gap.start() - 1, begin, end)
    return line if following.isalpha() and following.islower() and _ENDS_SENTENCE.search(line) is None else None


def _is_break(text: str, gap: re.Match[str], begin: int, end: int, layout: _Layout) -> bool:
    """Whether a gap ends a block, rather than wraps a line."""
    newlines = gap.group().count("\n")
    if _DRAWN.search(gap.group()):
        return True
    if newlines and _BULLET.match(text, gap.end(), end):
        return True
    if newlines and (_STAMP.match(text, gap.end(), end) or _DATELINE.match(text, gap.end(), end)):
        return True
    if _GOES_ON.match(text, gap.end(), end):
        return False
    line = _line(text, gap.start() - 1, begin, end)
    if newlines == 2 and layout.goes_on_behind(line):
        return False
    if newlines == 2 and layout.margin is not None:
        return _is_end(text, gap, line, layout.margin)
    if newlines != 1:
        return newlines > 1 or _PADDING.search(gap.group()) is not None
    if len(_line(text, gap.end(), begin, end)) > LONGER * len(line):
        return True
    opener = _WORD.match(text, gap.end(), end)
    if opener is not None and opener.group() in layout.openers:
        return True
    return len(line) < WRAPPED_FROM or _ENDS_SENTENCE.search(line) is not None


def _is_end(text: str, gap: re.Match[str], line: str, margin: int) -> bool:
    """Whether an empty line that may be no more than spacing ends a block: behind a short line, a sentence or a headline in capitals."""
    return len(line) < margin or _ENDS_SENTENCE.search(line) is not None or line.isupper() or text[gap.end()] in _OPENING


def _line(text: str, offset: int, begin: int, end: int) -> str:
    """The line in which an offset stands."""
    first = max(text.rfind("\n", begin, offset) + 1, begin)
    last = text.find("\n", offset, end)
    return text[first : end if last < 0 else last].strip()
