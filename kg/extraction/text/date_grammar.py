"""The grammar of dates: the patterns in which a language writes them, and what each of them means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kg.languages.patterns import any_of
from kg.languages.sections import section
from kg.model.dates import PartialDate

HALF_YEAR = 183  # days: a day without a year is taken for the nearest one
WEEK = 7
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
    range_openers: tuple[str, ...]  # "from" 3 to 5 May, "between" 2016 and 2020
    range_separators: tuple[str, ...]  # 3 "to" 5 May
    conjunctions: tuple[str, ...]  # 3 "and" 5 May
    until: tuple[str, ...]
    up_to: tuple[str, ...]  # what leads to the last day of something
    deadlines: tuple[str, ...]  # what leads to a day before which something is done
    final_days: tuple[str, ...]  # the "last" day of an event
    later_days: tuple[str, ...]  # a "second" day
    fillers: tuple[str, ...]  # words that may stand between the parts of a date: "the 3rd of May"
    ordinal_endings: tuple[str, ...]  # 3"rd"
    period_edges: tuple[str, ...]  # "late" 2018
    month_cues: tuple[str, ...]  # words that tell "May" the month from "may" the verb
    year_cues: tuple[str, ...]  # words that tell a year from a number
    last: tuple[str, ...]
    next: tuple[str, ...]
    this: tuple[str, ...]  # before the nearest weekday: "this" Wednesday
    modifier_stands: str  # "before" the noun ("last Monday") or "after" it ("lundi dernier")
    day_units: tuple[str, ...]  # for lengths: "two-day"
    apart: tuple[str, ...]  # what makes a length of time one between two things: two days "after" the meeting
    of: tuple[str, ...]  # what leads to what fills a length of time: two days "of" talks
    day_parts: frozenset[str]  # nouns that lead to a day: on the "afternoon" of 3 May
    ago_before: tuple[str, ...]  # what makes a length of time a day, before it: "il y a" deux jours
    ago_after: tuple[str, ...]  # the same, after it: two days "ago"
    present: tuple[str, ...]  # what stands before the date on which a text was written: "today", 6 May 2021
    vague: tuple[str, ...]  # times that are no date: "last week"


@cache
def calendar_words(language: str) -> CalendarWords:
    """The calendar words of a language."""
    return section(language, "calendar", CalendarWords)


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """From where a phrase is seen: the words of the language and the document's date."""

    words: CalendarWords
    issued: PartialDate | None

    @property
    def day(self) -> date | None:
        return self.issued.first_day if self.issued is not None and self.issued.day is not None else None


Bounds = tuple[PartialDate | None, PartialDate | None]
Reader = Callable[[re.Match[str], Viewpoint], Bounds | None]


Rule = tuple[str, Reader]
_YEAR = r"(?:19|20)\d\d"


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The patterns that those of dates are put together from."""

    month: str
    weekday: str  # with the blank behind it; may be missing, as may the filler and the opener
    number: str
    filler: str
    opener: str
    to: str  # between the ends of a period
    last: str
    following: str


@cache
def _pieces(language: str) -> _Pieces:
    words = calendar_words(language)
    return _Pieces(
        month=any_of(words.months) + r"(?!\w)",
        weekday=rf"(?:{any_of(words.weekdays)},?\s+)?",
        number=rf"(?:0?[1-9]|[12]\d|3[01])(?:{any_of(words.ordinal_endings)}(?!\w))?",
        filler=rf"(?:{any_of(words.fillers)}\s+)?",
        opener=rf"(?:{any_of(words.range_openers)}\s*(?<=[\s'’]))",
        to=rf"\s*{any_of(words.range_separators)}\s*",
        last=any_of(words.last),
        following=any_of(words.next),
    )


@cache
def grammar(language: str) -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """The patterns of a language, each with what reads the bounds of a date from a match; the first of two that match alike counts."""
    words, pieces = calendar_words(language), _pieces(language)
    rules = [*_day_rules(words, pieces), *_month_rules(words, pieces), *_year_rules(words, pieces), *_relative_rules(words, pieces)]
    return tuple((re.compile(pattern, re.IGNORECASE), reader) for pattern, reader in rules)


@cache
def calendar_cue(language: str) -> re.Pattern[str]:
    """What any pattern of the grammar needs: a digit, or a word for a day, a month or a year. Two of three sentences have neither."""
    words = calendar_words(language)
    relative = (*words.relative_days, *words.relative_months, *words.relative_years)
    return re.compile(rf"\d|(?<!\w){any_of([*words.months, *words.weekdays, *relative, *words.day_units])}", re.IGNORECASE)


def _day_rules(words: CalendarWords, p: _Pieces) -> list[Rule]:
    """ "from 3 to 5 May 2021", "3, 4 and 5 May", "May 3-5, 2021", "3 May", "03/05/2021"."""
    joint = rf"\s*{any_of([*words.range_separators, *words.conjunctions])}\s*{p.filler}"
    more = rf"(?:\s*,\s*{p.number})*"
    return [
        (
            rf"\b{p.weekday}(?P<d1>{p.number})(?:\s+(?P<m1>{p.month}))?(?:\s+(?P<y1>{_YEAR}))?{more}{joint}{p.weekday}(?P<d2>{p.number})\s+(?P<m2>{p.month})(?:,?\s+(?P<y2>{_YEAR}))?",
            _day_range,
        ),
        (
            rf"\b{p.weekday}(?P<m1>{p.month})\s+(?P<d1>{p.number})(?:,?\s+(?P<y1>{_YEAR}))?{more}{joint}{p.weekday}(?:(?P<m2>{p.month})\s+)?(?P<d2>{p.number})(?:,?\s+(?P<y2>{_YEAR}))?\b",
            _day_range,
        ),
        (rf"\b{p.weekday}{p.filler}(?P<d1>{p.number})\s+{p.filler}(?P<m1>{p.month})(?:,?\s+(?P<y1>{_YEAR}))?", _one_day),
        (rf"\b{p.weekday}(?P<m1>{p.month})\s+(?P<d1>{p.number})(?:,?\s+(?P<y1>{_YEAR}))?(?!\d)", _one_day),
        (rf"(?<![\d.,/-])(?P<d1>\d{{1,2}})[./](?P<m1>\d{{1,2}})[./](?P<y1>{_YEAR})(?!\d)", _one_day),
        (rf"(?<![\d-])(?P<y1>{_YEAR})-(?P<m1>\d\d)-(?P<d1>\d\d)(?![\d-])", _one_day),
    ]


def _month_rules(words: CalendarWords, p: _Pieces) -> list[Rule]:
    """ "between May 2020 and June 2021", "late May 2021", "in May", "last May"."""
    no_day = r"(?!\s+\d{1,2}(?!\d))"
    between = rf"\s*{any_of([*words.range_separators, *words.conjunctions])}\s*"
    second = rf"(?P<m2>{p.month}){no_day}(?:\s+{p.filler}(?P<y2>{_YEAR}))?"
    return [
        (rf"\b{p.opener}(?P<m1>{p.month})(?:\s+{p.filler}(?P<y1>{_YEAR}))?{between}{second}", _month_range),
        (rf"\b(?P<m1>{p.month})(?:\s+{p.filler}(?P<y1>{_YEAR}))?{p.to}(?P<m2>{p.month})\s+{p.filler}(?P<y2>{_YEAR})", _month_range),
        (rf"\b(?:{any_of(words.period_edges)}\s*)?(?P<m1>{p.month})\s+{p.filler}(?P<y1>{_YEAR})\b", _month),
        (
            rf"\b{any_of(words.month_cues)}\s*(?<=[\s'-])(?P<m1>{p.month}){no_day}(?:\s+(?:(?P<last>{p.last})|(?P<next>{p.following})|{p.filler}(?P<y1>{_YEAR})\b))?",
            _month,
        ),
        (rf"\b(?P<last>{p.last})\s+(?P<m1>{p.month}){no_day}", _month),
    ]


def _year_rules(words: CalendarWords, p: _Pieces) -> list[Rule]:
    """ "2016-2020", "between 2016 and 2020", "since 2016", "until 2020"; "in 2000 villages" is none."""
    between = rf"\s*{any_of([*words.range_separators, *words.conjunctions])}\s*"
    return [
        (rf"\b{p.opener}(?P<y1>{_YEAR}){between}(?P<y2>{_YEAR})(?![\d/-])", _years),
        (rf"(?<![\d/.-])(?P<y1>{_YEAR}){p.to}(?P<y2>{_YEAR})(?![\d/-])", _years),
        (
            rf"\b(?P<cue>{any_of(words.year_cues)})\s*(?<=[\s'-])(?P<y1>{_YEAR})(?![\d/.,-]*\d)(?![^\W\d])(?!\s*%)(?!(?<=00)\s+\w+s\b)",
            _years,
        ),
        (rf"\b(?P<cue>{any_of(words.until)})\s+(?P<y1>{_YEAR})\b", _until_year),
        (rf"\((?P<y1>{_YEAR})\)", _years),
    ]


def _relative_rules(words: CalendarWords, p: _Pieces) -> list[Rule]:
    """ "yesterday", "last month", "this year", "three days ago", "on Monday", "from Monday to Wednesday"."""
    days = rf"(?P<number>\d{{1,2}}|{any_of(words.numerals)})\s+{any_of(words.day_units)}"
    one, other = (rf"(?P<weekday{end}>{any_of(words.weekdays)})" for end in ("", "2"))
    return [
        (rf"\b(?P<day>{any_of(words.relative_days)})\b", _relative_day),
        (rf"\b(?P<month>{any_of(words.relative_months)})\b", _relative_month),
        (rf"\b(?P<year>{any_of(words.relative_years)})\b", _relative_year),
        (rf"\b{any_of(words.ago_before)}\s+{days}\b", _days_ago),
        (rf"\b{days}\s+{any_of(words.ago_after)}\b", _days_ago),
        (rf"\b{p.opener}{one}{p.to}{other}\b(?!\s+\d)", _weekday_range),
        (_weekday_pattern(words, p.last, p.following), _weekday),
    ]


def _weekday_pattern(words: CalendarWords, last: str, following: str) -> str:
    modifier = rf"(?:(?P<last>{last})|(?P<next>{following}))"
    if words.modifier_stands == "before":
        return rf"\b(?:{modifier}\s+)?(?P<weekday>{any_of(words.weekdays)})\b"
    return rf"\b(?P<weekday>{any_of(words.weekdays)})\b(?:\s+{modifier})?"


def number_of(text: str, numerals: Mapping[str, int]) -> int | None:
    """A number in digits or in words."""
    return int(text) if text.isdigit() else numerals.get(text.casefold())


def _month_number(text: str, view: Viewpoint) -> int:
    if text.isdigit():
        return int(text)
    folded = {name.casefold(): number for name, number in view.words.months.items()}
    return folded[text.casefold()]


def _day_number(text: str) -> int:
    return int(re.match(r"\d+", text).group())  # type: ignore[union-attr]  # the patterns begin with a digit


def _dated(year: int | None, month: int, day: int, view: Viewpoint) -> PartialDate | None:
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


def _day_range(match: re.Match[str], view: Viewpoint) -> Bounds | None:
    second_month = _month_number(match["m2"] or match["m1"], view)
    first_month = _month_number(match["m1"], view) if match["m1"] else second_month
    year = _year_of(match, "y2", "y1")
    finish = _dated(year, second_month, _day_number(match["d2"]), view)
    if finish is None:
        return None
    start_year = _year_of(match, "y1") or (finish.year - 1 if first_month > second_month else finish.year)
    start = PartialDate(start_year, first_month, _day_number(match["d1"]))
    return (start, finish) if start.first_day <= finish.first_day else None


def _one_day(match: re.Match[str], view: Viewpoint) -> Bounds | None:
    if view.issued is not None and _tells_month_first(match, view.issued):
        return view.issued, None
    return _dated(_year_of(match, "y1"), _month_number(match["m1"], view), _day_number(match["d1"]), view), None


def _tells_month_first(match: re.Match[str], issued: PartialDate) -> bool:
    """Whether figures are those of the document's own date with the month first: 05/10/2012 in a text of 10 May 2012."""
    figures = [text for text in (_group(match, "y1"), match["d1"], match["m1"]) if text is not None and text.isdigit()]
    return [int(text) for text in figures] == [issued.year, issued.month, issued.day]


def _month(match: re.Match[str], view: Viewpoint) -> Bounds | None:
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


def _years(match: re.Match[str], view: Viewpoint) -> Bounds | None:  # noqa: ARG001 - all readers are called alike
    start, finish = int(match["y1"]), _year_of(match, "y2")
    if finish is not None and not start < finish <= start + LONGEST_PERIOD:
        return None
    return PartialDate(start), PartialDate(finish) if finish is not None else None


def _month_range(match: re.Match[str], view: Viewpoint) -> Bounds | None:
    """From a month to another, the years of which may be told once, or be that of the document."""
    first, second = _month_number(match["m1"], view), _month_number(match["m2"], view)
    year = _year_of(match, "y2", "y1") or (view.issued.year if view.issued is not None else None)
    if year is None:
        return None
    start, finish = PartialDate(_year_of(match, "y1") or (year - 1 if first > second else year), first), PartialDate(year, second)
    return (start, finish) if start.first_day < finish.first_day else None


def _until_year(match: re.Match[str], view: Viewpoint) -> Bounds | None:  # noqa: ARG001 - all readers are called alike
    return None, PartialDate(int(match["y1"]))


def _relative_day(match: re.Match[str], view: Viewpoint) -> Bounds | None:
    if view.day is None:
        return None
    return PartialDate.of(view.day + timedelta(days=view.words.relative_days[_folded(match["day"])])), None


def _relative_month(match: re.Match[str], view: Viewpoint) -> Bounds | None:
    if view.issued is None or view.issued.month is None:
        return None
    months = 12 * view.issued.year + view.issued.month - 1 + view.words.relative_months[_folded(match["month"])]
    return PartialDate(months // 12, months % 12 + 1), None


def _relative_year(match: re.Match[str], view: Viewpoint) -> Bounds | None:
    return (PartialDate(view.issued.year + view.words.relative_years[_folded(match["year"])]), None) if view.issued else None


def _days_ago(match: re.Match[str], view: Viewpoint) -> Bounds | None:
    number = number_of(match["number"], view.words.numerals)
    return (PartialDate.of(view.day - timedelta(days=number)), None) if view.day is not None and number is not None else None


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text.casefold())


def _weekday(match: re.Match[str], view: Viewpoint) -> Bounds | None:
    """The last such day, the document's own included; the next one where the text says so, the nearest one behind "this"."""
    if view.day is None:
        return None
    back = (view.day.weekday() - _weekday_number(match["weekday"], view)) % WEEK
    if _group(match, "next"):
        return PartialDate.of(view.day + timedelta(days=WEEK - back)), None
    if _group(match, "last") and back == 0:
        back = WEEK
    if back > WEEK // 2 and _is_this(match, view):
        back -= WEEK
    return PartialDate.of(view.day - timedelta(days=back)), None


def _is_this(match: re.Match[str], view: Viewpoint) -> bool:
    before = match.string[: match.start()].split()[-1:]
    return bool(before) and before[0].casefold() in view.words.this


def _weekday_range(match: re.Match[str], view: Viewpoint) -> Bounds | None:
    start, _ = _weekday(match, view) or (None, None)
    if start is None:
        return None
    days = (_weekday_number(match["weekday2"], view) - _weekday_number(match["weekday"], view)) % WEEK
    return start, PartialDate.of(start.first_day + timedelta(days=days))


def _weekday_number(text: str, view: Viewpoint) -> int:
    return {name.casefold(): number for name, number in view.words.weekdays.items()}[text.casefold()]
