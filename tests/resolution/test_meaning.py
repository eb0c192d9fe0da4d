"""How statements are cut into what is compared, and how near sentences are."""

from __future__ import annotations

import pytest

from kg.resolution.meaning import nearness, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We need a little more time. They have to give us that! Nobody has asked us before.", 3),
        ("the roads are closed to lorries; the bridge will open in a month", 2),
        ("Mr. Moura will come back in spring", 1),
        ("Will we be ready for the winter? Absolutely.", 1),
        ("Absolutely.", 1),
        ("", 0),
    ],
)
def test_a_statement_is_cut_into_sentences_that_say_something(text: str, expected: int) -> None:
    found = sentences(text)
    assert len(found) == expected
    assert " ".join(found) == text


def test_sentences_of_one_meaning_are_near_in_any_language() -> None:
    (same, other), (_, again) = nearness(
        ["The harbour will open in spring", "Nurses work at night"],
        ["Le port ouvrira au printemps", "Les infirmières travaillent la nuit"],
    )
    assert min(same, again) > 0.7 > 0.4 > other


def test_how_near_two_sentences_are_does_not_depend_on_the_others() -> None:
    one, other = "The harbour will open in spring", "Le port ouvrira au printemps"
    alone = nearness([one], [other])[0][0]
    assert nearness([other], [one])[0][0] == alone
    assert nearness(["Nurses work at night", one], ["Il pleut", "Il neige", other])[1][2] == alone
