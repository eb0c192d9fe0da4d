"""An item of Wikidata, as far as it is needed to tell whether a text means it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kg.model.entities import EntityClass, Name

STATES = frozenset({"Q6256", "Q3624078"})  # country, sovereign state


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What an index holds of an item."""

    qid: str  # "Q1065"
    cls: EntityClass | None  # of ours that it belongs to, if that is known
    labels: tuple[Name, ...]  # one a language
    aliases: tuple[str, ...] = ()
    description: str = ""  # in English
    country: str | None = None  # ISO 3166-1 alpha-2
    types: tuple[str, ...] = ()  # QIDs of `instance of` (P31)
    begin: int | None = None  # year of birth, foundation or beginning
    end: int | None = None  # year of death, dissolution or end
    prominence: int = 1  # of two items the one with more is rather meant: sources that name it, or `prominence_of` its sitelinks

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the labels first."""
        return tuple(dict.fromkeys([*(label.text for label in self.labels), *self.aliases]))

    def label(self, language: str) -> str:
        """The name in a language, else in another that the item is named in, else the QID."""
        return next((label.text for label in self.labels if label.language == language), self.labels[0].text if self.labels else self.qid)


def prominence_of(sitelinks: int) -> int:
    """How prominent an item with articles in so many wikis is, on the scale of the starter's counts of sources: a state 8, a village 2."""
    return round(math.log2(1 + sitelinks))
