"""`kg token`: who may write to a server, or judge in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import StoreOption

app = typer.Typer(help="Tokens of those who may write to a server or judge; the file keeps their digests only.", no_args_is_help=True)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Whose it is.")]
FileOption = Annotated[
    Path | None,
    typer.Option("--tokens", metavar="FILE", help="Their file. [default: tokens.jsonl beside the store]", show_default=False),
]


@app.command()
def new(name: NameArgument, store: StoreOption = None, tokens: FileOption = None) -> None:
    """Makes a token and prints it, once. A running server knows it after `kill -HUP`.

    Example: `kg token new notebook`
    """
    from kg.serving.operations.tokens import new as make

    typer.echo(make(_file(store, tokens), name))


@app.command("list")
def list_all(store: StoreOption = None, tokens: FileOption = None) -> None:
    """Lists whose tokens there are, and since when."""
    from kg.serving.operations.tokens import read

    for token in read(_file(store, tokens)).known:
        typer.echo(f"{token.name}  {token.made}")


@app.command()
def revoke(name: NameArgument, store: StoreOption = None, tokens: FileOption = None) -> None:
    """Takes a token back. A running server forgets it after `kill -HUP`."""
    from kg.serving.operations.tokens import revoke as take_back

    take_back(_file(store, tokens), name)


def _file(store: Path | None, tokens: Path | None) -> Path:
    from kg.config import read_settings

    return read_settings(store=store, tokens=tokens).tokens_file
