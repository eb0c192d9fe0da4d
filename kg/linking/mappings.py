"""A link as other programs take it: an entity beside an item, with all that they need to show or check it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.entities import EntityClass
from kg.model.judgements import Verdict
from kg.model.links import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """One entity and one item that it is, may be, or was judged not to be."""

    entity: str  # the path below {base}id/
    label: str
    cls: EntityClass
    names: tuple[str, ...]  # those of most documents first
    country: str | None  # ISO 3166-1 alpha-2
    documents: int
    qid: str
    item_label: str
    description: str  # of the item
    level: Level  # NONE where it was judged not to be the item
    score: float  # what speaks for it, by the evidence
    by: str = ""  # who has judged it; "" where the evidence alone did
    when: str = ""  # ISO 8601
    why: str = ""

    @property
    def is_judged(self) -> bool:
        return bool(self.by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a file of another program says of an entity and an item."""

    entity: str  # a path, an IRI, or a name, as the file has it
    qid: str
    verdict: Verdict
    by: str = ""
    when: str = ""
    why: str = ""
    line: int = 0
