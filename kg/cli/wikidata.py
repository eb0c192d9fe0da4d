"""`kg wikidata index`, `show`, `info`: the index of Wikidata items, made larger and looked into."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.exits import Exit
from kg.cli.options import JsonOption, QuietOption, WikidataIndexOption
from kg.errors import SettingsError, WikidataError
from kg.model.entities import EntityClass

if TYPE_CHECKING:
    from kg.cli.indexing import Indexing
    from kg.config import Settings
    from kg.wikidata.builder import Choice, Report
    from kg.wikidata.index import ItemIndex
    from kg.wikidata.items import Item
    from kg.wikidata.lookup import Items

SHOWN = 20  # problems that are told; --json has them all

LanguagesOption = Annotated[
    list[str] | None,
    typer.Option("--language", "-l", metavar="CODE", help="Names in this language; repeatable. [default: en, fr]", show_default=False),
]

app = typer.Typer(help="The index of Wikidata items: make a larger one, look things up in it.", no_args_is_help=True)


@app.command()
def index(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The index to make.", show_default=False)],
    dumps: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[DUMP...]", help="JSON dumps of Wikidata: .json .gz .bz2, or - for standard input.", show_default=False),
    ] = None,
    sparql: Annotated[
        str | None, typer.Option(metavar="URL", help="Ask this SPARQL endpoint instead of reading dumps.", show_default=False)
    ] = None,
    queries: Annotated[
        list[Path] | None, typer.Option("--query", metavar="FILE.rq", help="What it is asked; repeatable.", show_default=False)
    ] = None,
    add_to: Annotated[
        str | None, typer.Option("--add-to", metavar="FILE|starter", help="Put the items of this index in too.", show_default=False)
    ] = None,
    languages: LanguagesOption = None,
    classes: Annotated[
        list[EntityClass] | None, typer.Option("--class", "-c", help="Items of this class only; repeatable.", show_default=False)
    ] = None,
    sitelinks: Annotated[int, typer.Option(min=0, help="Items with so many pages in Wikipedias and sister projects at least.")] = 0,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Makes an index of Wikidata items from dumps, or from what a query service answers.

    Dumps are at https://dumps.wikimedia.org/wikidatawiki/entities/. They are read as a stream, in little memory. After an interruption the
    same command goes on where it was; what it has read waits beside FILE, as FILE.work. Lines that can't be read are told and passed over.

    A query is a SELECT that binds ?item, ?label, and any of ?alias ?description ?type ?country ?begin ?end ?sitelinks. An endpoint is told
    whom it may write to: set wikidata_contact.

    Use the index: `wikidata_index = "items.sqlite"` in pressgraph.toml, or --wikidata-index.

    Examples: `kg wikidata index latest-all.json.bz2 -o items.sqlite --sitelinks 1`
    · `lbzip2 -dc latest-all.json.bz2 | kg wikidata index - -o items.sqlite` · `kg wikidata index some.json -o mine.sqlite --add-to starter`
    · `kg wikidata index --sparql https://query.wikidata.org/sparql --query ministries.rq -o mine.sqlite --add-to starter`
    """
    from kg.cli.indexing import Indexing
    from kg.wikidata.builder import Choice, index_dumps
    from kg.wikidata.entities import LANGUAGES

    _check(dumps or [], sparql, queries or [], output)
    choice = Choice(languages=tuple(languages or LANGUAGES), classes=frozenset(classes or EntityClass), sitelinks=sitelinks)
    with Indexing(quiet=quiet or as_json) as bar:
        if sparql:
            report = _ask(sparql, queries or [], output, choice, _base(add_to), bar)
        else:
            report = index_dumps(dumps or [], output, choice, _base(add_to), bar)
    _tell(report, output, quiet=quiet, as_json=as_json)


def _ask(url: str, files: list[Path], output: Path, choice: Choice, base: ItemIndex | None, bar: Indexing) -> Report:
    from kg.config import read_settings
    from kg.wikidata.cache import Cache
    from kg.wikidata.http import Manners, Session
    from kg.wikidata.rows import index_queries

    settings = read_settings()
    manners = Manners(at_once=1, silence=70, deadline=300, days=settings.wikidata_days)
    queries = {file.name: file.read_text(encoding="utf-8") for file in files}
    with closing(Session(settings.wikidata_contact, Cache(settings.wikidata_answers), manners)) as session:
        return index_queries(session, url, queries, output, choice, base, bar)


def _check(dumps: list[Path], sparql: str | None, queries: list[Path], output: Path) -> None:
    if bool(dumps) == bool(sparql) or bool(sparql) != bool(queries):
        raise SettingsError("name dumps, or --sparql URL with --query FILE.rq")
    for file in (*dumps, *queries):
        if str(file) != "-" and not file.is_file():
            raise SettingsError(f"{file}: no such file")
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
    online: Annotated[bool, typer.Option("--online", help="Ask Wikidata over the network instead; set wikidata_contact.")] = False,
    wikidata_index: WikidataIndexOption = None,
    as_json: JsonOption = False,
) -> None:
    """Shows the items that a name may stand for: those that have it, then those with one spelt nearly so.

    Examples: `kg wikidata show UNODC` · `kg wikidata show "Mushahid Hussain Syed"` · `kg wikidata show Q843`
    · `KG_WIKIDATA_CONTACT=me@example.org kg wikidata show "Egmont Group" --online`
    """
    from kg.config import read_settings
    from kg.wikidata.index import opened

    settings = read_settings(wikidata_index=wikidata_index)
    with _online(settings) if online else nullcontext(opened(settings.wikidata_index)) as known:
        found = _found(known, name)[:limit]
    if as_json:
        typer.echo(json.dumps([_as_json(item, share) for item, share in found], ensure_ascii=False, indent=1))
    else:
        _print(found)
    if not found:
        place = settings.wikidata_api if online else opened(settings.wikidata_index).path.name
        raise WikidataError(
            f"no item {name!r} in {place}; kg wikidata info tells what is in an index, kg wikidata index makes a larger one"
        )


def _online(settings: Settings) -> AbstractContextManager[Items]:
    from kg.wikidata.client import connected
    from kg.wikidata.http import Manners

    return connected(
        settings.wikidata_contact,
        settings.wikidata_answers,
        url=settings.wikidata_api,
        reconciliation=settings.wikidata_reconciliation,
        manners=Manners(days=settings.wikidata_days),
    )


def _found(known: Items, name: str) -> list[tuple[Item, float]]:
    """The item with a QID, or those that have a name or one spelt nearly so."""
    from kg.wikidata.entities import is_qid

    if is_qid(name.upper()):
        item = known.get(name.upper())
        return [(item, 1.0)] if item else []
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
