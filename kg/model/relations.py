"""What a document says of its entities; each fact has the sentence it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kg.model.dates import PartialDate
from kg.model.entities import EntityId
from kg.model.text import Span


class Predicate(StrEnum):
    """A relation between two entities; the value is the local name of its term in the ontology."""

    AFFILIATION = "affiliation"  # Person -> Organisation
    PART_OF = "partOf"  # Organisation -> Organisation
    ORGANISER = "organiser"  # Event -> Actor
    PARTICIPANT = "participant"  # Event -> Actor, or the Place that stands for a country
    PLACE = "place"  # Event -> Place
    CONCERNS = "concerns"  # Event -> Programme
    SUB_EVENT = "subEvent"  # Event -> Event
    FUNDER = "funder"  # Event, Programme -> Organisation
    IMPLEMENTER = "implementer"  # Programme -> Organisation
    COUNTRY = "country"  # Programme -> Place


class Bound(StrEnum):
    """Which end of a period a date is; the value is the local name of its term."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Evidence:
    """Where a fact was read, by which rule, and how sure that rule is."""

    sentence: Span
    extractor: str
    confidence: float  # 0..1


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Relation:
    subject: EntityId
    predicate: Predicate
    object: EntityId
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Dating:
    """An Event or Programme begins or ends on a date."""

    subject: EntityId
    bound: Bound
    date: PartialDate
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Budget:
    """What a Programme has to spend."""

    programme: EntityId
    value: Decimal
    currency: str  # ISO 4217
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A post that a person holds."""

    holder: EntityId
    title: str
    language: str
    organisation: EntityId | None = None
    place: EntityId | None = None
    evidence: Evidence
