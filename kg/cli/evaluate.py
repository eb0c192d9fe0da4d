"""`kg evaluate`: annotated texts -> how much of what they say is found, and how much of what is found they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.exits import Exit
from kg.cli.options import JsonOption, QuietOption, WikidataIndexOption
from kg.errors import KgError, SettingsError

if TYPE_CHECKING:
    from kg.evaluation.evaluation import Evaluation

SHOWN = 20  # lines of remarks on the annotations that are printed; the page has them all

CalibrationOption = Annotated[
    bool, typer.Option("--calibration", "-c", help="Tell how often what was found is right, by its confidence and by rule.")
]
PageOption = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Write a page: texts with expected and found side by side.", show_default=False),
]


def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD", help="Folders of annotated texts.", show_default=False)],
    errors: Annotated[bool, typer.Option("--errors", "-e", help="List every error with its sentence.")] = False,
    calibration: CalibrationOption = False,
    html: PageOption = None,
    workers: Annotated[int | None, typer.Option(min=0, help="Processes side by side; 0: one a core.", show_default=False)] = None,
    wikidata_index: WikidataIndexOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Measures on your own annotated texts how well they are read.

    GOLD has texts/ and annotations/, or texts with a .json beside each. They are read as `kg build` reads them, with the
    configured pipelines; no store is needed or changed.

    Printed are precision, recall and F1 of each kind of fact, how many are expected (gold) and found, and the score: the mean F1 of the
    rows with *. A file that can't be used is left out and named; the figures do without it. Of several folders, the figures are over all.

    Where GOLD has a crossdoc.json, which tells what is one over several texts, a build of the texts is compared with it: pairs of entities,
    B-cubed, and statements that restate each other, with what speaks for and against each that differs.

    With --calibration follow, for each band of confidence, how much was found, its mean confidence and the share that is right; then the
    same for each rule and kind of fact. Confidences are calibrated where the mean and the share agree.

    Exit code 0: all annotated texts are scored, whatever the score; 1: some are left out.

    Examples: `kg evaluate gold/` · `kg evaluate gold/ --errors` · `kg evaluate gold/ more/ --calibration` ·
    `kg evaluate gold/ --html report.html` · `kg evaluate gold/ --json`
    """
    from kg.cli.progress import Progress
    from kg.config import read_settings
    from kg.pipeline.evaluate import evaluate as run

    if html:
        _check_target(html)
    settings = read_settings(workers=workers, wikidata_index=wikidata_index)
    with Progress(quiet=quiet or as_json) as progress:
        evaluation = run(gold, settings, progress)
    _tell_trouble(evaluation, notes=not quiet)
    if not evaluation.documents:
        raise KgError(
            f"{', '.join(map(str, gold))}: nothing to score: none of the {len(evaluation.errors)} annotations can be used, as told above"
        )
    if html:
        _write_page(evaluation, html, quiet=quiet or as_json)
    _tell(evaluation, errors=errors, calibration=calibration, as_json=as_json, quiet=quiet)
    if evaluation.errors:
        raise typer.Exit(Exit.PARTLY)


def _check_target(html: Path) -> None:
    """Says that the page can't be written before the texts are read, not after."""
    if html.is_dir() or not html.absolute().parent.is_dir():
        raise SettingsError(f"--html {html}: {'is a folder' if html.is_dir() else 'its folder is not there'}; give the name of a file")


def _tell_trouble(evaluation: Evaluation, *, notes: bool) -> None:
    """What is left out, and what looks wrong in the annotations, on standard error."""
    for error in evaluation.errors:
        typer.secho(f"left out {error}", err=True, fg="red")
    if not notes:
        return
    for note in evaluation.notes[:SHOWN]:
        typer.secho(f"note {note}", err=True, fg="yellow")
    if len(evaluation.notes) > SHOWN:
        typer.secho(f"note … and {len(evaluation.notes) - SHOWN} more; --html has them all", err=True, fg="yellow")


def _write_page(evaluation: Evaluation, path: Path, *, quiet: bool) -> None:
    import kg
    from kg.evaluation.page import as_html
    from kg.store.output import writer

    content = as_html(evaluation, f"Pressgraph {kg.__version__}")
    with writer(path) as sink:
        sink.write(content)
    if not quiet:
        typer.echo(f"report in {path}", err=True)


def _tell(evaluation: Evaluation, *, errors: bool, calibration: bool, as_json: bool, quiet: bool) -> None:
    from kg.evaluation import report

    if as_json:
        typer.echo(json.dumps(report.as_json(evaluation, errors=errors, calibration=calibration), ensure_ascii=False, indent=1))
        return
    if errors:
        for line in report.error_lines(evaluation):
            typer.echo(line)
    if not quiet:
        typer.echo(report.as_table(evaluation))
        if evaluation.across:
            typer.echo("\n" + "\n".join(report.across_lines(evaluation)))
        if calibration:
            typer.echo("\n" + report.calibration_table(evaluation))
