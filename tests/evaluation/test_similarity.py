from __future__ import annotations

import pytest

from kg.evaluation.matching import match
from kg.evaluation.similarity import jaccard, name_similarity, names_similarity, tokens


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Awa Diallo", "awa diallo", 1.0),
        ("Mme Awa Diallo", "Awa Diallo", 1.0),
        ("l'Agence de l’Eau", "Agence eau", 1.0),
        ("Société générale", "SOCIETE GENERALE", 1.0),
        ("Diallo", "Awa Diallo", 2 / 3),
        ("Son Excellence", "Excellence", 2 / 3),  # nothing but titles: they are all there is to compare
        ("Ligue du Nord", "Ligue du Sud", 0.5),
        ("Nord", "Sud", 0.0),
        ("…", "Sud", 0.0),
    ],
)
def test_names_are_compared_by_their_words(left: str, right: str, expected: float) -> None:
    assert name_similarity(left, right) == pytest.approx(expected)
    assert name_similarity(right, left) == pytest.approx(expected)


def test_the_most_alike_names_of_two_entities_count() -> None:
    assert names_similarity(["LGP", "Ligue"], ["Union", "la Ligue"]) == 1.0
    assert names_similarity([], ["Union"]) == 0.0


def test_words_count_as_often_as_they_stand_there() -> None:
    assert jaccard(tokens("oui oui non"), tokens("oui non")) == pytest.approx(2 / 3)
    assert jaccard([], []) == 0.0


def test_the_most_alike_are_paired_first_and_each_once() -> None:
    assert match([(0.8, "a", "x"), (0.9, "b", "x"), (0.7, "a", "y")]) == {"b": "x", "a": "y"}
    assert match([(0.8, "a", "y"), (0.8, "a", "x")]) == {"a": "x"}
