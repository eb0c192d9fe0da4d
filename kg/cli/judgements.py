"""`kg judgements`: what is done with files of judgements."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.exits import Exit
from kg.cli.wrapping import wrapped

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown", help="Works with files of judgements.")


@app.callback()
def _group() -> None:
    """Works with files of judgements."""


@app.command()
def join(
    files: Annotated[list[Path], typer.Argument(metavar="FILE FILE...", help="Files of judgements.", show_default=False)],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Write here; may be one of them.", show_default=False)],
) -> None:
    """Joins the judgements of several people or teams: each line once, in the order of time.

    Told are conflicts: pairs that people judge differently, and pairs judged different that others' judgements make one. All lines are
    kept; of those in conflict, the different ones hold.

    Exit code 0: joined; 1: joined, with conflicts; 2: a file is missing or has a broken line, and nothing was written.

    Example: `kg judgements join ours.jsonl theirs.jsonl --output judgements.jsonl`
    """
    from kg.model.judgements import conflicts
    from kg.store.judgements import join as joined
    from kg.store.judgements import write

    lines = joined(files)
    write(output, lines)
    found = conflicts(lines)
    for conflict in found:
        typer.secho(wrapped(f"in conflict: {conflict.told}", hanging="  "), err=True, fg="yellow")
    typer.echo(f"{output}: judgements: {len(lines)}, conflicts: {len(found)}")
    if found:
        raise typer.Exit(Exit.PARTLY)
