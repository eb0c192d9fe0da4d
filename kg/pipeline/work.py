"""What is done to a file, in whatever process: file -> document -> extraction -> what it tells of each entity."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg import languages
from kg.documents.corpus import FoundFile
from kg.errors import DocumentError, KgError
from kg.graph.documents import document_quads
from kg.model.extraction import Extraction
from kg.model.identity import Addresses
from kg.model.pipelines import PipelineSetup
from kg.model.profiles import Profile
from kg.model.text import Document
from kg.pipeline.fingerprint import Fingerprint
from kg.pipeline.limit import seconds_for, time_limit
from kg.resolution.concepts import Meanings
from kg.resolution.identity import entity_paths
from kg.resolution.profiles import profiles
from kg.resolution.world_bodies import world_body
from kg.store import extractions
from kg.store.folder import StoreFolder
from kg.store.texts import texts_of
from kg.validation.gate import check
from kg.validation.report import Finding
from kg.wikidata.candidates import items_of
from kg.wikidata.index import opened

if TYPE_CHECKING:
    from kg.extraction.pipelines import Pipelines


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a worker needs to know; it is sent to other processes."""

    folder: StoreFolder
    fingerprint: Fingerprint
    pipelines: Mapping[str, PipelineSetup]
    max_bytes: int
    wikidata_index: Path | None = None  # None: the starter


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """A file that became a document whose extraction is kept."""

    file: FoundFile
    file_digest: str
    text_digest: str
    key: str
    characters: int
    extracted: bool  # False if the extraction was kept from an earlier run
    repairs: tuple[str, ...]
    findings: tuple[Finding, ...]  # facts that break a shape, and warnings
    record: str  # the document without its text, as JSON
    profiles: tuple[Profile, ...]

    @property
    def is_clean(self) -> bool:
        """Whether all facts conform to the shapes."""
        return not any(finding.is_violation for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not become a document."""

    file: FoundFile
    error: DocumentError


Result = Worked | Failed


def work(files: Sequence[FoundFile], task: Task) -> list[Result]:
    """Works on files, in their order; trouble with one does not touch the others.

    Raises:
        PipelineError: no spaCy pipeline for a language of theirs.
        OSError: what was extracted can't be kept, for the disk is full.
    """
    try:
        with time_limit(seconds_for(files)):
            return _together(files, task)
    except (KgError, OSError):
        raise
    except Exception as error:  # a rule or a library that a text leads astray costs that text, and not the corpus
        if len(files) > 1:
            return [result for file in files for result in work([file], task)]
        return [Failed(files[0], _surprise(files[0], error))]


def _surprise(file: FoundFile, error: Exception) -> DocumentError:
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else "an unknown place"
    told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return DocumentError(file.path, f"it could not be worked on: {told} ({place})", "please report this, with the file if you may")


def _together(files: Sequence[FoundFile], task: Task) -> list[Result]:
    results: dict[str, Result] = {}
    loaded: list[tuple[FoundFile, str, Document]] = []
    for file in files:
        try:
            loaded.append((file, *_load(file, task)))
        except DocumentError as error:
            results[file.identifier] = Failed(file, error)
    extracted = _extractions([document for _, _, document in loaded], task)
    for (file, file_digest, document), found in zip(loaded, extracted, strict=True):
        results[file.identifier] = _worked(file, file_digest, document, found, task)
    return [results[file.identifier] for file in files]


def _load(file: FoundFile, task: Task) -> tuple[str, Document]:
    """The digest of a file's bytes, and the document; its text is kept."""
    from kg.documents.reading import load

    languages.use(task.pipelines)
    document = load(file, languages=tuple(task.pipelines), max_size=task.max_bytes)
    texts_of(task.folder).put(document.sha256, document.text.encode("utf-8", "surrogatepass"))
    return file_digest(file.path), document


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal.

    Raises:
        DocumentError: it can't be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise DocumentError(path, (error.strerror or str(error)).lower(), "make it readable, or leave it out") from error


def _worked(file: FoundFile, file_digest: str, document: Document, found: _Extracted, task: Task) -> Worked:
    addresses = Addresses(task.folder.base, document.identifier, entity_paths(document.identifier, found.extraction))
    known = partial(items_of, index=opened(task.wikidata_index))
    _, findings = check(document_quads(document, found.extraction, addresses), document.identifier)
    return Worked(
        file=file,
        file_digest=file_digest,
        text_digest=document.sha256,
        key=found.key,
        characters=len(document.text),
        extracted=found.fresh,
        repairs=document.repairs,
        findings=findings,
        record=extractions.record(document),
        profiles=tuple(profiles(document, found.extraction, known, meanings(task.wikidata_index))),
    )


@dataclass(frozen=True, slots=True)
class _Extracted:
    """What a document says."""

    key: str
    extraction: Extraction
    fresh: bool  # made just now, not kept from an earlier run


def _extractions(documents: Sequence[Document], task: Task) -> Iterator[_Extracted]:
    """What each document says, in their order; equal texts are extracted once."""
    keys = [extractions.extraction_key(document, task.fingerprint.extraction) for document in documents]
    known = {key: extractions.kept(task.folder, key) for key in keys}
    missing = {key: document for key, document in zip(keys, documents, strict=True) if known[key] is None}
    fresh: dict[str, Extraction] = {}
    if missing:
        from kg.extraction.extract import extract_all

        fresh = dict(zip(missing, extract_all(missing.values(), _pipelines(tuple(task.pipelines.items()))), strict=True))
    for key, extraction in fresh.items():
        extractions.keep(task.folder, key, extraction)
    new = set(fresh)
    for key in keys:
        yield _Extracted(key, known[key] or fresh[key], key in new)
        new.discard(key)


@cache
def meanings(wikidata_index: Path | None = None) -> Meanings:
    """What names say, with the names of the countries that an index of items knows; None stands for the starter."""
    return Meanings(opened(wikidata_index).countries(), world_body)


@cache
def _pipelines(setups: tuple[tuple[str, PipelineSetup], ...]) -> Pipelines:
    """Pipelines are loaded once a process."""
    from kg.extraction.pipelines import Pipelines

    return Pipelines(dict(setups))
