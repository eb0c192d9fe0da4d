"""Which mentions of a document stand for the same entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.extraction.candidates import Candidate
from kg.extraction.cast import Cast, Member
from kg.extraction.reading import Reading
from kg.model.entities import EntityClass


def gather(reading: Reading, candidates: Iterable[Candidate]) -> Cast:
    """Puts the mentions of a document together, one member an entity."""
    groups: dict[tuple[EntityClass, str], list[Candidate]] = defaultdict(list)
    for candidate in sorted(candidates):
        groups[candidate.cls, reading.text[candidate.begin : candidate.end].casefold()].append(candidate)
    members = []
    for number, ((cls, _), mentions) in enumerate(groups.items(), start=1):
        names = dict.fromkeys(reading.text[m.begin : m.end] for m in mentions)
        members.append(Member(id=f"{cls.value.lower()}-{number}", cls=cls, names=tuple(names), mentions=tuple(mentions)))
    return Cast(tuple(members))
