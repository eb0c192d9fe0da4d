"""Amounts of money."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.extraction.text.money import amounts_in


@pytest.mark.parametrize(
    ("text", "language", "country", "value", "currency"),
    [
        ("a €11 million joint initiative", "en", None, "11000000", "EUR"),
        ("US$4 million for housing", "en", "AU", "4000000", "USD"),
        ("$110 million of assistance", "en", "AU", "110000000", "AUD"),
        ("$2,000 a person", "en", None, "2000", "USD"),
        ("£3.5bn", "en", None, "3500000000", "GBP"),
        ("4 millions de dollars", "fr", None, "4000000", "USD"),
        ("2,5 millions d'euros", "fr", None, "2500000", "EUR"),
        ("1 500 000 euros", "fr", None, "1500000", "EUR"),
        ("10 milliards de FCFA", "fr", "SN", "10000000000", "XOF"),
        ("10 milliards de francs CFA", "fr", "CM", "10000000000", "XAF"),
        ("10 milliards de FCFA", "fr", None, "10000000000", None),
        ("100 milliards Fcfa", "fr", "CI", "100000000000", "XOF"),
        ("190,3 millions de dollars US", "fr", None, "190300000", "USD"),
        ("US$27.9mn grant", "en", None, "27900000", "USD"),
        ("$21 mln", "en", None, "21000000", "USD"),
        ("KSh 3 million", "en", None, "3000000", "KES"),
        ("5 millions de francs congolais", "fr", "CD", "5000000", "CDF"),
    ],
)
def test_an_amount_has_a_value_and_a_currency(text: str, language: str, country: str | None, value: str, currency: str | None) -> None:
    (amount,) = amounts_in(text, language, country)
    assert (amount.value, amount.currency) == (Decimal(value), currency)


@pytest.mark.parametrize("text", ["11 million people", "in 2015", "no money", "5500 personnes"])
def test_other_numbers_are_no_amounts(text: str) -> None:
    assert amounts_in(text, "en") == []
