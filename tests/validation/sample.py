"""The graph of a small text, and ways to change it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

DATA = Path(__file__).parent / "data"
IDENTIFIER = "fr/rives.txt"
BASE = "https://w3id.org/pressgraph/"
GRAPH = f"{BASE}graph/doc/{IDENTIFIER}"


@cache
def text() -> str:
    return (DATA / "rives.txt").read_text(encoding="utf-8")


@cache
def prefixes() -> str:
    return "".join(line + "\n" for line in (DATA / "rives.ttl").read_text(encoding="utf-8").splitlines() if line.startswith("@"))


@cache
def sample() -> frozenset[Triple]:
    return frozenset(quad.triple for quad in parse(path=DATA / "rives.ttl", format=RdfFormat.TURTLE))


def turtle(written: str) -> frozenset[Triple]:
    """Triples in the sample's prefixes."""
    return frozenset(quad.triple for quad in parse(prefixes() + written, format=RdfFormat.TURTLE))


def changed(gone: str = "", new: str = "") -> list[Quad]:
    """The sample's quads without some triples and with others."""
    removed = turtle(gone)
    assert removed <= sample(), "the sample does not hold what is to be taken out"
    return quads((sample() - removed) | turtle(new))


def quads(triples: frozenset[Triple]) -> list[Quad]:
    return [Quad(t.subject, t.predicate, t.object, NamedNode(GRAPH)) for t in sorted(triples, key=str)]
