"""The words of the pages, as data: a TOML file a language, in `texts/`. Numbers, dates and plurals as the language has them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kg.explanation.reasons import reason_words

LANGUAGES = ("en", "fr")
_FOLDER = Path(__file__).parent / "texts"
_DATE = re.compile(r"(?P<year>-?\d{4,})(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?(?:T(?P<time>\d\d:\d\d).*|Z|[+-]\d\d:\d\d)?")


@dataclass(frozen=True, slots=True)
class Interface:
    """All texts in one language. A template calls it: `t("start.title")`, `t("page.of", number=2, pages=9)`."""

    language: str
    texts: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """A text with its gaps filled.

        Raises:
            KeyError: no language has such a text, or a gap is left.
        """
        text = self.texts[key]
        return text.format_map(values) if values else text

    def has(self, key: str) -> bool:
        return key in self.texts

    def count(self, key: str, number: int) -> str:
        """A number with what it counts, in the singular or plural: the texts `key.one` and `key.other`."""
        singular = number == 1 or (number == 0 and self.language == "fr")
        return self(f"{key}.{'one' if singular else 'other'}", n=self.number(number))

    def number(self, number: int | float) -> str:
        """A number with the separators of the language."""
        shown = f"{number:,}"
        return shown.translate({ord(","): self("format.thousands"), ord("."): self("format.decimal")})

    def signed(self, number: float) -> str:
        """A weight of one decimal with its sign."""
        return ("−" if number < 0 else "+") + self.number(abs(round(number, 1)))

    def reason(self, feature: str) -> str:
        """What a reason for or against is called."""
        return reason_words(self.language).get(feature, feature)

    def percent(self, share: float) -> str:
        """A part of 1 as a whole percentage."""
        return self("format.percent", n=round(share * 100))

    def date(self, value: str) -> str:
        """A date, month or year of XML Schema, as precise as it is; what is none of these stays as it is."""
        found = _DATE.fullmatch(value)
        if found is None:
            return value
        year, month, day = found["year"], int(found["month"] or 0), int(found["day"] or 0)
        if not 1 <= month <= 12:
            return year
        name = self("format.months").split()[month - 1]
        if not day:
            return self("format.month", month=name, year=year)
        shown = self("format.first") if day == 1 else str(day)
        date = self("format.day", day=shown, month=name, year=year)
        return self("format.moment", date=date, time=found["time"]) if found["time"] else date

    def language_name(self, code: str) -> str:
        """What a language is called; its code where we have no name for it."""
        return self.texts.get(f"language.{code}", code)


@cache
def interface(language: str) -> Interface:
    """The texts of one of LANGUAGES."""
    tables = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return Interface(language, MappingProxyType(dict(_flat(tables))))


def _flat(tables: Mapping[str, object], head: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in tables.items():
        found += _flat(value, f"{head}{key}.") if isinstance(value, Mapping) else [(head + key, str(value))]
    return found
