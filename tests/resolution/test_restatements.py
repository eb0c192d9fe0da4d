"""Which statements make the same claim."""

from __future__ import annotations

import pytest

from kg.resolution.restatements import bands, claim, likeness, most_alike

SAID = "the country will receive ten million euros to train teachers in the northern provinces"


def shared(one: str, other: str) -> int:
    return len(set(bands(one, "en")) & set(bands(other, "en")))


@pytest.mark.parametrize(
    "other",
    [
        SAID.upper(),
        f"«{SAID}.»",
        SAID.replace("teachers", "nurses"),
        SAID + " next year",
        SAID.removeprefix("the country "),
    ],
)
def test_claims_in_nearly_the_same_words_are_compared_and_alike(other: str) -> None:
    assert shared(SAID, other)
    assert likeness(SAID, other).is_enough


@pytest.mark.parametrize(
    "other",
    [
        "the northern provinces are safe again and teachers return to their schools",
        "ten million people in the country have no access to a doctor",
    ],
)
def test_claims_that_share_a_topic_are_not_alike(other: str) -> None:
    assert not likeness(SAID, other).is_enough


def test_the_same_words_in_another_language_are_not_compared() -> None:
    assert not set(bands(SAID, "en")) & set(bands(SAID, "fr"))


def test_what_is_too_short_is_compared_with_nothing() -> None:
    assert bands("We are ready to help", "en") == ()


def test_a_claim_restates_the_one_it_is_most_like_and_of_equals_the_earliest() -> None:
    early, late, other = (claim(iri, f"{iri}/graph", issued, SAID, "en") for iri, issued in (("b", "2019"), ("c", "2020"), ("a", "2018")))
    assert most_alike(SAID, [(late, SAID), (early, SAID), (other, SAID + " next year")], likeness) == (early, 1.0)
    assert most_alike("nobody has said anything of the kind before today", [(late, SAID)], likeness) is None


def test_a_claim_without_a_date_comes_after_those_with_one() -> None:
    assert claim("a", "g", "2020-05-01", SAID, "en") < claim("a", "g", "", SAID, "en")
