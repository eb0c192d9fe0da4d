"""A real server on a thread, on loopback, over small real data."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import uvicorn
from pyoxigraph import RdfFormat, Store

from kg.serving.app import create_app
from kg.serving.server import bind, config_of, url_of
from kg.serving.settings import ServingSettings
from kg.serving.source import FixedSource

BASE = "https://w3id.org/pressgraph/"
DATA = Path(__file__).parent / "data.trig"
TOKEN = "a-token-of-the-tests"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@dataclass(frozen=True)
class Served:
    """A running server: its store, and a client of it."""

    store: Store
    http: httpx.Client

    def ask(self, query: str, **parameters: str | list[str]) -> bool:
        """The boolean that an ASK query is answered."""
        response = self.http.get("/sparql", params={"query": query, **parameters})
        assert response.status_code == 200, response.text
        return bool(response.json()["boolean"])


@contextmanager
def served(settings: ServingSettings, *, writable: bool = False, data: bool = True) -> Iterator[Served]:
    """Serves the data of the tests, or an empty store."""
    store = Store()
    if data:
        store.load(path=DATA, format=RdfFormat.TRIG)
    with serving(FixedSource(store=store, base=BASE, version="7", writable=writable), settings) as running:
        yield running


@contextmanager
def serving(source: FixedSource, settings: ServingSettings) -> Iterator[Served]:
    """Serves a store on a port of its own."""
    app = create_app(source, settings)
    with bind("127.0.0.1", 0) as listening:
        server = uvicorn.Server(config_of(app))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.005)
            with httpx.Client(base_url=url_of(listening), timeout=20) as client:
                yield Served(source.store, client)
        finally:
            server.should_exit = True
            thread.join()
