"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.model.entities import EntityClass

StoreOption = Annotated[
    Path | None, typer.Option("--store", "-s", metavar="DIR", help="Folder of the store. [default: store]", show_default=False)
]
WikidataIndexOption = Annotated[
    Path | None,
    typer.Option(
        "--wikidata-index",
        metavar="FILE",
        help="Index of Wikidata items that kg wikidata index made. [default: the starter in the package]",
        show_default=False,
    ),
]
ClassOption = Annotated[
    EntityClass | None, typer.Option("--class", "-c", case_sensitive=False, help="Only entities of this class.", show_default=False)
]
LimitOption = Annotated[int, typer.Option("--limit", "-n", min=1, help="So many at most.")]
ByOption = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who judges. [default: your user name]", show_default=False)]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON, for programs.")]
JudgementsOption = Annotated[
    Path | None,
    typer.Option(
        "--judgements", metavar="FILE", help="File of judgements. [default: judgements.jsonl beside the store]", show_default=False
    ),
]
