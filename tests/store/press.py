"""A small store of invented press, with the graph of entities as a build writes it."""

from __future__ import annotations

import atexit
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from pyoxigraph import Quad, RdfFormat, Store

from kg.graph.entities import entity_quads, named_in
from kg.search.building import make
from kg.search.index import SearchIndex
from kg.search.sparql import expand, searches
from kg.store.folder import create_or_open, open_graph, writing
from kg.store.graphs import change
from kg.store.queries import Results, SavedQuery
from kg.store.services import Ask

BASE = "https://w3id.org/pressgraph/"


@dataclass(frozen=True)
class Press:
    """A store open for reading."""

    store: Store
    merged: bool = False
    base: str = BASE


@cache
def quads() -> tuple[Quad, ...]:
    """All quads of the small store."""
    store = Store()
    store.load(path=str(Path(__file__).with_name("press.trig")), format=RdfFormat.TRIG)
    for iri in named_in(store):
        store.extend(entity_quads(store, BASE, iri))
    return tuple(store)


@cache
def index() -> SearchIndex:
    """The search index of these quads."""
    place = Path(mkdtemp(prefix="press-"))
    atexit.register(rmtree, place)
    folder = create_or_open(place / "store", BASE)
    with writing(folder):
        store = open_graph(folder)
        change(store, set(), set(quads()))
        return SearchIndex(make(folder, store)[0])


def answered(query: SavedQuery, graph: Press, given: Mapping[str, str], ask: Ask | None = None) -> Results:
    """What a saved query answers, with what its searches find, and what `ask` tells of the servers that it asks."""
    services = query.services if ask else ()
    return query.run(graph, given, services, lambda text: expand(index(), text) if searches(text) else text, ask)


def press() -> Press:
    store = Store()
    store.extend(quads())
    return Press(store)
