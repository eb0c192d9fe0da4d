"""The items that an entity may be, side by side: what one means depends on the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.linking.descriptions import folded
from kg.linking.telling import is_generic, telling_names, weight
from kg.model.entities import EntityClass
from kg.model.judgements import is_qid
from kg.model.profiles import Node
from kg.resolution.acronyms import is_acronym
from kg.resolution.common_names import common_names
from kg.resolution.concepts import Meaning, Meanings
from kg.wikidata.items import Item

_YEARS = re.compile(r"\((\d{4})?\s?[–-]\s?(\d{4})?\)")
_ASIDE = re.compile(r"\([^()]*\)")  # years, sources: they say nothing of what an item is


@dataclass(frozen=True)
class Field:
    """An entity and the items that it may be."""

    subject: Node
    items: Sequence[Item]
    meanings: Meanings
    item: Callable[[str], Item | None]  # of a QID

    @cached_property
    def _names(self) -> dict[str, frozenset[str]]:
        return {item.qid: frozenset(map(folded, item.names)) for item in self.items}

    @cached_property
    def telling(self) -> list[str]:
        """The names of the entity to go by."""
        return telling_names(self.subject)

    @cached_property
    def _countries(self) -> dict[str, frozenset[str]]:
        return {item.qid: self._known_countries(item) for item in self.items}

    @cached_property
    def _shared(self) -> dict[str, list[str]]:
        best = sorted(self.telling, key=lambda name: (self.weight(name), self.subject.names[name], name), reverse=True)
        return {item.qid: [name for name in best if folded(name) in self._names[item.qid]] for item in self.items}

    @cached_property
    def _namesakes(self) -> dict[str, list[Item]]:
        return {item.qid: self._with_name_of(item) for item in self.items}

    def _with_name_of(self, item: Item) -> list[Item]:
        best = [folded(name) for name in self.shared(item)[:1]]
        return [other for other in self.items if other.qid != item.qid and best and best[0] in self._names[other.qid]]

    def shared(self, item: Item) -> list[str]:
        """The names of the entity that an item has too, the most telling first."""
        return self._shared[item.qid]

    def weight(self, name: str) -> float:
        """How much a name tells that an item has too."""
        return weight(name, self.subject.cls, self.meanings)

    def namesakes(self, item: Item) -> list[Item]:
        """The other items with the most telling name that the entity and an item share."""
        return self._namesakes[item.qid]

    def rivals(self, item: Item) -> list[Item]:
        """The namesakes of an item, but for those that are of another country than the entity.

        Of a body that every country has, those whose country is not known are left aside where that of the item is the entity's.
        """
        found = [other for other in self.namesakes(item) if other.qid not in self._elsewhere]
        if self.is_generic and self.country in self.countries(item):
            return [other for other in found if self.countries(other)]
        return found

    @cached_property
    def _elsewhere(self) -> frozenset[str]:
        return frozenset(item.qid for item in self.items if self._is_elsewhere(item))

    def is_elsewhere(self, item: Item) -> bool:
        """Whether an item is known to be of another country than the entity."""
        return item.qid in self._elsewhere

    def _is_elsewhere(self, item: Item) -> bool:
        known = self.countries(item)
        return bool(self.country and known and self.country not in known)

    @cached_property
    def is_generic(self) -> bool:
        """Whether the entity is only called as such bodies are called in every country."""
        longer = [name for name in self.telling if not is_acronym(name)] or self.telling
        return all(is_generic(name, self.subject.cls, self.meanings) for name in longer)

    @cached_property
    def country(self) -> str | None:
        """The country of the entity; of a body that every country has, else that of most documents."""
        return self.subject.country or (self.home if self.is_generic else None)

    @cached_property
    def home(self) -> str | None:
        """The country that most of the documents are about."""
        homes = self.subject.homes
        return next((code for code, count in homes.items() if count > homes.total() / 2), None)

    def described(self, item: Item) -> Meaning:
        """What the description of an item says."""
        return self.meanings.of(_ASIDE.sub(" ", item.description))

    def countries(self, item: Item) -> frozenset[str]:
        """Where an item is, or what its description or its names say of that."""
        return self._countries[item.qid]

    def _known_countries(self, item: Item) -> frozenset[str]:
        told = self.described(item).countries
        own = frozenset({item.country}) if item.country else frozenset[str]()
        match self.subject.cls:
            case EntityClass.PERSON:
                return own or told
            case EntityClass.PLACE:
                return own | told | self._of_full_names(item) if own else told
            case _ if self.meanings.of(item.label("en")).concepts & common_names().supranational and not own:
                return self._named(item)
            case _:
                return own | told if own else told or self._named(item)

    def _named(self, item: Item) -> frozenset[str]:
        return frozenset(code for name in item.names for code in self.meanings.of(name).countries)

    def _of_full_names(self, item: Item) -> frozenset[str]:
        """The countries in names that tell a place from its namesakes: "Saint-Louis du Sénégal", beside "Saint-Louis"."""
        full = [name for name in item.names if any(folded(name).startswith(f"{other} ") for other in self._names[item.qid])]
        return frozenset(code for name in full for code in self.meanings.of(name).countries)

    def called(self, key: str) -> tuple[str, ...]:
        """The names of a neighbour, which is told by its QID or its folded name."""
        if not is_qid(key):
            return (key,)
        item = self.item(key)
        return item.names if item else ()


def terms(item: Item) -> list[tuple[int | None, int | None]]:
    """The years from and to which a person held the posts that its description tells: "minister (2016–2019)"."""
    return [(int(begin) if begin else None, int(end) if end else None) for begin, end in _YEARS.findall(item.description)]
