"""The items that an entity may be, side by side: what one means depends on the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.model.identity import fold
from kg.model.judgements import is_qid
from kg.model.profiles import Node
from kg.resolution.concepts import Meaning, Meanings
from kg.wikidata.items import Item

_YEARS = re.compile(r"\((\d{4})?\s?[–-]\s?(\d{4})?\)")


@dataclass(frozen=True)
class Field:
    """An entity and the items that it may be."""

    subject: Node
    items: Sequence[Item]
    meanings: Meanings
    item: Callable[[str], Item | None]  # of a QID

    @cached_property
    def _names(self) -> dict[str, frozenset[str]]:
        return {item.qid: frozenset(map(fold, item.names)) for item in self.items}

    def rivals(self, item: Item) -> list[Item]:
        """The other items that one of the entity's names is a name of, but for those that are of another country than it is."""
        names = set(map(fold, self.subject.names))
        return [other for other in self.items if other.qid != item.qid and names & self._names[other.qid] and not self._is_elsewhere(other)]

    def _is_elsewhere(self, item: Item) -> bool:
        known = self.countries(item)
        return bool(self.subject.country and known and self.subject.country not in known)

    def described(self, item: Item) -> Meaning:
        """What the description of an item says."""
        return self.meanings.of(item.description)

    def countries(self, item: Item) -> frozenset[str]:
        """Where an item is, or what its name or description says of that."""
        if item.country:
            return frozenset({item.country})
        return self.described(item).countries or frozenset(code for name in item.names for code in self.meanings.of(name).countries)

    def called(self, key: str) -> tuple[str, ...]:
        """The names of a neighbour, which is told by its QID or its folded name."""
        if not is_qid(key):
            return (key,)
        item = self.item(key)
        return item.names if item else ()


def terms(item: Item) -> list[tuple[int | None, int | None]]:
    """The years from and to which a person held the posts that its description tells: "minister (2016–2019)"."""
    return [(int(begin) if begin else None, int(end) if end else None) for begin, end in _YEARS.findall(item.description)]
