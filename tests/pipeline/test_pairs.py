"""Pairs for people to judge, over profiles of documents that are never read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.model.entities import EntityClass
from kg.model.identity import slug
from kg.model.judgements import Judgement
from kg.model.profiles import Node, Profile
from kg.pipeline.pairs import Pairs
from kg.pipeline.references import Referent
from kg.pipeline.work import meanings
from kg.store.judgements import JudgementsFile
from tests.pipeline.test_judged import World, judged, person, world


@pytest.fixture
def made() -> Iterator[World]:
    """Awa Keita of two countries, one who is told without a country, and two whose names are alike."""
    with world() as index:
        people = [
            ("1", "Awa Keita", "SN"),
            ("2", "Awa Keita", "ML"),
            ("3", "Awa Keita", None),
            ("4", "A. Keita", "SE"),
            ("5", "Keita", "SE"),
        ]
        index.put(person(*who) for who in people)
        index.resolve()
        yield index


def pairs(made: World, *lines: Judgement) -> Pairs:
    return Pairs(made.identities, meanings(), JudgementsFile(lines, ()))


def node(made: World, key: str) -> Node:
    found = made.identities.node(key)
    assert found
    return found


def referent(made: World, key: str) -> Referent:
    return Referent(key, str(made.identities.cluster(key)), (key,))


SN, ML, NONE = "person/awa-keita@SN", "person/awa-keita@ML", "person/awa-keita@"


def test_two_for_whom_enough_speaks_are_kept_apart_by_others(made: World) -> None:
    joined, apart = (SN, ML) if made.identities.cluster(SN) == made.identities.cluster(NONE) else (ML, SN)
    told = pairs(made).explain(referent(made, NONE), referent(made, apart))
    assert not told.are_one
    assert told.direct
    assert not told.direct.comparison.is_contradicted
    assert told.obstacle
    assert {told.obstacle.one.key, told.obstacle.other.key} == {joined, apart}


def test_two_that_are_one_through_a_third_show_the_way(made: World) -> None:
    lines = (judged(SN, "same", ML),)
    made.resolve(lines)
    told = pairs(made, *lines).explain(referent(made, SN), referent(made, ML))
    assert told.are_one
    assert told.judgement == lines[0]
    assert [(step.one.key, step.other.key) for step in told.between] == [(SN, ML)] or len(told.between) == 2


def test_pairs_that_are_judged_are_not_doubtful_any_more(made: World) -> None:
    found = [{step.one.key, step.other.key} for step in pairs(made).doubtful()]
    assert found
    for pair in found:
        a, b = sorted(pair)
        for verdict in ("same", "different", "unsure"):
            assert pair not in [{step.one.key, step.other.key} for step in pairs(made, judged(a, verdict, b)).doubtful()]
        assert pair in [{step.one.key, step.other.key} for step in pairs(made, judged(a, "withdrawn", b)).doubtful()]


def test_those_for_which_most_speaks_come_first(made: World) -> None:
    scores = [min(step.comparison.score, 3.0) for step in pairs(made).doubtful()]
    assert scores == sorted(scores, reverse=True)
    assert list(pairs(made).doubtful("organisation")) == []


def test_two_of_which_one_is_an_item_that_the_other_may_be_are_proposed() -> None:
    with world() as made:
        for document, name in (("1", "Organisation mondiale de la santé"), ("2", "Wold Health Organisation")):
            path = f"organisation/{slug(name)}"
            made.put([Profile(document=document, path=path, cls=EntityClass.ORGANISATION, label=name, names=(name,))])
        made.resolve()
        (step,) = pairs(made).doubtful("organisation")
        assert step.item == "Q7817"
        assert {step.one.path, step.other.path} == {
            "organisation/organisation-mondiale-de-la-sante",
            "organisation/wold-health-organisation",
        }
        judgement = judged(step.one.key, "different", step.other.key)
        made.resolve([judgement])
        assert list(pairs(made, judgement).doubtful()) == []
