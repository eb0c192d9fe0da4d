"""Entities that must be linked, and entities that must not: namesakes, acronyms of several bodies, what is no more, what no item is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from kg.linking.ranking import Ranking, rank
from kg.linking.subjects import subject
from kg.model.entities import EntityClass
from kg.model.identity import fold
from kg.model.judgements import is_qid
from kg.model.links import Level
from kg.model.profiles import Profile
from kg.resolution.concepts import Meanings
from kg.wikidata.index import starter
from tests.model.nodes import node_of

MEANINGS = Meanings(starter().countries())
NIL = "NIL"


@dataclass(frozen=True)
class Trap:
    """A row of the table."""

    cls: EntityClass
    names: tuple[str, ...]
    facts: str
    item: str  # a QID, or NIL
    may_ask: bool  # whether a person may be asked
    about: str


def traps() -> Iterator[Trap]:
    for line in Path(__file__).with_name("traps.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            cls, names, facts, item, about = line.split("\t")
            yield Trap(EntityClass(cls), tuple(names.split("|")), facts, item.removesuffix("?"), item.endswith("?"), about)


def profile(trap: Trap) -> Profile:
    """What a document would tell of the entity."""
    facts = dict(cell.strip().split("=", 1) for cell in trap.facts.split(";") if cell)
    return Profile(
        document="d",
        path=f"{trap.cls.value.lower()}/x",
        cls=trap.cls,
        label=trap.names[0],
        names=trap.names,
        country=facts.get("country"),
        titles=_several(facts.get("title")),
        bodies=_several(facts.get("body")),
        places=_several(facts.get("place")),
        issued=facts.get("year", ""),
        home=facts.get("home"),
        around=tuple(code for code in facts.get("around", "").split(",") if code),
    )


def _several(cell: str | None) -> tuple[str, ...]:
    return tuple(part if is_qid(part) else fold(part) for part in (cell or "").split(",") if part)


def ranking(trap: Trap) -> Ranking:
    told = profile(trap)
    return rank(subject([node_of(told)]), starter(), MEANINGS)


@cache
def outcome(trap: Trap) -> tuple[Level, str]:
    """How sure the best item is, and which it is."""
    found = ranking(trap)
    return found.level, found.best.qid if found.best else NIL


def is_right(trap: Trap) -> bool:
    level, best = outcome(trap)
    if trap.item == NIL:
        return level is Level.NONE or (level is Level.CLOSE and trap.may_ask)
    return best == trap.item and (level is Level.SAME or trap.may_ask)


def is_wrong_link(trap: Trap) -> bool:
    """Whether an item is accepted that is not the entity's: what poisons the graph."""
    level, best = outcome(trap)
    return level is Level.SAME and best != trap.item


def test_every_item_of_the_table_is_in_the_index() -> None:
    rows = list(traps())
    assert len(rows) >= 140
    assert [trap for trap in rows if trap.item != NIL and starter().get(trap.item) is None] == []


@pytest.mark.parametrize("trap", list(traps()), ids=lambda trap: f"{trap.names[0]}; {trap.facts}")
def test_no_item_is_accepted_that_is_another(trap: Trap) -> None:
    assert not is_wrong_link(trap), (trap.about, outcome(trap))


def test_nearly_all_are_linked_as_they_must_be() -> None:
    rows = list(traps())
    wrong = [f"{trap.names[0]}; {trap.facts} -> {outcome(trap)}, not {trap.item}" for trap in rows if not is_right(trap)]
    assert len(wrong) <= 0.05 * len(rows), wrong
