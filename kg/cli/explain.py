"""`kg explain`: the words, the rule and the model behind something in the graph."""

from __future__ import annotations

from functools import cache, partial
from typing import Annotated

import typer

from kg.cli.options import JsonOption, StoreOption
from kg.cli.query import language

WhatArgument = Annotated[
    list[str],
    typer.Argument(metavar="WHAT…", help="A name, an address, FILE:12-24, or SUBJECT PROPERTY [VALUE].", show_default=False),
]


def explain(
    what: WhatArgument,
    store: StoreOption = None,
    at: Annotated[
        int | None,
        typer.Option("--at", metavar="OFFSET", min=0, help="WHAT is a document; explain what was read there.", show_default=False),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Tells which words, which rule and which model made something in the graph, and how sure they are.

    WHAT is a mention, a fact, a statement or an entity by its address, as kg query prints it (`id:person/anna-meyer`,
    `doc:fr/report.txt#char=12,24`); the name of an entity; characters of a document, counted from 0 (`fr/report.txt:12-24`);
    or a fact in three words, of which the last may be left out.

    Examples: `kg explain "Anna Meyer"` · `kg explain "Clear Water Schools" funder UNICEF` · `kg explain fr/report.txt --at 120`
    """
    from kg.cli.explanations import as_json_text, as_list, as_text
    from kg.config import read_settings
    from kg.explanation.explain import explain as explained
    from kg.explanation.source import Source
    from kg.explanation.targets import targets
    from kg.store.folder import open_snapshot
    from kg.store.texts import read_text

    snapshot = open_snapshot(read_settings(store=store).store)
    source = Source(snapshot, cache(partial(read_text, snapshot.folder)), language())
    found = [explained(source, node) for node in targets(source, what, at)]
    if as_json:
        typer.echo(as_json_text(source, found))
    elif len(found) == 1:
        typer.echo(as_text(source, found[0]))
    else:
        typer.echo(as_list(source, found))
