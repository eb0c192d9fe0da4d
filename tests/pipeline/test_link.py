"""Which name an accepted item gives to the address of an entity."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.linking.linker import Linker
from kg.model.entities import EntityClass
from kg.model.identity import slug
from kg.model.links import Level, Link
from kg.model.profiles import Profile
from kg.pipeline.link import EntityLinks
from kg.pipeline.resolve import Resolver
from kg.resolution.concepts import Meanings
from kg.store.identities import Identities
from kg.store.index import Index
from kg.store.links import Links
from kg.wikidata.index import starter

MEANINGS = Meanings(starter().countries())
PERSON = EntityClass.PERSON


@pytest.fixture
def identities(tmp_path: Path) -> Identities:
    return Identities(Index(tmp_path / "index.sqlite"))


@pytest.fixture
def links(identities: Identities) -> EntityLinks:
    return EntityLinks(Links(identities), Linker(starter(), MEANINGS))


@pytest.mark.parametrize(
    ("qid", "expected"),
    [
        ("Q27293", "Western Asia"),  # another item is called so too, but not mainly
        ("Q783330", "Senate of Australia"),
        ("Q6867107", "Ministry of Health ZM"),  # every country has one
        ("Q1018373", "Derby AU"),  # there is a better known one elsewhere
        ("Q36687", "Victoria Q36687"),  # the index does not tell its country
        ("Q2061163", "Paul Martin Q2061163"),  # two persons of a name may be of one country
    ],
)
def test_a_name_is_as_plain_as_its_namesakes_allow(qid: str, expected: str, links: EntityLinks) -> None:
    assert links.name([Link(qid, Level.SAME, 4.0)]) == expected


def test_what_is_no_item_has_no_name(links: EntityLinks) -> None:
    assert links.name([]) is None
    assert links.name([Link("Q27293", Level.CLOSE, 2.5)]) is None


def person(document: str, title: str, country: str | None, home: str | None, item: str) -> Profile:
    return Profile(
        document=document,
        path="person/macky-sall",
        cls=PERSON,
        label="Macky Sall",
        names=("Macky Sall",),
        titles=(title,),
        country=country,
        home=home,
        items=(item,),
    )


def place(document: str, name: str, country: str) -> Profile:
    return Profile(document=document, path=f"place/{slug(name)}", cls=EntityClass.PLACE, label=name, names=(name,), country=country)


STATE, PART = place("known", "Géorgie", "GE"), place("other", "Georgia", "AU")


@pytest.mark.parametrize("order", [(STATE, PART), (PART, STATE)])
def test_an_address_that_an_item_gives_is_nobody_else_s_whoever_came_first(
    order: tuple[Profile, ...], identities: Identities, links: EntityLinks
) -> None:
    """In French the state is called otherwise than the place in another country, which is no known item."""

    def resolved() -> tuple[str, str]:
        Resolver(identities, MEANINGS, links).resolve(lambda moves: None)
        return tuple(identities.paths(told.document).get(told.path, "") for told in (STATE, PART))  # type: ignore[return-value]

    for told in order:
        with identities.index.changing():
            identities.put(told.document, [told])
        resolved()
    state, part = resolved()
    assert state == "place/georgia"
    assert part == "place/georgia-au"
    with identities.index.changing():
        identities.put(STATE.document, [])
    assert resolved()[1] == "place/georgia"


@pytest.mark.parametrize(("country", "expected"), [("SN", "person/macky-sall-sn"), (None, "person/macky-sall-q57438")])
def test_a_namesake_who_is_no_item_has_another_address(
    country: str | None, expected: str, identities: Identities, links: EntityLinks
) -> None:
    with identities.index.changing():
        identities.put("known", [person("known", "president", country, "SN", "Q57438")])
        identities.put("other", [person("other", "footballer", "BR", None, "Q1")])
    Resolver(identities, MEANINGS, links).resolve(lambda moves: None)
    assert identities.paths("known") == {"person/macky-sall": expected}
    assert identities.paths("other") == {"person/macky-sall": "person/macky-sall-br"}


def test_two_that_are_one_item_are_one_entity_whatever_country_each_is_told_of(identities: Identities, links: EntityLinks) -> None:
    """What is of no country, such as a world body, is told of in many."""
    for document, name, country in (("one", "WHO", "CH"), ("two", "Organisation mondiale de la santé", "FR")):
        path = f"organisation/{slug(name)}"
        with identities.index.changing():
            told = Profile(document=document, path=path, cls=EntityClass.ORGANISATION, label=name, names=(name,), country=country)
            identities.put(document, [told])
        Resolver(identities, MEANINGS, links).resolve(lambda moves: None)
    addresses = {address for document in ("one", "two") for address in identities.paths(document).values()}
    assert addresses == {"organisation/world-health-organization"}
