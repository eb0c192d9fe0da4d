"""Bodies in which an office is held whose holder may be named right behind: "President of the Reefs Union | Ada Kay"."""

from __future__ import annotations

import re
from functools import cache

from kg.extraction.names.words import name_words
from kg.languages.patterns import any_of

_WINDOW = 48  # characters before a body in which the office stands


def is_held(language: str, text: str, begin: int) -> bool:
    """Whether the words before an offset tell an office in the body that is named there."""
    return _office_of(language).search(text, max(0, begin - _WINDOW), begin) is not None


@cache
def _office_of(language: str) -> re.Pattern[str]:
    words = name_words(language)
    link = rf"{any_of(words.genitives)}(?:(?<=')| )(?:{any_of(words.determiners)}(?:(?<=')| ))?"
    return re.compile(rf"(?<![\w-])(?i:{any_of(words.offices)}) {link}\Z")
