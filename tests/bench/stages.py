"""What each stage of a build takes, in one process, over the files of a folder."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Quad

from kg.config import DEFAULT_BASE, DEFAULT_PIPELINES
from kg.documents.corpus import find
from kg.documents.reading import load
from kg.errors import DocumentError
from kg.model.extraction import Extraction
from kg.model.identity import Addresses
from kg.model.text import Document

BATCH = 12  # documents that are read together, as in a build
TOGETHER = 25_000  # quads that go into the store together: those of some 50 documents


class Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        begin = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begin


def stages(folder: Path) -> dict[str, float]:
    """Seconds of each stage, in their order."""
    clock = Clock()
    documents = _load(folder, clock)
    extractions = _extract(documents, clock)
    _store(documents, extractions, clock)
    return clock.seconds


def _load(folder: Path, clock: Clock) -> list[Document]:
    documents = []
    for file in find([folder]).files:
        with clock.stage("loading"):
            try:
                documents.append(load(file))
            except DocumentError:
                continue
    return documents


def _extract(documents: list[Document], clock: Clock) -> list[Extraction]:
    from kg.extraction.extract import extract
    from kg.extraction.pipelines import Pipelines
    from kg.extraction.text.parsing import read

    with clock.stage("starting spaCy"):
        pipelines = Pipelines(DEFAULT_PIPELINES)
        for language in DEFAULT_PIPELINES:
            pipelines.load(language)
    found = []
    for begin in range(0, len(documents), BATCH):
        with clock.stage("spaCy"):
            readings = list(read(documents[begin : begin + BATCH], pipelines))
        with clock.stage("rules"):
            found += [extract(reading) for reading in readings]
    return found


def _store(documents: list[Document], extractions: list[Extraction], clock: Clock) -> None:
    from kg.graph.documents import document_quads
    from kg.linking.linker import Linker
    from kg.pipeline.link import EntityLinks
    from kg.pipeline.resolve import Resolver
    from kg.pipeline.work import meanings
    from kg.resolution.identity import entity_paths
    from kg.resolution.profiles import profiles
    from kg.store.extractions import extraction_key, keep
    from kg.store.folder import create_or_open, open_graph, publish
    from kg.store.graphs import add_graphs
    from kg.store.identities import Identities
    from kg.store.index import Index
    from kg.store.links import Links
    from kg.validation.engines import packaged_engine
    from kg.validation.gate import check
    from kg.wikidata.candidates import items_of
    from kg.wikidata.index import starter

    with clock.stage("starting SHACL"):
        packaged_engine()
    with TemporaryDirectory() as place:
        folder = create_or_open(Path(place) / "store", DEFAULT_BASE)
        store, index = open_graph(folder), Index(folder.index)
        identities = Identities(index)
        with clock.stage("resolving"):
            with index.changing():
                for document, extraction in zip(documents, extractions, strict=True):
                    identities.put(document.identifier, profiles(document, extraction, items_of, meanings()))
            links = EntityLinks(Links(index), Linker(starter(), meanings()))
            Resolver(identities, meanings(), links).resolve(len)
        waiting: list[Quad] = []
        for document, extraction in zip(documents, extractions, strict=True):
            with clock.stage("keeping"):
                keep(folder, extraction_key(document, ""), extraction)
            with clock.stage("graph"):
                alone = entity_paths(document.identifier, extraction)
                clusters = identities.paths(document.identifier)
                paths = {entity: clusters[path] for entity, path in alone.items()}
                quads = document_quads(document, extraction, Addresses(DEFAULT_BASE, document.identifier, paths))
            with clock.stage("gate"):
                waiting += check(quads, document.identifier)[0]
            if len(waiting) >= TOGETHER:
                with clock.stage("store"):
                    add_graphs(store, waiting)
                    waiting.clear()
        with clock.stage("store"):
            add_graphs(store, waiting)
        index.close()
        with clock.stage("publishing"):
            publish(folder, store)
        del store
