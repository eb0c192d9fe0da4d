"""Dates as press texts write them, in all languages that we have words for, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.documents.words import all_words, fold
from kg.languages.patterns import any_of
from kg.model.dates import PartialDate

YOUNGEST_OF_1900S = 69  # two-digit years from here on are of the 20th century, as POSIX strptime has it
MONTHS = 12
YEARS = range(1900, 2100)  # a press text outside of these has a number there, not a year

_YEAR = r"(?:19|20)\d\d"
_SHORT_YEAR = r"\d\d(?!\s?(?:[:h.]\s?\d|[ap]\.?m))"  # no time of day
_NUMERIC = (
    rf"(?P<y1>{_YEAR})-(?P<m1>\d\d)-(?P<d1>\d\d)(?=\D|$)",  # 2017-07-21
    rf"(?P<a>\d{{1,2}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep)(?P<y2>{_YEAR}|\d\d)",  # 21/07/2017, 21.7.17
)
ORDINAL = r"(?:\s{0,2}(?:er|re|e|st|nd|rd|th|º))?"
_GAP = r",?\s{1,3}"


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date with the stretch of text that it was read from; a weekday before it belongs to the stretch."""

    date: PartialDate
    begin: int
    end: int
    month_first: PartialDate | None = None  # what `05/10/2012` is where the month stands first, if that is another day


def dates_in(text: str) -> Iterator[WrittenDate]:
    """All dates with a year, in order. The day stands first in `05/10/2012`, unless there is no such month."""
    for found in _pattern().finditer(fold(text)):
        date = _date(found)
        if date is not None:
            yield WrittenDate(date, found.start(), found.end(), _month_first(found))


def parse_date(text: str) -> PartialDate | None:
    """The date that a text begins with, as metadata have it."""
    first = next(dates_in(text.strip()), None)
    if first is not None and first.begin == 0:
        return first.date
    return PartialDate(int(text)) if text.strip().isdigit() and int(text) in YEARS else None


@cache
def _pattern() -> re.Pattern[str]:
    words = all_words()
    month, weekday = any_of(words.months), any_of(words.weekdays)
    small = rf"(?:{any_of(words.date_words)}\s)?"
    worded = (
        rf"(?P<d3>\d{{1,2}}){ORDINAL}{_GAP}{small}(?P<n3>{month})\.?{_GAP}{small}(?P<y3>{_YEAR}|{_SHORT_YEAR})",  # 21 July 2017, 21 Jul 17
        rf"(?P<n4>{month})\.?{_GAP}(?P<d4>\d{{1,2}}){ORDINAL}{_GAP}(?P<y4>{_YEAR})",  # July 21st, 2017
        rf"(?P<n5>{month})\.?{_GAP}{small}(?P<y5>{_YEAR})",  # July 2017
    )
    # A letter may stand right before a day, for pages of the web glue captions to datelines, but not before a month.
    begin = r"(?<![\d/.])(?:(?<![^\W\d])(?=[^\W\d])|(?=\d))"
    return re.compile(rf"(?:\b(?:{weekday})\b\.?{_GAP}{small})?{begin}(?:{'|'.join((*_NUMERIC, *worded))})(?![\d/])")


def _date(found: re.Match[str]) -> PartialDate | None:
    months = all_words().months
    try:
        if found["y1"]:
            return PartialDate(int(found["y1"]), int(found["m1"]), int(found["d1"]))
        if found["y2"]:
            return _day_first(int(found["a"]), int(found["b"]), _year(found["y2"]))
        if found["y3"]:
            return PartialDate(_year(found["y3"]), months[found["n3"]], int(found["d3"]))
        if found["y4"]:
            return PartialDate(int(found["y4"]), months[found["n4"]], int(found["d4"]))
        return PartialDate(int(found["y5"]), months[found["n5"]])
    except ValueError:  # no such day in the calendar
        return None


def _day_first(first: int, second: int, year: int) -> PartialDate:
    return PartialDate(year, first, second) if second > 12 >= first else PartialDate(year, second, first)


def _month_first(found: re.Match[str]) -> PartialDate | None:
    if not found["y2"] or found["sep"] == "." or found["a"] == found["b"]:  # nobody writes a month before a day with full stops
        return None
    month, day = int(found["a"]), int(found["b"])
    return PartialDate(_year(found["y2"]), month, day) if max(month, day) <= MONTHS else None


def _year(digits: str) -> int:
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (1900 if number >= YOUNGEST_OF_1900S else 2000)
