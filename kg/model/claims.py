"""A statement as it is compared with those of other documents."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """What is needed to find the claims that are like it; in the order in which claims were made known."""

    issued: str  # date of the document, as ISO 8601
    statement: str  # IRI
    document: str  # IRI of the graph
    bands: tuple[int, ...]  # signed 64-bit numbers, ascending; two claims that share one are compared


@dataclass(frozen=True, slots=True, order=True)
class Context:
    """What the claims of a document are found by from documents in other languages; in the order in which documents were issued."""

    issued: str  # as ISO 8601
    document: str  # IRI of the graph
    content: str  # digest of all that comparing its claims depends on
    entities: tuple[int, ...]  # signed 64-bit numbers, ascending; two documents that share one are compared


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that speaks for or against two statements making the same claim."""

    feature: str  # what it is called, as a key of the words for readers
    weight: float  # what it adds to the similarity
    told: str  # the words or figures that it rests on


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike the claims of two statements are, and why."""

    similarity: float  # from 0 to 1
    enough: float  # the similarity from which the two make the same claim
    grounds: tuple[Ground, ...]

    @property
    def is_enough(self) -> bool:
        return self.similarity >= self.enough
