"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON, for programs.")]
JudgementsOption = Annotated[
    Path | None,
    typer.Option(
        "--judgements", metavar="FILE", help="File of judgements. [default: judgements.jsonl beside the store]", show_default=False
    ),
]
