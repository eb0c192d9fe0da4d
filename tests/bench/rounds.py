"""Rounds of a store: each publishes a state whose marks all bear its number, so that a reader can tell which one it sees, and a mixed one.

python -m tests.bench.rounds STORE [--every SECONDS]     # goes on until it is killed; a line a published version
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph.vocabulary import XSD
from kg.store import folder
from kg.store.graphs import change

BASE = "https://w3id.org/pressgraph/"
MARKS = 200
PER_GRAPH = 20
ROUND = NamedNode("urn:bench:round")
INTEGER = NamedNode(XSD + "integer")
ASKED = "SELECT ?round (COUNT(?mark) AS ?marks) { ?mark <urn:bench:round> ?round } GROUP BY ?round"


def marks(number: int) -> Iterator[Quad]:
    """The marks of a round, spread over graphs as facts are over documents."""
    for each in range(MARKS):
        graph = NamedNode(f"{BASE}graph/round/{each // PER_GRAPH}")
        yield Quad(NamedNode(f"urn:bench:mark:{each}"), ROUND, Literal(str(number), datatype=INTEGER), graph)


def marked(store: Store) -> set[Quad]:
    """The marks that a store has."""
    return {quad for quad in store.quads_for_pattern(None, ROUND, None) if isinstance(quad.graph_name, NamedNode)}


def publish_round(path: Path) -> tuple[str, int]:
    """Publishes the next round; its version and number."""
    place = folder.create_or_open(path, BASE)
    with folder.writing(place):
        store = folder.open_graph(place)
        before = {quad for quad in marked(store) if quad.graph_name.value.startswith(f"{BASE}graph/round/")}  # type: ignore[union-attr]
        number = 1 + max((int(quad.object.value) for quad in before if isinstance(quad.object, Literal)), default=0)
        change(store, before, set(marks(number)))
        return folder.publish(place, store), number


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--every", type=float, default=0.0)
    given = parser.parse_args()
    while True:
        began = time.monotonic()
        version, number = publish_round(given.store)
        sys.stdout.write(f"{version} {number}\n")
        sys.stdout.flush()
        time.sleep(max(0.0, given.every - (time.monotonic() - began)))


if __name__ == "__main__":
    main()
