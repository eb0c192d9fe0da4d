"""What speaks for and against something: reasons with weights, added up, so that people can see and dispute each."""

from __future__ import annotations

from dataclasses import dataclass

CONTRADICTION = -6.0  # the weight of what can't be true; it outweighs all that speaks for


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence."""

    feature: str
    weight: float
    told: str  # what it rests on, for people to read


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that speaks for and against."""

    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        return sum(reason.weight for reason in self.reasons)

    @property
    def is_contradicted(self) -> bool:
        """Whether something is told that can't be true of one thing."""
        return bool(self.contradictions)

    @property
    def contradictions(self) -> frozenset[str]:
        """The features that can't be true of one thing."""
        return frozenset(reason.feature for reason in self.reasons if reason.weight <= CONTRADICTION)
