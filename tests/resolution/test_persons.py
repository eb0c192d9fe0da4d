"""Two persons' names, part by part."""

from __future__ import annotations

import pytest

from kg.resolution.persons import DIFFERENT, FULL, likeness, person_name


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Dr. Ibrahima Ndour", ("ibrahima", "ndour")),
        ("Hon. Mary O'Neill MP", ("mary", "o", "neill")),
        ("Son Excellence Awa Diallo", ("awa", "diallo")),
        ("NDOUR SARR Ibrahima", ("ibrahima", "ndour", "sarr")),
        ("IBRAHIMA NDOUR", ("ibrahima", "ndour")),
        ("M. Ndour", ("m", "ndour")),  # a title leaves two words, so that an initial is not taken for one
        ("Ndour", ("ndour",)),
        ("", ()),
    ],
)
def test_titles_are_left_out_and_capitals_tell_the_surname(written: str, words: tuple[str, ...]) -> None:
    assert person_name(written).words == words


@pytest.mark.parametrize(
    ("one", "other", "weight", "feature"),
    [
        ("Joseph Kalala", "Kalala Joseph", FULL, "name"),
        ("Amadou Boubacar", "Boubacar Amadou", 1.0, "order"),
        ("Mark A. Holloway", "Mark Holloway", FULL, "name"),
        ("Mark A. Holloway", "Mark B. Holloway", DIFFERENT, "other person"),
        ("Mark Holloway Jr.", "Mark Holloway", 1.0, "generation"),
        ("Mark Holloway Jr.", "Mark Holloway Sr.", DIFFERENT, "other person"),
        ("Jean Kouassi", "Jean-Marie Kouassi", 1.0, "part of a double name"),
        ("Andreï Kolossov", "Andrey Kolosov", FULL, "transcription"),
        ("Martin Dubois", "Martine Dubois", 0.0, ""),
        ("Ali Hassan", "Ali Hussain", 0.0, ""),
        ("Peter Sutton", "Peter Hutton", 0.0, ""),
        ("Chris Holloway", "Christopher Holloway", 1.0, "short given name"),
        ("C. Holloway", "Christopher Holloway", 1.0, "initial"),
        ("Holloway", "Christopher Holloway", 0.5, "surname"),
        ("", "Christopher Holloway", 0.0, ""),
    ],
)
def test_what_two_names_have_in_common(one: str, other: str, weight: float, feature: str) -> None:
    for a, b in ((one, other), (other, one)):
        found = likeness(person_name(a), person_name(b))
        assert (found.weight, found.feature) == (weight, feature)
