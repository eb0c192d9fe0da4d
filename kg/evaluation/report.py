"""An evaluation as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from kg.evaluation.across import Difference, total
from kg.evaluation.calibration import Band, Tally, by_band, by_rule
from kg.evaluation.comparison import Comparison, Verdict
from kg.evaluation.evaluation import Evaluation
from kg.evaluation.figures import HEADLINE
from kg.evaluation.places import on_one_line, shortened
from kg.evaluation.scoring import Scored

DIGITS = 4  # of the figures in JSON
SHOWN = 240  # characters of an item in a line of text
DIFFERENCES = {
    "merged wrongly": "false_merges",
    "not merged": "missing_merges",
    "restated, found": "restated",
    "restated, not found": "missing_restatements",
    "restated wrongly": "false_restatements",
}


def as_table(evaluation: Evaluation) -> str:
    """The figures of every row, and the score."""
    lines = [f"{'':14}{'P':>7}{'R':>7}{'F1':>7}{'gold':>6}{'found':>7}"]
    for name, row in evaluation.figures.items():
        star = "  *" if name in HEADLINE else ""
        lines.append(f"{name:14}{row.precision:7.3f}{row.recall:7.3f}{row.f1:7.3f}{row.expected:6d}{row.found:7d}{star}")
    lines.append(f"score: {evaluation.score:.3f}  (mean F1 of the rows with *; {len(evaluation.documents)} documents)")
    without, rows = evaluation.score_without
    if rows:
        lines.append(f"       {without:.3f}  without {', '.join(rows)}, of which the gold and the graph have nothing")
    return "\n".join(lines)


def across_lines(evaluation: Evaluation) -> Iterator[str]:
    """How well things of several documents are held to be one, and every difference with what speaks for and against it."""
    pairs, b_cubed, restatements = total(evaluation.across)
    yield f"{'over documents':14}{'P':>7}{'R':>7}{'F1':>7}{'gold':>6}{'found':>7}"
    yield f"{'pairs':14}{pairs.precision:7.3f}{pairs.recall:7.3f}{pairs.f1:7.3f}{pairs.expected:6d}{pairs.found:7d}"
    yield f"{'B-cubed':14}{b_cubed.precision:7.3f}{b_cubed.recall:7.3f}{b_cubed.f1:7.3f}{b_cubed.count:6d}"
    row = restatements
    yield f"{'restatements':14}{row.precision:7.3f}{row.recall:7.3f}{row.f1:7.3f}{row.expected:6d}{row.found:7d}"
    for across in evaluation.across:
        for heading, differences in DIFFERENCES.items():
            for difference in getattr(across, differences):
                yield from _difference(heading, difference)


def _difference(heading: str, difference: Difference) -> Iterator[str]:
    yield f"{heading}:"
    for told in (difference.a, difference.b):
        missing = "" if told.is_found else "  (not found in the text)"
        yield f"    {told.document}: “{shortened(told.words, SHOWN)}”{missing}"
    yield from (f"      {shortened(reason, SHOWN)}" for reason in difference.reasons)


def calibration_table(evaluation: Evaluation) -> str:
    """How often what was found is right, by confidence and by rule."""
    lines = [f"{'confidence':14}{'found':>7}{'mean':>7}{'right':>7}"]
    for band, tally in by_band(evaluation.judged).items():
        lines.append(f"{band_name(band):14}{tally.count:7d}{tally.confidence:7.3f}{tally.share:7.3f}")
    lines += ["", f"{'rule':30}{'':14}{'found':>7}{'right':>7}{'share':>7}{'confidence':>12}"]
    for (rule, row), tally in by_rule(evaluation.judged).items():
        lines.append(f"{rule:30}{row:14}{tally.count:7d}{tally.right:7d}{tally.share:7.3f}{tally.confidence:12.3f}")
    return "\n".join(lines)


def band_name(band: Band) -> str:
    """A band of confidence in words."""
    lower, upper = band
    return f"{lower:.1f} to {upper:.1f}" if lower else f"below {upper:.1f}"


def as_json(evaluation: Evaluation, *, errors: bool, calibration: bool = False) -> dict[str, object]:
    """The figures for programs; the names of its keys stay. Each row has precision, recall and F1."""
    told: dict[str, object] = {
        "documents": len(evaluation.documents),
        "score": round(evaluation.score, DIGITS),
        "rows": {
            name: [round(row.precision, DIGITS), round(row.recall, DIGITS), round(row.f1, DIGITS)]
            for name, row in evaluation.figures.items()
        },
    }
    without, empty = evaluation.score_without
    if empty:
        told["score_without_empty_rows"] = round(without, DIGITS)
    if errors:
        told["errors"] = [_error_as_json(scored, comparison) for scored, comparison in errors_of(evaluation)]
    if evaluation.across:
        told["across"] = _across_as_json(evaluation)
    if calibration:
        told["calibration"] = _calibration_as_json(evaluation)
    return told


def _across_as_json(evaluation: Evaluation) -> dict[str, object]:
    """Precision, recall and F1 of each row, and all differences."""
    pairs, b_cubed, restatements = total(evaluation.across)
    told: dict[str, object] = {
        name: [round(row.precision, DIGITS), round(row.recall, DIGITS), round(row.f1, DIGITS)]
        for name, row in (("pairs", pairs), ("b_cubed", b_cubed), ("restatements", restatements))
    }
    for name in DIFFERENCES.values():
        told[name] = [asdict(difference) for across in evaluation.across for difference in getattr(across, name)]
    return told


def _calibration_as_json(evaluation: Evaluation) -> dict[str, object]:
    """Counts, the share that is right, and the mean confidence."""
    return {
        "bands": [{"from": low, "to": high, **_tally_as_json(tally)} for (low, high), tally in by_band(evaluation.judged).items()],
        "rules": [{"rule": rule, "row": row, **_tally_as_json(tally)} for (rule, row), tally in by_rule(evaluation.judged).items()],
    }


def _tally_as_json(tally: Tally) -> dict[str, object]:
    return {
        "found": tally.count,
        "right": tally.right,
        "share": round(tally.share, DIGITS),
        "confidence": round(tally.confidence, DIGITS),
    }


def errors_of(evaluation: Evaluation) -> Iterator[tuple[Scored, Comparison]]:
    """All that does not agree, by document, row and place in the annotation."""
    for scored in evaluation.documents:
        for comparison in scored.comparisons:
            if comparison.verdict is not Verdict.RIGHT:
                yield scored, comparison


def error_lines(evaluation: Evaluation) -> Iterator[str]:
    """Each error on a line, with the sentence that it concerns, if one is known, on the next."""
    for scored, comparison in errors_of(evaluation):
        yield f"{scored.document.identifier}: {comparison.verdict} {comparison.row}: {_told(comparison)}"
        if comparison.place:
            yield f"    | {on_one_line(scored.document.text, comparison.place)}"


def _told(comparison: Comparison) -> str:
    if comparison.expected and comparison.found:
        return f"expected “{shortened(comparison.expected.words, SHOWN)}”, found “{shortened(comparison.found.words, SHOWN)}”"
    side = comparison.expected or comparison.found
    return shortened(side.words, SHOWN) if side else ""


def _error_as_json(scored: Scored, comparison: Comparison) -> dict[str, object]:
    place = comparison.place
    return {
        "document": scored.document.identifier,
        "row": comparison.row,
        "verdict": comparison.verdict,
        "expected": comparison.expected and comparison.expected.words,
        "found": comparison.found and comparison.found.words,
        "sentence": place and on_one_line(scored.document.text, place),
        "char": place and [place.begin, place.end],
    }
