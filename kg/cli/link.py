"""`kg link`: which Wikidata items the entities are: listed, explained, exchanged with other programs."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.exits import Exit
from kg.cli.link_review import review
from kg.cli.options import ByOption, ClassOption, JsonOption, JudgementsOption, StoreOption, WikidataIndexOption

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.cli.desk import Desk
    from kg.linking.mappings import Mapping

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown", help="Links with Wikidata: lists, explains, reviews, exchanges them.")
app.command()(review)


class Which(StrEnum):
    """Links by how sure they are."""

    ACCEPTED = "accepted"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"
    ALL = "all"


class Format(StrEnum):
    """Files that other programs read."""

    SSSOM = "sssom"
    CSV = "csv"
    QUICKSTATEMENTS = "quickstatements"


@app.callback()
def _group() -> None:
    """Links with Wikidata: lists, explains, reviews, exchanges them."""


@app.command("list")
def list_links(
    which: Annotated[Which, typer.Option("--which", "-w", help="Which links.")] = Which.ALL,
    cls: ClassOption = None,
    store: StoreOption = None,
    judgements: JudgementsOption = None,
    wikidata_index: WikidataIndexOption = None,
    as_json: JsonOption = False,
) -> None:
    """Lists entities with the items that they are or may be, those of most documents first.

    Accepted links are `owl:sameAs` in the graph, doubtful ones `skos:closeMatch`; refused are those that a person has ruled out.

    Examples: `kg link list` · `kg link list --which doubtful --class person`
    """
    from kg.cli.desk import desk
    from kg.cli.links import as_lines, as_records

    with desk(store, judgements, wikidata_index) as at:
        found = [mapping for mapping in _chosen(at, which) if cls in (None, mapping.cls)]
        typer.echo(as_records(found) if as_json else "\n".join(as_lines(found, at.source.language)))


@app.command()
def show(
    what: Annotated[str, typer.Argument(metavar="ENTITY", help="A name, or an address as kg query prints it.", show_default=False)],
    store: StoreOption = None,
    judgements: JudgementsOption = None,
    wikidata_index: WikidataIndexOption = None,
) -> None:
    """Tells which items an entity may be, and what speaks for and against each.

    Example: `kg link show "Anna Meyer"`
    """
    from kg.cli.desk import desk
    from kg.cli.links import LinkTeller

    with desk(store, judgements, wikidata_index) as at:
        found = at.linkage().question(at.refer(what).path)
        if found:
            typer.echo("\n".join(LinkTeller(at.source.language).question(found, at.linkage().links.of(found.path))))


@app.command()
def export(
    form: Annotated[Format, typer.Option("--format", "-f", help="What reads it.")] = Format.SSSOM,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.", show_default=False)] = None,
    which: Annotated[Which, typer.Option("--which", "-w", help="Which links.")] = Which.ALL,
    store: StoreOption = None,
    judgements: JudgementsOption = None,
    wikidata_index: WikidataIndexOption = None,
) -> None:
    """Writes links for other programs: SSSOM, a table for OpenRefine, or QuickStatements for Wikidata.

    quickstatements holds, for links that a person has confirmed, the web pages that describe the item and the names that it lacks.

    Examples: `kg link export -o links.sssom.tsv` · `kg link export -f csv -w doubtful -o doubtful.csv`
    """
    from kg.cli.desk import desk

    with desk(store, judgements, wikidata_index) as at:
        text = _written(at, form, which)
    if output is None:
        typer.echo(text, nl=False)
    else:
        from kg.store.files import write_atomically

        write_atomically(output, text.encode("utf-8"))


@app.command("import")
def import_links(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="SSSOM in TSV, or a table in CSV or TSV.", show_default=False)],
    entity: Annotated[str, typer.Option("--entity", metavar="COLUMN", help="The column with the entity: address or name.")] = "entity",
    item: Annotated[str, typer.Option("--item", metavar="COLUMN", help="The column with the item: QID or address.")] = "item",
    by: ByOption = None,
    store: StoreOption = None,
    judgements: JudgementsOption = None,
) -> None:
    """Takes over what was decided elsewhere: a mapping set in SSSOM, or a table reconciled in OpenRefine. Each row is a judgement.

    Rows about entities that the store does not have are told and left out; what is judged so already is not judged again.

    Exit code 0: all taken; 1: some rows were left out; 2: the file can't be read, and nothing was noted.

    Examples: `kg link import links.sssom.tsv` · `kg link import reconciled.csv --entity label --item qid --by "Anna Meyer"`
    """
    from kg.cli.desk import desk, person
    from kg.cli.links import take_over

    with desk(store, judgements) as at:
        report = take_over(at, file, entity, item, person(by))
    for line in report.left_out:
        typer.secho(line, err=True, fg="yellow")
    typer.echo(f"{at.file}: judgements noted: {report.noted}, known already: {report.known}, left out: {len(report.left_out)}")
    if report.noted:
        typer.echo("the next kg build follows them")
    if report.left_out:
        raise typer.Exit(Exit.PARTLY)


def _chosen(at: Desk, which: Which) -> Iterable[Mapping]:
    from kg.model.links import Level

    levels = {Which.ACCEPTED: {Level.SAME}, Which.DOUBTFUL: {Level.CLOSE}, Which.REFUSED: {Level.NONE}, Which.ALL: set(Level)}
    return at.linkage().mappings(frozenset(levels[which]))


def _written(at: Desk, form: Format, which: Which) -> str:
    from datetime import UTC, datetime

    from kg.linking import spreadsheets, sssom
    from kg.pipeline.giving import quickstatements

    match form:
        case Format.SSSOM:
            return sssom.write(_chosen(at, which), at.source.graph.base, datetime.now(UTC).date())
        case Format.CSV:
            return spreadsheets.write(_chosen(at, which))
        case Format.QUICKSTATEMENTS:
            lines = list(quickstatements(at.linkage(), at.source.graph))
            if not lines:
                sys.stderr.write("kg: no link is confirmed by a person yet: kg link review\n")
            return "".join(f"{line}\n" for line in lines)
