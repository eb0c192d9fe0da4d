"""What the rules hand to each other: a stretch of the cleaned text that may stand for an entity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.model.entities import EntityClass, EventType, Form

GUESSES = frozenset({"spacy-ner", "repetition"})  # extractors that know no rule for what they found
COMPONENT = "component"  # the extractor of what a component of the user's found


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Candidate:
    """A mention before it is known which entity it stands for. Offsets are those of the cleaned text, `Reading.text`."""

    begin: int
    end: int
    cls: EntityClass
    extractor: str  # name of the rule or model
    confidence: float
    form: Form = Form.NAME
    country: str | None = None  # ISO 3166-1 alpha-2, where the words tell it
    event_type: EventType | None = None  # of an event, and of nothing else

    @property
    def guessed(self) -> bool:
        """Whether only the statistical model, or a repetition of what it found, speaks for it."""
        return self.extractor in GUESSES

    def __len__(self) -> int:
        return self.end - self.begin

    def moved(self, offset: int) -> Candidate:
        """The same, in a text that has this many characters before it."""
        return replace(self, begin=self.begin + offset, end=self.end + offset) if offset else self

    def contains(self, other: Candidate) -> bool:
        return self.begin <= other.begin and other.end <= self.end

    def overlaps(self, other: Candidate) -> bool:
        return self.begin < other.end and other.begin < self.end


def without_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The surest candidates of those that overlap, the longer one of equals, in the order of the text."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.confidence, -len(c), c.begin)):
        if not any(candidate.overlaps(other) for other in kept):
            kept.append(candidate)
    return sorted(kept)
