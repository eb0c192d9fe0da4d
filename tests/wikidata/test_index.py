"""Items of Wikidata, found by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.model.entities import EntityClass, Name
from kg.wikidata.candidates import items_of
from kg.wikidata.index import ItemIndex, starter, write_index
from kg.wikidata.items import Item
from kg.wikidata.keys import skeleton

ITEMS = (
    Item(
        qid="Q101",
        cls=EntityClass.ORGANISATION,
        labels=(Name(text="Nakambé Basin Agency", language="en"), Name(text="Agence du bassin du Nakambé", language="fr")),
        aliases=("ABN", "NBA"),
        description="agency for a shared river",
        country="BF",
        types=("Q327333",),
        prominence=3,
    ),
    Item(qid="Q102", cls=EntityClass.PERSON, labels=(Name(text="Moussa Wanjala Sayed", language="en"),), country="KE"),
    Item(qid="Q103", cls=EntityClass.ORGANISATION, labels=(Name(text="National Birds Association", language="en"),), aliases=("NBA",)),
    Item(qid="Q104", cls=EntityClass.PLACE, labels=(Name(text="Norland", language="en"),), country="NX", types=("Q6256",)),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> ItemIndex:
    path = tmp_path_factory.mktemp("items") / "items.sqlite"
    write_index(ITEMS, path)
    return ItemIndex(path)


def test_an_item_comes_back_as_it_was_put(index: ItemIndex) -> None:
    assert [index.get(item.qid) for item in ITEMS] == list(ITEMS)
    assert index.get("Q999") is None
    assert len(index) == len(ITEMS)


@pytest.mark.parametrize("name", ["Nakambé Basin Agency", "AGENCE DU BASSIN DU NAKAMBE", "l’agence du bassin du Nakambé", "abn"])
def test_a_name_is_found_whatever_its_case_accents_and_article(index: ItemIndex, name: str) -> None:
    assert [item.qid for item in index.named(name)] == ["Q101"]


def test_the_more_prominent_of_two_with_one_name_comes_first(index: ItemIndex) -> None:
    assert [item.qid for item in index.named("NBA")] == ["Q101", "Q103"]


@pytest.mark.parametrize("name", ["Moussa Wanjala Syed", "SAYED Moussa Wanjala", "Mousa Wandjala Sayed", "Moussa Wanjalla Sayed"])
def test_a_misspelt_or_inverted_name_is_found_too(index: ItemIndex, name: str) -> None:
    assert index.named(name) == []
    ((item, share),) = index.alike(name)
    assert item.qid == "Q102"
    assert 0.85 <= share <= 1


def test_short_names_are_looked_up_exactly(index: ItemIndex) -> None:
    assert index.alike("ABM") == []
    assert [item.qid for item, _ in index.alike("ABN")] == ["Q101"]


def test_a_label_is_told_in_the_language_asked_for_or_another(index: ItemIndex) -> None:
    agency, person = index.get("Q101"), index.get("Q102")
    assert agency
    assert person
    assert agency.label("fr") == "Agence du bassin du Nakambé"
    assert person.label("fr") == "Moussa Wanjala Sayed"


def test_states_are_known_by_all_their_names(index: ItemIndex) -> None:
    assert index.countries() == {"norland": "NX"}


@pytest.mark.parametrize(("one", "other"), [("sayed", "syed"), ("mohammed", "muhamed"), ("philippe", "filip"), ("migrations", "migration")])
def test_spellings_of_a_word_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_what_is_no_index_is_told(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    path.write_bytes(b"no database at all, but some words")
    with pytest.raises(StoreError, match="make the index anew"):
        ItemIndex(path)
    with pytest.raises(StoreError, match="make the index anew"):
        ItemIndex(tmp_path / "missing.sqlite")


def test_equal_items_make_an_equal_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_index(ITEMS, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_the_starter_knows_bodies_by_acronym_in_both_languages() -> None:
    assert [item.label("en") for item in starter().named("UNICEF")][:1] == [item.label("en") for item in starter().named("Unicef")][:1]
    (oim,), (iom,) = items_of("OIM", EntityClass.ORGANISATION), items_of("IOM", EntityClass.ORGANISATION)
    assert oim == iom
    assert starter().countries()["pakistan"] == "PK"
