"""Whether 05/10/2012 is the fifth of October or the tenth of May: what else a text tells of its days speaks for one of the two.

A text of the press tells of the days around its own. Where nothing in it speaks for one, and its language is written in countries
that differ in this, no more than the year is known.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from kg.documents.calendar import MONTHS, ORDINAL, WrittenDate
from kg.documents.words import all_words, fold, words_of
from kg.languages.patterns import any_of
from kg.model.dates import PartialDate

WEEK = 7
AROUND = 10  # days from its own on which a text tells of other days
AWAY = 20  # days at which it does not
SOON = 1  # days after a weekday on which a text tells of it by its name alone
LATE = 3  # days after which it does not
FIRST = 3  # weekdays that are looked at
FULL_NAME = 4  # letters from which the name of a weekday is no abbreviation

_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(?:19|20)?\d\d(?![\d/-])")


def in_order(text: str, written: WrittenDate, language: str | None) -> PartialDate:
    """The date of a text, where its first number may be the day or the month."""
    if written.month_first is None or (language is not None and "month" not in words_of(language).first_numbers):
        return written.date
    folded = fold(text)
    for sign in _SIGNS:
        chosen = sign(folded, written.date, written.month_first)
        if chosen is not None:
            return chosen
    return PartialDate(written.date.year) if language is not None else written.date


def _by_other_numbers(text: str, day_first: PartialDate, month_first: PartialDate) -> PartialDate | None:
    """Another date of the text that has no month of its second, or of its first number: "7/23/2017"."""
    pairs = [(int(found[1]), int(found[3])) for found in _NUMERIC.finditer(text)]
    days, months = (any(row[place] > MONTHS >= row[1 - place] for row in pairs) for place in (0, 1))
    if days == months:
        return None
    return day_first if days else month_first


def _by_days_around(text: str, day_first: PartialDate, month_first: PartialDate) -> PartialDate | None:
    """The one that a day lies close to that the text tells with the name of its month: "on Monday, January 10"."""
    told = list(_told_days(text))
    away = [min((_days_between(day, own) for day in told), default=None) for own in (day_first, month_first)]
    if away[0] is None or away[1] is None:
        return None
    if away[0] <= AROUND and away[1] >= AWAY:
        return day_first
    return month_first if away[1] <= AROUND and away[0] >= AWAY else None


def _by_weekdays(text: str, day_first: PartialDate, month_first: PartialDate) -> PartialDate | None:
    """The one that comes right after the weekdays on which the text says that things happened."""
    numbers = all_words().weekdays
    told = [numbers[found.group()] for found in _weekday().finditer(text)][:FIRST]
    if not told:
        return None
    after_day_first, after_month_first = (
        [(own.first_day.weekday() - number) % WEEK for number in told] for own in (day_first, month_first)
    )
    if _come_right_before(after_day_first) and _lie_far_back(after_month_first):
        return day_first
    return month_first if _come_right_before(after_month_first) and _lie_far_back(after_day_first) else None


def _come_right_before(days: list[int]) -> bool:
    return days[0] <= SOON


def _lie_far_back(days: list[int]) -> bool:
    return days[0] >= LATE and min(days) > SOON


_SIGNS: tuple[Callable[[str, PartialDate, PartialDate], PartialDate | None], ...] = (_by_other_numbers, _by_days_around, _by_weekdays)


def _told_days(text: str) -> Iterator[tuple[int | None, int, int]]:
    """Year, if it is told, month and day of each day that a text tells with the name of its month."""
    months = all_words().months
    for found in _day_of_month().finditer(text):
        year = found["y1"] or found["y2"]
        yield int(year) if year else None, months[found["n1"] or found["n2"]], int(found["d1"] or found["d2"])


def _days_between(told: tuple[int | None, int, int], own: PartialDate) -> int:
    """How far a day that is told lies from another; in the year in which it is nearest, if none is told."""
    year, month, day = told
    years = [year] if year is not None else [own.year - 1, own.year, own.year + 1]
    return min(abs((_day(each, month, day) - own.first_day).days) for each in years)


def _day(year: int, month: int, day: int) -> date:
    """A day; the last one of the month, where it has fewer: 29 February, 31 April."""
    return date(year, month, min(day, monthrange(year, month)[1]))


@cache
def _day_of_month() -> re.Pattern[str]:
    words, day, year = all_words(), r"[12]\d|3[01]|0?[1-9]", r"(?:19|20)\d\d"
    month, small = any_of(words.months), rf"(?:{any_of(words.date_words)}\s+)?"
    before = rf"\b(?P<d1>{day}){ORDINAL}\s+{small}(?P<n1>{month})\b(?:,?\s+(?P<y1>{year}))?"
    behind = rf"\b(?P<n2>{month})\b\.?,?\s+(?P<d2>{day}){ORDINAL}\b(?:,?\s+(?P<y2>{year}))?"
    return re.compile(f"{before}|{behind}")


@cache
def _weekday() -> re.Pattern[str]:
    """A weekday with no date behind it."""
    return re.compile(rf"\b{any_of(name for name in all_words().weekdays if len(name) >= FULL_NAME)}\b(?!,?\s+\w+\s+\d|,?\s+\d)")
