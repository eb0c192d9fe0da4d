"""Acts told by a verb that have a date or a place: "ont signé, au Caire, une déclaration", "was officially launched in Kabul"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction.candidates import Candidate
from kg.extraction.reading import Reading


def find_verbal_events(reading: Reading, names: Sequence[Candidate], nominal: Sequence[Candidate]) -> list[Candidate]:
    """The acts of a document that no noun names."""
    return []
