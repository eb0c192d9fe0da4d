"""Who is whom, over documents that come, change and go in any order."""

from __future__ import annotations

import random
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from kg.linking.linker import Linker
from kg.model.entities import EntityClass
from kg.model.identity import slug
from kg.model.profiles import Profile
from kg.pipeline.link import EntityLinks
from kg.pipeline.moves import Moved
from kg.pipeline.resolve import Resolver
from kg.resolution.blocks import CROWDED
from kg.resolution.concepts import Meanings
from kg.resolution.occupations import stage
from kg.store.identities import MOST, Identities
from kg.store.index import Index
from kg.store.links import Links
from kg.wikidata.index import starter

PERSONS = ("Grace Wanjala", "WANJALA Grace", "Grace Njeri Wanjala", "Peter Wanjala", "Wanjala", "Awa Diallo", "Awa Dialo")
BODIES = (
    ("International Organization for Migration", "IOM"),
    ("Organisation internationale pour les migrations", "OIM"),
    ("OIM",),
    ("Ministry of Interior",),
    ("ministère de l'Intérieur",),
    ("Halvorsen Foundation",),
    ("Fondation Halvorsen",),
)


def person(document: str, name: str, country: str | None = None, title: str = "") -> Profile:
    titles = (title,) if title else ()
    path = f"person/{slug(name)}"
    return Profile(document=document, path=path, cls=EntityClass.PERSON, label=name, names=(name,), country=country, titles=titles)


def known_for(document: str, name: str, title: str) -> Profile:
    return replace(person(document, name, title=title), stage=stage([title]))


def body(document: str, names: tuple[str, ...], country: str | None = None) -> Profile:
    path = f"organisation/{slug(names[0])}"
    return Profile(document=document, path=path, cls=EntityClass.ORGANISATION, label=names[0], names=names, country=country)


class People:
    """An index of profiles that come and go."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.index = Index(folder / "index.sqlite")
        self.identities = Identities(self.index)
        self.documents: set[str] = set()

    def put(self, document: str, profiles: Iterable[Profile]) -> None:
        self.documents.add(document)
        with self.index.changing():
            self.identities.put(document, profiles)

    def resolver(self) -> Resolver:
        meanings = Meanings(starter().countries())
        return Resolver(self.identities, meanings, EntityLinks(Links(self.identities), Linker(starter(), meanings)))

    def resolve(self) -> list[Moved]:
        moves: list[Moved] = []
        self.resolver().resolve(moves.extend)
        return moves

    def clusters(self) -> dict[tuple[str, str], str]:
        """The path of the cluster of each entity of each document."""
        self.resolve()
        return {(d, path): cluster for d in self.documents for path, cluster in self.identities.paths(d).items()}


def press(seed: int, count: int = 12) -> dict[str, list[Profile]]:
    """Documents that name a few persons and bodies in several ways, in two countries."""
    chance = random.Random(seed)
    documents = {}
    for number in range(count):
        name, country = f"d{number:02}", chance.choice(["PK", "ML", None])
        persons = [person(name, one, country, chance.choice(["", "minister"])) for one in chance.sample(PERSONS, 2)]
        documents[name] = [*persons, *(body(name, names, country) for names in chance.sample(BODIES, 3))]
    return documents


@pytest.mark.parametrize("seed", range(10))
def test_clusters_do_not_depend_on_the_order_of_reading(seed: int, tmp_path: Path) -> None:
    documents, chance = press(seed), random.Random(seed)
    at_once, bit_by_bit = People(tmp_path / "a"), People(tmp_path / "b")
    for document, profiles in documents.items():
        at_once.put(document, profiles)
    for document in chance.sample(sorted(documents), len(documents)):
        another = documents[chance.choice(sorted(documents))]
        bit_by_bit.put(document, [replace(profile, document=document) for profile in another])
        bit_by_bit.put(f"x{document}", [person(f"x{document}", "Grace Wanjala", "AU")])
        bit_by_bit.resolve()
        bit_by_bit.put(document, documents[document])
        if chance.random() < 0.5:
            bit_by_bit.resolve()
    for document in documents:
        bit_by_bit.put(f"x{document}", ())
    expected = at_once.clusters()
    assert any(cluster != path for (_, path), cluster in expected.items())
    assert bit_by_bit.clusters() == expected


def test_a_block_that_becomes_too_full_is_passed_over_whoever_came_first(tmp_path: Path) -> None:
    few, many = People(tmp_path / "few"), People(tmp_path / "many")
    for number in range(CROWDED + 5):
        profiles = [person(f"d{number}", f"{chr(97 + number % 26)}{number} Sall", "SN", "mayor")]
        few.put(f"d{number}", profiles)
        few.resolve()
        many.put(f"d{number}", profiles)
    for number in range(CROWDED - 5, CROWDED + 5):
        few.put(f"d{number}", ())
        many.put(f"d{number}", ())
        many.resolve()
    assert few.clusters() == many.clusters()


def gathering(number: int, day: str = "2019-05-07", name: str = "") -> Profile:
    """What a document tells of an event; some documents tell less than others."""
    document = f"d{number:03}"
    name = name or ("Conference on Fisheries", "conférence sur la pêche")[number % 2]
    return Profile(
        document=document,
        path=f"event/{slug(name)}-{document}",
        cls=EntityClass.EVENT,
        label=name,
        names=(name,),
        kind="conference",
        start=day,
        places=("Q3718",) if number % 5 else (),
        others=("grace wanjala",) if number % 3 else (),
    )


_OPEN_BLOCKS = "SELECT count(*) FROM blocks WHERE block NOT IN (SELECT block FROM crowded) GROUP BY block"


def test_an_event_that_very_many_documents_tell_of_is_one(tmp_path: Path) -> None:
    people = People(tmp_path)
    for number in range(3 * CROWDED):
        people.put(f"d{number:03}", [gathering(number)])
    clusters = people.clusters()
    assert len(set(clusters.values())) == 1
    pairs = people.index.connection.execute("SELECT count(*) FROM links").fetchone()[0]
    assert pairs < 0.7 * len(clusters) * (len(clusters) - 1) / 2, "not each is compared with each"


@pytest.mark.parametrize("seed", range(2))
def test_events_of_very_many_documents_do_not_depend_on_the_order_of_reading(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    told = {number: gathering(number, chance.choice(["2019-05-07"] * 9 + ["2019-05-08"])) for number in range(2 * CROWDED)}
    left = sorted(chance.sample(sorted(told), chance.choice([CROWDED - 1, CROWDED + 1])))
    at_once, bit_by_bit = People(tmp_path / "a"), People(tmp_path / "b")
    for number in left:
        at_once.put(f"d{number:03}", [told[number]])
    waiting = chance.sample(sorted(told), len(told))
    while waiting:
        some, waiting = waiting[:40], waiting[40:]
        for number in some:
            bit_by_bit.put(f"d{number:03}", [told[number]])
        bit_by_bit.resolve()
    for number in chance.sample(sorted(told.keys() - set(left)), len(told) - len(left)):
        bit_by_bit.put(f"d{number:03}", ())
        if chance.random() < 0.05:
            bit_by_bit.resolve()
    expected = at_once.clusters()
    assert len(set(expected.values())) > 1
    assert bit_by_bit.clusters() == expected
    blocks, links = "SELECT block, key FROM blocks JOIN nodes ON id = node", "SELECT one.key, other.key FROM links JOIN nodes AS one"
    for query in (blocks, f"{links} ON one.id = links.one JOIN nodes AS other ON other.id = links.other", "SELECT block FROM crowded"):
        rows = [{frozenset(row) for row in people.index.connection.execute(query)} for people in (at_once, bit_by_bit)]
        assert rows[0] == rows[1]
    assert all(sizes <= CROWDED for (sizes,) in at_once.index.connection.execute(_OPEN_BLOCKS))


def test_unrelated_documents_change_no_address(tmp_path: Path) -> None:
    people = People(tmp_path)
    people.put("d1", [person("d1", "Grace Wanjala"), body("d1", BODIES[1])])
    people.put("d2", [person("d2", "WANJALA Grace"), body("d2", BODIES[0])])
    before = people.clusters()
    people.put("d3", [person("d3", "Ali Sow"), body("d3", ("Nakambé Basin Agency",))])
    assert {key: path for key, path in people.clusters().items() if key[0] != "d3"} == before
    assert set(before.values()) == {"person/grace-wanjala", "organisation/international-organization-for-migration"}


def test_ministries_of_two_countries_stay_two_and_are_told_apart_by_their_address(tmp_path: Path) -> None:
    people = People(tmp_path)
    for document, name, country in (("a", BODIES[3], "PK"), ("b", BODIES[4], "PK"), ("c", BODIES[4], "ML")):
        people.put(document, [body(document, name, country)])
    clusters = people.clusters()
    paths = [clusters[key] for key in sorted(clusters)]
    assert paths[0] == paths[1] != paths[2]
    assert paths[0].endswith("-pk")
    assert paths[2].endswith("-ml")


def test_two_persons_of_one_name_get_addresses_of_their_own_when_the_second_comes(tmp_path: Path) -> None:
    people = People(tmp_path)
    people.put("a", [person("a", "John Smith", "AU", "minister for trade")])
    assert set(people.clusters().values()) == {"person/john-smith"}
    people.put("b", [person("b", "John Smith", "GB", "mayor")])
    assert set(people.clusters().values()) == {"person/john-smith-au", "person/john-smith-gb"}
    people.put("b", ())
    gone = Moved("person/john-smith@GB", "person/john-smith", "person/john-smith-gb", None)
    assert gone in people.resolve()
    assert set(people.clusters().values()) == {"person/john-smith"}


def test_only_what_a_change_concerns_is_compared_anew(tmp_path: Path) -> None:
    people = People(tmp_path)
    for document, profiles in press(3).items():
        people.put(document, profiles)
    people.resolve()
    people.put("new", [person("new", "Somebody Else")])
    assert [moved.node for moved in people.resolve()] == ["person/somebody-else@"]
    assert people.resolve() == []


class Stopped(Exception):
    """What ends a resolution in the middle."""


@pytest.mark.parametrize("transactions", range(1, 30, 4))
def test_a_resolution_that_is_stopped_anywhere_is_finished_by_the_next(
    transactions: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.pipeline.resolve.BATCH", 3)
    undisturbed, stopped = People(tmp_path / "a"), People(tmp_path / "b")
    left = iter(range(transactions))

    def note(_: object) -> None:
        if next(left, None) is None:
            raise Stopped

    for number, (document, profiles) in enumerate(press(5).items()):
        undisturbed.put(document, profiles)
        stopped.put(document, profiles)
        if number == 5:
            with suppress(Stopped):
                stopped.resolver().resolve(note)
    assert stopped.clusters() == undisturbed.clusters()


def test_what_is_told_more_often_is_not_compared_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    people = People(tmp_path)
    for document, profiles in press(3).items():
        people.put(document, profiles)
    people.resolve()
    monkeypatch.setattr("kg.pipeline.resolve.compare", None)
    people.put("again", [replace(profile, document="again") for profile in press(3)["d00"]])
    people.resolve()
    assert people.identities.paths("again") == people.identities.paths("d00")


@pytest.mark.parametrize("seed", range(3))
def test_a_node_is_compared_by_what_most_documents_tell_in_whatever_order_they_come(seed: int, tmp_path: Path) -> None:
    people, chance = People(tmp_path), random.Random(seed)
    told = [replace(person(f"d{n:03}", "Grace Wanjala"), others=("forum", f"event {n % 90:02}")) for n in range(180)]
    for profile in chance.sample(told, len(told)):
        people.put(profile.document, [profile])
    people.put("d000", ())
    people.resolve()
    node = people.identities.node("person/grace-wanjala@")
    assert node
    assert node.documents == 179
    assert node.others == {"forum": 179, **{f"event {n:02}": 2 for n in range(1, MOST)}}


def test_a_document_that_tells_the_same_again_changes_nothing(tmp_path: Path) -> None:
    people = People(tmp_path)
    for document, profiles in press(4).items():
        people.put(document, profiles)
    people.resolve()
    for document, profiles in press(4).items():
        people.put(document, profiles)
    assert people.identities.changed(1) == []


def test_a_coach_and_a_minister_of_one_name_are_two_whoever_else_has_it(tmp_path: Path) -> None:
    people = People(tmp_path / "index")
    people.put("d1", [known_for("d1", "Ibrahima Camara", "entraîneur")])
    people.put("d2", [known_for("d2", "Ibrahima Camara", "ministre de la santé")])
    people.put("d3", [known_for("d3", "Ibrahima Camara", "attaquant")])
    people.put("d4", [person("d4", "Ibrahima Camara")])
    found = {document: path for (document, _), path in people.clusters().items()}
    assert found["d1"] == found["d3"] == "person/ibrahima-camara-sport"
    assert found["d2"] == found["d4"] == "person/ibrahima-camara"
