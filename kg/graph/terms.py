"""A Python value -> an RDF term."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal

from kg.graph.vocabulary import DATE, DECIMAL, GYEAR, GYEAR_MONTH, NON_NEGATIVE_INTEGER
from kg.model.dates import PartialDate


def text(words: str, language: str) -> Literal:
    """Words of a language, on one line."""
    return Literal(" ".join(words.split()), language=language)


def date(value: PartialDate) -> Literal:
    """A date with the datatype of its own precision."""
    datatype = GYEAR if value.month is None else GYEAR_MONTH if value.day is None else DATE
    return Literal(str(value), datatype=datatype)


def offset(value: int) -> Literal:
    return Literal(str(value), datatype=NON_NEGATIVE_INTEGER)


@lru_cache(maxsize=1024)
def decimal(value: Decimal | float) -> Literal:
    """A decimal in its canonical form: "0.9", "11000000.0"."""
    digits = format(Decimal(str(value)).normalize(), "f")
    return Literal(digits if "." in digits else digits + ".0", datatype=DECIMAL)
