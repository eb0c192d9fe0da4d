"""The gazetteer: what it finds, what it prefers, how soon it is ready."""

from __future__ import annotations

import pytest

from kg.extraction.names.gazetteer import Entry, Gazetteer, Kind, gazetteer
from kg.extraction.names.words import gender_of, nationalities
from kg.extraction.text.folding import fold_letters, fold_words
from kg.languages import languages


def names(text: str, *entries: Entry) -> list[str]:
    return [text[match.begin : match.end] for match in Gazetteer(entries).find(text)]


def test_only_whole_words_match() -> None:
    assert names("Nigerians and Niger, not Nigeria.", Entry("Niger", Kind.COUNTRY)) == ["Niger"]


def test_case_accents_and_punctuation_do_not_matter() -> None:
    assert names("COTE D'IVOIRE, Côte d’Ivoire", Entry("Côte d'Ivoire", Kind.COUNTRY)) == ["COTE D'IVOIRE", "Côte d’Ivoire"]


def test_a_name_inside_another_is_found_too() -> None:
    assert names("in Guinea-Bissau", Entry("Guinea", Kind.COUNTRY), Entry("Guinea-Bissau", Kind.COUNTRY)) == ["Guinea", "Guinea-Bissau"]


def test_a_country_goes_before_a_town_of_the_same_name() -> None:
    found = Gazetteer([Entry("Jordan", Kind.TOWN, "US", rank=5), Entry("Jordan", Kind.COUNTRY, "JO", rank=2)]).get("jordan")
    assert found is not None
    assert found.country == "JO"


def test_a_name_of_two_countries_tells_neither() -> None:
    found = Gazetteer([Entry("Congo", Kind.COUNTRY, "CD", rank=3), Entry("Congo", Kind.COUNTRY, "CG", rank=3)]).get("Congo")
    assert found is not None
    assert found.country is None


@pytest.mark.parametrize(
    ("name", "qid", "country"),
    [("Pakistan", "Q843", "PK"), ("RDC", "Q974", "CD"), ("États-Unis", "Q30", "US"), ("OIM", "Q472311", None), ("UNICEF", "Q740308", None)],
)
def test_the_shipped_table_knows_items_and_countries(name: str, qid: str, country: str | None) -> None:
    entry = gazetteer().get(name)
    assert entry is not None
    assert (entry.qid, entry.country) == (qid, country)


def test_folding_keeps_every_offset() -> None:
    text = "Évêché d’Œuvre ﬁn ß 👩🏽 e\u0301tat İstanbul"
    assert len(fold_letters(text)) == len(fold_words(text)) == len(text)


def test_every_language_has_adjectives_for_the_same_countries_at_large() -> None:
    tables = [set(nationalities(language).values()) for language in languages()]
    assert all(len(table) > 150 for table in tables)


@pytest.mark.parametrize(("name", "gender"), [("Marie", "f"), ("John", "m"), ("Zzyzx", None)])
def test_given_names_tell_a_gender(name: str, gender: str | None) -> None:
    assert gender_of(name) == gender
