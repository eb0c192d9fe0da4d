"""The date of publication: the date that a text bears, not one that it speaks of.

Three places count, the first that is filled wins: a line of its own or a dateline ("Dakar, 3 May 2021 - ...") at the top, a line of
its own at the end, the end of a line of the heading ("Boat arrivals 27/04/10").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from kg.documents.calendar import WrittenDate, dates_in
from kg.documents.day_order import in_order
from kg.documents.words import all_words, fold
from kg.languages.patterns import any_of
from kg.model.dates import PartialDate

TOP = 3000  # characters: some pages put their navigation first
TOP_PROSE = 2  # long paragraphs at the top after which a date is one that the text speaks of
END = 600  # characters
NEAR = 300  # characters around a date that can tell what it is
PROSE = 150  # characters from which a line is a paragraph and not a heading

_ROW_END = re.compile(r"\n|[^\S\n]{2,}")
_BLANK = re.compile(r"\s")
_LIST_ITEM = re.compile(r"[-–—•·*▪]\s")
_DECORATION = re.compile(r"[\s\W_]*")
_NAME = r"[^\W\d_][^\W\d_'’.-]*(?:[ '’.-]{1,2}[^\W\d_][^\W\d_'’.-]*){0,2}"  # of a place
_REFERENCE = r"(?:[A-Z]{1,5} ?)?\d{1,4}[./]\d{1,4}"
_TIME = r"(?:{clock})?\s*\d{{1,2}}\s?[:h.]\s?\d{{2}}(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s?\(?[a-z]{{2,5}}\)?)?"
_DATELINE = re.compile(r"\s*\)?\s*(?:\([^()\n]{2,40}\)\s*)?\.?\s*[-–—]{1,2}\s*(?=\S)")  # what follows the date
_FULL_STOP = re.compile(r"\.\s+(?=[^\W\d_])")
_BYLINE = r"\s*[|•·]\s*[^\W\d_][^|•·]{0,60}"  # who published it, beside the date: "3 May 2021 | The Daily"
_AGENCY = re.compile(  # the sentence that follows tells it from a heading such as "The Bank (TB) - history"
    rf"^(?P<place>(?:{_NAME})(?:[,/]\s?{_NAME}){{0,2}}),?(?:\s[^()\n\d]{{0,12}}\d[^()\n]{{2,20}})?\s?\((?P<agency>[^\W\d_][^()\n\d]{{1,30}})\)\s*[-–—]\s?(?=.{{40}})"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A date with the words around it in its row: up to a line break or a gap of two blanks."""

    written: WrittenDate
    before: str
    after: str
    after_row: str  # the rest of the line, over gaps


def date_of_publication(text: str, language: str | None = None) -> PartialDate | None:
    """The date that the text bears; None when it bears none. The language tells whether a day or a month stands first in it."""
    places = [_place(text, written) for written in dates_in(text[: _end_of_top(text)])]
    end_from = _word_from(text, len(text) - END)
    last = [_place(text, written, end_from) for written in dates_in(text[end_from:])]
    checks = (
        (places, lambda place: _is_own_row(place) or _is_dateline(place)),
        (last[::-1], _is_own_row),
        (places, _ends_heading),
    )
    for candidates, check in checks:
        for place in candidates:
            if check(place):
                return in_order(text, place.written, language)
    return None


def agency_of(text: str) -> str | None:
    """The agency that a dateline names: "PARIS (AFP) - ...", "Dakar, 3 May 2021 (APS) - ..."."""
    for line in text[:TOP].splitlines():
        found = _AGENCY.match(line.strip())
        if found and not _is_acronym(found["agency"], found["place"]):
            return found["agency"].strip()
    return None


def _is_acronym(short: str, name: str) -> bool:
    """Whether the brackets hold no agency, but the initials of the words before them."""
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper())
    return short.casefold() == initials.casefold()


def without_date(row: str) -> str:
    """A row of the heading without the date that it begins or ends with, and the label before that."""
    for written in dates_in(row):
        before, after = row[: written.begin], row[written.end :]
        if not after.strip(" .,)]"):
            return _without_label(before)
        if not before.strip(" (["):
            return after.strip(" -–—,:")
    return row


def begins_with_date(row: str) -> bool:
    """Whether a row begins with a date."""
    first = next(dates_in(row), None)
    return first is not None and first.begin == 0


def _word_from(text: str, offset: int) -> int:
    """Where the first whole word from an offset on begins: half a number would be another one."""
    if offset <= 0:
        return 0
    blank = _BLANK.search(text, offset)
    return blank.end() if blank else len(text)


def _end_of_top(text: str) -> int:
    prose = 0
    position = 0
    for line in text[: _word_from(text, min(TOP, len(text)))].splitlines(keepends=True):
        prose += len(line.strip()) > PROSE and max(map(len, _ROW_END.split(line))) > PROSE / 2
        if prose > TOP_PROSE:
            break
        position += len(line)
    return position


def _place(text: str, written: WrittenDate, offset: int = 0) -> _Place:
    begin, end = written.begin + offset, written.end + offset
    line_begin = text.rfind("\n", 0, begin) + 1
    line_end = text.find("\n", end)
    rest = text[end : min(line_end if line_end >= 0 else len(text), end + NEAR)]
    before = text[max(line_begin, begin - NEAR) : begin]
    moved = replace(written, begin=begin, end=end)
    return _Place(moved, _ROW_END.split(before)[-1], _ROW_END.split(rest)[0], rest)


def _is_own_row(place: _Place) -> bool:
    """Nothing stands beside it but a label, a place, a reference number or a time of day."""
    before, after = fold(place.before).strip(), fold(place.after).strip()
    label = _DECORATION.fullmatch(before) or _label().fullmatch(before)
    return bool(label or _place_before(place.before)) and bool(_after().fullmatch(after))


def _is_dateline(place: _Place) -> bool:
    """A place and a date, or the date alone, with a dash between it and the first sentence; or a place and a date as a sentence."""
    before = place.before.rstrip()
    if place.written.date.day is None:
        return False
    if _FULL_STOP.match(place.after_row):
        return bool(before) and _place_before(before)
    if not _DATELINE.match(place.after_row):
        return False
    if not before or _place_before(before):
        return True
    # The caption of a picture, or the sentence before, may have run into the dateline.
    glued = before == place.before and before[-1].isalpha()
    return glued or before[-1] in '.!?»”"'


def _ends_heading(place: _Place) -> bool:
    """A day as the last words of a row of the heading, unless they are part of a sentence, of a list or of a period."""
    before, after = fold(place.before).strip(), place.after.strip(" .,)]")
    if place.written.date.day is None or after or not before or len(before) > PROSE:
        return False
    return not _closing_words().search(before) and not _LIST_ITEM.match(before) and before[-1] not in "(:–—-*"


def _place_before(before: str) -> bool:
    """Whether the words before a date are a place, or a reference number: "Fait à Dakar, le", "PW 319/13"."""
    text = _DECORATION.sub("", before, count=1).strip()
    folded = fold(text)
    for opener in all_words().place_openers:
        if folded.startswith(f"{opener} "):
            text = text[len(opener) :].strip()
    text = _without_label(text)
    if re.fullmatch(_REFERENCE, text.strip()):
        return True
    return (
        bool(re.fullmatch(rf"(?:{_NAME})(?:\s?[,/(]\s?{_NAME}\)?){{0,2}}\s?[,–—:(-]*\s*", text))
        and text[:1].isupper()
        and _has_capitals(text)
    )


def _has_capitals(text: str) -> bool:
    """Whether each word of a name that is longer than "de" begins with a capital."""
    words = re.findall(r"[^\W\d_]+", text)
    return all(word[0].isupper() for word in words if len(word) > 3)


def _without_label(before: str) -> str:
    found = _trailing_label().search(fold(before))
    return before[: found.start() if found else len(before)].rstrip(" ,;:|-–—(")


@cache
def _label() -> re.Pattern[str]:
    label = any_of(all_words().published)
    return re.compile(rf"[\W_]*(?:{label})[\W_]*|.{{0,60}}\W(?:{label})[\s*_]*:[\W_]*")


@cache
def _trailing_label() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\b){any_of(all_words().published)}[\s:]*$")


@cache
def _closing_words() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\W)(?:{any_of(all_words().otherwise_dated)}|{any_of(all_words().prepositions)})[\W_]*$")


@cache
def _after() -> re.Pattern[str]:
    words = all_words()
    time = _TIME.format(clock=any_of(words.clock_words))
    return re.compile(rf"[\W_]*(?:{time})?[\W_]*(?:{any_of(words.particulars | words.frames)}\b.*)?|{_BYLINE}")
