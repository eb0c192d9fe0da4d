"""What is done to a file, in whatever process: file -> document -> extraction -> quads that conform to the shapes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, parse, serialize

from kg.documents.corpus import FoundFile
from kg.errors import DocumentError
from kg.graph.documents import document_quads
from kg.model.extraction import Extraction
from kg.model.identity import Addresses
from kg.model.text import Document
from kg.pipeline.fingerprint import Fingerprint
from kg.resolution.identity import entity_paths
from kg.store import extractions
from kg.store.folder import StoreFolder
from kg.store.texts import texts_of
from kg.validation.gate import check
from kg.validation.report import Finding

if TYPE_CHECKING:
    from kg.extraction.pipelines import Pipelines


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a worker needs to know; it is sent to other processes."""

    folder: StoreFolder
    fingerprint: Fingerprint
    pipelines: Mapping[str, str]
    max_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """A file that became a document: its graph, checked. It comes from other processes, so the quads are N-Quads."""

    file: FoundFile
    file_digest: str
    text_digest: str
    key: str
    characters: int
    extracted: bool  # False if the extraction was kept from an earlier run
    repairs: tuple[str, ...]
    findings: tuple[Finding, ...]
    graph: str
    nquads: bytes

    def quads(self) -> list[Quad]:
        return list(parse(self.nquads, format=RdfFormat.N_QUADS))


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not become a document."""

    file: FoundFile
    error: DocumentError


def work(files: Sequence[FoundFile], task: Task) -> list[Worked | Failed]:
    """Works on files, in their order; trouble with one does not touch the others.

    Raises:
        PipelineError: no spaCy pipeline for a language of theirs.
        OSError: what was extracted can't be kept, for the disk is full.
    """
    results: dict[str, Worked | Failed] = {}
    loaded: list[tuple[FoundFile, str, Document]] = []
    for file in files:
        try:
            loaded.append((file, *_load(file, task)))
        except DocumentError as error:
            results[file.identifier] = Failed(file, error)
    extracted = _extractions([document for _, _, document in loaded], task)
    for (file, file_digest, document), (key, extraction, fresh) in zip(loaded, extracted, strict=True):
        quads, findings = _checked(document, extraction, task)
        results[file.identifier] = Worked(
            file=file,
            file_digest=file_digest,
            text_digest=document.sha256,
            key=key,
            characters=len(document.text),
            extracted=fresh,
            repairs=document.repairs,
            findings=findings,
            graph=_addresses(document, extraction, task).graph,
            nquads=serialize(quads, format=RdfFormat.N_QUADS) or b"",
        )
    return [results[file.identifier] for file in files]


def _load(file: FoundFile, task: Task) -> tuple[str, Document]:
    from kg.documents.reading import load

    document = load(file, languages=tuple(task.pipelines), max_size=task.max_bytes)
    texts_of(task.folder).put(document.sha256, document.text.encode("utf-8", "surrogatepass"))
    return sha256(file.path.read_bytes()).hexdigest(), document


def _extractions(documents: Sequence[Document], task: Task) -> Iterator[tuple[str, Extraction, bool]]:
    """Key and extraction of each document, and whether it was made just now."""
    keys = [extractions.extraction_key(document, task.fingerprint.extraction) for document in documents]
    known = {key: extractions.kept(task.folder, key) for key in keys}
    missing = {key: document for key, document in zip(keys, documents, strict=True) if known[key] is None}
    fresh: dict[str, Extraction] = {}
    if missing:
        from kg.extraction.extract import extract_all

        fresh = dict(zip(missing, extract_all(missing.values(), _pipelines(tuple(sorted(task.pipelines.items())))), strict=True))
    for key, extraction in fresh.items():
        extractions.keep(task.folder, key, extraction)
    for key in keys:
        extraction = known[key] or fresh[key]
        yield key, extraction, key in fresh


@cache
def _pipelines(names: tuple[tuple[str, str], ...]) -> Pipelines:
    """Pipelines are loaded once a process."""
    from kg.extraction.pipelines import Pipelines

    return Pipelines(dict(names))


def _addresses(document: Document, extraction: Extraction, task: Task) -> Addresses:
    return Addresses(task.folder.base, document.identifier, entity_paths(document.identifier, extraction))


def _checked(document: Document, extraction: Extraction, task: Task) -> tuple[list[Quad], tuple[Finding, ...]]:
    quads = document_quads(document, extraction, _addresses(document, extraction, task))
    return check(quads, document.identifier)
