"""What is read of an entity's JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import WikidataError
from kg.wikidata.entities import Facts, Reader
from tests.wikidata.entity import BODY, KIND, NAMELESS, NORLAND, PERSON, PROPERTY, Json, as_line, claim, entity, item, time


def read(one: Json, *languages: str) -> Facts:
    facts = Reader(languages or ("en", "fr")).entity(as_line(one))
    assert facts
    return facts


def test_names_come_in_the_chosen_languages_alone() -> None:
    body = read(BODY)
    assert body.labels == {"en": "Nakambé Basin Agency", "fr": "Agence du bassin du Nakambé"}
    assert body.aliases == ("NBA", "ABN")
    assert read(BODY, "de", "fr").aliases == ("NEA", "ABN", "NBA")
    assert read(NAMELESS).labels == {}


def test_a_label_for_all_languages_stands_for_the_first() -> None:
    assert read(PERSON).labels == {"en": "Salimata Ouédraogo"}
    assert read(entity(1, {"mul": "X", "en": "Y"})).labels == {"en": "Y"}


def test_the_description_is_in_the_first_language_that_has_one() -> None:
    assert read(BODY).description == "agence de bassin"


def test_classes_countries_code_sitelinks_and_date() -> None:
    assert (read(BODY).types, read(BODY).countries, read(BODY).sitelinks) == ((900_010,), (900_001,), 4)
    assert read(KIND).superclasses == (900_011,)
    assert read(NORLAND).code == "NX"
    assert read(BODY).modified == "2026-03-02T01:02:03Z"


def test_a_country_that_is_over_is_none() -> None:
    assert read(PERSON).countries == (900_001,)


def test_a_year_is_told_where_it_is_known_to_the_year() -> None:
    assert (read(BODY).begin, read(BODY).end) == (1974, None)
    assert (read(PERSON).begin, read(PERSON).end) == (1960, None)
    assert read(entity(1, {"en": "x"}, [("P571", claim("P571", time("-0044-03-15T00:00:00Z")))])).begin == -44


def test_an_event_of_one_day_begins_and_ends_in_its_year() -> None:
    day = read(entity(1, {"en": "x"}, [("P585", claim("P585", time("+2015-12-12T00:00:00Z")))]))
    assert (day.begin, day.end) == (2015, 2015)


def test_deprecated_statements_never_hold_and_preferred_ones_come_before_others() -> None:
    ranks = [("P31", claim("P31", item(1), "deprecated")), ("P31", claim("P31", item(2))), ("P31", claim("P31", item(3), "preferred"))]
    assert read(entity(1, {"en": "x"}, ranks)).types == (3,)
    assert read(entity(1, {"en": "x"}, ranks[:2])).types == (2,)
    assert read(entity(1, {"en": "x"}, ranks[:1])).types == ()


@pytest.mark.parametrize("snaktype", ["somevalue", "novalue"])
def test_a_value_that_is_unknown_or_none_is_none(snaktype: str) -> None:
    assert read(entity(1, {"en": "x"}, [("P31", claim("P31", None, snaktype=snaktype))])).types == ()


def test_empty_maps_may_be_lists_and_parts_may_lack() -> None:
    assert read(entity(1, {})) == Facts(number=1, labels={}, modified="2026-03-02T01:02:03Z")
    assert Reader().entity(b'{"type":"item","id":"Q7"}') == Facts(number=7, labels={})


@pytest.mark.parametrize("one", [PROPERTY, {"type": "lexeme", "id": "L5"}, {"id": "Q5", "missing": ""}, {"type": "item", "id": "Q0"}])
def test_what_is_no_item_or_missing_is_none(one: Json) -> None:
    assert Reader().entity(as_line(one)) is None


@pytest.mark.parametrize(
    "text", [b'{"type":"item","id":"Q7"', b"", b'{"type":"item","id":7}', b'{"id":"Q7","labels":"x"}', b'{"id":"Q\xff"}']
)
def test_what_is_no_entity_is_told(text: bytes) -> None:
    with pytest.raises(WikidataError, match="not the JSON of an entity"):
        Reader().entity(text)


def test_an_answer_names_merged_items_by_what_was_asked_and_missing_ones_as_none() -> None:
    answer = {"entities": {"Q1": BODY, "Q900003": PERSON, "Q3": {"id": "Q3", "missing": ""}}, "success": 1}
    found = Reader().answer(json.dumps(answer).encode())
    assert found["Q1"] == read(BODY)
    assert found["Q3"] is None
    assert Reader().answer(b'{"entities":[]}') == {}
    with pytest.raises(WikidataError, match="not an answer"):
        Reader().answer(b'{"entities":{"Q1":{"ty')


def test_samples_of_the_interfaces_are_read(shared: Path) -> None:
    ministry = Reader().answer((shared / "wikidata/samples/EntityData_Q108383287.json").read_bytes())["Q108383287"]
    assert ministry
    assert (ministry.types, ministry.countries, ministry.begin) == ((327333, 480242), (843,), None)
    moscow = Reader().answer((shared / "wikidata/samples/wbgetentities_Q649_labels.json").read_bytes())["Q649"]
    assert moscow == Facts(number=649, labels={"en": "Moscow"})
