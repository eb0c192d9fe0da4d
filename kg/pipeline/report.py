"""What a build tells: while it runs, and at its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from kg.errors import DocumentError
from kg.pipeline.judged import JudgementsReport
from kg.pipeline.moves import Regrouping
from kg.validation.report import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """The result of a build."""

    read: tuple[str, ...]  # identifiers of documents that are new or changed
    extracted: int  # how many of them went through spaCy; the others' extractions were kept
    unchanged: int
    removed: tuple[str, ...]
    errors: tuple[DocumentError, ...]  # files that could not be read; what was read from them before stays
    same_text: tuple[tuple[str, str], ...]  # a document, and one that has the same text
    repairs: tuple[tuple[str, str], ...]  # a document, and what had to be mended in it
    findings: tuple[Finding, ...]  # facts that break a shape and were left out, and warnings
    merged: tuple[Regrouping, ...]  # entities that were several at the end of the build before
    split: tuple[Regrouping, ...]  # entities that were one
    judgements: JudgementsReport
    unasked: str  # why Wikidata was not asked, or not to the end, where it was wanted
    linked: int  # entities that are an item of Wikidata, at the end
    doubtful: int  # entities that may be one, for people to look at
    skipped: int  # files with an ending that is not ours
    documents: int  # in the store, at the end
    counts: Mapping[str, int]  # of the store at the end: entities by class, statements, quads
    seconds: float
    version: str  # of the store

    @property
    def left_out(self) -> int:
        """How many facts were left out because they break a shape."""
        return sum(1 for finding in self.findings if finding.is_violation)


class Observer(Protocol):
    """Who watches a build."""

    def started(self, documents: int, unchanged: int) -> None:
        """So many documents are to be worked on."""

    def finished(self, identifier: str, characters: int) -> None:
        """A document is in the store, or has failed."""


class Silent:
    """An observer that shows nothing."""

    def started(self, documents: int, unchanged: int) -> None:
        pass

    def finished(self, identifier: str, characters: int) -> None:
        pass
