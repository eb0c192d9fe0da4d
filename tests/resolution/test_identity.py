from __future__ import annotations

import pytest

from kg.model.entities import Entity, EntityClass, EventType, Form, Mention, Name
from kg.model.extraction import Extraction
from kg.model.text import Span
from kg.resolution.common_names import common_names
from kg.resolution.identity import entity_paths, is_common


def entity(cls: EntityClass, name: str, *, number: str = "x", form: Form = Form.NAME, country: str | None = None) -> Entity:
    return Entity(
        id=number,
        cls=cls,
        names=(Name(text=name, language="fr"),),
        mentions=(Mention(span=Span(0, 1), form=form, extractor="made", confidence=1.0),),
        country=country,
        event_type=EventType.MEETING if cls is EntityClass.EVENT else None,
    )


def path(thing: Entity, document: str = "a.txt") -> str:
    return entity_paths(document, Extraction(entities=(thing,)))["x"]


@pytest.mark.parametrize(
    ("cls", "name", "expected"),
    [
        (EntityClass.PERSON, "Salimata Ouédraogo", "person/salimata-ouedraogo"),
        (EntityClass.ORGANISATION, "la Fondation Halvorsen", "organisation/fondation-halvorsen"),
        (EntityClass.PROGRAMME, "Rives communes", "programme/rives-communes"),
        (EntityClass.PLACE, "Thiès", "place/thies"),
    ],
)
def test_a_full_name_is_the_same_node_in_all_documents(cls: EntityClass, name: str, expected: str) -> None:
    assert path(entity(cls, name), "a.txt") == path(entity(cls, name), "b.txt") == expected


@pytest.mark.parametrize(
    "thing",
    [
        entity(EntityClass.PERSON, "Ndour"),
        entity(EntityClass.PERSON, "la porte-parole du groupe", form=Form.NOMINAL),
        entity(EntityClass.ORGANISATION, "ministère de l’Intérieur"),
        entity(EntityClass.ORGANISATION, "the Government"),
        entity(EntityClass.ORGANISATION, "une banque", form=Form.NOMINAL),
        entity(EntityClass.EVENT, "réunion"),
    ],
)
def test_a_name_that_does_not_tell_who_is_kept_apart_by_document(thing: Entity) -> None:
    assert path(thing, "a.txt") != path(thing, "b.txt")
    assert path(thing, "a.txt") == path(thing, "a.txt")


def test_a_common_name_with_its_country_tells_who() -> None:
    thing = entity(EntityClass.ORGANISATION, "ministère de la Santé", country="SN")
    assert path(thing, "a.txt") == path(thing, "b.txt") == "organisation/ministere-de-la-sante-sn"
    other = entity(EntityClass.ORGANISATION, "ministère de la Santé", country="ML")
    assert path(thing) != path(other)


def test_two_events_of_one_name_are_two() -> None:
    events = tuple(entity(EntityClass.EVENT, "réunion", number=number) for number in ("x", "y"))
    paths = entity_paths("a.txt", Extraction(entities=events))
    assert len(set(paths.values())) == 2


def test_other_documents_and_entities_do_not_change_an_address() -> None:
    thing = entity(EntityClass.EVENT, "atelier")
    crowd = (entity(EntityClass.PERSON, "Awa Diop", number="p"), thing, entity(EntityClass.EVENT, "réunion", number="y"))
    assert entity_paths("a.txt", Extraction(entities=crowd))["x"] == path(thing)


@pytest.mark.parametrize(
    ("name", "common"),
    [
        ("le ministère de l’Intérieur", True),
        ("Ministry of Health", True),
        ("Supreme Court", True),
        ("Office fédéral de l’environnement et du climat", False),
        ("Fondation Halvorsen", False),
        ("Médecins du Sahel", False),
    ],
)
def test_a_common_name_begins_as_such_names_do_and_is_short(name: str, *, common: bool) -> None:
    assert is_common(name) is common


def test_the_words_are_lower_case() -> None:
    assert all(head == head.casefold() for head in common_names().heads)
