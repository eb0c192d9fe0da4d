"""What is said of an entity and an item of Wikidata."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kg.model.reasons import Reason

ITEM_PAGE = "https://www.wikidata.org/wiki/"  # where people read about an item, before its QID


class Level(StrEnum):
    """How sure a link is."""

    SAME = "same"  # accepted by the evidence or by a person: owl:sameAs
    CLOSE = "close"  # for a person to look at: skos:closeMatch
    NONE = "none"  # the entity is none of the items that are known


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """An entity is, or may be, an item."""

    qid: str
    level: Level
    score: float
    is_judged: bool = False  # a person has said so
    reasons: tuple[Reason, ...] = field(default=(), compare=False)  # that the score is the sum of
