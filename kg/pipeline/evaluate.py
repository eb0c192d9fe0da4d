"""An evaluation: annotated texts are read as a build reads them, and what was found is compared with what is expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.config import Settings
from kg.documents.corpus import Findings, FoundFile, find
from kg.documents.reading import load
from kg.errors import DocumentError, StoreError
from kg.evaluation.across import Across, score_across
from kg.evaluation.annotations import AnnotationFile
from kg.evaluation.evaluation import Evaluation
from kg.evaluation.folder import AnnotatedFolder, read_folder
from kg.evaluation.found import Found, found_in
from kg.evaluation.remarks import remarks
from kg.evaluation.scoring import Scored, score_document
from kg.linking.linker import Linker
from kg.model.extraction import Extraction
from kg.model.identity import Addresses
from kg.model.links import Level, Link
from kg.model.text import Document
from kg.pipeline.across import resolved
from kg.pipeline.fingerprint import fingerprint
from kg.pipeline.link import EntityLinks
from kg.pipeline.pool import work_all
from kg.pipeline.report import Observer, Silent
from kg.pipeline.resolve import Resolver
from kg.pipeline.work import Failed, Task, Worked, meanings
from kg.resolution.identity import entity_paths
from kg.store import extractions
from kg.store.folder import create_or_open
from kg.store.identities import Identities
from kg.store.index import Index
from kg.store.links import Links
from kg.wikidata.index import opened


def evaluate(folders: Sequence[Path], settings: Settings, observer: Observer | None = None) -> Evaluation:
    """Scores what is found in the annotated texts of all folders. Annotations and texts that can't be read are left out, and told.

    With more than a few texts it starts other processes: a script that calls it does so below `if __name__ == "__main__":`.

    Raises:
        SettingsError: a folder is not there, or has no annotations.
        PipelineError: a spaCy pipeline is missing.
        StoreError: there is no room for what is kept for the time being.
    """
    annotated = [read_folder(folder) for folder in folders]
    with TemporaryDirectory(prefix="pressgraph-") as scratch:
        try:
            runs = [_Evaluator(folder, settings, observer or Silent(), Path(scratch, str(n))) for n, folder in enumerate(annotated)]
            (observer or Silent()).started(sum(len(run.files) for run in runs), 0)
            documents = [tuple(run.scored()) for run in runs]
            across = tuple(chain.from_iterable(run.across(scored) for run, scored in zip(runs, documents, strict=True)))
            return Evaluation(
                folders=tuple(folders),
                documents=tuple(chain.from_iterable(documents)),
                errors=tuple(error for run in runs for error in run.errors),
                notes=tuple(note for run in runs for note in run.notes),
                across=across,
            )
        except OSError as error:
            raise StoreError(f"{scratch}: {error.strerror or error}; set TMPDIR to a folder with more room") from error


class _Evaluator:
    """One folder; `scratch` is a store that is thrown away."""

    def __init__(self, annotated: AnnotatedFolder, settings: Settings, observer: Observer, scratch: Path) -> None:
        self.annotations = {file.annotation.identifier: file for file in annotated.files}
        self.texts, self.crossdoc, self.settings, self.observer = annotated.texts, annotated.crossdoc, settings, observer
        self.errors = list(annotated.errors)
        self.notes: list[str] = []
        self.task = Task(
            folder=create_or_open(scratch, settings.base),
            fingerprint=fingerprint(settings.pipelines, settings.base, opened(settings.wikidata_index).identity),
            pipelines=settings.pipelines,
            max_bytes=settings.max_document_bytes,
            wikidata_index=settings.wikidata_index,
        )
        self.files = self.annotated_files()

    def annotated_files(self) -> list[FoundFile]:
        """The texts that are annotated; an annotation without one is an error."""
        found = find([self.texts])
        files = {file.identifier: file for file in found.files}
        for identifier, annotation in self.annotations.items():
            if identifier not in files:
                self.errors.append(self.missing(annotation, found))
        return [files[identifier] for identifier in self.annotations if identifier in files]

    def missing(self, file: AnnotationFile, found: Findings) -> DocumentError:
        path = self.texts / file.annotation.document
        trouble = next((error for error in found.errors if error.path == path.absolute()), None)
        advice = "put the text there, or correct the field; texts end in .txt, .md or .html"
        return trouble or DocumentError(file.path, f"document: no text {file.annotation.document!r} in {self.texts}", advice)

    def scored(self) -> Iterator[Scored]:
        """Reads all texts, settles who is whom over them, and scores each."""
        index = Index(self.task.folder.index)
        try:
            identities = Identities(index)
            read = self.read(identities, index)
            self.resolve(identities)
            for worked in read:
                try:
                    yield self.score(worked, identities, Links(identities))
                except DocumentError as error:
                    self.errors.append(error)
        finally:
            index.close()

    def read(self, identities: Identities, index: Index) -> list[Worked]:
        """Works on the texts; what they tell of their entities is in the index then."""
        read = []
        with closing(work_all(self.files, self.task, self.settings.workers)) as results:
            for result in results:
                if isinstance(result, Failed):
                    self.errors.append(result.error)
                else:
                    with index.changing():
                        identities.put(result.file.identifier, result.profiles)
                    read.append(replace(result, profiles=()))
                self.observer.finished(result.file.identifier, getattr(result, "characters", 0))
        return read

    def resolve(self, identities: Identities) -> None:
        known = meanings(self.task.wikidata_index)
        links = EntityLinks(Links(identities), Linker(opened(self.task.wikidata_index), known))
        Resolver(identities, known, links).resolve(len)

    def score(self, worked: Worked, identities: Identities, links: Links) -> Scored:
        file = self.annotations[worked.file.identifier]
        document = load(worked.file, languages=tuple(self.task.pipelines), max_size=self.task.max_bytes)
        extraction = extractions.kept(self.task.folder, worked.key)
        if extraction is None:
            raise StoreError(f"{self.task.folder.path}: what was found in {document.identifier} is there no more; run the command again")
        self.notes += remarks(file, document.text)
        self.notes += [f"{finding.line()}; a build leaves it out, here it counts" for finding in worked.findings if finding.is_violation]
        return score_document(document, file.annotation, found_of(document, extraction, identities, links))

    def across(self, documents: Iterable[Scored]) -> Iterator[Across]:
        """What a build makes of the documents together, where a file tells what is expected; they are scored before."""
        if self.crossdoc is None:
            return
        scored = {one.document.identifier: one for one in documents}
        if missing := [name for name in self.crossdoc.documents if name not in scored]:
            reason = f"it tells of {missing[0]!r}, which is left out"
            self.errors.append(DocumentError(self.crossdoc.path, reason, "mend that text, or take it out of the file"))
            return
        files = [file for file in self.files if file.identifier in scored]
        with resolved(files, self.task.folder.path, self.settings) as result:
            yield score_across(self.crossdoc, scored, result)


def found_of(document: Document, extraction: Extraction, identities: Identities, links: Links) -> Found:
    """What a document says, once it is settled over all who is whom."""
    clusters = identities.paths(document.identifier)
    paths = {entity: clusters.get(path, path) for entity, path in entity_paths(document.identifier, extraction).items()}
    addresses = Addresses("", document.identifier, paths)
    items = {addresses.entity(entity): _items(links.of(path)) for entity, path in paths.items()}
    return found_in(document, extraction, addresses, items)


def _items(links: Iterable[Link]) -> frozenset[str]:
    """The items that an entity is said to be; those that it may be do not count."""
    return frozenset(link.qid for link in links if link.level is Level.SAME)
