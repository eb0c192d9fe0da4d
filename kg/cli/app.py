"""The `kg` command: its sub-commands, and how errors become messages and exit codes."""

from __future__ import annotations

import sys

import typer

import kg
from kg.cli import build, demo, evaluate, explain, export, judge, judgements, link, query, review, search, serve, token, validate, wikidata
from kg.cli.configured import Configured
from kg.cli.exits import Exit
from kg.errors import (
    ExchangeError,
    JudgementsError,
    KgError,
    LexiconError,
    PipelineError,
    QueryError,
    SettingsError,
    StoreError,
    WikidataError,
    WikidataUnavailable,
)

app = typer.Typer(
    name="kg",
    help="Press texts in French and English become a checked knowledge graph that answers SPARQL.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(build.build)
app.command()(query.query)
app.command()(search.search)
app.command()(explain.explain)
app.command()(review.review)
judge.add_to(app)
app.add_typer(judgements.app, name="judgements")
app.add_typer(link.app, name="link")
app.add_typer(wikidata.app, name="wikidata")
app.command()(validate.validate)
app.command()(evaluate.evaluate)
app.command()(export.export)
app.command()(search.index)
app.command(cls=Configured)(serve.serve)
app.add_typer(token.app, name="token")
app.command()(demo.demo)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pressgraph {kg.__version__}")
        raise typer.Exit


@app.callback()
def _options(version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version.")) -> None:
    """Press texts in French and English become a checked knowledge graph that answers SPARQL."""


def exit_code(error: KgError) -> Exit:
    """What an error means to the caller."""
    if isinstance(error, WikidataUnavailable):
        return Exit.PARTLY
    if isinstance(error, (SettingsError, JudgementsError, ExchangeError, LexiconError, QueryError, WikidataError)):
        return Exit.USAGE
    if isinstance(error, StoreError):
        return Exit.STORE
    return Exit.SETUP if isinstance(error, PipelineError) else Exit.PARTLY


def main() -> None:
    """The entry point of the `kg` command."""
    try:
        app()
    except KgError as error:
        typer.secho(f"kg: {error}", err=True, fg="red")
        sys.exit(exit_code(error))
    except SystemExit as end:  # Typer has made one of Ctrl-C and of a closed pipe, and says nothing
        if isinstance(end.__context__, BrokenPipeError):
            sys.exit(Exit.CLOSED_PIPE)
        if end.code == Exit.INTERRUPTED:
            typer.secho("\nkg: interrupted; what was finished stays, the same command goes on", err=True)
        raise
