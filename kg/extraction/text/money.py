"""Amounts of money: "€11 million", "4 millions de dollars", "10 milliards de FCFA" -> a value and a code of ISO 4217."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from kg.languages.patterns import any_of
from kg.languages.sections import section

# Members of the two monetary unions that share the name of their franc, and countries that call their own money "dollar".
WEST_AFRICA = frozenset({"BJ", "BF", "CI", "GW", "ML", "NE", "SN", "TG"})
CENTRAL_AFRICA = frozenset({"CM", "CF", "CG", "GA", "GQ", "TD"})
DOLLARS: Mapping[str, str] = {"AU": "AUD", "CA": "CAD", "NZ": "NZD", "SG": "SGD", "HK": "HKD"}

SYMBOL = 4  # characters of a sign with small letters that stands before a number: "KSh 5 million"
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class MoneyWords:
    """What the grammar of amounts needs to know of a language."""

    scales: Mapping[str, int]
    currencies: Mapping[str, str]  # symbol or word -> ISO 4217
    cfa: frozenset[str]  # names of the franc of two unions
    decimal_mark: str  # the other one groups thousands
    dollars: frozenset[str]  # names of the money of several countries
    links: tuple[str, ...]  # between a scale and the currency: "millions de dollars"


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money in a text. `currency` is None where the words leave it open."""

    begin: int
    end: int
    value: Decimal
    currency: str | None


def amounts_in(text: str, language: str, country: str | None = None) -> list[Amount]:
    """The amounts in a text. `country` (ISO 3166-1) is the one that the text speaks of: it settles which franc or dollar is meant."""
    words = section(language, "money", MoneyWords)
    if _DIGIT.search(text) is None:
        return []
    found = []
    for match in _pattern(language).finditer(text):
        value = _value(match["number"] or match["number_"], match["scale"] or match["scale_"], words)
        if value is not None:
            symbol = match["before"] or match["after"]
            found.append(Amount(match.start(), match.end(), value, _currency(" ".join(symbol.split()), words, country)))
    return found


def is_dollar(text: str, amount: Amount, language: str) -> bool:
    """Whether an amount is in dollars that the words leave to the reader: "$4 million", not "US$4 million"."""
    words = section(language, "money", MoneyWords)
    match = _pattern(language).fullmatch(text[amount.begin : amount.end])
    return match is not None and (match["before"] or match["after"]).casefold() in words.dollars


def _value(number: str, scale: str | None, words: MoneyWords) -> Decimal | None:
    thousands = "." if words.decimal_mark == "," else ","
    plain = re.sub(rf"[\s{re.escape(thousands)}](?=\d{{3}})", "", number).replace(words.decimal_mark, ".")
    try:
        value = Decimal(plain.strip())
    except InvalidOperation:
        return None
    factor = {**words.scales, **{s.casefold(): f for s, f in words.scales.items()}}.get(scale or "", 1)
    return (value * factor).normalize() + 0 if value > 0 else None


def _currency(symbol: str, words: MoneyWords, country: str | None) -> str | None:
    if symbol.casefold() in {name.casefold() for name in words.cfa}:
        return "XOF" if country in WEST_AFRICA else "XAF" if country in CENTRAL_AFRICA else None
    if country is not None and country in DOLLARS and symbol.casefold() in words.dollars:
        return DOLLARS[country]
    folded = {name.casefold(): code for name, code in words.currencies.items()}
    return folded.get(symbol.casefold())


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = section(language, "money", MoneyWords)
    names = [*words.currencies, *words.cfa]
    currency = any_of(names, gap=r"\s?")
    symbols = any_of(name for name in names if not name[-1].islower() or (name[0].isupper() and len(name) <= SYMBOL))
    scale = any_of(words.scales)
    links = "|".join(re.escape(link) + (r"\s" if link[-1].isalnum() else "") for link in words.links)
    number = r"\d{1,3}(?:[\s.,]\d{3})*(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
    return re.compile(
        rf"(?<![\w])(?:(?P<before>{symbols})\s?(?P<number>{number})(?:[\s-]?(?P<scale>{scale})\b)?"
        rf"|(?P<number_>{number})(?:\s?(?P<scale_>{scale})\b)?\s?(?:{links})?(?P<after>{currency})(?!\w))"
    )
