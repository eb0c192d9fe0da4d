"""What people are asked about: two entities that may be one, and entities that may be an item of Wikidata, as the last build saw them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model.identity import digest
from kg.model.judgements import Judgement, Verdict
from kg.model.reasons import Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An entity that is asked about, as the documents tell of it."""

    path: str  # below {base}id/
    side: str  # what a judgement calls it
    sides: frozenset[str]  # all that judgements may call it
    name: str
    facts: Mapping[str, tuple[str, ...]]  # by kind: names, posts, country, kind, dates, places, bodies; items of Wikidata by their QIDs
    items: Mapping[str, Mapping[str, str]]  # the names of these items, by language
    documents: int
    told_in: tuple[str, ...]  # the identifiers of some of the documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """Others of two entities that can't be one, and so keep apart those that are asked about."""

    one: str  # their nodes
    other: str
    comparison: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeQuestion:
    """Whether two entities are one."""

    id: str  # the same in every build that asks it
    cls: str  # "person", …
    one: Subject
    other: Subject
    comparison: Comparison
    item: str  # the QID of what one of the two is, and the other may be; "" otherwise
    obstacle: Obstacle | None
    accepted: float  # the score from which two are one
    doubtful: float  # and that from which a person should look

    @property
    def sides(self) -> frozenset[str]:
        """All that judgements may call those whom it is about."""
        return self.one.sides | self.other.sides

    def is_answered(self, standing: Iterable[Judgement]) -> Judgement | None:
        """The judgement that stands on the two, whatever it says."""
        sides = (self.one.sides, self.other.sides)
        return next((line for line in standing if _joins(line, *sides) or _joins(line, *sides[::-1])), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An item of Wikidata that an entity may be, and why."""

    qid: str
    labels: Mapping[str, str]  # by language
    description: str  # in English
    country: str  # ISO 3166-1 alpha-2, or ""
    comparison: Comparison

    def label(self, language: str) -> str:
        """Its name in a language, else in any, else its QID."""
        return self.labels.get(language) or next(iter(self.labels.values()), self.qid)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkQuestion:
    """Which item of Wikidata an entity is, if any."""

    id: str
    cls: str
    entity: Subject
    options: tuple[Option, ...]  # the likeliest first
    asked: frozenset[str]  # the QIDs that the last build was in doubt about
    accepted: float
    doubtful: float

    @property
    def sides(self) -> frozenset[str]:
        """All that judgements may call the entity."""
        return self.entity.sides

    def is_answered(self, standing: Iterable[Judgement]) -> Judgement | None:
        """The judgement that settles which item it is: that it is one, or the last on those that are asked about."""
        lines = [line for line in standing if line.is_of_item and line.entity in self.entity.sides]
        chosen = next((line for line in lines if line.verdict is Verdict.SAME), None)
        return chosen or (lines[-1] if lines and self.asked <= {line.item for line in lines} else None)

    def without(self, standing: Iterable[Judgement]) -> tuple[Option, ...]:
        """The items that people have not ruled out."""
        lines = (line for line in standing if line.is_of_item and line.entity in self.entity.sides)
        out = {line.item for line in lines if line.verdict is Verdict.DIFFERENT}
        return tuple(option for option in self.options if option.qid not in out)


Question = MergeQuestion | LinkQuestion


def link_id(path: str) -> str:
    """The id of the question which item an entity is."""
    return digest("link", path)


def merge_id(one: str, other: str) -> str:
    """The id of the question whether two nodes are one."""
    return digest("merge", *sorted((one, other)))


def _joins(line: Judgement, one: frozenset[str], other: frozenset[str]) -> bool:
    return line.a in one and line.b in other
