"""The search index of a large store of made-up press: its size, the time to make it and to go on with it, and how fast it answers.

    python -m tests.bench.search [--triples 1000000] [--vectors 1000000] [--scratch FOLDER]

The entities are those of `tests.bench.synthetic`; a document has a text of words as frequent as words are (Zipf), and four statements.
Suggestions are asked for the beginnings of names, from one letter on, as one types them; searches for one to three words of texts.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
from pyoxigraph import Quad

from kg.config import DEFAULT_BASE
from kg.graph.documents import document_quads
from kg.model.identity import Addresses
from kg.model.relations import Evidence
from kg.model.statements import Statement, StatementKind
from kg.model.text import Passage, Span
from kg.resolution.identity import entity_paths
from kg.search import building
from kg.search.finding import search
from kg.search.index import FILE, SearchIndex
from kg.search.meanings import Meanings
from kg.search.records import Search
from kg.search.suggesting import suggest
from kg.store.folder import StoreFolder, create_or_open, open_graph, publish, writing
from kg.store.graphs import UNION, add_graphs
from kg.store.texts import texts_of
from tests.bench.synthetic import Press, Told, World, rank

WORDS = 30_000  # that texts are made of
LENGTH = 450  # words of a text
STATEMENTS = 4  # of a document, of 25 words each
BATCH = 200  # documents written at a time
ASKED = 2_000  # questions of a kind


def vocabulary(world: World) -> list[str]:
    """Made-up words, the most frequent first, a little longer as they are rarer."""
    chance = world.chance("vocabulary")
    parts = ["ba", "co", "du", "fe", "gi", "lo", "mé", "na", "per", "ra", "si", "tion", "ment", "ver", "za"]
    return ["".join(chance.choice(parts) for _ in range(1 + number.bit_length() // 5)) for number in range(1, WORDS + 1)]


def spoken(told: Told, words: Sequence[str], chance: Random) -> Told:
    """The document with a text and statements in it."""
    names = [entity.names[0].text for entity in told.extraction.entities]
    written = [words[rank(chance, len(words))] if chance.random() > 0.04 else chance.choice(names) for _ in range(LENGTH)]
    text = "\n\n".join(" ".join(written[at : at + 75]) for at in range(0, LENGTH, 75))
    starts = [0, *(at + 1 for at, letter in enumerate(text) if letter in " \n")]
    statements = tuple(
        Statement(
            speaker=told.extraction.entities[1].id,
            pieces=(Span(starts[at], starts[at + 25] - 1),),
            kind=StatementKind.DIRECT,
            language=told.document.language,
            evidence=Evidence(sentence=Span(0, 1), extractor="synthetic", confidence=0.9),
        )
        for at in (10, 110, 210, 310)[:STATEMENTS]
    )
    passages = (Passage(span=Span(0, len(text)), language=told.document.language),)
    title = " ".join(written[:6])
    document = replace(told.document, text=text, passages=passages, title=title)
    return Told(document, replace(told.extraction, statements=statements), told.truth)


def graphs(folder: StoreFolder, world: World) -> Iterator[list[Quad]]:
    """The graph of one document after the other; their texts are kept."""
    press, words, number = Press(world), vocabulary(world), 0
    while True:
        told = spoken(press.document(number), words, world.chance("text", number))
        texts_of(folder).put(told.document.sha256, told.document.text.encode())
        paths = entity_paths(told.document.identifier, told.extraction)
        yield document_quads(told.document, told.extraction, Addresses(folder.base, told.document.identifier, paths))
        number += 1


def fill(folder: StoreFolder, triples: int) -> tuple[int, int, float, float]:
    """Documents until the union has so many triples; how many documents and triples, and the seconds to write and to index them."""
    documents, added, began = 0, 0, time.process_time()
    with writing(folder):
        store = open_graph(folder)
        batch: list[Quad] = []
        for quads in graphs(folder, World()):
            batch += quads
            documents, added = documents + 1, added + len(quads)  # documents hardly say the same twice, but for types and labels
            if documents % BATCH == 0 or added >= triples:
                add_graphs(store, batch)
                batch.clear()
                if added >= triples:
                    break
        written = time.process_time() - began
        began = time.process_time()
        made = building.make(folder, store)
        indexed = time.process_time() - began
        publish(folder, store, made)
        return documents, sum(1 for _ in store.quads_for_pattern(None, None, None, UNION)), written, indexed


def go_on(folder: StoreFolder) -> float:
    """The seconds to go on with the index after a change of one document."""
    name = f"{DEFAULT_BASE}doc/0000007.txt"
    with writing(folder):
        store = open_graph(folder)
        subjects = {quad.subject for quad in store if str(quad.graph_name).endswith("graph/doc/0000007.txt>")}
        changed = sorted({name, *(node.value for node in subjects if hasattr(node, "value") and "/id/" in node.value)})
        began = time.perf_counter()
        for file in building.make(folder, store, changed):
            file.unlink()
        return time.perf_counter() - began


def told(what: str, ask: Callable[[str], object], questions: Sequence[str]) -> None:
    """Asks, and prints the spread of the times: by the clock, and of the processor, which tells more on a machine that others use too."""
    spread = []
    for clock in (time.perf_counter, time.process_time):
        times = []
        for question in questions:
            began = clock()
            ask(question)
            times.append(1000 * (clock() - began))
        spread.append(", ".join(f"{part} {float(np.percentile(times, int(part[1:]))):.2f}" for part in ("p50", "p95", "p99")))
    rate = 1000 * len(times) / sum(times)
    print(f"{what:<12} {rate:6.0f} a second of a processor; ms by the clock: {spread[0]}; of the processor: {spread[1]}")


def ask(folder: StoreFolder) -> None:
    """Suggestions as one types, and searches."""
    index = SearchIndex(folder.snapshots / str(folder.version) / FILE)
    chance = Random(7)
    names = [str(row[0]) for row in index.rows("SELECT text FROM names ORDER BY id")]
    typed = []
    for _ in range(ASKED):
        name = names[rank(chance, len(names))]
        typed.append(name[: chance.randrange(1, min(len(name), 14) + 1)])
    told("suggestions", lambda text: suggest(index, text), typed)
    told("one letter", lambda text: suggest(index, text), list("abcdefghijklmnopqrstuvwxyzé") * 4)
    words = vocabulary(World())
    questions = [" ".join(words[rank(chance, len(words))] for _ in range(chance.randrange(1, 4))) for _ in range(ASKED // 4)]
    told("words", lambda text: search(index, Search(text=text)), questions)
    told("names", lambda text: search(index, Search(text=text)), [names[rank(chance, len(names))] for _ in range(ASKED // 4)])


def compare(vectors: int) -> None:
    """The time to compare one sentence with so many."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "meanings.npy"
        held = np.lib.format.open_memmap(path, mode="w+", dtype=np.int8, shape=(vectors, 512))
        generator = np.random.default_rng(1)
        for at in range(0, vectors, 1 << 16):
            held[at : at + (1 << 16)] = generator.integers(-60, 60, (len(held[at : at + (1 << 16)]), 512), dtype=np.int8)
        held.flush()
        meanings = Meanings(path, tuple((number, number, 1) for number in range(vectors)))
        question = held[:1].copy()
        told(f"{vectors:,}", lambda _: meanings.nearest(question, None, 20), ["warm"] * 4)


def main() -> None:
    """Makes a store, and measures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--triples", type=int, default=1_000_000)
    options.add_argument("--vectors", type=int, default=1_000_000)
    options.add_argument("--scratch", type=Path, default=None)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.scratch) as place:
        folder = create_or_open(Path(place) / "store", DEFAULT_BASE)
        documents, triples, written, indexed = fill(folder, chosen.triples)
        size = (folder.snapshots / str(folder.version) / FILE).stat().st_size
        print(f"{documents:,} documents, {triples:,} triples written in {written:.0f} s; index of {size / 1e6:.1f} MB in {indexed:.1f} s")
        print(f"one document more: {go_on(folder):.2f} s")
        ask(folder)
    if chosen.vectors:
        compare(chosen.vectors)


if __name__ == "__main__":
    main()
