"""An evaluation as one page of HTML that needs nothing else: no script, no file beside it, no network."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.evaluation.across import total
from kg.evaluation.annotations import RELATIONS, ROLE
from kg.evaluation.calibration import by_band, by_rule
from kg.evaluation.comparison import Comparison, Part, Verdict
from kg.evaluation.evaluation import Evaluation
from kg.evaluation.figures import CLASSES, HEADLINE, Figures, mean_where_it_applies
from kg.evaluation.highlights import Stretch, highlighted
from kg.evaluation.places import on_one_line
from kg.evaluation.report import DIFFERENCES, band_name
from kg.evaluation.scoring import Scored

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_SYMBOLS = {Verdict.RIGHT: "✓", Verdict.MISSED: "−", Verdict.WRONG: "+", Verdict.DIFFERS: "≠"}
_SECTIONS = (
    ("Entities", CLASSES),
    ("Roles", (ROLE,)),
    ("Relations", tuple(name for name in RELATIONS if name != ROLE)),
    ("Dates", (Part.DATES,)),
    ("Statements", (Part.STATEMENTS,)),
    ("Links", (Part.LINKS,)),
)


@dataclass(frozen=True, slots=True)
class Section:
    """The comparisons of a kind."""

    title: str
    comparisons: tuple[Comparison, ...]
    mixed: bool  # whether they are of several rows

    @property
    def right(self) -> int:
        return sum(comparison.agrees for comparison in self.comparisons)


@dataclass(frozen=True)
class DocumentView:
    """What the page shows of a document."""

    number: int
    scored: Scored

    @property
    def name(self) -> str:
        return self.scored.document.identifier

    @property
    def language(self) -> str:
        return self.scored.document.language

    @property
    def score(self) -> float | None:
        return mean_where_it_applies(self.scored.figures)

    @cached_property
    def columns(self) -> tuple[Figures, ...]:
        """The figures of entities, relations, dates and statements."""
        rows = self.scored.figures
        entities = sum((rows[name] for name in CLASSES), Figures())
        return entities, rows["relations"], rows[Part.DATES], rows[Part.STATEMENTS]

    @property
    def errors(self) -> int:
        return sum(not comparison.agrees for comparison in self.scored.comparisons)

    @property
    def header(self) -> tuple[tuple[str, str, str], ...]:
        """Title and date, expected and found: dates in the text are seen from the document's own."""
        annotation, document = self.scored.annotation, self.scored.document
        issued = str(document.issued) if document.issued else ""
        return ("title", annotation.title or "", document.title or ""), ("issued", annotation.issued or "", issued)

    @property
    def text(self) -> tuple[Stretch, ...]:
        return highlighted(self.scored)

    @property
    def sections(self) -> tuple[Section, ...]:
        made = (Section(title, tuple(c for c in self.scored.comparisons if c.row in rows), len(rows) > 1) for title, rows in _SECTIONS)
        return tuple(section for section in made if section.comparisons)

    def sentence(self, comparison: Comparison) -> str:
        """The sentence that an error concerns; nothing for what is right."""
        if comparison.agrees or not comparison.place:
            return ""
        return on_one_line(self.scored.document.text, comparison.place)


def as_html(evaluation: Evaluation, made_with: str) -> bytes:
    """The page, in UTF-8.

    Args:
        made_with: the software, for the page's foot.
    """
    documents = [DocumentView(number, scored) for number, scored in enumerate(evaluation.documents, start=1)]
    page = _templates.get_template("report.html").render(
        evaluation=evaluation,
        documents=documents,
        bands=by_band(evaluation.judged),
        rules=by_rule(evaluation.judged),
        across=list(zip(("pairs", "B-cubed", "restatements"), total(evaluation.across), strict=True)) if evaluation.across else [],
        differences=DIFFERENCES,
        band_name=band_name,
        headline=HEADLINE,
        classes=CLASSES,
        symbols=_SYMBOLS,
        made_with=made_with,
    )
    return page.encode("utf-8", "replace")
