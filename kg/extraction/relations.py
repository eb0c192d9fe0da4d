"""Who organises, takes part in, funds and implements; where and when; what belongs to what."""

from __future__ import annotations

from kg.extraction.cast import Cast
from kg.extraction.reading import Reading
from kg.model.relations import Budget, Dating, Relation


def find_relations(reading: Reading, cast: Cast) -> list[Relation]:
    """The relations of events, programmes and organisations."""
    return []


def find_datings(reading: Reading, cast: Cast) -> list[Dating]:
    """When events and programmes begin and end."""
    return []


def find_budgets(reading: Reading, cast: Cast) -> list[Budget]:
    """What programmes have to spend."""
    return []
