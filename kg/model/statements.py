"""Who says what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.entities import EntityId
from kg.model.relations import Evidence
from kg.model.text import Span


class StatementKind(StrEnum):
    """How the content is given; the value is the local name of its term in the ontology."""

    DIRECT = "direct"  # between quotation marks
    INDIRECT = "indirect"  # reported
    MIXED = "mixed"  # both in one sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Content that a document attributes to a speaker."""

    pieces: tuple[Span, ...]  # in order; two when "a-t-il ajouté" breaks the quotation
    kind: StatementKind
    language: str
    speaker: EntityId
    co_speakers: tuple[EntityId, ...] = ()  # who said it together with the speaker: "X and Y said"
    speaker_mention: Span | None = None  # the words that stand for the speaker: "the minister", "she"
    on_behalf_of: EntityId | None = None
    cue: str | None = None  # lemma of the reporting verb
    made_at: EntityId | None = None  # the Event
    about: tuple[EntityId, ...] = ()  # what the content mentions
    evidence: Evidence

    @property
    def speakers(self) -> tuple[EntityId, ...]:
        """All who said it."""
        return (self.speaker, *self.co_speakers)
