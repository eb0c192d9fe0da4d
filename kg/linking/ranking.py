"""Which of the items that an entity may be it is, if any.

The reasons are added up. Two lines divide what comes out: from `ACCEPTED` on the best item is the entity's, if none other comes near;
from `DOUBTFUL` on a person should look; below it is none of them. The weights are set by hand, on tables of entities that must and
must not be linked.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

from kg.linking.candidates import candidates
from kg.linking.context import countries, dates, heads, neighbours, offices, posts, prominence
from kg.linking.known import Field
from kg.linking.names import common, missing_name, names, namesakes
from kg.linking.places import TOWN_OR_PART, acronyms, historical, longer_name, part_of_name, states, support, town_or_part
from kg.model.entities import EntityClass
from kg.model.links import Level
from kg.model.profiles import Node
from kg.model.reasons import Comparison, Reason
from kg.resolution.concepts import Meanings
from kg.wikidata.items import Item
from kg.wikidata.lookup import Items

ACCEPTED = 3.0  # from which an item is the entity's
DOUBTFUL = 2.0  # from which a person should look
MARGIN = 1.0  # that the best must be ahead of the next

PERSONAL = frozenset({"post", "like post", "neighbour"})
LOCAL = frozenset({"country", "home", "full name"})  # with these the field of work is enough
NEAR = frozenset({"around", "in office"})  # and with these
CONCERNED = frozenset({"country", "home", "around"})  # with these a head of state or government needs no post

Rule = Callable[[Node, Item, Field], Iterator[Reason]]
RULES: tuple[Rule, ...] = (
    names,
    missing_name,
    namesakes,
    common,
    countries,
    states,
    longer_name,
    part_of_name,
    town_or_part,
    acronyms,
    support,
    posts,
    dates,
    offices,
    heads,
    neighbours,
    historical,
    prominence,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that an entity may be, and why."""

    item: Item
    comparison: Comparison

    @property
    def score(self) -> float:
        return self.comparison.score


@dataclass(frozen=True, slots=True)
class Ranking:
    """The items that an entity may be, the likeliest first."""

    candidates: tuple[Candidate, ...]

    @property
    def level(self) -> Level:
        """How sure the best is. An item that something contradicts is none, whatever speaks for it."""
        if not self.candidates or self.candidates[0].score < DOUBTFUL or self.candidates[0].comparison.is_contradicted:
            return Level.NONE
        margin = self.candidates[0].score - self.candidates[1].score if len(self.candidates) > 1 else MARGIN
        return Level.SAME if self.candidates[0].score >= ACCEPTED and margin >= MARGIN and self._is_more_than_a_name() else Level.CLOSE

    def _is_more_than_a_name(self) -> bool:
        """Whether it is known of a person what he or she does, or with whom, for namesakes of a country are many; of a place, its kind."""
        best = self.candidates[0]
        told = {reason.feature for reason in best.comparison.reasons}
        if best.item.cls is not EntityClass.PERSON or told & PERSONAL:
            return TOWN_OR_PART not in told
        if "head" in told and told & CONCERNED:
            return True
        return "field" in told and (bool(told & LOCAL) or told >= NEAR)

    def without(self, qids: Container[str]) -> Ranking:
        """The others."""
        return Ranking(tuple(candidate for candidate in self.candidates if candidate.item.qid not in qids))

    @property
    def best(self) -> Item | None:
        """The item that the entity is, or may be."""
        return self.candidates[0].item if self.level is not Level.NONE else None


def rank(subject: Node, index: Items, meanings: Meanings) -> Ranking:
    """What an entity may be. Equal input gives equal output: of items for which as much speaks, the longest known comes first."""
    return ranked(Field(subject, candidates(subject, index), meanings, index.get))


def ranked(field: Field) -> Ranking:
    """The items of a field by what speaks for them."""
    found = [Candidate(item, _compare(field.subject, item, field)) for item in field.items]
    return Ranking(tuple(sorted(found, key=_order)))


def _compare(subject: Node, item: Item, field: Field) -> Comparison:
    return Comparison(tuple(reason for rule in RULES for reason in rule(subject, item, field)))


def _order(candidate: Candidate) -> tuple[bool, float, int, int]:
    return candidate.comparison.is_contradicted, -candidate.score, -candidate.item.prominence, int(candidate.item.qid[1:])
