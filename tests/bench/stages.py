"""What each stage of a build takes, in one process, over the files of a folder."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.config import DEFAULT_BASE, DEFAULT_PIPELINES
from kg.documents.corpus import find
from kg.documents.reading import load
from kg.errors import DocumentError
from kg.model.extraction import Extraction
from kg.model.identity import Addresses
from kg.model.text import Document

BATCH = 12  # documents that are read together, as in a build


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
    from pyoxigraph import RdfFormat, parse, serialize

    from kg.graph.documents import document_quads
    from kg.resolution.identity import entity_paths
    from kg.store.extractions import extraction_key, keep
    from kg.store.folder import create_or_open, open_graph, publish
    from kg.store.graphs import replace_graph
    from kg.validation.engines import packaged_engine
    from kg.validation.gate import check

    with clock.stage("starting SHACL"):
        packaged_engine()
    with TemporaryDirectory() as place:
        folder = create_or_open(Path(place) / "store", DEFAULT_BASE)
        store = open_graph(folder)
        for document, extraction in zip(documents, extractions, strict=True):
            addresses = Addresses(DEFAULT_BASE, document.identifier, entity_paths(document.identifier, extraction))
            with clock.stage("keeping"):
                keep(folder, extraction_key(document, ""), extraction)
            with clock.stage("graph"):
                quads = document_quads(document, extraction, addresses)
            with clock.stage("gate"):
                quads, _ = check(quads, document.identifier)
            with clock.stage("handing over"):
                quads = list(parse(serialize(quads, format=RdfFormat.N_QUADS) or b"", format=RdfFormat.N_QUADS))
            with clock.stage("store"):
                replace_graph(store, addresses.graph, quads)
        with clock.stage("publishing"):
            publish(folder, store)
        del store
