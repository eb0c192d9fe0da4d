from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.dates import PartialDate


@given(st.dates(), st.sampled_from([1, 2, 3]))
def test_a_date_is_written_and_read_as_precise_as_it_is(day: date, precision: int) -> None:
    partial = PartialDate(*(day.year, day.month, day.day)[:precision])
    assert PartialDate.parse(str(partial)) == partial
    assert partial.first_day == day.replace(month=day.month if precision > 1 else 1, day=day.day if precision > 2 else 1)
    assert str(PartialDate.of(day)) == day.isoformat()


@pytest.mark.parametrize("parts", [(2023, 2, 29), (2023, 13), (2023, 0), (0,), (10_000,), (2023, None, 4)])
def test_no_day_is_made_up(parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate(*parts)


@pytest.mark.parametrize("text", ["", "soon", "2023-", "2023-1-2-3", "-2023", "2023/04"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a date"):
        PartialDate.parse(text)
