from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import terms
from kg.graph import vocabulary as v
from kg.model.dates import PartialDate


@pytest.mark.parametrize(
    ("date", "value", "datatype"),
    [
        (PartialDate(2017), "2017", v.GYEAR),
        (PartialDate(2017, 7), "2017-07", v.GYEAR_MONTH),
        (PartialDate(2017, 7, 1), "2017-07-01", v.DATE),
        (PartialDate(987, 1, 2), "0987-01-02", v.DATE),
    ],
)
def test_a_date_has_the_datatype_of_its_precision(date: PartialDate, value: str, datatype: object) -> None:
    assert (terms.date(date).value, terms.date(date).datatype) == (value, datatype)


@pytest.mark.parametrize(
    ("number", "value"), [(0.9, "0.9"), (1.0, "1.0"), (Decimal("11000000"), "11000000.0"), (Decimal("2.50"), "2.5"), (0, "0.0")]
)
def test_a_decimal_is_canonical(number: Decimal | float, value: str) -> None:
    assert terms.decimal(number).value == value


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**15, places=4))
def test_a_decimal_keeps_its_value_and_has_no_exponent(number: Decimal) -> None:
    value = terms.decimal(number).value
    assert Decimal(value) == number
    assert "E" not in value


def test_a_text_stands_on_one_line() -> None:
    assert terms.text("Conférence\r\n  des\u00a0ports\n", "fr").value == "Conférence des ports"
