"""What everything that knows items can do: an index on disk, or a service that is asked."""

from __future__ import annotations

from typing import Protocol

from kg.wikidata.items import Item


class Items(Protocol):
    """Items, found by name.

    Raises:
        WikidataUnavailable: from any of its methods, where a service that is asked does not answer.
    """

    def get(self, qid: str) -> Item | None:
        """An item by its QID; of one that was merged into another, that one. None if there is no such item."""
        ...

    def named(self, name: str) -> list[Item]:
        """The items with a name, whatever its case, accents, punctuation and article; the most prominent first."""
        ...

    def alike(self, name: str, limit: int = 10) -> list[tuple[Item, float]]:
        """The items with a name spelt nearly so, with the share of letters in common; the most alike first."""
        ...
