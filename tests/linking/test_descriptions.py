"""What the short descriptions of items say."""

from __future__ import annotations

import pytest

from kg.linking.descriptions import headed


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("President of Zimbabwe (2017–) [ZW]", {"Zimbabwe"}),
        ("Minister of Finance (2003–2006); Prime Minister (2007–2010, 2013) [AU]", {""}),
        ("President of the National Assembly (2012–2019)", {"the National Assembly"}),
        ("Vice President of India", set()),
        ("Senior Advisor to the President (2010–)", set()),
        ("", set()),
    ],
)
def test_what_somebody_heads_is_read_from_the_posts(description: str, expected: set[str]) -> None:
    assert headed(description) == expected
