"""Title and publisher, where the text of a document gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.documents.dateline import PROSE, agency_of, begins_with_date, without_date
from kg.documents.words import all_words, fold
from kg.languages.patterns import any_of

TOP = 6000  # characters that the heading, with the navigation of a page before it, may take
FEW = 4  # words: a line of so few is a headline only where there is no longer one; of fewer, a name or a button
LONGEST_TITLE = 250  # characters
WRAPPED_FROM = 30  # a row of fewer characters was ended by its writer, not by a margin
LONGER = 1.35  # a margin that wraps a row does not let the next one run on so far
MENU_BARS = 3  # a row with so many of "|" is a menu
END = 600  # characters in which a source may be given at the end

_GAP = re.compile(r"(?P<blanks>[^\S\n]{2,})|[^\S\n]*\n\s*")
_MARKUP = re.compile(r"^(?P<heading>#{1,6}\s+)?[*_]*(?P<words>.*?)[*_]*$", re.DOTALL)
_CONTACT = re.compile(r"https?:|www\.|\S@\S|(?:\d[ .-]?){9,}|\(\d{2,4}\)\s?\d{3,4}", re.IGNORECASE)
_LIST_ITEM = re.compile(r"[-–—•·*▪]\s|\d{1,2}[.)]\s")
_REFERENCE = re.compile(r"\s*\b[A-Z]{2,5}\s?\d{1,4}/\d{2,4}\s*$")
_SITE = re.compile(r"\s+\|\s+(?P<site>[^|]{2,40})$")
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.;:,]$")
_SENTENCES = re.compile(r"[.!?]\s+\S")
_NAME_BEFORE_CAPITALS = re.compile(r"^(?:[^\W\d_]*[a-zà-ÿ][^\W\d_]*\s){1,3}(?=[^a-zà-ÿ]{12,})")
_DOUBLED = '""'


@dataclass(frozen=True, slots=True)
class _Row:
    """Words between two line breaks or gaps of two blanks."""

    words: str
    heading: bool  # marked up as one
    begins_line: bool
    blank_before: bool


@dataclass(frozen=True, slots=True)
class Header:
    """What the beginning and the end of a text tell about it."""

    title: str | None = None
    publisher: str | None = None


def header_of(text: str) -> Header:
    """Reads title and publisher; each is None where the text does not clearly give it."""
    title = _title(text)
    site = _SITE.search(title) if title else None
    if title and site:
        title = title[: site.start()]
    return Header(title, _source(text) or agency_of(text) or (site["site"].strip() if site else None))


def _title(text: str) -> str | None:
    """The first row of the heading that reads like a headline; failing that, the first short one that may be one."""
    short = None
    before = ""
    for row in _blocks(list(_rows(text))):
        headline = _headline(row)
        if headline is not None:
            count = _count(headline)
            if row.heading or count > FEW:
                return headline
            short = short or (headline if count == FEW else None)
        elif _is_prose(row.words) and not (before and row.words.startswith(before)):  # a menu may have its teasers glued to it
            break
        before = row.words
    return short


def _count(words: str) -> int:
    """How many words there are; single letters are those of "L'" or of a badly scanned page."""
    return sum(len(word) > 1 for word in _WORD.findall(words))


def _rows(text: str) -> Iterator[_Row]:
    position, begins_line, blank_before = 0, True, True
    for gap in [*_GAP.finditer(text, 0, TOP), None]:
        words = text[position : gap.start() if gap else TOP].strip()
        if words:
            markup = _MARKUP.match(words)
            heading = bool(markup and markup["heading"])
            yield _Row(_unquoted(markup["words"] if markup else words), heading, begins_line, blank_before)
        if gap:
            newlines = gap.group().count("\n")
            begins_line = newlines > 0 or (begins_line and not words)
            blank_before = newlines > 1
            position = gap.end()


def _unquoted(words: str) -> str:
    """Without the quotation of a table's cell: `"He said ""yes"" again"`."""
    if _DOUBLED in words and words[0] == words[-1] == '"':
        return words[1:-1].replace(_DOUBLED, '"').strip()
    return words


def _blocks(rows: Sequence[_Row]) -> Iterator[_Row]:
    """Rows put together again where a margin has wrapped them."""
    current: _Row | None = None
    last = ""
    for row in rows:
        if current is not None and _is_wrapped(current, last, row):
            current = replace(current, words=f"{current.words} {row.words}")
        else:
            if current is not None:
                yield current
            current = _after_letterhead(last, row)
        last = row.words
    if current is not None:
        yield current


def _after_letterhead(last: str, row: _Row) -> _Row:
    """The row without the name that ends the letterhead before it: "Federal Member for" / "Leeds NEW ROADS FOR THE NORTH"."""
    if row.begins_line or not _letterhead().search(fold(last)):
        return row
    return replace(row, words=_NAME_BEFORE_CAPITALS.sub("", row.words))


def _is_wrapped(block: _Row, last: str, row: _Row) -> bool:
    """Whether a row goes on with what the last row of a block began."""
    if row.blank_before or row.heading or _is_apart(last) or _is_apart(row.words):
        return False
    if row.words[0].islower() and not begins_with_date(row.words):
        return True
    if len(last) < WRAPPED_FROM or len(row.words) > LONGER * len(last):
        return False
    return not row.begins_line or (block.words.isupper() and row.words.isupper())


def _headline(row: _Row) -> str | None:
    """The row as a headline, without date and number; None if it is something else."""
    if _is_apart(row.words) or _is_prose(row.words) or _LIST_ITEM.match(row.words):
        return None
    words = _REFERENCE.sub("", without_date(row.words)).strip(" *_")
    if not words or _is_apart(words) or _SENTENCE_END.search(words) or len(words) > LONGEST_TITLE or not _WORD.search(words):
        return None
    return " ".join(words.split())


def _is_apart(words: str) -> bool:
    """Whether a row is a date, an address, a label, or names a person, body or part of a page."""
    folded = fold(words).strip(" *_#:")
    if not without_date(words).strip() or folded in all_words().frames or _CONTACT.search(words):
        return True
    return words.count("|") >= MENU_BARS or bool(_labelled().match(folded) or _letterhead().search(folded))


def _is_prose(words: str) -> bool:
    return (
        len(words) > LONGEST_TITLE
        or (len(words) > PROSE / 2 and words[-1] in ".:;,")
        or (len(words) > PROSE and bool(_SENTENCES.search(words)))
    )


def _source(text: str) -> str | None:
    """What a line "Source: ..." names, at the top or the end."""
    for part in (text[:END], text[-END:]):
        for line in part.splitlines():
            found = _publisher().match(fold(line.strip()))
            if found and (name := line.strip()[found.end() :].strip(" *_.\t")) and not _CONTACT.search(name):
                return name
    return None


@cache
def _labelled() -> re.Pattern[str]:
    return re.compile(rf"\W*{any_of(all_words().particulars)}(?:\s?[:/]|\s?[-–—]\s|$)")


@cache
def _letterhead() -> re.Pattern[str]:
    words = all_words()
    opens = rf"^\W*(?:{any_of(words.frames)}\W+)?{any_of(words.letterhead_openers)}\b"
    return re.compile(rf"{opens}|{any_of(words.letterhead_parts)}\b|\b{any_of(words.letterhead_closers)}(?:$|,|\s[-–—]\s)")


@cache
def _publisher() -> re.Pattern[str]:
    return re.compile(rf"[*_]*{any_of(all_words().publishers)}[*_]*\s?:[*_]*\s*")
