"""A build: makes the store hold what the files say now."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import Quad, Store

import kg
from kg.config import Settings
from kg.documents.corpus import Findings, find
from kg.errors import DocumentError, StoreError
from kg.extraction.versions import pipeline_version
from kg.graph.builds import BuildRecord, build_quads
from kg.graph.links import WIKIDATA
from kg.linking.linker import Linker
from kg.model.identity import Addresses
from kg.model.judgements import document_of, path_of
from kg.model.links import Level
from kg.pipeline.asking import AskedItems, known_items, unlinked_names
from kg.pipeline.fingerprint import LIBRARIES, Fingerprint, fingerprint
from kg.pipeline.judged import Judgements
from kg.pipeline.link import EntityLinks
from kg.pipeline.moves import Moved, Regroupings, regroupings
from kg.pipeline.plan import Plan, plan
from kg.pipeline.pool import work_all
from kg.pipeline.report import BuildReport, Observer, Silent
from kg.pipeline.resolve import Resolver
from kg.pipeline.review import review
from kg.pipeline.settle import concerned, load_vocabulary, settle, totals
from kg.pipeline.work import Failed, Result, Task, Worked, meanings
from kg.pipeline.write import graph_of
from kg.search import building
from kg.store import extractions, judgements
from kg.store import review as reviews
from kg.store.folder import StoreFolder, create_or_open, open_graph, publish, writing
from kg.store.graphs import add_graphs, change, quads_of, remove_graph, replace_graph
from kg.store.identities import Identities
from kg.store.index import Index, IndexedDocument
from kg.store.judgements import JudgementsFile
from kg.store.links import Links
from kg.store.texts import texts_of
from kg.validation.report import Finding
from kg.wikidata.index import opened
from kg.wikidata.lookup import Items

FLUSHED = 50  # documents after which the graph is forced to the disk, and may be called finished

_COUNTED = ("Person", "Organisation", "Event", "Programme", "Place", "Role", "Statement", "quads")


def build(paths: Iterable[Path], settings: Settings, observer: Observer | None = None) -> BuildReport:
    """Reads the files and folders, and makes the store hold what they say: new, changed and vanished files alone are handled.

    With more than a few files it starts other processes: a script that calls it does so below `if __name__ == "__main__":`.

    Raises:
        SettingsError: the store has another base IRI.
        StoreError: busy, too new, damaged, or the disk is full; what is in the store stays, and the next build goes on. Or there is no
            index of Wikidata items in the file that the settings name.
        PipelineError: a spaCy pipeline is missing.
        JudgementsError: the file of judgements can't be read; nothing is changed.
    """
    return build_files(find(paths), settings, observer)


def build_files(found: Findings, settings: Settings, observer: Observer | None = None) -> BuildReport:
    """A build of files that have been looked for; it raises what `build` raises."""
    judged = judgements.read(settings.judgements_file)
    folder = create_or_open(settings.store, settings.base)
    with writing(folder):
        index = Index(folder.index)
        try:
            return _Build(folder, index, settings, judged, observer or Silent()).run(found)
        except OSError as error:
            raise StoreError(
                f"{folder.path}: {error.strerror or error}; what was built before stays, run the same command again"
            ) from error
        finally:
            index.close()


@dataclass
class _Outcome:
    """What has been done so far."""

    read: list[str] = field(default_factory=list)
    extracted: int = 0
    removed: list[str] = field(default_factory=list)
    errors: list[DocumentError] = field(default_factory=list)
    same_text: list[tuple[str, str]] = field(default_factory=list)
    repairs: list[tuple[str, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unasked: str = ""  # why Wikidata was not asked to the end
    graphs: list[str] = field(default_factory=list)
    regroupings: Regroupings = field(default_factory=Regroupings)


class _Build:
    """One run; the store is locked, the index is open."""

    def __init__(self, folder: StoreFolder, index: Index, settings: Settings, judged: JudgementsFile, observer: Observer) -> None:
        self.folder, self.index, self.settings, self.observer = folder, index, settings, observer
        self.identities = Identities(index)
        self.links = Links(self.identities)
        self.judgements = Judgements(self.identities, judged)
        self.fingerprint: Fingerprint = fingerprint(settings.pipelines, folder.base, opened(settings.wikidata_index).identity)
        self.outcome = _Outcome()
        self.unwritten: list[Quad] = []  # graphs of new documents, which go in together
        self.unflushed: list[str] = []  # documents whose graphs are whole, but perhaps not on disk
        self.outdated: list[IndexedDocument] = []  # documents as they were before this build
        self.interrupted = index.fact("state") == "changing"  # the run before this one
        self.clock = time.monotonic()
        self.started = datetime.now(UTC)

    def run(self, found: Findings) -> BuildReport:
        todo = plan(found, self.index, self.fingerprint.whole)
        self.outcome.errors += todo.errors
        self.observer.started(len(todo.read), todo.unchanged)
        if todo.read or todo.vanished or self.is_behind():
            store = open_graph(self.folder)
            self.change(store, todo)
            if self.outcome.read or self.outcome.removed or self.is_behind():
                self.finish(store, todo)
        return self.report(found, todo)

    def is_behind(self) -> bool:
        """Whether something is to be done though no text has changed: an earlier run was interrupted, the vocabulary or a judgement is
        another, the newest state has no search index, or Wikidata is to be asked."""
        is_new = self.index.fact("vocabulary") != self.fingerprint.whole or not building.is_current(self.folder)
        asks = self.settings.wikidata == "online"  # what it did not know the last time it may know now
        return self.interrupted or is_new or asks or self.judgements.have_changed()

    def change(self, store: Store, todo: Plan) -> None:
        """Brings the graphs of all documents in line with their files."""
        for document in todo.vanished:
            self.remove(store, document)
        task = Task(
            folder=self.folder,
            fingerprint=self.fingerprint,
            pipelines=self.settings.pipelines,
            max_bytes=self.settings.max_document_bytes,
            wikidata_index=self.settings.wikidata_index,
        )
        with closing(work_all(todo.read, task, self.settings.workers)) as results:
            for result in results:
                self.take(result)

    def finish(self, store: Store, todo: Plan) -> None:
        """Settles who is whom and what is told of the whole store, and publishes its new state."""
        with known_items(self.settings) as items:
            self.resolve(items)
            self.write(store)
            self.settle(store, items)
            asked = review(self.identities, items, meanings(self.settings.wikidata_index), self.judgements.file, self.index.roots())
        change(store, set(), set(build_quads(self.folder.base, self.record(todo))))
        self.flush(store)
        publish(self.folder, store, building.make(self.folder, store, self.index.unsearched()))
        reviews.write(self.folder.path, asked, self.index)
        self.forget()
        with self.index.changing():
            self.index.searched()
            for name, count in totals(store).items():
                self.index.set_fact(f"total {name}", str(count))
            self.index.set_fact("vocabulary", self.fingerprint.whole)
            self.index.set_fact("state", "published")

    def settle(self, store: Store, items: Items) -> None:
        """Writes what holds over documents."""
        if self.index.fact("vocabulary") != self.fingerprint.whole:
            load_vocabulary(store, self.folder.base)
        settle(store, self.index, self.identities, self.links, items, self.folder.base)
        self.outcome.unasked = items.problem if isinstance(items, AskedItems) else ""

    def take(self, result: Result) -> None:
        """Keeps what a document tells, or notes why it can't be read."""
        if isinstance(result, Failed):
            self.outcome.errors.append(result.error)
            self.observer.finished(result.file.identifier, 0)
            return
        self.keep(result)
        self.note(result)
        self.observer.finished(result.file.identifier, result.characters)

    def keep(self, worked: Worked) -> None:
        """The index knows of a document before its graph is touched, and that it is written once that is on disk: a crash is mended."""
        before = self.index.get(worked.file.identifier)
        with self.index.changing():
            self.index.set_fact("state", "changing")
            self.index.put(self.indexed(worked))
            self.identities.put(worked.file.identifier, worked.profiles)
        if before:
            self.outdated.append(before)

    def resolve(self, items: Items) -> None:
        """Settles which entities are one; documents that call one of them by another address now are to be written anew."""
        with self.index.changing():
            self.index.set_fact("state", "changing")
            if isinstance(items, AskedItems):
                self.identities.change(self.links.unlinked())
        if isinstance(items, AskedItems):
            items.prepare(unlinked_names(items.index, self.identities, self.links))
        known, moves = meanings(self.settings.wikidata_index), list[Moved]()  # of those known before: documents of others are unwritten
        links = EntityLinks(self.links, Linker(items, known, self.judgements.items))

        def note(moved: Sequence[Moved]) -> None:
            moves.extend(move for move in moved if move.before)
            for move in moved:
                if move.before and move.now:
                    self.index.written(self.identities.documents(move.node), are=False)
                paths = {move.path, move.before or move.path, move.now or move.path}
                self.index.unsettle(f"{self.folder.base}id/{quote(path)}" for path in paths)
            paths, items = links.take_changed()
            self.index.unsettle(f"{self.folder.base}id/{quote(path)}" for path in paths)
            self.index.unsettle(WIKIDATA + qid for qid in items)

        Resolver(self.identities, known, links, self.judgements).resolve(note)
        self.outcome.regroupings = regroupings(map(self._rejoined, moves), self.identities.in_cluster)

    def _rejoined(self, move: Moved) -> Moved:
        """Who is no longer told apart by a document is one with others of the name again."""
        document = document_of(move.node)
        return replace(move, now=self.identities.paths(document).get(path_of(move.node))) if document and not move.now else move

    def write(self, store: Store) -> None:
        """Writes the graphs of all documents that are new or have changed, or name an entity by another address."""
        last = ""
        while documents := self.index.unwritten(last, FLUSHED):
            for document in documents:
                self.write_document(store, document)
            self.flush(store)
            last = documents[-1].identifier

    def write_document(self, store: Store, document: IndexedDocument) -> None:
        try:
            graph, quads = graph_of(self.folder, document, self.identities.paths(document.identifier))
        except StoreError as error:
            self.outcome.errors.append(DocumentError(Path(document.path), str(error), "run the same command again"))
            with self.index.changing():
                self.index.remove(document.identifier)
            return
        old = quads_of(store, graph)
        with self.index.changing():
            self.index.unsettle(concerned(quads) | concerned(old))
            self.index.unsearch(self.document_iri(document))
        if old:
            replace_graph(store, graph, quads)
        else:
            self.unwritten += quads
        self.outcome.graphs.append(graph)
        self.unflushed.append(document.identifier)

    def flush(self, store: Store) -> None:
        """Puts in what waits, and forces all to the disk; what is on it is finished."""
        add_graphs(store, self.unwritten)
        self.unwritten.clear()
        try:
            store.flush()
        except OSError as error:
            raise StoreError(f"the store can't be written: {error}; what was built before stays, run the same command again") from error
        with self.index.changing():
            self.index.written(self.unflushed)
        self.unflushed.clear()

    def indexed(self, worked: Worked) -> IndexedDocument:
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
            record=worked.record,
            is_clean=worked.is_clean,
            is_written=False,
        )

    def note(self, worked: Worked) -> None:
        identifier = worked.file.identifier
        self.outcome.read.append(identifier)
        self.outcome.extracted += worked.extracted
        self.outcome.findings += worked.findings
        self.outcome.repairs += [(identifier, repair) for repair in worked.repairs]
        twins = [twin for twin in self.index.with_text(worked.text_digest) if twin != identifier]
        self.outcome.same_text += [(identifier, twin) for twin in twins[:1]]

    def remove(self, store: Store, document: IndexedDocument) -> None:
        graph = Addresses(self.folder.base, document.identifier, {}).graph
        with self.index.changing():
            self.index.set_fact("state", "changing")
            self.index.unsettle(concerned(quads_of(store, graph)))
            self.index.unsearch(self.document_iri(document))
        remove_graph(store, graph)
        with self.index.changing():
            self.index.remove(document.identifier)
            self.identities.put(document.identifier, ())
        self.outdated.append(document)
        self.outcome.removed.append(document.identifier)

    def document_iri(self, document: IndexedDocument) -> str:
        return Addresses(self.folder.base, document.identifier, {}).document

    def forget(self) -> None:
        """Drops texts and extractions that no document has any more; after an interruption all are looked at, for nobody knows which."""
        if self.interrupted:
            texts_of(self.folder).sweep(self.index.texts())
            extractions.sweep(self.folder, self.index.keys())
        for document in self.outdated:
            if not self.index.with_text(document.text_digest):
                texts_of(self.folder).remove(document.text_digest)
            if not self.index.with_key(document.key):
                extractions.drop(self.folder, document.key)

    def record(self, todo: Plan) -> BuildRecord:
        software = {"Pressgraph": kg.__version__} | {name: version(name) for name in LIBRARIES}
        software |= {setup.model: pipeline_version(setup.model) for setup in self.settings.pipelines.values()}
        counts = {
            "documents read": len(self.outcome.read),
            "documents extracted": self.outcome.extracted,
            "documents unchanged": todo.unchanged,
            "documents removed": len(self.outcome.removed),
            "files not read": len(self.outcome.errors),
            "facts left out": sum(1 for finding in self.outcome.findings if finding.is_violation),
        }
        settings = {"fingerprint": self.fingerprint.whole, "max_document_bytes": str(self.settings.max_document_bytes)}
        settings |= {f"pipeline {language}": setup.model for language, setup in self.settings.pipelines.items()}
        return BuildRecord(
            started=self.started,
            ended=datetime.now(UTC),
            software=software,
            settings=settings,
            counts=counts,
            graphs=tuple(self.outcome.graphs),
        )

    def report(self, found: Findings, todo: Plan) -> BuildReport:
        links = self.links.counts()
        return BuildReport(
            read=tuple(self.outcome.read),
            extracted=self.outcome.extracted,
            unchanged=todo.unchanged,
            removed=tuple(self.outcome.removed),
            errors=tuple(self.outcome.errors),
            same_text=tuple(self.outcome.same_text),
            repairs=tuple(self.outcome.repairs),
            findings=tuple(self.outcome.findings),
            merged=self.outcome.regroupings.merged,
            split=self.outcome.regroupings.split,
            judgements=self.judgements.report(),
            unasked=self.outcome.unasked,
            linked=links[Level.SAME],
            doubtful=links[Level.CLOSE],
            skipped=found.skipped,
            documents=self.index.count(),
            counts={name: int(self.index.fact(f"total {name}") or 0) for name in _COUNTED},
            seconds=time.monotonic() - self.clock,
            version=self.folder.version or "",
        )
