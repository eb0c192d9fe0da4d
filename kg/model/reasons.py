"""What speaks for and against something: reasons with weights, added up, so that people can see and dispute each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

CONTRADICTION = -6.0  # the weight of what can't be true; it outweighs all that speaks for


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence."""

    feature: str
    weight: float
    told: str  # what it rests on, for people to read

    @property
    def size(self) -> float:
        """How much it weighs, whether for or against."""
        return abs(self.weight)


def as_json(reasons: Iterable[Reason]) -> str:
    """Reasons as they are kept."""
    return json.dumps([(each.feature, round(each.weight, 3), each.told) for each in reasons], ensure_ascii=False)


def from_json(kept: str) -> tuple[Reason, ...]:
    """Reasons that were kept."""
    return tuple(Reason(*row) for row in json.loads(kept))


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
