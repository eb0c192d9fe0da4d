"""Items of Wikidata, found by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.model.entities import EntityClass, Name
from kg.wikidata import spellings, writing
from kg.wikidata.candidates import items_of
from kg.wikidata.index import ItemIndex, opened, starter
from kg.wikidata.items import Item
from kg.wikidata.keys import shortened, skeleton
from kg.wikidata.writing import write_index

ITEMS = (
    Item(
        qid="Q101",
        cls=EntityClass.ORGANISATION,
        labels=(Name(text="Nakambé Basin Agency", language="en"), Name(text="Agence du bassin du Nakambé", language="fr")),
        aliases=("ABN", "NBA"),
        description="agency for a shared river",
        country="BF",
        types=("Q327333",),
        begin=1974,
        end=2019,
        prominence=3,
    ),
    Item(qid="Q102", cls=EntityClass.PERSON, labels=(Name(text="Moussa Wanjala Sayed", language="en"),), country="KE"),
    Item(qid="Q103", cls=EntityClass.ORGANISATION, labels=(Name(text="National Birds Association", language="en"),), aliases=("NBA",)),
    Item(qid="Q104", cls=EntityClass.PLACE, labels=(Name(text="Norland", language="en"),), country="NX", types=("Q6256",)),
)


STATELESS = Item(qid="Q105", cls=EntityClass.PLACE, labels=(Name(text="Old Norland", language="en"),), types=("Q6256",))


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
    assert [item.qid for item in index.states()] == ["Q104"]


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


@pytest.mark.parametrize("items", [ITEMS[::-1], [*ITEMS, ITEMS[-1]]], ids=["falling", "twice"])
def test_items_are_written_by_rising_number_each_once(items: Sequence[Item], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="rising number"):
        write_index(items, tmp_path / "items.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_another_item_makes_another_identity(tmp_path: Path) -> None:
    write_index(ITEMS, tmp_path / "a")
    write_index([*ITEMS, STATELESS], tmp_path / "b", {"source": "tests"})
    one, other = ItemIndex(tmp_path / "a"), ItemIndex(tmp_path / "b")
    assert one.identity != other.identity
    assert other.facts["source"] == "tests"
    assert list(other) == [*ITEMS, STATELESS]


def test_nothing_is_left_of_an_index_that_could_not_be_finished(tmp_path: Path) -> None:
    def broken() -> Iterator[Item]:
        yield from ITEMS
        raise OSError("the disk is gone")

    with pytest.raises(StoreError, match="the disk is gone"):
        write_index(broken(), tmp_path / "items.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_an_index_is_opened_once_and_without_a_file_it_is_the_starter(tmp_path: Path) -> None:
    path = tmp_path / "items.sqlite"
    write_index(ITEMS, path)
    assert opened(path) is opened(path)
    assert len(opened(path)) == len(ITEMS)
    assert opened(None) is starter()


def test_items_of_another_index_are_found_there(index: ItemIndex) -> None:
    assert [item.qid for item in items_of("NBA", EntityClass.ORGANISATION, index)] == ["Q101", "Q103"]
    assert items_of("Nakambé Basin Agency", EntityClass.ORGANISATION) == ()


def test_the_starter_tells_years_only_where_its_descriptions_do() -> None:
    dated = [item for item in starter() if item.begin is not None]
    assert dated
    assert all(str(item.begin) in item.description for item in dated)
    assert all(item.begin <= item.end for item in dated if item.begin is not None and item.end is not None)


def test_the_starter_knows_bodies_by_acronym_in_both_languages() -> None:
    assert [item.label("en") for item in starter().named("UNICEF")][:1] == [item.label("en") for item in starter().named("Unicef")][:1]
    (oim,), (iom,) = items_of("OIM", EntityClass.ORGANISATION), items_of("IOM", EntityClass.ORGANISATION)
    assert oim == iom
    assert starter().countries()["pakistan"] == "PK"


@pytest.mark.parametrize("other", ["harbur", "harbout", "harbourt", "arbour", "charbour"])
def test_words_that_differ_in_one_letter_have_what_is_left_of_them_in_common(other: str) -> None:
    assert set(shortened("harbour")) & set(shortened(other))
    assert not set(shortened("harbour")) & set(shortened("herbout"))
    assert shortened("nile") == []  # of a short word each letter counts


def test_a_word_that_no_name_has_is_read_as_one_that_is_near(tmp_path: Path) -> None:
    names = ["Tarn River Board", "Turf River Board", *(f"{word} River Board" for word in ("Lower", "Upper", "Inner"))]
    items = [Item(qid=f"Q{n}", cls=None, labels=(Name(text=name, language="en"),)) for n, name in enumerate(names, 1)]
    write_index(items, tmp_path / "items.sqlite")
    assert ItemIndex(tmp_path / "items.sqlite").alike("Lowers River Board")[0][0].qid == "Q3"


@pytest.mark.parametrize("name", ["Norlant", "Nrland", "Borland", "Norlland"])
def test_a_single_word_with_a_wrong_letter_is_found(index: ItemIndex, name: str) -> None:
    assert [item.qid for item, _ in index.alike(name)] == ["Q104"]


def test_names_of_common_words_are_found_by_two_of_them(tmp_path: Path) -> None:
    words = ("harbour", "council", "northern", "fisheries", "office")
    some = [f"{one} {other} {third}" for one in words for other in words for third in words]
    items = [
        Item(qid=f"Q{n}", cls=EntityClass.ORGANISATION, labels=(Name(text=text, language="en"),)) for n, text in enumerate(some * 3, 1)
    ]
    write_index(items, tmp_path / "items.sqlite")
    index = ItemIndex(tmp_path / "items.sqlite")
    assert {item.names[0] for item, share in index.alike("Harbour Council of Fisheries", 30) if share > 0.9} >= {
        "harbour council fisheries"
    }


def test_a_word_that_all_names_have_tells_nothing_but_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "COMMON", 5)
    monkeypatch.setattr(spellings, "COMMON", 5)
    items = [Item(qid=f"Q{n}", cls=None, labels=(Name(text=f"Harbour {chr(96 + n) * 2}lmond{n}", language="en"),)) for n in range(1, 10)]
    write_index(items, tmp_path / "items.sqlite")
    index = ItemIndex(tmp_path / "items.sqlite")
    assert [item.qid for item, _ in index.alike("Harbour cclmondd3")] == ["Q3"]
    assert index.alike("Harbour") == []
