"""`kg serve`: a store over HTTP."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.grouped import grouped
from kg.cli.options import JudgementsOption, QuietOption, StoreOption

if TYPE_CHECKING:
    from kg.serving.catalogue import Published
    from kg.serving.settings import ServingSettings
    from kg.serving.working import Working

DEFAULT_PORT = 7878
MEBIBYTE = 1 << 20
QUERY, SERVER, CLIENTS = "Limits of a query", "Limits of the server", "Limits of a client"

UdsOption = Annotated[
    Path | None, typer.Option(metavar="PATH", help="Unix socket to listen on, in place of address and port.", show_default=False)
]
TokensOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Who may write or judge, by kg token new. Default: tokens.jsonl beside the store.", show_default=False
    ),
]
ReviewOption = Annotated[
    bool, typer.Option("--review", help="Let people with a token judge merges and links at /review, over loopback or TLS.")
]
GraceOption = Annotated[
    float, typer.Option(min=0, metavar="S", help="Seconds that running requests have when it stops.", rich_help_panel=SERVER)
]
GraphOption = Annotated[Literal["union", "strict"], typer.Option(help="What queries see outside GRAPH: all graphs, or the unnamed.")]
CorsOption = Annotated[
    list[str] | None, typer.Option(metavar="ORIGIN", help="Whose pages may read answers; * for all.", show_default=False)
]
PrefixOption = Annotated[str, typer.Option(metavar="/PREFIX", help="Path prefix behind a reverse proxy.", show_default=False)]
ProxyOption = Annotated[
    list[str] | None,
    typer.Option(metavar="ADDRESS", help="Reverse proxy whose X-Forwarded headers are believed; unix: --uds.", show_default=False),
]
ServiceOption = Annotated[
    list[str] | None,
    typer.Option(metavar="IRI", help="What SERVICE may ask; one that ends in /: all below it. Without it: nothing.", show_default=False),
]
TimeoutOption = Annotated[float, typer.Option(min=0.1, metavar="S", help="Seconds that a query may take.", rich_help_panel=QUERY)]
MemoryOption = Annotated[int, typer.Option(min=16, metavar="MIB", help="Memory it may take, beside the data.", rich_help_panel=QUERY)]
RowsOption = Annotated[int, typer.Option(min=1, help="Rows or triples of its result.", rich_help_panel=QUERY)]
BytesOption = Annotated[int, typer.Option(min=1, metavar="MIB", help="Size of its result.", rich_help_panel=QUERY)]
LengthOption = Annotated[int, typer.Option(min=1, metavar="KIB", help="Length of its text.", rich_help_panel=QUERY)]
DepthOption = Annotated[int, typer.Option(min=1, help="Brackets within each other.", rich_help_panel=QUERY)]
ConcurrencyOption = Annotated[
    int | None,
    typer.Option(
        min=1,
        help="Queries that run at the same time. Default: 16, or as many as the machine has GiB of memory.",
        show_default=False,
        rich_help_panel=SERVER,
    ),
]
QueueOption = Annotated[int, typer.Option(min=0, help="Queries that wait for their turn; more get 503.", rich_help_panel=SERVER)]
PatienceOption = Annotated[
    float, typer.Option(min=0.1, metavar="S", help="Seconds that a query waits for its turn.", rich_help_panel=SERVER)
]
InMemoryOption = Annotated[
    int | None,
    typer.Option(
        min=0,
        metavar="MIB",
        help="Data whose files take up to this are held in memory: two to five times faster. Default: an eighth of the machine's memory.",
        show_default=False,
        rich_help_panel=SERVER,
    ),
]
ConnectionsOption = Annotated[int, typer.Option(min=1, help="Clients connected at the same time.", rich_help_panel=SERVER)]
LookupsOption = Annotated[
    int,
    typer.Option(min=0, help="Connections at a time whose look-ups a process answers by itself. 0: none.", rich_help_panel=SERVER),
]
RateOption = Annotated[float, typer.Option(min=0, help="Requests a second in the long run; more get 429. 0: any.", rich_help_panel=CLIENTS)]
BodyOption = Annotated[int, typer.Option(min=1, metavar="MIB", help="Body of a request.", rich_help_panel=CLIENTS)]
HeadOption = Annotated[int, typer.Option(min=1, metavar="KIB", help="Line and headers of a request.", rich_help_panel=CLIENTS)]
LogOption = Annotated[Literal["text", "json"], typer.Option(help="How the log is written: lines to read, or JSON lines.")]
SlowOption = Annotated[float, typer.Option(min=0, metavar="S", help="Seconds from which a query is logged with its text; 0: never.")]
SlownessOption = Annotated[
    float,
    typer.Option(min=0.1, metavar="S", help="Seconds to send or read, beside one for each 16 KiB.", rich_help_panel=CLIENTS),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where it listens."""

    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for all of this machine's.")] = "127.0.0.1"
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0: any that is free.")] = DEFAULT_PORT
    uds: UdsOption = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Who may change what, and where that is written."""

    writable: Annotated[bool, typer.Option("--writable", help="Take updates at /update and /store, with the token.")] = False
    review: ReviewOption = False
    judgements: JudgementsOption = None
    tokens: TokensOption = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What queries see, and whom the server deals with."""

    default_graph: GraphOption = "union"
    cors: CorsOption = None
    base_path: PrefixOption = ""
    proxy: ProxyOption = None
    service: ServiceOption = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryLimits:
    """What one query may take."""

    timeout: TimeoutOption = 30.0
    memory: MemoryOption = 512
    max_rows: RowsOption = 1_000_000
    max_bytes: BytesOption = 512
    max_query: LengthOption = 1024
    max_depth: DepthOption = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerLimits:
    """What all together may take."""

    concurrency: ConcurrencyOption = None
    queue: QueueOption = 100
    patience: PatienceOption = 15.0
    in_memory: InMemoryOption = None
    connections: ConnectionsOption = 1000
    lookups: LookupsOption = 64
    grace: GraceOption = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientLimits:
    """What one client may do."""

    rate: RateOption = 100.0
    max_body: BodyOption = 64
    max_head: HeadOption = 64
    client_patience: SlownessOption = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """What it tells."""

    log: LogOption = "text"
    slow: SlowOption = 5.0
    quiet: QuietOption = False


@grouped
def serve(
    *,
    store: StoreOption = None,
    address: Address,
    access: Access,
    surroundings: Surroundings,
    query: QueryLimits,
    together: ServerLimits,
    clients: ClientLimits,
    log: Log,
) -> None:
    """Serves a store over HTTP: SPARQL at /sparql, saved queries at /api/queries, entities and documents at their own paths.

    Without --writable it serves the newest finished state of the store, and goes over to each that a build publishes beside it.

    With --review, people with a token judge doubtful merges and links at /review, over loopback or TLS alone. What they judge goes to the
    file of judgements, and the next kg build follows it.

    SIGHUP (`kill -HUP`) makes it read settings, tokens and data anew, without dropping a request.

    Examples: `kg serve` · `kg serve --store ./elections --port 8000` · `kg token new me && kg serve --review`
    """
    from kg.serving import server
    from kg.serving.app import create_app
    from kg.serving.operations import logs
    from kg.serving.operations.metrics import Metrics
    from kg.serving.operations.reloading import Reloadable

    settings = _settings(surroundings, query, together, clients, log)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # until there is something to load anew
    logs.start(as_json=log.log == "json", quiet=log.quiet)
    choose = partial(_chosen, settings, store, access)
    chosen = choose()
    with ExitStack() as stack:
        catalogue = stack.enter_context(_opened(chosen[1], chosen[2], writable=access.writable))
        listening = stack.enter_context(server.bind_unix(address.uds) if address.uds else server.bind(address.host, address.port))
        if not log.quiet:
            url = server.url_of(listening) + surroundings.base_path
            _greet(chosen[1], url, chosen[0], catalogue(), writable=access.writable)
        metrics = Metrics()
        app = Reloadable(lambda: create_app(catalogue(), choose()[0], metrics))
        server.run(app, settings, listening)


def _settings(around: Surroundings, query: QueryLimits, together: ServerLimits, clients: ClientLimits, log: Log) -> ServingSettings:
    """What the options tell, in bytes."""
    from kg.serving.settings import DefaultGraph, Limits, ServingSettings

    limits = Limits(
        memory=query.memory * MEBIBYTE,
        max_rows=query.max_rows,
        max_bytes=query.max_bytes * MEBIBYTE,
        max_query=query.max_query << 10,
        max_depth=query.max_depth,
        federation=tuple(around.service or ()),
    )
    settings = ServingSettings(
        limits=limits,
        timeout=query.timeout,
        queue=together.queue,
        patience=together.patience,
        connections=together.connections,
        lookups=together.lookups,
        grace=together.grace,
        rate=clients.rate,
        max_body=clients.max_body * MEBIBYTE,
        max_head=clients.max_head << 10,
        client_patience=clients.client_patience,
        proxies=tuple(around.proxy or ()),
        cors=tuple(around.cors or ()),
        default_graph=DefaultGraph(around.default_graph),
        base_path=around.base_path,
        slow=log.slow,
    )
    if together.concurrency is not None:
        settings = replace(settings, concurrency=together.concurrency)
    return settings if together.in_memory is None else replace(settings, in_memory=together.in_memory * MEBIBYTE)


def _chosen(settings: ServingSettings, store: Path | None, access: Access) -> tuple[ServingSettings, Path, str]:
    """The settings with what files and environment tell at the moment; the store, and the base of a new one.

    Raises:
        SettingsError: they are not right, or not safe.
    """
    from kg.config import read_settings
    from kg.serving import server
    from kg.serving.operations.tokens import read

    chosen = read_settings(store=store, tokens=access.tokens, judgements=access.judgements)
    known = read(chosen.tokens_file)
    if secret := os.environ.get("KG_TOKEN"):
        known = known.with_secret("KG_TOKEN", secret)
    settings = replace(settings, queries=chosen.queries, tokens=known, review=chosen.judgements_file if access.review else None)
    server.check(settings, writable=access.writable)
    return settings, chosen.store, chosen.base


@contextmanager
def _opened(path: Path, base: str, *, writable: bool) -> Iterator[Callable[[], Published | Working]]:
    """What gives the store's finished states; or, to write, its present one, which is published at the end if it was changed."""
    from kg.search import building
    from kg.serving.catalogue import Published
    from kg.serving.working import Working
    from kg.store import folder

    if not writable:
        yield lambda: Published(path)
        return
    place = folder.existing(path) if (path / "store.json").exists() else folder.create_or_open(path, base)
    with folder.writing(place), ExitStack() as stack:
        working: list[Working] = []
        behind = place.unsearched.exists()  # a server that was killed has left it
        index = partial(building.make, place)
        store = stack.enter_context(folder.open_for_updates(place, lambda: working[0].changes > 0, index))
        working.append(Working(place, store, behind=behind))
        yield lambda: working[0]


def _greet(path: Path, url: str, settings: ServingSettings, catalogue: Published | Working, *, writable: bool) -> None:
    typer.echo(f"Serving {path} (version {catalogue.name}) at {url}/ – Ctrl-C stops it")
    if url.startswith("unix:"):
        return
    typer.echo(f"  curl '{url}/sparql' --data-urlencode 'query=SELECT * WHERE {{ ?s ?p ?o }} LIMIT 5' -H 'Accept: text/csv'")
    if writable:
        typer.echo(f"  curl '{url}/update' -H \"Authorization: Bearer $TOKEN\" --data-urlencode 'update=…'")
    if settings.review:
        typer.echo(f"  {url}/review to judge merges and links, with a token; what is judged goes to {settings.review}")
    typer.echo(f"  a query may take {settings.timeout:g} seconds; its default graph is {settings.default_graph}")
