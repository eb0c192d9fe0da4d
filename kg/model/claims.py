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
