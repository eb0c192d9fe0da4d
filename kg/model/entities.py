"""What a document speaks of: persons, organisations, events, programmes, places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.text import Span

EntityId = str  # within one document: "person-1"; an IRI is given to it by the resolution


class EntityClass(StrEnum):
    """The class of an entity; the value is the local name of its term in the ontology."""

    PERSON = "Person"
    ORGANISATION = "Organisation"
    EVENT = "Event"
    PROGRAMME = "Programme"
    PLACE = "Place"


class EventType(StrEnum):
    """The kinds of event that the ontology's concept scheme has."""

    CONFERENCE = "conference"
    MEETING = "meeting"
    WORKSHOP = "workshop"
    TRAINING = "training"
    LAUNCH = "launch"
    CEREMONY = "ceremony"
    SIGNING = "signing"
    VISIT = "visit"
    SESSION = "session"
    OTHER = "other"


class Form(StrEnum):
    """How a mention refers."""

    NAME = "name"  # "Awa Diallo", "UNICEF"
    NOMINAL = "nominal"  # "le Commissaire", "this conference"
    PRONOUN = "pronoun"  # "il", "she"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mention:
    """A stretch of text that stands for an entity."""

    span: Span
    form: Form
    extractor: str  # name of the rule or model
    confidence: float  # 0..1


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Name:
    """A way in which a document names an entity."""

    text: str  # on one line, typographic variants as in the text
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Something that a document names, with every place where it does."""

    id: EntityId
    cls: EntityClass
    names: tuple[Name, ...]  # the fullest first, never empty
    mentions: tuple[Mention, ...]  # in the order of the text, never empty
    country: str | None = None  # ISO 3166-1 alpha-2: of a place, or the jurisdiction of a body
    event_type: EventType | None = None  # of an event, and of nothing else

    @property
    def label(self) -> Name:
        return self.names[0]
