"""A build: makes the store hold what the files say now."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from pyoxigraph import Store

import kg
from kg.config import Settings
from kg.documents.corpus import Findings, FoundFile, find
from kg.errors import DocumentError, StoreError
from kg.extraction.versions import pipeline_version
from kg.graph.builds import BuildRecord, build_quads
from kg.graph.entities import named_in
from kg.model.identity import Addresses
from kg.pipeline.fingerprint import Fingerprint, fingerprint
from kg.pipeline.pool import work_all
from kg.pipeline.report import BuildReport, Observer, Silent
from kg.pipeline.settle import load_vocabulary, settle_entities, totals
from kg.pipeline.work import Failed, Task, Worked
from kg.store import extractions
from kg.store.folder import StoreFolder, create_or_open, open_graph, publish, writing
from kg.store.graphs import quads_of, remove_graph, replace_graph
from kg.store.index import Index, IndexedDocument
from kg.store.texts import texts_of
from kg.validation.report import Finding


def build(paths: Iterable[Path], settings: Settings, observer: Observer | None = None) -> BuildReport:
    """Reads the files and folders, and makes the store hold what they say: new, changed and vanished files alone are handled.

    Raises:
        SettingsError: the store has another base IRI.
        StoreError: busy, too new, damaged, or the disk is full; what is in the store stays, and the next build goes on.
        PipelineError: a spaCy pipeline is missing.
    """
    folder = create_or_open(settings.store, settings.base)
    with writing(folder):
        index = Index(folder.index)
        try:
            return _Build(folder, index, settings, observer or Silent()).run(find(paths))
        except OSError as error:
            raise StoreError(
                f"{folder.path}: {error.strerror or error}; what was built before stays, run the same command again"
            ) from error
        finally:
            index.close()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done."""

    read: Sequence[FoundFile]
    unchanged: int
    vanished: Sequence[IndexedDocument]


@dataclass
class _Outcome:
    """What has been done so far."""

    read: list[str] = field(default_factory=list)
    extracted: int = 0
    errors: list[DocumentError] = field(default_factory=list)
    same_text: list[tuple[str, str]] = field(default_factory=list)
    repairs: list[tuple[str, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    graphs: list[str] = field(default_factory=list)


class _Build:
    """One run; the store is locked, the index is open."""

    def __init__(self, folder: StoreFolder, index: Index, settings: Settings, observer: Observer) -> None:
        self.folder, self.index, self.settings, self.observer = folder, index, settings, observer
        self.fingerprint: Fingerprint = fingerprint(settings.pipelines, folder.base)
        self.outcome = _Outcome()
        self.clock = time.monotonic()
        self.started = datetime.now(UTC)

    def run(self, found: Findings) -> BuildReport:
        plan = self.plan(found)
        self.outcome.errors += found.errors
        self.observer.started(len(plan.read), plan.unchanged)
        current = self.index.fact("published") or ""
        if plan.read or plan.vanished or not current or self.index.unsettled(1) or self.index.fact("vocabulary") != self.fingerprint.whole:
            current = self.change(plan)
        return self.report(found, plan, current)

    def plan(self, found: Findings) -> _Plan:
        known = {file.identifier: self.index.get(file.identifier) for file in found.files}
        read = [file for file in found.files if not self.is_current(file, known[file.identifier])]
        vanished = [document for root in found.roots for document in self.index.below(str(root)) if document.identifier not in known]
        gone = [document for document in vanished if _is_gone(document.path)]
        return _Plan(read, len(found.files) - len(read), gone)

    def is_current(self, file: FoundFile, known: IndexedDocument | None) -> bool:
        """Whether the file was read before, as it is now, by the software as it is now."""
        return (
            known is not None
            and known.finished
            and (known.size, known.mtime_ns) == (file.size, file.mtime_ns)
            and known.path == str(file.path)
            and known.fingerprint == self.fingerprint.whole
        )

    def change(self, plan: _Plan) -> str:
        """Does what is to be done, publishes the new state, and returns its version."""
        store = open_graph(self.folder)
        if self.index.fact("vocabulary") != self.fingerprint.whole:
            load_vocabulary(store, self.folder.base)
        for document in plan.vanished:
            self.remove(store, document)
        task = Task(
            folder=self.folder,
            fingerprint=self.fingerprint,
            pipelines=self.settings.pipelines,
            max_bytes=self.settings.max_document_bytes,
        )
        for result in work_all(plan.read, task, self.settings.workers):
            self.take(store, result)
        settle_entities(store, self.index, self.folder.base)
        store.extend(build_quads(self.folder.base, self.record(plan)))
        with self.index.changing():
            for name, count in totals(store).items():
                self.index.set_fact(f"total {name}", str(count))
        current = publish(self.folder, store)
        with self.index.changing():
            self.index.set_fact("published", current)
            self.index.set_fact("vocabulary", self.fingerprint.whole)
        return current

    def take(self, store: Store, result: Worked | Failed) -> None:
        """Puts a document into the store, or notes why it can't be read."""
        if isinstance(result, Failed):
            self.outcome.errors.append(result.error)
            self.observer.says(str(result.error))
            self.observer.finished(result.file.identifier, 0)
            return
        before = self.index.get(result.file.identifier)
        self.store_document(store, result)
        self.forget(before)
        self.note(result)
        self.observer.finished(result.file.identifier, result.characters)

    def store_document(self, store: Store, worked: Worked) -> None:
        """The index knows of the change before the graph is touched and after it is whole, so that a crash between is mended."""
        quads = worked.quads()
        concerned = named_in(quads) | named_in(quads_of(store, worked.graph))
        with self.index.changing():
            self.index.unsettle(concerned)
            self.index.put(self.indexed(worked, finished=False))
        replace_graph(store, worked.graph, quads)
        with self.index.changing():
            self.index.put(self.indexed(worked, finished=True))

    def indexed(self, worked: Worked, *, finished: bool) -> IndexedDocument:
        return IndexedDocument(
            identifier=worked.file.identifier,
            root=str(worked.file.root),
            path=str(worked.file.path),
            size=worked.file.size,
            mtime_ns=worked.file.mtime_ns,
            file_digest=worked.file_digest,
            text_digest=worked.text_digest,
            key=worked.key,
            fingerprint=self.fingerprint.whole,
            finished=finished,
        )

    def note(self, worked: Worked) -> None:
        identifier = worked.file.identifier
        self.outcome.read.append(identifier)
        self.outcome.extracted += worked.extracted
        self.outcome.graphs.append(worked.graph)
        self.outcome.findings += worked.findings
        self.outcome.repairs += [(identifier, repair) for repair in worked.repairs]
        twins = [twin for twin in self.index.with_text(worked.text_digest) if twin != identifier]
        self.outcome.same_text += [(identifier, twin) for twin in twins[:1]]

    def remove(self, store: Store, document: IndexedDocument) -> None:
        graph = Addresses(self.folder.base, document.identifier, {}).graph
        with self.index.changing():
            self.index.unsettle(named_in(quads_of(store, graph)))
        remove_graph(store, graph)
        with self.index.changing():
            self.index.remove(document.identifier)
        self.forget(document)

    def forget(self, document: IndexedDocument | None) -> None:
        """Drops the text and extraction of a document as it was, unless another document still has them."""
        if document is None:
            return
        if not self.index.with_text(document.text_digest):
            texts_of(self.folder).remove(document.text_digest)
        if not self.index.with_key(document.key):
            extractions.drop(self.folder, document.key)

    def record(self, plan: _Plan) -> BuildRecord:
        software = {"Pressgraph": kg.__version__} | {name: version(name) for name in ("spacy", "pyoxigraph", "pyshacl")}
        software |= {name: pipeline_version(name) for name in self.settings.pipelines.values()}
        counts = {
            "documents read": len(self.outcome.read),
            "documents extracted": self.outcome.extracted,
            "documents unchanged": plan.unchanged,
            "documents removed": len(plan.vanished),
            "files not read": len(self.outcome.errors),
            "facts left out": sum(1 for finding in self.outcome.findings if finding.is_violation),
        }
        chosen = {"fingerprint": self.fingerprint.whole, "max_document_bytes": str(self.settings.max_document_bytes)}
        return BuildRecord(
            started=self.started,
            ended=datetime.now(UTC),
            software=software,
            settings=chosen,
            counts=counts,
            graphs=tuple(self.outcome.graphs),
        )

    def report(self, found: Findings, plan: _Plan, current: str) -> BuildReport:
        names = ("Person", "Organisation", "Event", "Programme", "Place", "Role", "Statement", "quads")
        return BuildReport(
            read=tuple(self.outcome.read),
            extracted=self.outcome.extracted,
            unchanged=plan.unchanged,
            removed=tuple(document.identifier for document in plan.vanished),
            errors=tuple(self.outcome.errors),
            same_text=tuple(self.outcome.same_text),
            repairs=tuple(self.outcome.repairs),
            findings=tuple(self.outcome.findings),
            skipped=found.skipped,
            documents=self.index.count(),
            counts={name: int(self.index.fact(f"total {name}") or 0) for name in names},
            seconds=time.monotonic() - self.clock,
            version=current,
        )


def _is_gone(path: str) -> bool:
    """Whether a file is no longer there; one that can't be looked at may still be."""
    try:
        Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
