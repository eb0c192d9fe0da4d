"""Which entities of several annotated documents are one, and which statements restate each other: `crossdoc.json`, read and checked.

An entity is named by its document and its id there, a statement by its document and its number there, from 0. What stands in no cluster
is one with nothing of the other documents. The README tells the format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from pydantic import BaseModel, ConfigDict, Field

from kg.evaluation.annotations import Annotation, fault_in, read_record
from kg.model.entities import EntityClass

EntityPlace = tuple[str, str]  # document, id
StatementPlace = tuple[str, int]  # document, number


class Cluster(BaseModel):
    """Entities that are one."""

    model_config = ConfigDict(frozen=True)
    cls: EntityClass = Field(alias="class")
    members: tuple[EntityPlace, ...] = Field(min_length=2)


class Restatement(BaseModel):
    """Two statements that make the same claim."""

    model_config = ConfigDict(frozen=True)
    a: StatementPlace
    b: StatementPlace


class CrossDocument(BaseModel):
    """A whole file."""

    model_config = ConfigDict(frozen=True)
    clusters: tuple[Cluster, ...] = ()
    restatements: tuple[Restatement, ...] = ()


@dataclass(frozen=True, slots=True)
class CrossDocumentFile:
    """What a file says, and where it was read. Names of documents are in normal form C, as a build has them."""

    path: Path
    clusters: tuple[tuple[EntityPlace, ...], ...]
    restatements: tuple[tuple[StatementPlace, StatementPlace], ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that it tells of, sorted: all that these have is expected to be where it is said, or alone."""
        named = {document for cluster in self.clusters for document, _ in cluster}
        return tuple(sorted(named | {document for pair in self.restatements for document, _ in pair}))


def read_crossdoc(path: Path, annotations: Mapping[str, Annotation]) -> CrossDocumentFile:
    """Reads a file, and checks it against the annotations that it points to, by document.

    Raises:
        DocumentError: it can't be read, is not JSON, or points to what is not there.
    """
    content = read_record(path, CrossDocument)
    file = CrossDocumentFile(
        path,
        tuple(tuple((_named(document), entity) for document, entity in cluster.members) for cluster in content.clusters),
        tuple(((_named(r.a[0]), r.a[1]), (_named(r.b[0]), r.b[1])) for r in content.restatements),
    )
    if faults := [*_wrong_members(content, file, annotations), *_wrong_statements(file, annotations)]:
        raise fault_in(path, faults)
    return file


def _named(document: str) -> str:
    return normalize("NFC", document)


def _wrong_members(content: CrossDocument, file: CrossDocumentFile, annotations: Mapping[str, Annotation]) -> Iterator[str]:
    """Members that no document has, that are of another class, or that stand twice."""
    seen: set[EntityPlace] = set()
    for number, members in enumerate(file.clusters):
        cls = content.clusters[number].cls
        for member in members:
            place, (document, identifier) = f"clusters[{number}] {list(member)}", member
            entity = next((e for e in annotations[document].entities if e.id == identifier), None) if document in annotations else None
            if document not in annotations:
                yield f"{place}: no annotation of {document!r} can be used"
            elif entity is None:
                yield f"{place}: no entity of {document!r} has the id {identifier!r}"
            elif entity.cls is not cls:
                yield f"{place}: it is of class {entity.cls}, the cluster of class {cls}"
            if member in seen:
                yield f"{place}: it stands twice"
            seen.add(member)


def _wrong_statements(file: CrossDocumentFile, annotations: Mapping[str, Annotation]) -> Iterator[str]:
    for number, pair in enumerate(file.restatements):
        for document, statement in pair:
            if document not in annotations:
                yield f"restatements[{number}]: no annotation of {document!r} can be used"
            elif not 0 <= statement < len(annotations[document].statements):
                count = len(annotations[document].statements)
                yield f"restatements[{number}]: {document!r} has {count} statements, counted from 0; there is no {statement}"
