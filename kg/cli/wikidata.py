"""`kg wikidata index`, `show`, `info`: the index of Wikidata items, made larger and looked into."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.exits import Exit
from kg.cli.options import JsonOption, QuietOption, WikidataIndexOption
from kg.errors import SettingsError, WikidataError
from kg.model.entities import EntityClass

if TYPE_CHECKING:
    from kg.wikidata.builder import Report
    from kg.wikidata.index import ItemIndex
    from kg.wikidata.items import Item

SHOWN = 20  # problems that are told; --json has them all

app = typer.Typer(help="The index of Wikidata items: make a larger one, look things up in it.", no_args_is_help=True)


@app.command()
def index(
    dumps: Annotated[
        list[Path],
        typer.Argument(metavar="DUMP...", help="JSON dumps of Wikidata: .json .gz .bz2, or - for standard input.", show_default=False),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The index to make.", show_default=False)],
    add_to: Annotated[
        str | None, typer.Option("--add-to", metavar="FILE|starter", help="Put the items of this index in too.", show_default=False)
    ] = None,
    languages: Annotated[list[str], typer.Option("--language", "-l", metavar="CODE", help="Names in this language; repeatable.")] = [  # noqa: B006
        "en",
        "fr",
    ],
    classes: Annotated[
        list[EntityClass] | None, typer.Option("--class", "-c", help="Items of this class only; repeatable.", show_default=False)
    ] = None,
    sitelinks: Annotated[int, typer.Option(min=0, help="Items with so many pages in Wikipedias and sister projects at least.")] = 0,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Makes an index of Wikidata items from dumps.

    Dumps are at https://dumps.wikimedia.org/wikidatawiki/entities/. They are read as a stream, in little memory. After an interruption the
    same command goes on where it was; what it has read waits beside FILE, as FILE.work. Lines that can't be read are told and passed over.

    Use the index: `wikidata_index = "items.sqlite"` in pressgraph.toml, or --wikidata-index.

    Examples: `kg wikidata index latest-all.json.bz2 -o items.sqlite --sitelinks 1`
    · `lbzip2 -dc latest-all.json.bz2 | kg wikidata index - -o items.sqlite` · `kg wikidata index some.json -o mine.sqlite --add-to starter`
    """
    from kg.cli.indexing import Indexing
    from kg.wikidata.builder import Choice, index_dumps

    _check(dumps, output)
    choice = Choice(languages=tuple(languages), classes=frozenset(classes or EntityClass), sitelinks=sitelinks)
    with Indexing(quiet=quiet or as_json) as bar:
        report = index_dumps(dumps, output, choice, _base(add_to), bar)
    _tell(report, output, quiet=quiet, as_json=as_json)


def _check(dumps: list[Path], output: Path) -> None:
    for dump in dumps:
        if str(dump) != "-" and not dump.is_file():
            raise SettingsError(f"{dump}: no such file")
    if not output.absolute().parent.is_dir():
        raise SettingsError(f"--output {output}: no such folder as {output.absolute().parent}")


def _base(add_to: str | None) -> ItemIndex | None:
    from kg.wikidata.index import opened

    if add_to is None:
        return None
    return opened(None) if add_to == "starter" else opened(Path(add_to))


def _tell(report: Report, output: Path, *, quiet: bool, as_json: bool) -> None:
    if as_json:
        facts = {"items": report.items, "lines": report.lines, "resumed": report.resumed, "broken": report.broken}
        typer.echo(json.dumps({**facts, "problems": report.problems, "seconds": round(report.seconds, 3)}, ensure_ascii=False, indent=1))
    else:
        for problem in report.problems[:SHOWN]:
            typer.secho(problem, err=True, fg="yellow")
        if more := max(report.broken, len(report.problems)) - SHOWN:
            typer.secho(f"… and {more:,} more", err=True, fg="yellow") if more > 0 else None
        if not quiet:
            size = output.stat().st_size / 1e6
            typer.echo(
                f"{output}: {report.items:,} items, {size:,.1f} MB, from {report.lines + report.resumed:,} lines in {report.seconds:,.0f} s"
            )
    if report.problems:
        raise typer.Exit(Exit.PARTLY)


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="NAME|QID", help="A name, or an item's QID.", show_default=False)],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Items at most.")] = 10,
    wikidata_index: WikidataIndexOption = None,
    as_json: JsonOption = False,
) -> None:
    """Shows the items that a name may stand for: those that have it, then those with one spelt nearly so.

    Examples: `kg wikidata show UNODC` · `kg wikidata show "Mushahid Hussain Syed"` · `kg wikidata show Q843`
    """
    from kg.config import read_settings
    from kg.wikidata.entities import is_qid
    from kg.wikidata.index import opened

    known = opened(read_settings(wikidata_index=wikidata_index).wikidata_index)
    if is_qid(name.upper()):
        item = known.get(name.upper())
        found = [(item, 1.0)] if item else []
    else:
        found = _candidates(known, name)[:limit]
    if as_json:
        typer.echo(json.dumps([_as_json(item, share) for item, share in found], ensure_ascii=False, indent=1))
    else:
        _print(found)
    if not found:
        raise WikidataError(
            f"no item {name!r} in {known.path.name}; kg wikidata info tells what it holds, kg wikidata index makes a larger one"
        )


def _candidates(known: ItemIndex, name: str) -> list[tuple[Item, float]]:
    exact = [(item, 1.0) for item in known.named(name)]
    qids = {item.qid for item, _ in exact}
    return exact + [(item, share) for item, share in known.alike(name) if item.qid not in qids]


def _as_json(item: Item, share: float) -> dict[str, object]:
    return {
        "qid": item.qid,
        "class": item.cls,
        "labels": {label.language: label.text for label in item.labels},
        "aliases": list(item.aliases),
        "description": item.description,
        "country": item.country,
        "types": list(item.types),
        "begin": item.begin,
        "end": item.end,
        "prominence": item.prominence,
        "alike": round(share, 3),
    }


def _print(found: list[tuple[Item, float]]) -> None:
    for item, share in found:
        labels = " · ".join(dict.fromkeys(label.text for label in item.labels))
        years = f"{item.begin or ''}–{item.end or ''}" if item.begin is not None or item.end is not None else ""
        told = [
            str(item.cls or ""),
            item.country or "",
            years,
            f"prominence {item.prominence}",
            "" if share == 1.0 else f"{share:.0%} alike",
        ]
        typer.secho(f"{item.qid}  {labels}", bold=True)
        typer.echo(f"    {item.description or 'no description'}\n    {', '.join(filter(None, told))}")
        if item.aliases:
            typer.echo(f"    also: {', '.join(item.aliases[:8])}" + (" …" if len(item.aliases) > 8 else ""))


@app.command()
def info(wikidata_index: WikidataIndexOption = None, as_json: JsonOption = False) -> None:
    """Tells how large the index is, from when and from where.

    Examples: `kg wikidata info` · `kg wikidata info --wikidata-index items.sqlite`
    """
    from kg.config import read_settings
    from kg.wikidata.index import opened

    known = opened(read_settings(wikidata_index=wikidata_index).wikidata_index)
    facts = {"file": str(known.path), "megabytes": f"{known.path.stat().st_size / 1e6:.1f}", **known.facts}
    if as_json:
        typer.echo(json.dumps(facts, ensure_ascii=False, indent=1))
        return
    for name, value in facts.items():
        if value:
            typer.echo(f"{name:<12}{value}")
