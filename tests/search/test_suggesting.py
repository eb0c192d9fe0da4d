"""Names as one types."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SearchError
from kg.search.index import SearchIndex, number_of_name
from kg.search.records import Kind
from kg.search.suggesting import suggest


def names(index: SearchIndex, text: str, *kinds: Kind) -> list[str]:
    return [found.name for found in suggest(index, text, kinds)]


@pytest.mark.parametrize("text", ["oued", "OUÉDR", "salimata o", "ouedraogo sali", "Salimata Ouédraogo"])
def test_a_name_is_suggested_by_the_beginnings_of_its_words(index: SearchIndex, text: str) -> None:
    assert names(index, text)[0] == "Salimata Ouédraogo"


def test_the_most_prominent_name_comes_first(index: SearchIndex) -> None:
    found = suggest(index, "co")
    assert [(each.name, each.documents) for each in found] == [("Coastal Cities Forum", 3), ("Cove", 1), ("projet Rives communes", 1)]


def test_a_whole_name_comes_before_a_prominent_one_that_begins_so(index: SearchIndex) -> None:
    assert names(index, "cove") == ["Cove"]
    assert names(index, "c")[0] == "Coastal Cities Forum"


def test_what_was_typed_is_marked(index: SearchIndex) -> None:
    (found,) = suggest(index, "grace wanj")
    assert [found.name[begin:end] for begin, end in found.marks] == ["Grace", "Wanjala"]


@pytest.mark.parametrize(
    "text", ["saint-lou", "o'br", "l'int", "U.N", '"forum', "for*", "c.c.f", "clean har", "-x forum", "a OR b", "NEAR(", "c:"]
)
def test_no_text_breaks_the_suggestions(index: SearchIndex, text: str) -> None:
    found = suggest(index, text)
    assert all(begin < end <= len(each.name) for each in found for begin, end in each.marks)


@given(text=st.text("abcé'’-\"«»*()+^: ORNEAT\\%_\0\u0301;", max_size=20) | st.text(max_size=20))
def test_whatever_is_typed_is_answered(index: SearchIndex, text: str) -> None:
    with suppress(SearchError):
        suggest(index, text)


def test_words_side_by_side_at_the_beginning_come_first(index: SearchIndex) -> None:
    assert names(index, "clean har")[0] == "Clean Harbours initiative"
    assert names(index, "ministère de l'int") == ["Ministère de l'Intérieur"]


def test_other_names_are_suggested_with_the_label_of_their_thing(index: SearchIndex) -> None:
    (found,) = suggest(index, "CCF")
    assert (found.name, found.label("en"), found.label("fr")) == ("CCF", "Coastal Cities Forum", "Forum des villes côtières")


def test_suggestions_are_of_the_kinds_asked_for(index: SearchIndex) -> None:
    assert names(index, "c", Kind.PLACE) == ["Cove"]
    assert names(index, "c", Kind.DOCUMENT) == names(index, "c")


@pytest.mark.parametrize("text", ["", " ", "'", "-", "zzz"])
def test_nothing_is_suggested_for_nothing(index: SearchIndex, text: str) -> None:
    assert suggest(index, text) == ()


@pytest.mark.parametrize("limit", [0, 51])
def test_more_suggestions_than_there_can_be_are_told(index: SearchIndex, limit: int) -> None:
    with pytest.raises(SearchError):
        suggest(index, "a", limit=limit)


def test_names_are_numbered_by_prominence() -> None:
    numbers = [number_of_name(documents, thing, 0) for documents, thing in ((10**9, 5), (40, 9), (1, 1), (0, 2))]
    assert numbers == sorted(numbers)
    assert 0 < numbers[0] < numbers[-1] < 2**63
