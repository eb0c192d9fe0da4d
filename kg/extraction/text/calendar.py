"""Words for dates -> dates as precise as the words, seen from the document's own date."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kg.extraction.lexicon import section
from kg.languages.patterns import any_of
from kg.model.dates import PartialDate

HALF_YEAR = 183  # days: a day without a year is taken for the nearest one
WEEK = 7
LONGEST_EVENT = 31  # days: "trente jours" may last an event, "90 jours" is a delay
LONGEST_PERIOD = 60  # years between the two of "2016-2020"; further apart, they are no period


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """What the grammar of dates needs to know of a language."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]  # Monday = 0
    numerals: Mapping[str, int]
    relative_days: Mapping[str, int]  # counted from the day of the document, as are months and years
    relative_months: Mapping[str, int]
    relative_years: Mapping[str, int]
    range_separators: tuple[str, ...]  # 3 "to" 5 May
    conjunctions: tuple[str, ...]  # 3 "and" 5 May
    until: tuple[str, ...]
    fillers: tuple[str, ...]  # words that may stand between the parts of a date: "the 3rd of May"
    period_edges: tuple[str, ...]  # "late" 2018
    month_cues: tuple[str, ...]  # words that tell "May" the month from "may" the verb
    year_cues: tuple[str, ...]  # words that tell a year from a number
    last: tuple[str, ...]
    next: tuple[str, ...]
    modifier_stands: str  # "before" the noun ("last Monday") or "after" it ("lundi dernier")
    day_units: tuple[str, ...]  # for lengths: "two-day"
    vague: tuple[str, ...]  # times that are no date: "last week"


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A stretch of text that gives a date or a period. At least one end is known; a single date has no `finish`."""

    begin: int
    end: int
    start: PartialDate | None
    finish: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class _Viewpoint:
    """From where a phrase is seen: the words of the language and the document's date."""

    words: CalendarWords
    issued: PartialDate | None

    @property
    def day(self) -> date | None:
        return self.issued.first_day if self.issued is not None and self.issued.day is not None else None


_Bounds = tuple[PartialDate | None, PartialDate | None]
_Reader = Callable[[re.Match[str], _Viewpoint], _Bounds | None]


def dates_in(text: str, language: str, issued: PartialDate | None = None, *, offset: int = 0) -> list[DatePhrase]:
    """The dates in a text, in its order, none inside another. `offset` is added to the places.

    Phrases that lack what a date needs, such as "on Wednesday" where the document's day is unknown, are left out.
    """
    view = _Viewpoint(_words(language), issued)
    found: list[tuple[int, int, int, _Bounds | None]] = []
    for rank, (pattern, reader) in enumerate(_grammar(language)):
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
    patterns = [*(pattern for pattern, _ in _grammar(language)), _vague(language)]
    found = {match.span() for pattern in patterns for match in pattern.finditer(text)}
    places: list[tuple[int, int]] = []
    for begin, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not places or begin >= places[-1][1] - offset:
            places.append((offset + begin, offset + end))
    return places


def length_in_days(text: str, language: str) -> int | None:
    """How many days something lasts: 2 for "a two-day meeting", 4 for "un atelier de quatre jours"."""
    match = _lengths(language).search(text)
    if match is None:
        return None
    number = _number(match["number"], _words(language).numerals)
    return number if number is not None and 0 < number <= LONGEST_EVENT else None


def is_calendar_word(word: str, language: str) -> bool:
    """Whether a word is the name of a month or weekday, or stands for a day: "mercredi", "today"."""
    return word in _calendar_words(language)


@cache
def _calendar_words(language: str) -> frozenset[str]:
    words = _words(language)
    return frozenset(word.casefold() for group in (words.months, words.weekdays, words.relative_days) for word in group)


def lasting(start: PartialDate | None, days: int) -> PartialDate | None:
    """The last day of what begins on a day and lasts some days."""
    if start is None or start.day is None or days < 2:
        return None
    return PartialDate.of(start.first_day + timedelta(days=days - 1))


def _words(language: str) -> CalendarWords:
    return section(language, "calendar", CalendarWords)


def _read(reader: _Reader, match: re.Match[str], view: _Viewpoint) -> _Bounds | None:
    try:
        return reader(match, view)
    except (ValueError, OverflowError):  # the thirty-first of June
        return None


@cache
def _lengths(language: str) -> re.Pattern[str]:
    words = _words(language)
    return re.compile(rf"\b(?P<number>\d{{1,2}}|{any_of(words.numerals)})(?:\s*\(\d+\))?[\s-]+{any_of(words.day_units)}\b", re.IGNORECASE)


@cache
def _vague(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(_words(language).vague)}(?!\w)", re.IGNORECASE)


@cache
def _grammar(language: str) -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    words = _words(language)
    month = any_of(words.months) + r"(?!\w)"
    weekday = rf"(?:{any_of(words.weekdays)},?\s+)?"
    year = r"(?:19|20)\d\d"
    number = r"(?:0?[1-9]|[12]\d|3[01])(?:er|st|nd|rd|th)?"
    filler = rf"(?:{any_of(words.fillers)}\s+)?"
    joint = rf"\s*{any_of([*words.range_separators, *words.conjunctions])}\s*{filler}"
    last, following = any_of(words.last), any_of(words.next)
    rules: list[tuple[str, _Reader]] = [
        (
            rf"\b{weekday}(?P<d1>{number})(?:\s+(?P<m1>{month}))?(?:\s+(?P<y1>{year}))?{joint}{weekday}(?P<d2>{number})\s+(?P<m2>{month})(?:,?\s+(?P<y2>{year}))?",
            _day_range,
        ),
        (
            rf"\b{weekday}(?P<m1>{month})\s+(?P<d1>{number}){joint}(?:(?P<m2>{month})\s+)?(?P<d2>{number})(?:,?\s+(?P<y2>{year}))?\b",
            _day_range,
        ),
        (rf"\b{weekday}{filler}(?P<d1>{number})\s+{filler}(?P<m1>{month})(?:,?\s+(?P<y1>{year}))?", _one_day),
        (rf"\b{weekday}(?P<m1>{month})\s+(?P<d1>{number})(?:,?\s+(?P<y1>{year}))?(?!\d)", _one_day),
        (rf"(?<![\d.,/-])(?P<d1>\d{{1,2}})[./](?P<m1>\d{{1,2}})[./](?P<y1>{year})(?!\d)", _one_day),
        (rf"(?<![\d-])(?P<y1>{year})-(?P<m1>\d\d)-(?P<d1>\d\d)(?![\d-])", _one_day),
        (rf"\b(?:{any_of(words.period_edges)}\s*)?(?P<m1>{month})\s+{filler}(?P<y1>{year})\b", _month),
        (
            rf"\b{any_of(words.month_cues)}\s*(?<=[\s'-])(?P<m1>{month})(?:\s+(?:(?P<last>{last})|(?P<next>{following})|{filler}(?P<y1>{year})\b))?",
            _month,
        ),
        (rf"\b(?P<last>{last})\s+(?P<m1>{month})", _month),
        (rf"(?<![\d/.-])(?P<y1>{year})\s*(?:[-–—]|{any_of(words.range_separators)})\s*(?P<y2>{year})(?![\d/-])", _years),
        (rf"\b(?P<cue>{any_of(words.year_cues)})\s*(?<=[\s'])(?P<y1>{year})(?![\d/.,-]*\d)(?!\s*%)(?!\s+\w+s\b)", _years),
        (rf"\b(?P<cue>{any_of(words.until)})\s+(?P<y1>{year})\b", _until_year),
        (rf"\((?P<y1>{year})\)", _years),
        (rf"\b(?P<day>{any_of(words.relative_days)})\b", _relative_day),
        (rf"\b(?P<month>{any_of(words.relative_months)})\b", _relative_month),
        (rf"\b(?P<year>{any_of(words.relative_years)})\b", _relative_year),
        (_weekday_pattern(words, last, following), _weekday),
    ]
    return tuple((re.compile(pattern, re.IGNORECASE), reader) for pattern, reader in rules)


def _weekday_pattern(words: CalendarWords, last: str, following: str) -> str:
    modifier = rf"(?:(?P<last>{last})|(?P<next>{following}))"
    if words.modifier_stands == "before":
        return rf"\b(?:{modifier}\s+)?(?P<weekday>{any_of(words.weekdays)})\b"
    return rf"\b(?P<weekday>{any_of(words.weekdays)})\b(?:\s+{modifier})?"


def _number(text: str, numerals: Mapping[str, int]) -> int | None:
    return int(text) if text.isdigit() else numerals.get(text.casefold())


def _month_number(text: str, view: _Viewpoint) -> int:
    if text.isdigit():
        return int(text)
    folded = {name.casefold(): number for name, number in view.words.months.items()}
    return folded[text.casefold()]


def _day_number(text: str) -> int:
    return int(re.match(r"\d+", text).group())  # type: ignore[union-attr]  # the patterns begin with a digit


def _dated(year: int | None, month: int, day: int, view: _Viewpoint) -> PartialDate | None:
    """A day; without a year, the nearest to the document's date."""
    if year is not None:
        return PartialDate(year, month, day)
    if view.issued is None or view.issued.month is None:
        return None
    middle = view.issued.first_day
    days = [date(middle.year + step, month, day) for step in (-1, 0, 1) if _exists(middle.year + step, month, day)]
    nearest = min(days, key=lambda d: abs((d - middle).days), default=None)
    return PartialDate.of(nearest) if nearest is not None and abs((nearest - middle).days) <= HALF_YEAR else None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _group(match: re.Match[str], name: str) -> str | None:
    return match.groupdict().get(name)


def _year_of(match: re.Match[str], *names: str) -> int | None:
    return next((int(text) for name in names if (text := _group(match, name))), None)


def _day_range(match: re.Match[str], view: _Viewpoint) -> _Bounds | None:
    second_month = _month_number(match["m2"] or match["m1"], view)
    first_month = _month_number(match["m1"], view) if match["m1"] else second_month
    year = _year_of(match, "y2", "y1")
    finish = _dated(year, second_month, _day_number(match["d2"]), view)
    if finish is None:
        return None
    start_year = _year_of(match, "y1") or (finish.year - 1 if first_month > second_month else finish.year)
    start = PartialDate(start_year, first_month, _day_number(match["d1"]))
    return (start, finish) if start.first_day <= finish.first_day else None


def _one_day(match: re.Match[str], view: _Viewpoint) -> _Bounds | None:
    return _dated(_year_of(match, "y1"), _month_number(match["m1"], view), _day_number(match["d1"]), view), None


def _month(match: re.Match[str], view: _Viewpoint) -> _Bounds | None:
    """A month of a year; without a year, the last one before the document's month, or the next where the text says so."""
    month, year = _month_number(match["m1"], view), _year_of(match, "y1")
    if year is None:
        if view.issued is None or view.issued.month is None:
            return None
        passed = month < view.issued.month or (month == view.issued.month and not _group(match, "last"))
        year = view.issued.year - (0 if passed else 1)
        if _group(match, "next"):
            year = view.issued.year + (1 if month <= view.issued.month else 0)
    return PartialDate(year, month), None


def _years(match: re.Match[str], view: _Viewpoint) -> _Bounds | None:  # noqa: ARG001 - all readers are called alike
    start, finish = int(match["y1"]), _year_of(match, "y2")
    if finish is not None and not start < finish <= start + LONGEST_PERIOD:
        return None
    return PartialDate(start), PartialDate(finish) if finish is not None else None


def _until_year(match: re.Match[str], view: _Viewpoint) -> _Bounds | None:  # noqa: ARG001 - all readers are called alike
    return None, PartialDate(int(match["y1"]))


def _relative_day(match: re.Match[str], view: _Viewpoint) -> _Bounds | None:
    if view.day is None:
        return None
    return PartialDate.of(view.day + timedelta(days=view.words.relative_days[_folded(match["day"])])), None


def _relative_month(match: re.Match[str], view: _Viewpoint) -> _Bounds | None:
    if view.issued is None or view.issued.month is None:
        return None
    months = 12 * view.issued.year + view.issued.month - 1 + view.words.relative_months[_folded(match["month"])]
    return PartialDate(months // 12, months % 12 + 1), None


def _relative_year(match: re.Match[str], view: _Viewpoint) -> _Bounds | None:
    return (PartialDate(view.issued.year + view.words.relative_years[_folded(match["year"])]), None) if view.issued else None


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text.casefold())


def _weekday(match: re.Match[str], view: _Viewpoint) -> _Bounds | None:
    """The last such day, the document's own included; the next one where the text says so."""
    if view.day is None:
        return None
    folded = {name.casefold(): number for name, number in view.words.weekdays.items()}
    back = (view.day.weekday() - folded[match["weekday"].casefold()]) % WEEK
    if _group(match, "next"):
        return PartialDate.of(view.day + timedelta(days=WEEK - back)), None
    if _group(match, "last") and back == 0:
        back = WEEK
    return PartialDate.of(view.day - timedelta(days=back)), None
