"""A real server on a thread, on loopback, over small real data."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import uvicorn
from pyoxigraph import Quad, RdfFormat, Store, parse

from kg.serving.app import create_app
from kg.serving.catalogue import Published
from kg.serving.operations.tokens import Tokens
from kg.serving.server import bind, config_of, url_of
from kg.serving.settings import ServingSettings
from kg.serving.working import Working
from kg.store import folder
from kg.store.graphs import change

BASE = "https://w3id.org/pressgraph/"
DATA = Path(__file__).parent / "data.trig"
PATIENCE = 30.0  # seconds that a busy machine may take for what a quiet one does at once
TOKEN = "a-token-of-the-tests"
TOKENS = Tokens().with_secret("tests", TOKEN)
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@dataclass(frozen=True)
class Served:
    """A running server and a client of it."""

    http: httpx.Client

    def ask(self, query: str, **parameters: str | list[str]) -> bool:
        """The boolean that an ASK query is answered."""
        response = self.http.get("/sparql", params={"query": query, **parameters})
        assert response.status_code == 200, response.text
        return bool(response.json()["boolean"])

    def get(self, query: str, **parameters: str) -> httpx.Response:
        """The response to a query by GET."""
        return self.http.get("/sparql", params={"query": query, **parameters})

    def size(self) -> int:
        """How many triples there are in all graphs."""
        response = self.get("SELECT ?s { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", format="csv")
        return len(response.text.splitlines()) - 1

    def update(self, text: str) -> httpx.Response:
        """The response to an update with the token."""
        return self.http.post("/update", data={"update": text}, headers=BEARER)


def until(happened: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Waits for a state that comes by itself."""
    end = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < end, "what was waited for has not happened"
        time.sleep(0.02)


def publish(path: Path, quads: Iterable[Quad], gone: Iterable[Quad] = ()) -> str:
    """Puts quads in named graphs into the store in a folder, which is made where there is none, and publishes it; the version."""
    place = folder.create_or_open(path, BASE)
    with folder.writing(place):
        store = folder.open_graph(place)
        change(store, set(gone), set(quads))
        return folder.publish(place, store)


def sample() -> list[Quad]:
    """The quads that most tests read."""
    return list(parse(path=DATA, format=RdfFormat.TRIG))


@contextmanager
def served(settings: ServingSettings, quads: Iterable[Quad] | None = None) -> Iterator[Served]:
    """Serves the data of the tests, or other quads, read-only."""
    with tempfile.TemporaryDirectory() as path:
        publish(Path(path) / "store", sample() if quads is None else quads)
        with serving(lambda: Published(Path(path) / "store"), settings) as running:
            yield running


@contextmanager
def served_to_write(settings: ServingSettings, quads: Iterable[Quad] = ()) -> Iterator[Served]:
    """Serves a store that takes updates."""
    with tempfile.TemporaryDirectory() as path:
        place = folder.create_or_open(Path(path) / "store", BASE)
        store = Store(place.graph)
        store.extend(quads)
        with serving(lambda: Working(place, store), settings) as running:
            yield running


@contextmanager
def serving(catalogue: Callable[[], Published | Working], settings: ServingSettings) -> Iterator[Served]:
    """Serves a store on a port of its own."""
    app = create_app(catalogue(), settings)
    with bind("127.0.0.1", 0) as listening:
        server = uvicorn.Server(config_of(app, settings))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "the server did not start"
                time.sleep(0.005)
            with httpx.Client(base_url=url_of(listening), timeout=PATIENCE) as client:
                yield Served(client)
        finally:
            server.should_exit = True
            thread.join()
