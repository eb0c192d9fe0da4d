"""The summary of a build, for a person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from kg.pipeline.report import BuildReport

_NAMES = {"Person": "Persons", "Organisation": "Organisations", "Event": "Events", "Programme": "Programmes", "Place": "Places"}


def print_trouble(report: BuildReport, shown: int) -> None:
    """What was left out or mended, on standard error, at most `shown` lines a kind."""
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    kinds = (
        ("red", "not read", [str(error) for error in report.errors]),
        ("yellow", "left out", [finding.line() for finding in report.findings if finding.is_violation]),
        ("yellow", "mended", [f"{name}: {repair}" for name, repair in report.repairs]),
        ("yellow", "not asked", [f"{report.unasked}; the next build with --wikidata online goes on"] if report.unasked else []),
        ("red", "not a judgement", list(report.judgements.broken)),
        ("yellow", "in conflict", list(report.judgements.conflicts)),
        ("yellow", "unknown", list(report.judgements.unknown)),
        ("yellow", "same text", [f"{name} has the text of {twin}" for name, twin in report.same_text]),
    )
    for colour, kind, lines in kinds:
        for line in lines[:shown]:
            console.print(f"[{colour}]{kind}[/] {escape(line)}")
        if len(lines) > shown:
            console.print(f"[{colour}]{kind}[/] … and {len(lines) - shown} more; --json lists all")


def print_summary(report: BuildReport, store: Path, *, verbose: bool = False) -> None:
    """What was done, and what the store holds now; with `verbose` which entities were merged or split."""
    table = Table(show_header=False)
    table.add_column(style="bold")
    table.add_column(justify="right")
    for name, count in _rows(report):
        table.add_row(name, f"{count:,}")
    console = Console()
    console.print(f"{store} · version {report.version}", style="italic", markup=False, highlight=False, soft_wrap=True)
    console.print(table)
    rate = f", {len(report.read) / report.seconds:.1f} documents a second" if report.read else ""
    console.print(
        f"{len(report.read)} read ({report.extracted} extracted), {report.unchanged} unchanged, {len(report.removed)} removed, ", end=""
    )
    console.print(f"{len(report.errors)} not read, {report.left_out} facts left out; {report.seconds:.1f} s{rate}")
    for line in _identities(report, verbose=verbose):
        console.print(line, highlight=False, soft_wrap=True)


def _identities(report: BuildReport, *, verbose: bool) -> Iterator[str]:
    """What has changed about who is whom; nothing where nothing has."""
    if report.merged or report.split:
        yield f"{len(report.merged)} merged, {len(report.split)} split" + ("" if verbose else "; --verbose tells which")
    for kind, rows in (("merged", report.merged), ("split", report.split)) if verbose else ():
        yield from (f"  {kind} {escape(' + '.join(row.before))} → {escape(' + '.join(row.now))}" for row in rows)
    if report.linked or report.doubtful:
        look = "; kg link review shows them" if report.doubtful else ""
        yield f"{report.linked} entities linked with Wikidata, {report.doubtful} more to look at{look}"
    judged = report.judgements
    if judged.applied or judged.conflicts or judged.unknown:
        plural = "s" if judged.applied != 1 else ""
        yield f"{judged.applied} judgement{plural} applied, {len(judged.conflicts)} in conflict, {len(judged.unknown)} unknown"


def _rows(report: BuildReport) -> Iterator[tuple[str, int]]:
    yield "Documents", report.documents
    for name, count in report.counts.items():
        yield _NAMES.get(name, "Quads" if name == "quads" else f"{name}s"), count
