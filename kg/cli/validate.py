"""`kg validate`: the whole store against the shapes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.exits import Exit
from kg.cli.options import JsonOption, QuietOption, StoreOption
from kg.validation import EngineName

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Quad

    from kg.store.folder import Snapshot
    from kg.validation.report import Report

SHOWN = 20  # findings of each rule that the text lists; --output, --json and --format turtle have them all


class ReportFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    TURTLE = "turtle"


class ReportLanguage(StrEnum):
    EN = "en"
    FR = "fr"


def validate(
    store: StoreOption = None,
    form: Annotated[ReportFormat, typer.Option("--format", "-f", help="How the report is written.")] = ReportFormat.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report here.", show_default=False)
    ] = None,
    language: Annotated[ReportLanguage, typer.Option(help="Language of the messages in the text.")] = ReportLanguage.EN,
    engine: Annotated[EngineName, typer.Option(help="pyshacl is some fifty times slower, and finds the same.")] = EngineName.TURBO,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Checks the whole store against the shapes, and every mention against the kept text.

    Exit code 0: it conforms, perhaps with warnings; 1: it does not.

    Examples: `kg validate` · `kg validate --language fr -o report.txt` · `kg validate --format turtle > report.ttl`
    """
    from kg.config import read_settings
    from kg.store.folder import open_snapshot
    from kg.validation.engines import packaged_engine
    from kg.validation.stored import checked_graphs, validate_store

    source = _Stored(open_snapshot(read_settings(store=store).store))
    with _progress(len(checked_graphs(source)), shown=not quiet) as advance:
        report = validate_store(source, packaged_engine(engine), advance)
    _tell(report, ReportFormat.JSON if as_json else form, output, language, quiet=quiet)
    if not report.conforms:
        raise typer.Exit(Exit.PARTLY)


class _Stored:
    """A snapshot as the validation sees it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @property
    def base(self) -> str:
        return self.snapshot.base

    def graphs(self) -> Iterable[str]:
        return [graph.value for graph in self.snapshot.store.named_graphs()]

    def quads(self, graph: str) -> Iterable[Quad]:
        from kg.store.graphs import quads_of

        return quads_of(self.snapshot.store, graph)

    def text(self, sha256: str) -> str:
        from kg.store.texts import read_text

        return read_text(self.snapshot.folder, sha256)


@contextmanager
def _progress(total: int, *, shown: bool) -> Iterator[Callable[[str], None]]:
    """A bar on standard error, where that is a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not (shown and console.is_terminal)) as progress:
        task = progress.add_task("validating", total=total)
        yield lambda _: progress.advance(task)


def _tell(report: Report, form: ReportFormat, output: Path | None, language: ReportLanguage, *, quiet: bool) -> None:
    content = _written(report, form, language, limit=None if output else SHOWN)
    if output:
        output.write_bytes(content)
        if not quiet:
            typer.echo(f"{'conforms' if report.conforms else 'does not conform'}; report in {output}", err=True)
    elif form is not ReportFormat.TEXT or not quiet or not report.conforms:
        typer.echo(content, nl=False)


def _written(report: Report, form: ReportFormat, language: ReportLanguage, limit: int | None) -> bytes:
    if form is ReportFormat.TURTLE:
        from kg.validation.report_rdf import as_turtle

        return as_turtle(report)
    if form is ReportFormat.JSON:
        return (json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n").encode()
    from kg.validation.report import as_text

    return as_text(report, language.value, limit).encode("utf-8", "replace")
