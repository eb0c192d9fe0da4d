"""What judgements do to who is whom, over profiles of documents that are never read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.linking.linker import Linker
from kg.model.entities import EntityClass
from kg.model.identity import slug
from kg.model.judgements import Judgement, Verdict
from kg.model.links import Level
from kg.model.profiles import Profile
from kg.pipeline.judged import Judgements, JudgementsReport
from kg.pipeline.link import EntityLinks
from kg.pipeline.resolve import Resolver
from kg.pipeline.work import meanings
from kg.store.identities import Identities
from kg.store.index import Index
from kg.store.judgements import JudgementsFile
from kg.store.links import Links
from kg.wikidata.index import starter

NAMES = ("Awa Keita", "A. Keita", "Awa Keyta", "Bruno Lindqvist", "Bruno Aldo Lindqvist")
COUNTRIES = (None, "SN", "ML")


def person(document: str, name: str, country: str | None) -> Profile:
    path = f"person/{slug(name)}"
    return Profile(document=document, path=path, cls=EntityClass.PERSON, label=name, names=(name,), country=country, titles=("judge",))


def judged(a: str, verdict: str, b: str, minute: int = 0, by: str = "Ada") -> Judgement:
    return Judgement(a=a, b=b, verdict=Verdict(verdict), by=by, when=f"2024-05-17T09:{minute:02}:00+00:00")


@dataclass
class World:
    """An index to which documents and judgements come."""

    index: Index
    identities: Identities

    def put(self, profiles: Iterable[Profile]) -> None:
        with self.index.changing():
            for profile in profiles:
                self.identities.put(profile.document, [profile])

    def resolve(self, lines: Sequence[Judgement] = ()) -> JudgementsReport:
        judgements = Judgements(self.identities, JudgementsFile(tuple(lines), ()))
        links = EntityLinks(Links(self.identities), Linker(starter(), meanings(), judgements.items))
        Resolver(self.identities, meanings(), links, judgements).resolve(len)
        assert not judgements.have_changed()
        return judgements.report()

    def clusters(self, profiles: Iterable[Profile]) -> dict[str, str]:
        return {profile.document: self.identities.paths(profile.document)[profile.path] for profile in profiles}


@contextmanager
def world() -> Iterator[World]:
    with tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder) / "index.sqlite")
        try:
            yield World(index, Identities(index))
        finally:
            index.close()


def resolved(profiles: Sequence[Profile], lines: Sequence[Judgement] = ()) -> tuple[dict[str, str], JudgementsReport]:
    with world() as made:
        made.put(profiles)
        report = made.resolve(lines)
        return made.clusters(profiles), report


PROFILES = [person("1", "Awa Keita", "SN"), person("2", "Bruno Lindqvist", "ML"), person("3", "Bruno Lindqvist", "SN")]


def test_same_joins_all_of_both_against_the_evidence() -> None:
    before, _ = resolved(PROFILES)
    assert len(set(before.values())) == 3
    after, report = resolved(PROFILES, [judged("person/awa-keita", "same", "person/bruno-lindqvist@ML")])
    assert after["1"] == after["2"] != after["3"]
    assert report == JudgementsReport(applied=1)


def test_a_path_without_a_country_means_all_who_go_by_it() -> None:
    after, _ = resolved(PROFILES, [judged("person/awa-keita", "same", "person/bruno-lindqvist")])
    assert len(set(after.values())) == 1


def test_different_parts_what_the_evidence_joins_each_with_its_own_address() -> None:
    profiles = [person("1", "Awa Keita", None), person("2", "Awa Keita", "SN")]
    assert len(set(resolved(profiles)[0].values())) == 1
    after, report = resolved(profiles, [judged("person/awa-keita@", "different", "person/awa-keita@SN")])
    assert len(set(after.values())) == 2
    assert report.applied == 1


def test_two_that_one_item_knows_have_two_addresses_when_they_are_judged_different() -> None:
    profiles = [
        Profile(document=name, path=f"organisation/{slug(name)}", cls=EntityClass.ORGANISATION, label=name, names=(name,), items=("Q7817",))
        for name in ("World Health Organization", "Organisation mondiale de la santé")
    ]
    assert len(set(resolved(profiles)[0].values())) == 1
    lines = [judged(profiles[0].path, "different", profiles[1].path)]
    after, _ = resolved(profiles, lines)
    assert len(set(after.values())) == 2
    with world() as made:
        made.put(profiles)
        made.resolve(lines)
        levels = [
            link.level for profile in profiles for link in Links(made.identities).of(str(made.identities.cluster(f"{profile.path}@")))
        ]
    assert sorted(levels) == [Level.CLOSE, Level.SAME]  # one item, one entity: of the other a person is asked


def test_different_wins_over_a_chain_of_same_and_is_told() -> None:
    a, b, c = "person/awa-keita", "person/bruno-lindqvist@ML", "person/bruno-lindqvist@SN"
    after, report = resolved(PROFILES, [judged(a, "same", b, 1), judged(b, "same", c, 2), judged(a, "different", c, 3)])
    assert after["1"] == after["2"] != after["3"]
    assert report.applied == 2
    (told,) = report.conflicts
    assert f"{b} and {c}" in told


def test_what_can_not_hold_is_told() -> None:
    lines = [
        judged("person/bruno-lindqvist", "different", "person/bruno-lindqvist@SN"),
        judged("person/awa-keita", "same", "event/ball-12"),
    ]
    _, report = resolved(PROFILES, lines)
    assert report.applied == 0
    assert len(report.conflicts) == 2


def test_a_judgement_on_someone_unknown_waits() -> None:
    lines = [judged("person/awa-keita", "same", "person/carl-ek")]
    with world() as made:
        made.put(PROFILES)
        report = made.resolve(lines)
        assert report.applied == 0
        assert "no document names person/carl-ek now" in report.unknown[0]
        late = person("4", "Carl Ek", "SE")
        made.put([late])
        assert made.resolve(lines).applied == 1
        found = made.clusters([*PROFILES, late])
        assert found["1"] == found["4"]


def test_a_country_that_is_no_longer_told_does_not_lose_a_judgement() -> None:
    lines = [judged("person/awa-keita@SN", "same", "person/bruno-lindqvist@ML")]
    after, report = resolved([person("1", "Awa Keita", None), *PROFILES[1:]], lines)
    assert after["1"] == after["2"]
    assert report.applied == 1


def test_unsure_leaves_the_clusters_to_the_evidence() -> None:
    after, report = resolved(PROFILES, [judged("person/awa-keita", "unsure", "person/bruno-lindqvist@ML")])
    assert after == resolved(PROFILES)[0]
    assert report == JudgementsReport()


def test_who_is_judged_to_be_an_item_is_called_by_its_name_until_that_is_withdrawn() -> None:
    lines = [judged("person/awa-keita", "same", "Q42")]
    with world() as made:
        made.put(PROFILES)
        assert made.resolve(lines).applied == 1
        assert made.clusters(PROFILES)["1"] == "person/douglas-adams"
        assert [link.qid for link in Links(made.identities).of("person/douglas-adams")] == ["Q42"]
        made.resolve([*lines, judged("person/awa-keita", "withdrawn", "Q42", minute=1)])
        assert made.clusters(PROFILES)["1"] == "person/awa-keita"
        assert not Links(made.identities).of("person/awa-keita")


def parted(a: str, b: str, minute: int = 0) -> Judgement:
    """Two of one name are judged different, by a document of each."""
    return judged(f"person/awa-keita@doc:{a}", "different", f"person/awa-keita@doc:{b}" if b else "person/awa-keita", minute)


KEITAS = [person(number, "Awa Keita", "SN") for number in ("1", "2", "3", "4")]


def test_namesakes_of_one_country_are_parted_by_documents_and_keep_their_addresses_whoever_else_comes_or_goes() -> None:
    with world() as made:
        made.put(KEITAS)
        made.resolve()
        assert set(made.clusters(KEITAS).values()) == {"person/awa-keita"}
        report = made.resolve([parted("1", "3")])
        assert report == JudgementsReport(applied=1)
        found = made.clusters(KEITAS)
        assert found["1"] != found["3"]
        assert found["2"] == found["4"] in (found["1"], found["3"])
        assert all(path.startswith("person/awa-keita-") for path in found.values())
        for gone in ("2", "4", "1"):
            with made.index.changing():
                made.identities.put(gone, [])
            made.resolve([parted("1", "3")])
            assert made.clusters(KEITAS[2:3])["3"] == found["3"]


def test_one_document_can_be_told_from_all_others_which_keep_the_address() -> None:
    after, report = resolved(KEITAS, [parted("3", "")])
    assert report.applied == 1
    assert after["1"] == after["2"] == after["4"] == "person/awa-keita" != after["3"]


def test_documents_can_be_told_to_mean_one_of_the_namesakes() -> None:
    lines = [parted("1", "3"), *(judged(f"person/awa-keita@doc:{a}", "same", f"person/awa-keita@doc:{b}") for a, b in ("21", "43"))]
    after, report = resolved(KEITAS, lines)
    assert report.applied == 3
    assert after["1"] == after["2"] != after["3"] == after["4"]


def test_who_judged_two_of_a_name_different_can_take_it_back_by_judging_them_the_same() -> None:
    with world() as made:
        made.put(KEITAS)
        made.resolve([parted("1", "3")])
        report = made.resolve([parted("1", "3"), judged("person/awa-keita@doc:1", "same", "person/awa-keita@doc:3", 1)])
        assert report == JudgementsReport(applied=1)
        assert set(made.clusters(KEITAS).values()) == {"person/awa-keita"}


def test_a_namesake_is_told_apart_wherever_the_text_says_that_he_lives_now() -> None:
    with world() as made:
        made.put(KEITAS)
        made.resolve([parted("1", "3")])
        before = made.clusters(KEITAS)
        made.put([person("3", "Awa Keita", "ML")])
        assert made.resolve([parted("1", "3")]).applied == 1
        assert made.clusters(KEITAS) == before


def test_a_namesake_of_a_document_can_be_an_item() -> None:
    after, report = resolved(KEITAS, [parted("1", "3"), judged("person/awa-keita@doc:1", "same", "Q42", 1)])
    assert report.applied == 2
    assert after["1"] == "person/douglas-adams" != after["3"]


def test_a_judgement_by_a_document_that_is_not_there_waits() -> None:
    _, report = resolved(KEITAS, [parted("1", "9")])
    assert "no document names person/awa-keita@doc:9 now" in report.unknown[0]


people = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(COUNTRIES)), min_size=2, max_size=6)
ENDS = ("", "@SN", "@ML", "@", "@doc:0", "@doc:1", "@doc:2")
sides = st.tuples(st.sampled_from(NAMES), st.sampled_from(ENDS)).map(lambda side: f"person/{slug(side[0])}{side[1]}")
verdicts = st.sampled_from(("same", "different", "unsure", "withdrawn"))
said = st.lists(st.tuples(sides, verdicts, sides).filter(lambda row: row[0] != row[2]), max_size=5)


@settings(max_examples=40)
@given(people=people, said=said, data=st.data())
def test_order_and_split_of_documents_and_judgements_do_not_matter(
    people: list[tuple[str, str | None]], said: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    profiles = [person(str(number), *who) for number, who in enumerate(people)]
    lines = [judged(*row, minute=number) for number, row in enumerate(said)]
    expected, report = resolved(profiles, lines)
    with world() as made:
        for profile in data.draw(st.permutations(profiles)):
            made.put([profile])
            made.resolve(data.draw(st.lists(st.sampled_from(lines), unique=True)) if lines else ())
        assert made.resolve(data.draw(st.permutations(lines))) == report
        assert made.clusters(profiles) == expected
        made.resolve()
        assert made.clusters(profiles) == resolved(profiles)[0]
