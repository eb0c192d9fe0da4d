"""Words for dates -> dates as precise as the words, seen from the document's own date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from kg.extraction.text.date_grammar import Bounds, Reader, Viewpoint, calendar_cue, calendar_words, grammar, number_of
from kg.languages.patterns import any_of
from kg.model.dates import PartialDate

LONGEST_EVENT = 31  # days: "trente jours" may last an event, "90 jours" is a delay
LONGEST_DATE = 50  # characters


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A stretch of text that gives a date or a period. At least one end is known; a single date has no `finish`."""

    begin: int
    end: int
    start: PartialDate | None
    finish: PartialDate | None = None


def dates_in(text: str, language: str, issued: PartialDate | None = None, *, offset: int = 0) -> list[DatePhrase]:
    """The dates in a text, in its order, none inside another. `offset` is added to the places.

    Phrases that lack what a date needs, such as "on Wednesday" where the document's day is unknown, are left out.
    """
    if calendar_cue(language).search(text) is None:
        return []
    view = Viewpoint(calendar_words(language), issued)
    found: list[tuple[int, int, int, Bounds | None]] = []
    for rank, (pattern, reader) in enumerate(grammar(language)):
        found.extend((match.start(), match.end(), rank, _read(reader, match, view)) for match in pattern.finditer(text))
    phrases, reached = [], 0
    for begin, end, _, bounds in sorted(found, key=lambda row: (row[0], -row[1], row[2])):
        if begin < reached:
            continue
        reached = end
        if bounds is not None and bounds != (None, None):
            phrases.append(DatePhrase(offset + begin, offset + end, *bounds))
    return phrases


def times_in(text: str, language: str, *, offset: int = 0) -> list[tuple[int, int]]:
    """Where a text tells a time, be it known which day or not: "on 3 May", "on Wednesday", "last week"; none inside another."""
    dates = grammar(language) if calendar_cue(language).search(text) is not None else ()
    patterns = [*(pattern for pattern, _ in dates), _vague(language)]
    found = {match.span() for pattern in patterns for match in pattern.finditer(text)}
    places: list[tuple[int, int]] = []
    for begin, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not places or begin >= places[-1][1] - offset:
            places.append((offset + begin, offset + end))
    return places


def length_in_days(text: str, language: str, *, named: int = 0) -> int | None:
    """How many days something lasts: 2 for "a two-day meeting", 4 for "un atelier de quatre jours".

    From the offset `named` on, where its name begins, the days "of" something are not its own: "a conference on the 16 days of activism".
    """
    match = _lengths(language).search(text)
    if match is None or (match["of"] and match.start() >= named):
        return None
    number = number_of(match["number"], calendar_words(language).numerals)
    return number if number is not None and 0 < number <= LONGEST_EVENT else None


def month_of_writing(text: str, language: str) -> PartialDate | None:
    """The month of the first day that a text calls the present one: "ce mercredi 6 novembre 2024", "today, 6 November 2024".

    The text may have been published some days later, so that no weekday can be counted from there.
    """
    for match in _present(language).finditer(text):
        first = next(iter(dates_in(text[match.end() : match.end() + LONGEST_DATE], language)), None)
        if first is not None and first.begin == 0 and first.start is not None and first.start.day is not None:
            return PartialDate(first.start.year, first.start.month)
    return None


def is_calendar_word(word: str, language: str) -> bool:
    """Whether a word is the name of a month or weekday, or stands for a day: "mercredi", "today"."""
    return word in _day_words(language)


@cache
def _day_words(language: str) -> frozenset[str]:
    words = calendar_words(language)
    return frozenset(word.casefold() for group in (words.months, words.weekdays, words.relative_days) for word in group)


def lasting(start: PartialDate | None, days: int) -> PartialDate | None:
    """The last day of what begins on a day and lasts some days."""
    if start is None or start.day is None or days < 2:
        return None
    return PartialDate.of(start.first_day + timedelta(days=days - 1))


def beginning(finish: PartialDate | None, days: int) -> PartialDate | None:
    """The first day of what ends on a day and lasts some days, if it is told how many."""
    if finish is None or finish.day is None or days < 1:
        return None
    return PartialDate.of(finish.first_day - timedelta(days=days - 1))


def _read(reader: Reader, match: re.Match[str], view: Viewpoint) -> Bounds | None:
    try:
        return reader(match, view)
    except (ValueError, OverflowError):  # the thirty-first of June
        return None


@cache
def _lengths(language: str) -> re.Pattern[str]:
    words = calendar_words(language)
    return re.compile(
        rf"\b(?P<number>\d{{1,2}}|{any_of(words.numerals)})(?:\s*\(\d+\))?[\s-]+{any_of(words.day_units)}\b(?!\s+{any_of(words.apart)}\b)(?P<of>\s+{any_of(words.of)}(?!\w))?",
        re.IGNORECASE,
    )


@cache
def _present(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(calendar_words(language).present)}\s+(?=\w)", re.IGNORECASE)


@cache
def _vague(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(calendar_words(language).vague)}(?!\w)", re.IGNORECASE)
