"""A small store of invented press, with the graph of entities as a build writes it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store

from kg.graph.entities import entity_quads, named_in

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


def press() -> Press:
    store = Store()
    store.extend(quads())
    return Press(store)
