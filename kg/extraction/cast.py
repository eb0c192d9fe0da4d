"""The entities of one document, each with its mentions, and the way from a place in the text to the entity that it names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.extraction.candidates import Candidate
from kg.model.entities import EntityClass, EntityId, EventType

ACTORS = frozenset({EntityClass.PERSON, EntityClass.ORGANISATION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An entity of the document. `names` are in the order of preference: the fullest first."""

    id: EntityId
    cls: EntityClass
    names: tuple[str, ...]
    mentions: tuple[Candidate, ...]
    country: str | None = None
    event_type: EventType | None = None
    gender: str | None = None  # "m", "f": of a person, or of the words for a body


@dataclass(frozen=True, slots=True)
class Appearance:
    """A mention together with the entity that it stands for."""

    mention: Candidate
    member: Member


@dataclass(frozen=True)
class Cast:
    """All entities of a document. Look-ups take offsets of the cleaned text."""

    members: tuple[Member, ...]
    appearances: tuple[Appearance, ...] = field(init=False)  # in the order of the text
    _begins: list[int] = field(init=False, repr=False, compare=False)
    _longest: int = field(init=False, repr=False, compare=False)  # characters of the longest mention

    def __post_init__(self) -> None:
        rows = [Appearance(mention, member) for member in self.members for mention in member.mentions]
        rows.sort(key=lambda row: (row.mention.begin, -row.mention.end, row.member.id))
        object.__setattr__(self, "appearances", tuple(rows))
        object.__setattr__(self, "_begins", [row.mention.begin for row in rows])
        object.__setattr__(self, "_longest", max((len(row.mention) for row in rows), default=0))

    def of(self, *classes: EntityClass) -> Iterator[Member]:
        """The entities of some classes."""
        return (member for member in self.members if member.cls in classes)

    def within(self, begin: int, end: int, classes: Iterable[EntityClass] = EntityClass) -> list[Appearance]:
        """What is mentioned wholly inside a stretch, in the order of the text."""
        wanted = frozenset(classes)
        return [row for row in self._beginning(begin, end) if row.mention.end <= end and row.member.cls in wanted]

    def at(self, begin: int, end: int, classes: Iterable[EntityClass] = EntityClass) -> Appearance | None:
        """What a stretch stands for: the mention that shares most with it, if it shares half of the shorter of the two."""
        wanted = frozenset(classes)
        best, most = None, 0.0
        for row in self._beginning(begin - self._longest, end):
            if row.member.cls not in wanted or row.mention.begin >= end or row.mention.end <= begin:
                continue
            shared = min(end, row.mention.end) - max(begin, row.mention.begin)
            if 2 * shared >= min(end - begin, len(row.mention)):
                share = shared / max(end - begin, len(row.mention))
                if share > most:
                    best, most = row, share
        return best

    def _beginning(self, first: int, last: int) -> tuple[Appearance, ...]:
        """What begins from one offset to another, both included."""
        return self.appearances[bisect_left(self._begins, first) : bisect_right(self._begins, last)]
