"""`kg query`: a saved query, or one from a file, answered from the store."""

from __future__ import annotations

import json
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import JsonOption, StoreOption
from kg.errors import ParameterError, QueryError, UnknownQuery

if TYPE_CHECKING:
    from kg.store.folder import Snapshot
    from kg.store.queries import Results, SavedQuery
    from kg.store.results import ResultFormat

FORMATS = "table, csv, tsv, json, xml; of a CONSTRUCT: turtle, ntriples, jsonld"

ParameterOption = Annotated[
    list[str] | None,
    typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter of the query; may be repeated.", show_default=False),
]


def query(
    name: Annotated[str | None, typer.Argument(metavar="NAME|FILE.rq", help="A saved query, or a file.", show_default=False)] = None,
    store: StoreOption = None,
    parameters: ParameterOption = None,
    result_format: Annotated[
        str | None, typer.Option("--format", "-f", help=f"{FORMATS}. [default: table or turtle]", show_default=False)
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.", show_default=False)] = None,
    list_all: Annotated[bool, typer.Option("--list", "-l", help="List the saved queries.")] = False,
    describe: Annotated[bool, typer.Option("--describe", "-d", help="Tell what the query answers, its parameters and its text.")] = False,
    service: Annotated[
        list[str] | None,
        typer.Option("--service", metavar="IRI[=URL]", help="A server that SERVICE may ask, or a copy of it.", show_default=False),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Answers a question from the store: a saved query by its name, or SPARQL from a file.

    Values of parameters are bound as RDF terms; an entity is given by its name or its IRI.

    Examples: `kg query --list` · `kg query who-said-what -p speaker="Anna Meyer"` · `kg query programmes --format csv -o programmes.csv`
    · `kg query most-quoted-speakers --describe` · `kg query my-question.rq -p year=2017`
    · `kg query statements-by-party --service https://query.wikidata.org/sparql`
    """
    if list_all:
        _list(as_json=as_json)
    elif name is None:
        raise QueryError("which query? give a name or a file, or see them all: kg query --list")
    elif describe:
        _describe(chosen(name), as_json=as_json)
    else:
        wanted = "json" if as_json and not result_format else result_format
        _answer(chosen(name), store, pairs(parameters or []), wanted, output, service or [])


def chosen(name: str) -> SavedQuery:
    """The saved query of a name; a word that ends in .rq or has a slash is a file.

    Raises:
        QueryError: the file is not a query.
        UnknownQuery: no saved query has this name.
    """
    from kg.config import read_settings
    from kg.store.queries import find, read

    if name.endswith(".rq") or "/" in name:
        return read(Path(name))
    try:
        return find(name, read_settings().queries)
    except UnknownQuery as error:
        raise UnknownQuery(f"{error}; kg query --list shows all") from None


def pairs(given: list[str]) -> dict[str, str]:
    """`key=value` words as a mapping.

    Raises:
        ParameterError: a word has no `=`, or a name stands twice.
    """
    values: dict[str, str] = {}
    for word in given:
        name, equals, value = word.partition("=")
        if not equals:
            raise ParameterError(f"-p {word}: expected NAME=VALUE")
        if name in values:
            raise ParameterError(f"-p {word}: {name!r} is given twice")
        values[name] = value
    return values


def language() -> str:
    """The user's language, for lists and descriptions: fr where the locale begins so, else en."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "fr" if locale.lower().startswith("fr") else "en"


def _answer(
    query: SavedQuery, store: Path | None, given: dict[str, str], wanted: str | None, output: Path | None, services: list[str]
) -> None:
    from kg.cli.services import allowed, asking
    from kg.config import read_settings
    from kg.store.folder import open_snapshot
    from kg.store.output import writer
    from kg.store.results import usual_format, write

    kind = _result_format(wanted, query.form) if wanted else None
    settings = read_settings(store=store)
    snapshot = open_snapshot(settings.store)
    with asking(services, settings, snapshot) as ask:
        results: Results = query.run(snapshot, given, list(allowed(services)), partial(_expanded, snapshot), ask)
    with writer(output) as sink:
        write(results, sink, kind or usual_format(results), snapshot.base, width=_width(output))


def _expanded(snapshot: Snapshot, text: str) -> str:
    """The query with what its searches find."""
    from kg.search.index import FILE, SearchIndex
    from kg.search.sparql import expand, searches

    return expand(SearchIndex(snapshot.folder.snapshots / snapshot.version / FILE), text) if searches(text) else text


def _result_format(wanted: str, form: str) -> ResultFormat:
    from kg.store.results import ResultFormat, suits

    if wanted not in list(ResultFormat):
        raise QueryError(f"no format {wanted!r}; there are {FORMATS}")
    kind = ResultFormat(wanted)
    if not suits(kind, form):
        what = "graph" if form in {"CONSTRUCT", "DESCRIBE"} else "table"
        raise QueryError(f"{form} gives a {what}, which {wanted} can't hold; there are {FORMATS}")
    return kind


def _width(output: Path | None) -> int:
    """The columns of the screen, or of the lines in a file."""
    import shutil
    import sys

    from kg.store.results import PIPED_WIDTH

    return shutil.get_terminal_size().columns if output is None and sys.stdout.isatty() else PIPED_WIDTH


def _list(*, as_json: bool) -> None:
    from kg.config import read_settings
    from kg.store.queries import saved_queries
    from kg.store.records import as_record

    queries = saved_queries(read_settings().queries)
    if as_json:
        typer.echo(json.dumps([as_record(query) for query in queries], ensure_ascii=False, indent=1))
        return
    width = max((len(query.name) for query in queries), default=0)
    for tag in sorted({_heading(query) for query in queries}):
        typer.secho(tag, bold=True)
        for query in queries:
            if _heading(query) == tag:
                typer.echo(f"  {query.name:<{width}}  {query.summary(language())}")


def _heading(query: SavedQuery) -> str:
    """What a query stands under in the list."""
    return query.tags[0] if query.tags else "others"


def _describe(query: SavedQuery, *, as_json: bool) -> None:
    from kg.store.records import as_record

    if as_json:
        typer.echo(json.dumps(as_record(query), ensure_ascii=False, indent=1))
        return
    chosen_language = language()
    typer.secho(query.name, bold=True)
    typer.echo(f"{query.summary(chosen_language)}\n{query.description(chosen_language)}\n")
    for parameter in query.parameters:
        wanted = "required" if parameter.required else "optional" if parameter.default is None else f"default {parameter.default!r}"
        told = parameter.descriptions.get(chosen_language) or parameter.descriptions.get("en", "")
        typer.echo(f"  -p {parameter.name}=…  {parameter.type}, {wanted}. {told}")
        typer.echo(f"      {parameter.expected}; for example {' or '.join(parameter.examples)}")
    for iri in query.services:
        typer.echo(f"  --service {iri}  asks this server")
    typer.echo(f"\n{query.text.strip()}")
