from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.model.identity import SLUG_LENGTH, Addresses, fold, slug, without_determiner

texts = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("L’Égalité & les Droits", "egalite les droits"),
        ("Œuvre d’entraide", "oeuvre d entraide"),
        ("the  Ministry of Health", "ministry of health"),
        ("ÉCOLE", "ecole"),
        ("e\u0301cole", "ecole"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_spellings_of_a_name_fold_alike(name: str, plain: str) -> None:
    assert fold(name) == plain


@pytest.mark.parametrize(
    ("name", "rest"), [("la Banque", "Banque"), ("Les Échos", "Échos"), ("Lesotho", "Lesotho"), ("Theatre", "Theatre")]
)
def test_a_determiner_is_a_word_of_its_own(name: str, rest: str) -> None:
    assert without_determiner(name) == rest


@given(texts)
def test_a_slug_is_a_short_part_of_an_address(text: str) -> None:
    made = slug(text)
    assert 1 <= len(made) <= SLUG_LENGTH
    assert not re.search(r"[\s/#?%:]|^-|-$|--", made)
    assert slug(made) == made or made.startswith(("l-", "d-", "the-", "a-"))


def test_a_long_slug_ends_with_a_whole_word() -> None:
    made = slug(" ".join(["conference"] * 20))
    assert len(made) <= SLUG_LENGTH
    assert set(made.split("-")) == {"conference"}


def test_letters_of_other_scripts_are_kept() -> None:
    assert slug("Министерство здравоохранения") == "министерство-здравоохранения"


@given(texts, texts)
def test_addresses_are_iris_whatever_the_names_are(identifier: str, name: str) -> None:
    addresses = Addresses("https://example.org/", identifier, {"a": f"person/{slug(name)}"})
    made = [
        addresses.document,
        addresses.graph,
        addresses.entity("a"),
        addresses.stretch(0, 1),
        addresses.role("a", name),
        addresses.statement(name, 1),
        addresses.amount("1.5", "EUR"),
        addresses.fact(name, identifier),
    ]
    for address in made:
        assert NamedNode(address).value == address
        assert urlsplit(address).netloc == "example.org"
    assert len(set(made)) == len(made)


def test_addresses_depend_on_what_they_name() -> None:
    one, other = (Addresses("https://example.org/", identifier, {"a": "person/x"}) for identifier in ("1.txt", "2.txt"))
    assert one.entity("a") == other.entity("a")
    assert one.statement("Yes", 1) != other.statement("Yes", 1)
    assert one.statement("Yes", 1) != one.statement("Yes", 2)
    assert one.role("a", "minister") == other.role("a", "minister") != one.role("a", "mayor")
