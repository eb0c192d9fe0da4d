"""What is told of an entity, as far as it helps to tell whether two documents mean the same one: by a document, and by all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.model.entities import EntityClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One entity as one document has it. Others are told by their item or folded name."""

    document: str
    path: str  # the entity's path below {base}id/ if nothing else were known
    cls: EntityClass
    label: str
    names: tuple[str, ...]  # as written, the fullest first
    items: tuple[str, ...] = ()  # QIDs that one of the names may stand for
    country: str | None = None  # ISO 3166-1 alpha-2
    kind: str = ""  # of an event
    start: str = ""  # ISO 8601, as precise as the text
    titles: tuple[str, ...] = ()  # of a person's posts
    bodies: tuple[str, ...] = ()  # organisations that it is related to
    places: tuple[str, ...] = ()
    others: tuple[str, ...] = ()  # persons, programmes and events that it is related to
    issued: str = ""  # when the document was published, ISO 8601
    home: str | None = None  # the country that the document is about
    around: tuple[str, ...] = ()  # the countries that the document names


@dataclass(slots=True)
class Node:
    """The profiles that need no comparing, those of one path and country, together. Every count is one of documents."""

    key: str
    cls: EntityClass
    path: str
    country: str | None
    documents: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    items: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    starts: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    bodies: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    years: Counter[str] = field(default_factory=Counter)  # in which the documents were published
    homes: Counter[str] = field(default_factory=Counter)
    around: Counter[str] = field(default_factory=Counter)

    def add(self, profile: Profile) -> None:
        self.documents += 1
        for counter, values in self._told(profile):
            counter.update(values)

    def remove(self, profile: Profile) -> None:
        """Takes back what a document told that is gone."""
        self.documents -= 1
        for counter, values in self._told(profile):
            for value in values:
                counter[value] -= 1
                if not counter[value]:
                    del counter[value]

    def _told(self, profile: Profile) -> Iterator[tuple[Counter[str], tuple[str, ...]]]:
        yield self.labels, (profile.label,)
        yield self.names, profile.names
        yield self.items, profile.items
        yield self.kinds, (profile.kind,) if profile.kind else ()
        yield self.starts, (profile.start,) if profile.start else ()
        yield self.titles, profile.titles
        yield self.bodies, profile.bodies
        yield self.places, profile.places
        yield self.others, profile.others
        yield self.years, (profile.issued[:4],) if profile.issued else ()
        yield self.homes, (profile.home,) if profile.home else ()
        yield self.around, profile.around


def node_key(profile: Profile) -> str:
    """Where a profile belongs: two countries may have bodies or persons of one name, which are told apart until they are compared."""
    return f"{profile.path}@{profile.country or ''}"


def new_node(profile: Profile) -> Node:
    """A node that nothing is told of yet."""
    return Node(node_key(profile), profile.cls, profile.path, profile.country)
