from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluation.places import SearchedText, nearest, on_one_line
from kg.model.text import Span


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Chad and Chadians in Chad.", "Chad", ["Chad", "Chad"]),
        ("la Banque\n de l’Eau", "Banque de l'Eau", ["Banque\n de l’Eau"]),
        ("THE UNION", "The Union", ["THE UNION"]),
        ("the Union and THE UNION", "the Union", ["the Union"]),
        ("a (b) c", "(b)", ["(b)"]),
        ("nothing", "", []),
    ],
)
def test_words_are_found_whatever_the_white_space_and_apostrophes(text: str, words: str, expected: list[str]) -> None:
    assert [place.of(text) for place in SearchedText(text).occurrences(words)] == expected


def test_a_name_inside_a_longer_one_is_no_place_of_its_own() -> None:
    text = "Ministry of Ports, the Ministry"
    assert [place.of(text) for place in SearchedText(text).places_of(["Ministry", "Ministry of Ports"])] == [
        "Ministry of Ports",
        "Ministry",
    ]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("One. Two is here! Three.", "here", "Two is here!"),
        ("M. Diallo a parlé à Dr. Sylla. Il part.", "Sylla", "M. Diallo a parlé à Dr. Sylla."),
        ("The U.S. Senate met. It left.", "Senate", "The U.S. Senate met."),
        ("Short title\nThe text begins.", "text", "The text begins."),
        (
            "The line of a letter that was wrapped at the\nmargin goes on. End.",
            "margin",
            "The line of a letter that was wrapped at the\nmargin goes on.",
        ),
        ("A heading that is as long as forty characters\n\nThe text.", "text", "The text."),
        ("« Oui. » Non.", "Non", "Non."),
        ("only words", "words", "only words"),
    ],
)
def test_the_sentence_around_a_place(text: str, words: str, expected: str) -> None:
    begin = text.index(words)
    assert SearchedText(text).sentence_around(Span(begin, begin + len(words))).of(text) == expected


def test_the_nearest_pair_is_shown_where_its_later_place_stands() -> None:
    assert nearest([Span(0, 1), Span(50, 51)], [Span(30, 31), Span(55, 56)]) == Span(55, 56)
    assert nearest([Span(3, 4)], []) == Span(3, 4)
    assert nearest([], []) is None


def test_a_very_long_sentence_is_cut_between_words() -> None:
    text = "word " * 400
    assert on_one_line(text, Span(0, len(text))).endswith("word …")
    assert len(on_one_line(text, Span(0, len(text)))) <= 602


@given(st.text(alphabet="aB. \n«»é’", min_size=1, max_size=60), st.data())
def test_the_sentence_holds_the_place(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text) - 1))
    place = Span(begin, data.draw(st.integers(begin + 1, len(text))))
    assert SearchedText(text).sentence_around(place).contains(place)
