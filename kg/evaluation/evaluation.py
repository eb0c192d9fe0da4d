"""The result of an evaluation: all documents together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import chain
from pathlib import Path

from kg.errors import DocumentError
from kg.evaluation.across import Across
from kg.evaluation.calibration import Judged, judged
from kg.evaluation.figures import HEADLINE, ROWS, Figures, mean_where_it_applies, overall
from kg.evaluation.scoring import Scored


@dataclass(frozen=True)
class Evaluation:
    """What came of folders of annotated texts."""

    folders: tuple[Path, ...]
    documents: tuple[Scored, ...]
    errors: tuple[DocumentError, ...]  # annotations and texts that are left out; the figures do without them
    notes: tuple[str, ...]  # what looks wrong in an annotation that is scored all the same
    across: tuple[Across, ...] = ()  # what came of each file that tells of several documents

    @cached_property
    def figures(self) -> dict[str, Figures]:
        """The figures of every row, counted over all documents."""
        return {row: reduce(Figures.__add__, (scored.figures[row] for scored in self.documents), Figures()) for row in map(str, ROWS)}

    @cached_property
    def judged(self) -> list[Judged]:
        """All that was found with a confidence, and whether it is right."""
        return judged(chain.from_iterable(scored.comparisons for scored in self.documents))

    @property
    def name(self) -> str:
        """What the folders are called."""
        return ", ".join(folder.absolute().name for folder in self.folders)

    @property
    def score(self) -> float:
        return overall(self.figures)

    @property
    def score_without(self) -> tuple[float, tuple[str, ...]]:
        """The mean of the headline rows of which there is anything, and the names of those of which there is nothing."""
        nothing = tuple(str(row) for row in HEADLINE if not self.figures[row].applies)
        return mean_where_it_applies(self.figures) or 0.0, nothing
