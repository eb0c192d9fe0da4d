"""Patterns made from word lists."""

from __future__ import annotations

import re

import pytest

from kg.languages.patterns import any_of

WORDS = ("high commission", "high commissioner", "high", "envoy", "co-chair", "M.", "l'")


@pytest.mark.parametrize("word", WORDS)
def test_each_word_is_found_as_it_is_written(word: str) -> None:
    assert re.fullmatch(any_of(WORDS), word)
    assert not re.fullmatch(any_of(WORDS), word + "x")


def test_a_sign_stands_for_itself() -> None:
    assert not re.fullmatch(any_of(["M."]), "Mx")


def test_the_longest_word_is_found() -> None:
    found = re.search(any_of(WORDS), "the high commissioners")
    assert found is not None
    assert found.group() == "high commissioner"


def test_a_shorter_word_is_found_where_what_follows_asks_for_it() -> None:
    found = re.search(rf"{any_of(WORDS)}(?!\w)", "the high commissionary")
    assert found is not None
    assert found.group() == "high"


def test_the_order_of_the_words_does_not_matter() -> None:
    assert any_of(WORDS) == any_of(reversed(WORDS))


@pytest.mark.parametrize("words", [(), ("",)])
def test_no_words_match_nothing(words: tuple[str, ...]) -> None:
    for pattern in (any_of(words), rf"a{any_of(words)}", rf"(?<!\w){any_of(words)}\b"):
        assert re.search(pattern, "a text, and what stands in it") is None
    assert re.fullmatch(rf"a(?:{any_of(words)} )?", "a")


def test_a_blank_may_stand_for_more() -> None:
    assert re.fullmatch(any_of(["mis en place"], gap=r"(?:e|s|es)?\s"), "mises en place")
