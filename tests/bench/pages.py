"""How long pages take over a large store of made-up press, and the queries behind the pictures.

    python -m tests.bench.pages [--triples 1000000] [--store FOLDER] [--rounds 5]

The store is made in FOLDER where there is none, else in a folder that is removed. Its documents are those of `tests.bench.search`, with one
more of 20,000 words; places have codes of countries. Each page and query is asked for in turn, as a browser would, of a server without
anything else to do; told are the median by the clock, and the processor time of the server and all its processes, which tells more on a
machine that others use too. What a server reads once a version of the data is in the first round, which is told as well.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

import httpx
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.config import DEFAULT_BASE
from kg.graph import vocabulary as v
from kg.graph.documents import document_quads
from kg.graph.entities import entities_graph, entity_quads
from kg.graph.items import COUNTRY_CODE, items_graph
from kg.model.dates import PartialDate
from kg.model.entities import Entity, Form, Mention, Name
from kg.model.extraction import Extraction
from kg.model.identity import Addresses
from kg.model.relations import Evidence, Predicate, Relation
from kg.model.statements import Statement, StatementKind
from kg.model.text import Document, Passage, Span
from kg.resolution.identity import entity_paths
from kg.search import building
from kg.store.folder import StoreFolder, create_or_open, open_graph, publish, writing
from kg.store.graphs import UNION, add_graphs
from kg.store.texts import texts_of
from tests.bench.endpoint import running, used, wait_for
from tests.bench.search import BATCH, graphs, vocabulary
from tests.bench.synthetic import Thing, World, rank

WORDS, SENTENCE = 20_000, 25  # of the long document; of each of its sentences
LONG = "long.txt"
PORT = 7987
CLASSES = ("Person", "Organisation", "Event", "Programme", "Place")
PICTURES = {"network": "ties", "timeline": "timeline", "map": "countries", "speakers": "speaking"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, and what it is called in the table."""

    name: str
    path: str
    data: bool = False  # else a page


def make(folder: StoreFolder, triples: int) -> None:
    """Documents until there are so many triples, the long one, and what holds over documents."""
    with writing(folder):
        store = open_graph(folder)
        batch: list[Quad] = []
        added = 0
        for quads in graphs(folder, World()):
            batch, added = batch + quads, added + len(quads)
            if len(batch) > BATCH * 100 or added >= triples:
                add_graphs(store, batch)
                batch = []
            if added >= triples:
                break
        add_graphs(store, long_document(folder, World()))
        named = {quad.subject.value for quad in store.quads_for_pattern(None, v.LABEL, None, UNION) if isinstance(quad.subject, NamedNode)}
        add_graphs(store, [quad for iri in sorted(named) for quad in entity_quads(store, folder.base, iri)])
        add_graphs(store, list(codes(store, folder.base)))
        publish(folder, store, building.make(folder, store))


def codes(store: Store, base: str) -> Iterator[Quad]:
    """A country for each place, by an item of its own."""
    entities, items = NamedNode(entities_graph(base)), NamedNode(items_graph(base))
    known = ("FR", "SN", "GB", "CD", "DE", "TR", "US", "BR", "IN", "CI")
    places = sorted({str(quad.subject) for quad in store.quads_for_pattern(None, v.TYPE, v.kg("Place"), UNION)})
    for number, place in enumerate(places):
        item = NamedNode(f"{v.WD}Q{number + 1}")
        yield Quad(NamedNode(place[1:-1]), v.SAME_AS, item, entities)
        yield Quad(item, COUNTRY_CODE, Literal(known[number % len(known)]), items)


def long_document(folder: StoreFolder, world: World) -> list[Quad]:
    """A document of 20,000 words: two names in each sentence, a statement in every fourth, a fact in every tenth."""
    chance, words = Random(5), vocabulary(world)
    things = [each(number) for each in (world.person, world.body, world.event, world.programme, world.place) for number in range(60)]
    text, places = "", []
    for number in range(WORDS // SENTENCE):
        one, other = things[rank(chance, 60)], things[chance.randrange(60, len(things))]
        begin = len(text)
        text += one.names[0][0]
        first = Span(begin, len(text))
        text += " said " + " ".join(words[rank(chance, len(words))] for _ in range(SENTENCE - 6)) + " "
        second = Span(len(text), len(text) + len(other.names[0][0]))
        text += other.names[0][0] + "."
        places.append((one, first, other, second, Span(begin, len(text))))
        text += "\n\n" if number % 6 == 5 else " "
    document = Document(identifier=LONG, text=text, language="en", passages=(Passage(span=Span(0, len(text)), language="en"),),
                        title="A long text", issued=PartialDate.parse("2020-02-02"))  # fmt: skip
    extraction = Extraction(
        entities=tuple(_entities(places)),
        statements=tuple(_statement(*place) for place in places[::4]),
        relations=tuple(
            Relation(subject=other.id, predicate=Predicate.PARTICIPANT, object=one.id, evidence=_read(whole))
            for one, _, other, _, whole in places[::10]
            if other.id.startswith("event")
        ),
    )
    texts_of(folder).put(document.sha256, text.encode())
    return document_quads(document, extraction, Addresses(folder.base, LONG, entity_paths(LONG, extraction)))


Place = tuple[Thing, Span, Thing, Span, Span]


def _entities(places: Sequence[Place]) -> Iterator[Entity]:
    found: dict[str, tuple[Thing, list[Span]]] = {}
    for one, first, other, second, _ in places:
        for thing, span in ((one, first), (other, second)):
            found.setdefault(thing.id, (thing, []))[1].append(span)
    for thing, spans in found.values():
        mentions = tuple(Mention(span=span, form=Form.NAME, extractor="title", confidence=0.9) for span in spans)
        names = (Name(text=thing.names[0][0], language="en"),)
        yield Entity(id=thing.id, cls=thing.cls, names=names, mentions=mentions, event_type=thing.kind, country=thing.country)


def _read(sentence: Span) -> Evidence:
    return Evidence(sentence=sentence, extractor="title", confidence=0.8)


def _statement(one: Thing, first: Span, other: Thing, second: Span, whole: Span) -> Statement:
    return Statement(
        pieces=(Span(first.end + len(" said "), second.end),),
        kind=StatementKind.INDIRECT,
        language="en",
        speaker=one.id,
        speaker_mention=first,
        cue="say",
        about=(other.id,),
        evidence=_read(whole),
    )


def questions(http: httpx.Client) -> Iterator[Asked]:
    """The pages and queries, with the best connected thing of each class."""
    ends: dict[str, str] = {}
    for name in CLASSES:
        query = f"SELECT ?e (COUNT(?m) AS ?n) {{ ?e a {v.kg(name)} . ?m {v.IDENT_REF} ?e }} GROUP BY ?e ORDER BY DESC(?n) LIMIT 1"
        iri, count = http.get("/sparql", params={"query": query, "format": "csv"}).text.split()[1].rsplit(",", 1)
        ends[name] = iri
        yield Asked(f"{name.lower()} with {int(count):,} mentions", iri.removeprefix(DEFAULT_BASE))
    statement = http.get("/sparql", params={"query": f"SELECT ?s {{ ?s a {v.STATEMENT} }} LIMIT 1", "format": "csv"}).text.split()[1]
    yield Asked("statement", statement.removeprefix(DEFAULT_BASE))
    yield Asked(f"document of {WORDS:,} words", f"doc/{LONG}")
    yield Asked("document of 450 words", "doc/0000007.txt")
    for path in ("", "documents", "documents?page=50", "documents?language=fr&year=2015", "ontology", "editor", "network"):
        yield Asked(f"/{path}", path)
    for name in CLASSES:
        yield Asked(f"/browse/{name.lower()}", f"browse/{name.lower()}")
    for text in ("a", "health", "institute water"):
        yield Asked(f"suggestions for “{text}”", f"api/suggest?q={text}", data=True)
        yield Asked(f"search for “{text}”", f"search?q={text}")
    narrowed = {"actor": ends["Organisation"], "from": "2015-01", "to": "2015-06", "programme": ends["Programme"], "about": ends["Place"]}
    for picture, query in PICTURES.items():
        yield Asked(f"{picture}: rows", f"api/queries/{query}", data=True)
        for name, value in narrowed.items():
            if name in ("from", "actor" if picture != "speakers" else "about", "programme" if picture != "speakers" else ""):
                told = f"{name}={value}" + (f"&to={narrowed['to']}" if name == "from" else "")
                yield Asked(f"{picture}: rows, by {name}", f"api/queries/{query}?{told}", data=True)


def measure(http: httpx.Client, pid: int, asked: Asked, rounds: int) -> str:
    """A row of the table: milliseconds of the first answer, of the others by the clock and of the processor, and kB."""
    accept = {"Accept": "application/sparql-results+json, application/json" if asked.data else "text/html"}
    clock, before, size = [], used(pid), 0
    for number in range(rounds + 1):
        began = time.perf_counter()
        answer = http.get(f"/{asked.path}", headers=accept, follow_redirects=True)
        clock.append(1000 * (time.perf_counter() - began))
        size = len(answer.content)
        if answer.status_code != 200:
            return f"| {asked.name} | {answer.status_code} {answer.text[:80]!r} | | | |"
        if number == 0:
            before = used(pid)
    processor = 1000 * (used(pid) - before) / rounds
    return f"| {asked.name} | {clock[0]:.0f} | {median(clock[1:]):.0f} | {processor:.0f} | {size / 1000:.0f} |"


def main() -> None:
    """Makes a store where there is none, and measures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--triples", type=int, default=1_000_000)
    options.add_argument("--store", type=Path, default=None)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--only", default="", help="what the names of the rows have to contain")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = given.store or Path(scratch) / "store"
        if not path.exists():
            make(create_or_open(path, DEFAULT_BASE), given.triples)
        served = (sys.executable, "-m", "kg", "serve", "-q", "--rate", "0", "--store", str(path), "--port", str(PORT))
        address = f"http://127.0.0.1:{PORT}"
        with running(*served) as server, httpx.Client(base_url=address, timeout=120) as http:
            wait_for(f"{address}/sparql", server.pid)
            print("| what | first, ms | then, ms | processor, ms | kB |\n|---|---|---|---|---|")
            for asked in questions(http):
                if given.only in asked.name:
                    print(measure(http, server.pid, asked, given.rounds), flush=True)


if __name__ == "__main__":
    main()
