"""`kg export`: the graph, one document's graph or a query's result as RDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import StoreOption
from kg.cli.query import ParameterOption, chosen, pairs
from kg.errors import QueryError

FORMATS = "turtle, trig, ntriples, nquads, jsonld"
SUFFIXES = {".ttl": "turtle", ".trig": "trig", ".nt": "ntriples", ".nq": "nquads", ".jsonld": "jsonld"}
DEFAULT_FORMAT = "turtle"


def export(
    store: StoreOption = None,
    dump_format: Annotated[
        str | None,
        typer.Option("--format", "-f", help=f"{FORMATS}. [default: by the file's name, else {DEFAULT_FORMAT}]", show_default=False),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.", show_default=False)] = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="ID", help="One document's graph, by its identifier or IRI.", show_default=False)
    ] = None,
    query: Annotated[
        str | None, typer.Option("--query", metavar="NAME|FILE.rq", help="What a CONSTRUCT or DESCRIBE gives.", show_default=False)
    ] = None,
    parameters: ParameterOption = None,
    builds: Annotated[bool, typer.Option("--builds", help="The record of builds too; it holds times.")] = False,
) -> None:
    """Writes the graph as RDF: sorted, with prefixes, byte for byte the same for equal graphs.

    trig, nquads and jsonld keep the graph of each document; turtle and ntriples hold the triples of all graphs, each once.

    Examples: `kg export -o graph.trig` · `kg export --format turtle --document fr/report.txt`
    · `kg export --query about-entity -p entity="Anna Meyer" -o anna.ttl`
    """
    from kg.config import read_settings
    from kg.store.export import DumpFormat, Selection, write_triples
    from kg.store.export import export as dump
    from kg.store.folder import open_snapshot
    from kg.store.output import writer

    kind = DumpFormat(_format(dump_format, output))
    _check(document, query, parameters, builds=builds)
    snapshot = open_snapshot(read_settings(store=store).store)
    if query is None:
        with writer(output) as sink:
            dump(snapshot, sink, kind, Selection(document=document, builds=builds))
        return
    results = chosen(query).run(snapshot, pairs(parameters or []))
    with writer(output) as sink:
        write_triples(results, sink, kind, snapshot.base)


def _format(wanted: str | None, output: Path | None) -> str:
    suffix = output.suffix.lower() if output else ""
    kind = wanted or SUFFIXES.get(suffix, DEFAULT_FORMAT)
    if kind not in SUFFIXES.values():
        raise QueryError(f"no format {kind!r}; there are {FORMATS}")
    return kind


def _check(document: str | None, query: str | None, parameters: list[str] | None, *, builds: bool) -> None:
    if query is not None and (document is not None or builds):
        raise QueryError("--query stands alone: its result has no document and no builds to choose")
    if document is not None and builds:
        raise QueryError("--document takes one graph; leave --builds out")
    if parameters and query is None:
        raise QueryError("-p belongs to --query NAME")
