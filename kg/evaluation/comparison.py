"""One item that was expected, found, or both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.text import Span


class Part(StrEnum):
    """Rows of the table that are neither a class of entities nor a relation."""

    DATES = "dates"
    STATEMENTS = "statements"
    LINKS = "links"


class Verdict(StrEnum):
    """What came of an item."""

    RIGHT = "right"
    MISSED = "missed"  # expected, not found
    WRONG = "wrong"  # found, not expected
    DIFFERS = "differs"  # both, but they do not agree: another date, another speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """An item as one side has it."""

    words: str  # "Ada Kay → OIM"
    place: Span | None = None  # the sentence that shows it, where one is known
    rule: str | None = None  # that found it
    confidence: float | None = None  # 0..1, of that rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """An item of a row, as expected and as found; one of the two may be missing."""

    row: str
    expected: Side | None = None
    found: Side | None = None
    agrees: bool = False

    @property
    def verdict(self) -> Verdict:
        if self.agrees:
            return Verdict.RIGHT
        if self.found is None:
            return Verdict.MISSED
        return Verdict.WRONG if self.expected is None else Verdict.DIFFERS

    @property
    def place(self) -> Span | None:
        """Where to look: at what was found, which was read there; else at where the expected words stand."""
        sides = (side for side in (self.found, self.expected) if side and side.place)
        return next((side.place for side in sides), None)
