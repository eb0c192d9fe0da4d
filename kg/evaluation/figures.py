"""Precision, recall and F1, and the mean of those that count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.evaluation.annotations import RELATIONS
from kg.evaluation.comparison import Comparison, Part
from kg.model.entities import EntityClass

CLASSES = tuple(
    cls.value for cls in (EntityClass.PERSON, EntityClass.ORGANISATION, EntityClass.EVENT, EntityClass.PROGRAMME, EntityClass.PLACE)
)
ALL_RELATIONS = "relations"
CONTENT = "content"
ROWS = (*CLASSES, *RELATIONS, ALL_RELATIONS, Part.DATES, CONTENT, Part.STATEMENTS, Part.LINKS)
HEADLINE = (*CLASSES, ALL_RELATIONS, Part.DATES, Part.STATEMENTS, Part.LINKS)


@dataclass(frozen=True, slots=True)
class Figures:
    """How much of what was found is right, and how much of what was expected was found."""

    right: int = 0
    found: int = 0
    expected: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(self.right + other.right, self.found + other.found, self.expected + other.expected)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        precision, recall = self.precision, self.recall
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    @property
    def applies(self) -> bool:
        """Whether there is anything to measure."""
        return bool(self.found or self.expected)


def figures_of(comparisons: Iterable[Comparison]) -> dict[str, Figures]:
    """The figures of every row."""
    rows = dict.fromkeys(map(str, ROWS), Figures())
    for comparison in comparisons:
        for row, figures in _counted(comparison):
            rows[row] += figures
    return rows


def _counted(comparison: Comparison) -> Iterator[tuple[str, Figures]]:
    """The rows in which a comparison counts."""
    found, expected = comparison.found is not None, comparison.expected is not None
    figures = Figures(comparison.agrees, found, expected)
    yield comparison.row, figures
    if comparison.row in RELATIONS:
        yield ALL_RELATIONS, figures
    if comparison.row == Part.STATEMENTS:
        yield CONTENT, Figures(found and expected, found, expected)


def overall(rows: Mapping[str, Figures]) -> float:
    """The score: the mean F1 of the headline rows."""
    return sum(rows[name].f1 for name in HEADLINE) / len(HEADLINE)


def mean_where_it_applies(rows: Mapping[str, Figures]) -> float | None:
    """The mean F1 of those headline rows of which a document has anything: a short text without events has no bad score for it."""
    scores = [rows[name].f1 for name in HEADLINE if rows[name].applies]
    return sum(scores) / len(scores) if scores else None
