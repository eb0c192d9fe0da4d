"""Links an entity: what people have judged first, then the evidence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from kg.linking.candidates import candidates
from kg.linking.known import Field
from kg.linking.ranking import DOUBTFUL, Candidate, Ranking, rank, ranked
from kg.linking.subjects import subject
from kg.model.links import Level, Link
from kg.model.profiles import Node
from kg.resolution.concepts import Meanings
from kg.wikidata.items import Item
from kg.wikidata.lookup import Items

SHOWN = 3  # doubtful items of an entity that are kept for people to look at


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people have said of an entity and items."""

    same: tuple[str, ...] = ()  # QIDs, the first said first
    different: frozenset[str] = frozenset()


UNDECIDED = Decisions()


class Linker:
    """Links entities with the items of an index."""

    def __init__(self, index: Items, meanings: Meanings, decided: Callable[[Collection[str]], Decisions] | None = None) -> None:
        """`decided` tells what people have said of the nodes with these keys."""
        self.index, self.meanings = index, meanings
        self._decided = decided or (lambda _: UNDECIDED)

    def rank(self, nodes: Sequence[Node]) -> Ranking:
        """The items that nodes which are one may be, by the evidence alone, but for those that people have ruled out."""
        return rank(subject(nodes), self.index, self.meanings).without(self._decided([node.key for node in nodes]).different)

    def compare(self, nodes: Sequence[Node], item: Item) -> tuple[Candidate, ...]:
        """What speaks for and against nodes which are one being an item, beside the others that they may be."""
        whole = subject(nodes)
        others = [other for other in candidates(whole, self.index) if other.qid != item.qid]
        field = Field(whole, [item, *others], self.meanings, self.index.get)
        return tuple(found for found in ranked(field).candidates if found.item.qid == item.qid)

    def links(self, nodes: Sequence[Node]) -> list[Link]:
        """The items that nodes which are one are or may be, the surest first; several that are the same only where people say so."""
        confirmed = self._decided([node.key for node in nodes]).same
        if confirmed:
            return [Link(qid, Level.SAME, 0.0, is_judged=True) for qid in confirmed]
        ranking = self.rank(nodes)
        match ranking.level:
            case Level.SAME:
                return [_link(ranking.candidates[0], Level.SAME)]
            case Level.CLOSE:
                return [_link(candidate, Level.CLOSE) for candidate in ranking.candidates[:SHOWN] if candidate.score >= DOUBTFUL]
            case Level.NONE:
                return []

    def item(self, links: Sequence[Link]) -> Item | None:
        """The item that an entity is, if it is known and is one."""
        same = [link for link in links if link.level is Level.SAME]
        return self.index.get(same[0].qid) if len(same) == 1 else None


def _link(candidate: Candidate, level: Level) -> Link:
    return Link(candidate.item.qid, level, round(candidate.score, 2), reasons=candidate.comparison.reasons)
