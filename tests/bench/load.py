"""A store of made-up press quads, and the questions that clients ask of it, for measurements under load."""

from __future__ import annotations

import random
import socket
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.vocabulary import KG, LABEL, TYPE
from kg.store import folder
from kg.store.graphs import change
from tests.bench.rounds import ASKED, BASE

PER_DOCUMENT = 10  # quads, about


def quads(number: int) -> Iterator[Quad]:
    """About so many quads: documents with persons and what they say."""
    rng = random.Random(7)
    for each in range(number // PER_DOCUMENT):
        graph, document = NamedNode(f"{BASE}graph/doc/{each}.txt"), NamedNode(f"{BASE}doc/{each}.txt")
        person = NamedNode(f"{BASE}id/person/p{rng.randrange(1 + number // 100)}")
        statement, event = NamedNode(f"{BASE}id/statement/s{each}"), NamedNode(f"{BASE}id/event/e{rng.randrange(1 + number // 50)}")
        entities = NamedNode(f"{BASE}graph/entities")
        yield Quad(document, TYPE, NamedNode(KG + "Document"), graph)
        yield Quad(document, NamedNode("http://purl.org/dc/terms/identifier"), Literal(f"{each}.txt"), graph)
        yield Quad(statement, TYPE, NamedNode(KG + "Statement"), graph)
        yield Quad(statement, NamedNode(KG + "speaker"), person, graph)
        yield Quad(statement, NamedNode(KG + "text"), Literal(f"Statement {each} on water and health", language="en"), graph)
        yield Quad(event, TYPE, NamedNode(KG + "Event"), entities)
        yield Quad(event, NamedNode(KG + "participant"), person, graph)
        yield Quad(person, TYPE, NamedNode(KG + "Person"), entities)
        yield Quad(person, LABEL, Literal(f"Person {person.value.rpartition('p')[2]}", language="en"), entities)


def filled(path: Path, number: int) -> Path:
    """A store with these quads, not published yet."""
    place = folder.create_or_open(path, BASE)
    with folder.writing(place):
        change(folder.open_graph(place), set(), set(quads(number)))
    return path


JOIN = """SELECT ?s ?a ?b { ?e kg:participant ?a, ?b . ?s kg:speaker ?a FILTER(?a != ?b && CONTAINS(STR(?a), "p77")) } LIMIT 100"""
QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (  # path and parameters of what clients ask, as often as it stands here
    ("/sparql", {"query": ASKED, "format": "json"}),
    ("/sparql", {"query": ASKED, "format": "json"}),
    ("/sparql", {"query": "SELECT ?p ?l { ?p a kg:Person ; rdfs:label ?l FILTER(CONTAINS(?l, '7')) } LIMIT 50", "format": "json"}),
    ("/sparql", {"query": "SELECT (COUNT(?s) AS ?n) { ?s a kg:Statement }", "format": "json"}),
    ("/sparql", {"query": JOIN, "format": "json"}),
    ("/sparql", {"query": "CONSTRUCT { ?s kg:text ?t } WHERE { ?s kg:text ?t } LIMIT 2000", "format": "turtle"}),
    ("/sparql", {"query": "SELECT ?s ?t { ?s kg:text ?t }", "format": "csv"}),
    ("/api/queries/documents", {"limit": "50", "page": "2", "format": "json"}),
    ("/api/queries/overview", {"format": "json"}),
    ("/id/person/p1", {"format": "turtle"}),
    ("/health", {}),
)


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
