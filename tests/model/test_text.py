from __future__ import annotations

import pytest

from kg.model.text import Document, Passage, Span


@pytest.mark.parametrize(("begin", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_a_span_has_at_least_one_character(begin: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"{begin}..{end}"):
        Span(begin, end)


def test_spans_count_code_points() -> None:
    assert Span(1, 3).of("é😀e\u0301x") == "😀e"
    assert len(Span(1, 3)) == 2


def test_spans_overlap_where_they_share_a_character() -> None:
    assert Span(0, 3).overlaps(Span(2, 4))
    assert not Span(0, 3).overlaps(Span(3, 4))
    assert Span(0, 3).contains(Span(0, 3))
    assert Span(0, 3).contains(Span(1, 2))
    assert not Span(0, 3).contains(Span(2, 4))
    assert sorted([Span(2, 3), Span(0, 9), Span(0, 1)]) == [Span(0, 1), Span(0, 9), Span(2, 3)]


def test_the_digest_is_that_of_the_bytes() -> None:
    document = Document(identifier="a", text="Hello World!", language="en", passages=(Passage(span=Span(0, 12), language="en"),))
    assert document.sha256 == "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069"
