"""How sure the graph is of what was found, and how often that is right.

Judged is what has a confidence and can be compared: entities by the surest of their mentions, relations, roles, starts of events and
programmes, and statements with their speakers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kg.evaluation.comparison import Comparison

BOUNDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)  # of the bands of confidence
PRIOR_WEIGHT = 20  # findings that a prior counts as; with fewer, confidences fit texts worse that they were not measured on

Band = tuple[float, float]  # from, to
Cell = tuple[str, str]  # rule, row
Key = TypeVar("Key", Band, Cell)


@dataclass(frozen=True, slots=True)
class Judged:
    """Something that was found, and whether the annotation has it."""

    row: str
    rule: str
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """Several of them."""

    count: int
    right: int
    confidence: float  # the mean

    @property
    def share(self) -> float:
        """How many of them are right, from 0 to 1."""
        return self.right / self.count


def judged(comparisons: Iterable[Comparison]) -> list[Judged]:
    """All that was found with a confidence."""
    found = ((each, each.found) for each in comparisons if each.found)
    return [
        Judged(each.row, side.rule, side.confidence, each.agrees)
        for each, side in found
        if side.rule is not None and side.confidence is not None
    ]


def by_band(findings: Iterable[Judged]) -> dict[Band, Tally]:
    """The bands of confidence that have anything, the lowest first; a band begins with its lower bound."""
    return _tallied(findings, lambda each: _band(each.confidence))


def by_rule(findings: Iterable[Judged]) -> dict[Cell, Tally]:
    """What each rule found of each row."""
    return _tallied(findings, lambda each: (each.rule, each.row))


def measured(findings: Iterable[Judged]) -> dict[str, dict[str, float]]:
    """The confidence of each rule by row, as it was measured: the share that is right, drawn towards the rule's own number.

    Of n findings of which r are right, with a prior p that counts as m findings, it is (r + m p) / (n + m): the mean of a Beta distribution
    with the parameters r + m p and n - r + m (1 - p). The prior is the mean confidence of these findings: what the author of the rule
    thinks of it, which a few findings can't overturn. Source: B. Cestnik, "Estimating probabilities: a crucial task in machine learning",
    ECAI 1990 (the m-estimate).
    """
    told: dict[str, dict[str, float]] = defaultdict(dict)
    for (rule, row), tally in by_rule(findings).items():
        told[rule][row] = round((tally.right + PRIOR_WEIGHT * tally.confidence) / (tally.count + PRIOR_WEIGHT), 2)
    return dict(told)


def _band(confidence: float) -> Band:
    number = min(bisect_right(BOUNDS, confidence), len(BOUNDS) - 1)
    return BOUNDS[number - 1], BOUNDS[number]


def _tallied(findings: Iterable[Judged], key: Callable[[Judged], Key]) -> dict[Key, Tally]:
    groups: Mapping[Key, list[Judged]] = defaultdict(list)
    for each in findings:
        groups[key(each)].append(each)
    return {name: _tally(groups[name]) for name in sorted(groups)}


def _tally(group: list[Judged]) -> Tally:
    return Tally(len(group), sum(each.right for each in group), sum(each.confidence for each in group) / len(group))
