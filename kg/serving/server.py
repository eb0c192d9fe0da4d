"""Runs the application on a socket until it is told to stop."""

from __future__ import annotations

import errno
import gc
import logging
import signal
import socket
from collections.abc import Coroutine
from contextlib import suppress
from ipaddress import ip_address
from math import ceil
from pathlib import Path
from typing import Any, Protocol

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from kg.errors import SettingsError
from kg.serving.execution import ResultBroken
from kg.serving.http.connection import connection_class
from kg.serving.operations.allocation import keep_memory_small
from kg.serving.settings import ServingSettings

KEEP_ALIVE = 75  # seconds that a connection stays open without a request; clients keep theirs for about a minute
BACKLOG = 512  # connections that wait to be accepted


def check(settings: ServingSettings, *, writable: bool) -> None:
    """Refuses settings that would leave the data open.

    Raises:
        SettingsError: a writable server or a review without a token; a path prefix that is none.
    """
    if writable and not settings.tokens:
        raise SettingsError("a writable server needs a token that writers send: kg token new NAME, or the environment variable KG_TOKEN")
    if settings.review and not settings.tokens:
        raise SettingsError("--review needs a token for each who judges: kg token new NAME")
    prefix = settings.base_path
    if prefix and (not prefix.startswith("/") or prefix.endswith("/")):
        raise SettingsError(f"--base-path {prefix!r} must begin with / and not end with it, for example /graph")


def bind(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any that is free.

    Raises:
        SettingsError: the address is taken, forbidden, or not of this machine.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.create_server(address[:2], family=family, backlog=BACKLOG)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else an answer waits 40 ms for the client's acknowledgement
        return listening
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SettingsError(f"port {port} of {host} is taken by another program; choose another with --port") from None
        raise SettingsError(f"can't listen on port {port} of {host}: {error.strerror or error}") from None


def bind_unix(path: Path) -> socket.socket:
    """A listening unix socket, for a reverse proxy of the same user or group. One that is left from before is replaced.

    Raises:
        SettingsError: another server listens on it, something else has the name, or the folder can't be written.
    """
    listening = socket.socket(socket.AF_UNIX)
    try:
        _remove_left(path)
        listening.bind(str(path))
        path.chmod(0o660)
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise SettingsError(f"--uds {path}: can't listen there: {error.strerror or error}") from None
    return listening


def _remove_left(path: Path) -> None:
    """Removes a socket that nobody listens on."""
    if not path.is_socket():
        return
    with socket.socket(socket.AF_UNIX) as asking, suppress(ConnectionRefusedError):
        asking.connect(str(path))
        raise OSError("another server listens there")
    path.unlink()


def url_of(listening: socket.socket) -> str:
    """The address that clients on this machine use."""
    if listening.family is socket.AF_UNIX:
        return f"unix:{listening.getsockname()}"
    host, port = listening.getsockname()[:2]
    shown = "127.0.0.1" if ip_address(host).is_unspecified else host
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


class Served(Protocol):
    """An application that answers some requests before they go through its layers."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None: ...

    def short_way(self, cycle: RequestResponseCycle, app: ASGIApp) -> Coroutine[Any, Any, None] | None:
        """What answers a request; None: it has to go through `app`."""
        ...


def config_of(app: Served, settings: ServingSettings) -> uvicorn.Config:
    """How uvicorn serves: it names itself in no header, and writes no access log, since the application does."""
    return uvicorn.Config(
        app,
        loop="uvloop",
        http=connection_class(settings, app.short_way),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=ceil(settings.grace),
        limit_concurrency=settings.connections,
        proxy_headers=False,  # the application reads them itself
    )


def run(app: Served, settings: ServingSettings, listening: socket.socket) -> None:
    """Serves until SIGINT or SIGTERM; running requests may end within their grace."""
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").addFilter(_is_news)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # uvicorn raises its signal again when it is done
    keep_memory_small()
    gc.collect()
    gc.freeze()  # what was imported stays, and no collection has to look at it again
    try:
        uvicorn.Server(config_of(app, settings)).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


def _is_news(record: logging.LogRecord) -> bool:
    """Leaves out the traceback of a result that was cut off on purpose; a line of ours tells it."""
    return not (record.exc_info and isinstance(record.exc_info[1], ResultBroken))
