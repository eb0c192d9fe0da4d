"""`kg build`: files and folders -> store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.exits import Exit
from kg.cli.options import JsonOption, JudgementsOption, QuietOption, StoreOption, WikidataIndexOption

if TYPE_CHECKING:
    from kg.pipeline.report import BuildReport

SHOWN = 20  # lines of each kind of trouble that the summary lists; --json has them all


def build(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files (.txt .md .html) and folders of them.", show_default=False)],
    store: StoreOption = None,
    base: Annotated[str | None, typer.Option(help="Where IRIs begin, ends with / or #.", show_default=False)] = None,
    workers: Annotated[int | None, typer.Option(min=0, help="Processes side by side; 0: one a core.", show_default=False)] = None,
    max_document_bytes: Annotated[int | None, typer.Option(min=1, help="A larger file is left out.", show_default=False)] = None,
    judgements: JudgementsOption = None,
    wikidata: Annotated[
        str | None,
        typer.Option(metavar="offline|online", help="Ask Wikidata over the network for what the index lacks.", show_default=False),
    ] = None,
    wikidata_index: WikidataIndexOption = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="List which entities were merged or split.")] = False,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Reads press texts and makes the store hold what they say.

    New, changed and vanished files alone are handled; run it again whenever the folder has changed, or after an interruption. What
    kg same and kg different have noted is followed. Nothing is sent anywhere unless --wikidata online is given: then names of entities are.

    Examples: `kg build press/` · `kg build press/ more/report.html --store ./elections` · `kg build press/ --json --quiet`
    """
    from kg.cli.progress import Progress
    from kg.config import read_settings
    from kg.pipeline.build import build as run

    settings = read_settings(
        store=store,
        base=base,
        workers=workers,
        max_document_bytes=max_document_bytes,
        judgements=judgements,
        wikidata=wikidata,
        wikidata_index=wikidata_index,
    )
    with Progress(quiet=quiet or as_json) as progress:
        report = run(paths, settings, progress)
    if as_json:
        typer.echo(json.dumps(report_as_json(report), ensure_ascii=False, indent=1))
    else:
        tell(report, settings.store, quiet=quiet, verbose=verbose)
    end(report)


def end(report: BuildReport) -> None:
    """Tells by the exit code that something was left out."""
    if report.errors or report.left_out or report.judgements.broken:
        raise typer.Exit(Exit.PARTLY)


def tell(report: BuildReport, store: Path, *, quiet: bool, verbose: bool = False) -> None:
    """The summary of a build: trouble first, on standard error; then what the store holds."""
    from kg.cli.summary import print_summary, print_trouble

    print_trouble(report, SHOWN)
    if not quiet:
        print_summary(report, store, verbose=verbose)


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
        "merged": [{"before": list(row.before), "now": list(row.now)} for row in report.merged],
        "split": [{"before": list(row.before), "now": list(row.now)} for row in report.split],
        "judgements": {
            "applied": report.judgements.applied,
            "conflicts": list(report.judgements.conflicts),
            "unknown": list(report.judgements.unknown),
            "broken": list(report.judgements.broken),
        },
        "links": {"accepted": report.linked, "doubtful": report.doubtful, "unasked": report.unasked},
        "counts": dict(report.counts),
    }
