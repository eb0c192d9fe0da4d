"""Which statements make the same claim in two languages."""

from __future__ import annotations

import tomllib
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from kg.resolution.translations import figures, likeness

OCCASIONS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("claims.toml").read_text(encoding="utf-8"))["occasion"]
ENGLISH = "Success will require partnerships among schools, parents and mayors."
FRENCH = "le succès exigerait des partenariats entre les écoles, les parents et les maires"


def sides(occasion: dict[str, Any]) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The claims of an occasion in French and in English, those told in both with one number."""
    both = occasion["both"]
    french = [*enumerate(claim["fr"] for claim in both), *((-1, text) for text in occasion["fr"])]
    english = [*enumerate(claim["en"] for claim in both), *((-2, text) for text in occasion["en"])]
    return french, english


def counts(occasions: list[dict[str, Any]]) -> tuple[int, int, int]:
    """Claims found again in the other language, others taken for them, and how many there are to be found."""
    right = wrong = expected = 0
    for occasion in occasions:
        expected += len(occasion["both"])
        for (one, french), (other, english) in product(*sides(occasion)):
            if likeness(french, english).is_enough:
                right, wrong = right + (one == other), wrong + (one != other)
    return right, wrong, expected


@pytest.mark.parametrize("half", [0, 1], ids=["on which the thresholds are set", "not looked at for them"])
def test_claims_are_found_in_the_other_language_and_not_mixed_up_with_others_of_their_occasion(half: int) -> None:
    right, wrong, expected = counts(OCCASIONS[half::2])
    assert wrong == 0
    assert right / expected >= 0.8


def test_claims_of_different_occasions_are_not_mixed_up() -> None:
    french = [text for occasion in OCCASIONS for _, text in sides(occasion)[0]]
    english = [text for occasion in [*OCCASIONS[1:], OCCASIONS[0]] for _, text in sides(occasion)[1]]
    assert not [pair for pair in zip(french, english, strict=False) if likeness(*pair).is_enough]


def test_the_longer_of_two_may_say_more() -> None:
    more = " They will make us stronger. The goal is to keep every child in school until the age of sixteen."
    assert likeness(FRENCH, ENGLISH + more).is_enough
    assert likeness(FRENCH, ENGLISH + more) == likeness(FRENCH, ENGLISH + more)
    assert likeness(ENGLISH + more, FRENCH).similarity == likeness(FRENCH, ENGLISH + more).similarity


def test_a_sentence_has_one_vector_whatever_is_read_beside_it() -> None:
    alone = likeness(FRENCH, ENGLISH).grounds[0].weight
    assert likeness(ENGLISH, "Il a plu toute la journée hier. " * 8 + FRENCH).grounds[0].weight == alone


def test_a_short_statement_is_found_in_nothing() -> None:
    assert not likeness("Nous sommes prêts.", "We are ready. There is nothing left for us to do.").is_enough


def test_figures_decide_between_sentences_that_are_alike_but_for_them() -> None:
    french = "plus de 40 000 enfants ont été vaccinés en dix jours"
    same, other = (likeness(french, f"Over {count} children were vaccinated within ten days") for count in ("40,000", "62,000"))
    assert same.is_enough
    assert not other.is_enough
    assert [ground.feature for ground in same.grounds] == ["meaning", "figures"]
    assert [ground.told for ground in other.grounds][1:] == ["40000 ≠ 62000"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de 1,5 à 12 000 euros", {"1.5", "12000"}),
        ("1\u202f234\u202f567 people in 2017-2018", {"1234567", "2017", "2018"}),
        ("2.5 percent, then 40,000.", {"2.5", "40000"}),
        ("nobody", set()),
    ],
)
def test_figures_are_read_as_both_languages_write_them(text: str, expected: set[str]) -> None:
    assert figures(text) == expected
