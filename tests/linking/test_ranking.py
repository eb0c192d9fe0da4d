"""Which item an entity is: the reasons, and when it is none."""

from __future__ import annotations

from typing import Any

import pytest

from kg.linking.ranking import Ranking, rank
from kg.linking.subjects import subject
from kg.model.entities import EntityClass
from kg.model.identity import slug
from kg.model.links import Level
from kg.model.profiles import Profile
from kg.resolution.concepts import Meanings
from kg.wikidata.index import starter
from tests.model.nodes import node_of

MEANINGS = Meanings(starter().countries())
PERSON, BODY, PLACE = EntityClass.PERSON, EntityClass.ORGANISATION, EntityClass.PLACE


def ranking(cls: EntityClass, *names: str, **told: Any) -> Ranking:
    profile = Profile(document="d", path=f"{cls.value.lower()}/{slug(names[0])}", cls=cls, label=names[0], names=names, **told)
    return rank(subject([node_of(profile)]), starter(), MEANINGS)


def features(found: Ranking) -> set[str]:
    return {reason.feature for reason in found.candidates[0].comparison.reasons}


def test_a_name_that_one_item_has_is_that_item() -> None:
    found = ranking(BODY, "Organisation mondiale de la santé", "OMS")
    assert (found.best and found.best.label("en"), found.level) == ("World Health Organization", Level.SAME)
    assert {"name", "other names", "only one"} <= features(found)


@pytest.mark.parametrize(
    ("names", "country", "expected"),
    [
        (("Georgia",), "GE", "country in the Caucasus"),
        (("Georgia",), "US", "state of the United States"),
        (("Niger",), "NE", "sovereign state"),
        (("République du Congo",), "CG", "country in Central Africa, capital Brazzaville"),
    ],
)
def test_the_country_tells_places_of_one_name_apart(names: tuple[str, ...], country: str, expected: str) -> None:
    found = ranking(PLACE, *names, country=country, around=(country,))
    assert found.best
    assert expected in found.best.description
    assert found.level is Level.SAME


def test_a_person_is_not_linked_by_the_name_alone() -> None:
    assert ranking(PERSON, "Bob Debus").level is Level.CLOSE
    assert ranking(PERSON, "Bob Debus", titles=("minister for home affairs",)).level is Level.SAME


def test_a_namesake_who_does_something_else_is_none() -> None:
    assert ranking(PERSON, "Bob Debus", titles=("footballer",), country="BR").level is Level.NONE


def test_a_body_that_every_country_has_is_none_without_its_country() -> None:
    assert ranking(BODY, "Senate").level is Level.NONE
    found = ranking(BODY, "Senate", country="AU")
    assert (found.best and found.best.label("en"), found.level) == ("Senate of Australia", Level.SAME)


def test_a_body_of_another_country_with_the_same_acronym_is_none() -> None:
    assert ranking(BODY, "Federal Investigation Agency", "FIFA", country="PK").level is Level.NONE


def test_nodes_that_are_one_are_known_by_all_that_is_told_of_each() -> None:
    rows = [
        Profile(document="1", path="person/x", cls=PERSON, label="Bob Debus", names=("Bob Debus",), titles=("minister for home affairs",)),
        Profile(document="2", path="person/x", cls=PERSON, label="Debus", names=("Debus",), country="AU"),
    ]
    whole = subject([node_of(profile) for profile in rows])
    assert (whole.country, set(whole.names), whole.documents) == ("AU", {"Bob Debus", "Debus"}, 2)
    assert whole.titles["minister for home affairs"] == 1
