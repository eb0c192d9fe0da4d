"""`kg build`: files and folders -> store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.exits import Exit
from kg.cli.options import JsonOption, QuietOption, StoreOption

if TYPE_CHECKING:
    from kg.pipeline.report import BuildReport

SHOWN = 20  # lines of each kind of trouble that the summary lists; --json has them all


def build(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files (.txt .md .html) and folders of them.", show_default=False)],
    store: StoreOption = None,
    base: Annotated[str | None, typer.Option(help="Where IRIs begin, ends with / or #.", show_default=False)] = None,
    workers: Annotated[int | None, typer.Option(min=0, help="Processes side by side; 0: one a core.", show_default=False)] = None,
    max_document_bytes: Annotated[int | None, typer.Option(min=1, help="A larger file is left out.", show_default=False)] = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Reads press texts and makes the store hold what they say.

    New, changed and vanished files alone are handled; run it again whenever the folder has changed, or after an interruption.

    Examples: `kg build press/` · `kg build press/ more/report.html --store ./elections` · `kg build press/ --json --quiet`
    """
    from kg.cli.progress import Progress
    from kg.config import read_settings
    from kg.pipeline.build import build as run

    settings = read_settings(store=store, base=base, workers=workers, max_document_bytes=max_document_bytes)
    with Progress(quiet=quiet or as_json) as progress:
        report = run(paths, settings, progress)
    if as_json:
        typer.echo(json.dumps(report_as_json(report), ensure_ascii=False, indent=1))
    else:
        tell(report, settings.store, quiet=quiet)
    if report.errors or report.left_out:
        raise typer.Exit(Exit.PARTLY)


def tell(report: BuildReport, store: Path, *, quiet: bool) -> None:
    """The summary of a build: trouble first, on standard error; then what the store holds."""
    from kg.cli.summary import print_summary, print_trouble

    print_trouble(report, SHOWN)
    if not quiet:
        print_summary(report, store)


def report_as_json(report: BuildReport) -> dict[str, object]:
    """A build's report for programs; the names of its keys stay."""
    return {
        "version": report.version,
        "seconds": round(report.seconds, 3),
        "documents": report.documents,
        "read": list(report.read),
        "extracted": report.extracted,
        "unchanged": report.unchanged,
        "removed": list(report.removed),
        "skipped": report.skipped,
        "errors": [{"file": str(error.path), "reason": error.reason, "advice": error.advice} for error in report.errors],
        "same_text": [list(pair) for pair in report.same_text],
        "repairs": [list(pair) for pair in report.repairs],
        "findings": [finding.as_json() for finding in report.findings],
        "left_out": report.left_out,
        "counts": dict(report.counts),
    }
