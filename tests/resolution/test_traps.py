"""Pairs that must be one and pairs that must not: homonyms, translations, acronyms, offices, editions, phases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.model.entities import EntityClass
from kg.model.identity import fold
from kg.model.profiles import Node, Profile
from kg.resolution.blocks import block_keys
from kg.resolution.concepts import Meanings
from kg.resolution.evidence import ACCEPTED, compare, contradicted_by, contradictions
from kg.resolution.identity import tells_who
from kg.resolution.occupations import stage
from kg.resolution.profiles import items_for
from kg.resolution.world_bodies import world_body
from kg.wikidata.candidates import items_of
from kg.wikidata.index import starter
from tests.model.nodes import node_of

MEANINGS = Meanings(starter().countries(), world_body)


@dataclass(frozen=True)
class Trap:
    """A row of the table."""

    cls: EntityClass
    one: str
    other: str
    same: bool
    about: str


def traps() -> Iterator[Trap]:
    for line in Path(__file__).with_name("traps.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            cls, one, other, same, about = line.split("\t")
            yield Trap(EntityClass(cls), one, other, same == "yes", about)


def node(cls: EntityClass, text: str, document: str) -> Node:
    """A node of what a cell of the table tells: names, then facts."""
    written, *cells = (cell.strip() for cell in text.split(";"))
    names = tuple(written.split("|"))
    facts = dict(cell.split("=", 1) for cell in cells)
    countries = MEANINGS.of(names[0]).countries if cls is EntityClass.ORGANISATION else frozenset[str]()
    country = facts.get("country") or (min(countries) if len(countries) == 1 else None)
    profile = Profile(
        document=document,
        path=f"{cls.value.lower()}/{fold(names[0])}" + ("" if tells_who(names[0], cls) else document),
        cls=cls,
        label=names[0],
        names=names,
        items=items_for(names, cls, country, items_of),
        country=country,
        kind=facts.get("kind", ""),
        start=facts.get("start", ""),
        titles=(titles := _several(facts.get("title"))),
        stage=stage(titles) if cls is EntityClass.PERSON else "",
        bodies=_several(facts.get("body")),
        places=_several(facts.get("place")),
        others=_several(facts.get("with")),
    )
    return node_of(profile)


def _several(cell: str | None) -> tuple[str, ...]:
    return tuple(fold(part) for part in (cell or "").split("|") if part)


def ends(trap: Trap) -> tuple[Node, Node]:
    return node(trap.cls, trap.one, "a"), node(trap.cls, trap.other, "b")


def is_merged(trap: Trap) -> bool:
    """Whether the two are one node at once, or are compared and found to be one."""
    one, other = ends(trap)
    compared = block_keys(one, MEANINGS) & block_keys(other, MEANINGS)
    found = compare(one, other, MEANINGS)
    return one.key == other.key or (bool(compared) and found.score >= ACCEPTED and not found.is_contradicted)


def test_nothing_merges_that_must_not_and_nearly_all_merges_that_must() -> None:
    rows = list(traps())
    wrong = [trap for trap in rows if is_merged(trap) != trap.same]
    assert len(rows) >= 450
    assert [trap for trap in wrong if not trap.same] == [], "merged"
    assert len(wrong) <= 0.05 * len(rows), wrong


def test_a_pair_scores_the_same_from_both_ends() -> None:
    for trap in traps():
        one, other = ends(trap)
        assert compare(one, other, MEANINGS).score == compare(other, one, MEANINGS).score, trap


def test_contradictions_are_those_of_the_whole_comparison_and_rest_on_what_they_are_said_to_rest_on() -> None:
    of_events: dict[object, frozenset[str]] = {}
    for trap in traps():
        one, other = ends(trap)
        found = contradictions(one, other, MEANINGS)
        assert found == contradictions(other, one, MEANINGS) == compare(one, other, MEANINGS).contradictions, trap
        if trap.cls is EntityClass.EVENT:
            assert of_events.setdefault((contradicted_by(one), contradicted_by(other)), found) == found, trap
    assert any(of_events.values())
