"""`kg serve`: a store over HTTP."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.options import QuietOption, StoreOption

if TYPE_CHECKING:
    from kg.serving.settings import ServingSettings
    from kg.serving.source import Source
    from kg.serving.threads import ThreadExecutor

DEFAULT_PORT = 7878


def serve(
    store: StoreOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for all of this machine's.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0: any that is free.")] = DEFAULT_PORT,
    writable: Annotated[bool, typer.Option("--writable", help="Take updates at /update and /store, with the token.")] = False,
    token: Annotated[
        str | None, typer.Option(envvar="KG_TOKEN", help="What writers send as Authorization: Bearer.", show_default=False)
    ] = None,
    default_graph: Annotated[
        Literal["union", "strict"], typer.Option(help="What queries see outside GRAPH: all graphs, or the unnamed.")
    ] = "union",
    timeout: Annotated[float, typer.Option(min=0.1, metavar="S", help="Seconds that a query may take.")] = 30.0,
    cors: Annotated[
        list[str] | None, typer.Option(metavar="ORIGIN", help="Whose pages may read answers; * for all.", show_default=False)
    ] = None,
    base_path: Annotated[str, typer.Option(metavar="/PREFIX", help="Path prefix behind a reverse proxy.", show_default=False)] = "",
    quiet: QuietOption = False,
) -> None:
    """Serves a store over HTTP: SPARQL at /sparql, saved queries at /queries, entities and documents at their own paths.

    Without --writable it serves the newest finished state of the store, and a build may go on beside it.

    Examples: `kg serve` · `kg serve --store ./elections --port 8000` · `KG_TOKEN=… kg serve --writable`
    """
    from kg.config import read_settings
    from kg.serving import server
    from kg.serving.app import create_app
    from kg.serving.settings import DefaultGraph, ServingSettings
    from kg.serving.threads import ThreadExecutor

    chosen = read_settings(store=store)
    origins = tuple(cors or ())
    settings = ServingSettings(default_graph=DefaultGraph(default_graph), timeout=timeout, token=token, cors=origins, base_path=base_path)
    server.check(settings, writable=writable)
    _log(quiet=quiet)
    executor = ThreadExecutor(settings)
    with _opened(chosen.store, chosen.base, executor, writable=writable) as source, server.bind(host, port) as listening:
        if not quiet:
            _greet(chosen.store, server.url_of(listening) + base_path, settings, source)
        server.run(create_app(source, settings, executor), listening)


@contextmanager
def _opened(path: Path, base: str, executor: ThreadExecutor, *, writable: bool) -> Iterator[Source]:
    """The store's newest finished state; or, to write, its present one, which is published at the end if it was changed."""
    from kg.serving.source import FixedSource
    from kg.store import folder

    if not writable:
        snapshot = folder.open_snapshot(path)
        yield FixedSource(store=snapshot.store, base=snapshot.base, version=snapshot.version, merged=True)
        return
    place = folder.existing(path) if (path / "store.json").exists() else folder.create_or_open(path, base)
    with folder.writing(place), folder.open_for_updates(place, lambda: executor.updates_applied > 0) as store:
        yield FixedSource(store=store, base=place.base, version="in work", writable=True)


def _greet(path: Path, url: str, settings: ServingSettings, source: Source) -> None:
    typer.echo(f"Serving {path} (version {source.version}) at {url}/ – Ctrl-C stops it")
    typer.echo(f"  curl '{url}/sparql' --data-urlencode 'query=SELECT * WHERE {{ ?s ?p ?o }} LIMIT 5' -H 'Accept: text/csv'")
    if source.writable:
        typer.echo(f"  curl '{url}/update' -H \"Authorization: Bearer $KG_TOKEN\" --data-urlencode 'update=…'")
    typer.echo(f"  a query may take {settings.timeout:g} seconds; its default graph is {settings.default_graph}")


def _log(*, quiet: bool) -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s")
    logging.getLogger("kg.access").setLevel(logging.WARNING if quiet else logging.INFO)
