"""Pairs of entities for people to judge: which are doubtful, and what speaks for and against each."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice, product

from kg.model.judgements import Judgement, Verdict, document_of, path_of, standing
from kg.model.profiles import Node
from kg.model.reasons import Comparison
from kg.pipeline.judged import Judgements
from kg.pipeline.references import Referent
from kg.resolution.blocks import CROWDED
from kg.resolution.concepts import Meanings
from kg.resolution.evidence import ACCEPTED, DOUBTFUL, compare
from kg.store.comparisons import Comparisons
from kg.store.identities import Identities
from kg.store.judgements import JudgementsFile
from kg.store.links import Links

COMPARED = 2_000  # pairs of members of two entities in which an obstacle is looked for

__all__ = ["ACCEPTED", "DOUBTFUL", "Comparison", "Pair", "Pairs", "Step"]


@dataclass(frozen=True, slots=True)
class Step:
    """Two nodes that are compared, on the way from one entity to another."""

    one: Node
    other: Node
    comparison: Comparison
    judgement: Judgement | None = None
    item: str = ""  # the QID of what one of the two is, and the other may be


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities, whether they are one, and why."""

    are_one: bool
    shared: tuple[Node, ...]  # nodes that both names are names of
    direct: Step | None  # the two compared; None if that can't be done: they share a node of several documents, or are of different classes
    between: tuple[Step, ...]  # the links through others by which they are one, if they are; empty where the direct one is enough
    obstacle: Step | None  # others of the two entities that can't be one, and so keep apart these, for which enough speaks
    judgement: Judgement | None  # that stands on the two
    is_behind: bool  # whether the judgement is newer than the last build


class Pairs:
    """Pairs of the entities of an index."""

    def __init__(self, identities: Identities, meanings: Meanings, file: JudgementsFile) -> None:
        self.identities, self.meanings, self.file = identities, meanings, file
        self.judgements = Judgements(identities, file)
        self.comparisons = Comparisons(identities.index, CROWDED)

    @cached_property
    def standing(self) -> list[Judgement]:
        """All judgements that stand, the unsure ones among them."""
        return standing(self.file.judgements)

    @cached_property
    def _of_path(self) -> dict[str, list[Judgement]]:
        found: dict[str, list[Judgement]] = defaultdict(list)
        for line in self.standing:
            for path in {path_of(line.a), path_of(line.b)}:
                found[path].append(line)
        return found

    def judgements_on(self, one: Referent, other: Referent) -> list[Judgement]:
        """Those that name these two as they are named; else those that are about their nodes."""
        pair = (min(one.side, other.side), max(one.side, other.side))
        exact = [line for line in self._of_path.get(path_of(one.side), ()) if line.pair == pair]
        return exact or list(self._about(set(one.nodes), set(other.nodes)))

    def _about(self, one: set[str], other: set[str]) -> Iterator[Judgement]:
        """What stands on a node of each group; an item of Wikidata has none."""
        lines = {line.pair: line for node in sorted(one) for line in self._of_path.get(path_of(node), ())}
        for line in lines.values():
            left, right = set(self.judgements.nodes(line.a)), set(self.judgements.nodes(line.b))
            if (left & one and right & other) or (left & other and right & one):
                yield line

    def explain(self, one: Referent, other: Referent) -> Pair:
        """Why two entities are one, or are not."""
        judgement = next(iter(self.judgements_on(one, other)), None)
        are_one = one.path == other.path
        shared = tuple(node for key in one.nodes if key in other.nodes and (node := self.identities.node(key)))
        are_of_documents = document_of(one.side) and document_of(other.side)
        direct = None if shared and not are_of_documents else self._closest(self._nodes(one), self._nodes(other))
        is_enough = direct is None or (direct.comparison.score >= ACCEPTED and not direct.comparison.is_contradicted)
        between = self._way(one, other) if are_one and not shared and not is_enough else ()
        obstacle = self.obstacle(direct) if direct and not are_one else None
        is_behind = judgement is not None and self._is_behind(judgement, are_one=are_one)
        return Pair(are_one, shared, direct, between, obstacle, judgement, is_behind)

    def _is_behind(self, judgement: Judgement, *, are_one: bool) -> bool:
        return judgement.verdict in (Verdict.SAME, Verdict.DIFFERENT) and are_one != (judgement.verdict is Verdict.SAME)

    def _nodes(self, named: Referent) -> list[Node]:
        """The nodes that are named; of whom one document names, what that one tells."""
        if document := document_of(named.side):
            return [node for node in self.identities.told_by(document) if node.path == path_of(named.side)]
        return [node for key in named.nodes if (node := self.identities.node(key))]

    def _closest(self, ones: Iterable[Node], others: Iterable[Node]) -> Step | None:
        """The two nodes that most speaks for, by key where equal."""
        steps = [self.step(a, b) for a, b in product(ones, others) if a.cls is b.cls and a.key != b.key]
        return max(steps, key=lambda step: (step.comparison.score, step.one.key, step.other.key), default=None)

    def step(self, one: Node, other: Node) -> Step:
        """Two nodes compared, with the judgement on them."""
        judgement = next(self._about({one.key}, {other.key}), None)
        first, second = sorted((one, other), key=lambda node: node.key)  # as the resolution compares them
        return Step(one, other, compare(first, second, self.meanings), judgement)

    def obstacle(self, step: Step) -> Step | None:
        """What keeps two apart for which enough speaks: a contradiction, or a judgement, between others of their entities."""
        if step.comparison.score < ACCEPTED or step.comparison.is_contradicted:
            return None
        left, right = (self._members(node) for node in (step.one, step.other))
        steps = (self.step(a, b) for a, b in islice(product(left, right), COMPARED) if a.cls is b.cls)
        return next((found for found in steps if found.comparison.is_contradicted or _parts(found.judgement)), None)

    def _members(self, node: Node) -> list[Node]:
        cluster = self.identities.cluster(node.key)
        return [member for key in self.identities.in_cluster(cluster or "") if (member := self.identities.node(key))]

    def _way(self, one: Referent, other: Referent) -> tuple[Step, ...]:
        """The shortest chain of accepted links and judgements between two in one cluster."""
        members = set(self.identities.in_cluster(one.path))
        came: dict[str, str | None] = dict.fromkeys(sorted(one.nodes))
        waiting = deque(came)
        while waiting:
            key = waiting.popleft()
            if key in other.nodes:
                return self._steps(key, came)
            for following in sorted(self._linked(key) & members):
                if following not in came:
                    came[following] = key
                    waiting.append(following)
        return ()

    def _linked(self, key: str) -> set[str]:
        linked = {other for other, score in self.comparisons.linked(key) if score >= ACCEPTED}
        same = [
            line for line in self.judgements.standing if line.verdict is Verdict.SAME and path_of(key) in map(path_of, (line.a, line.b))
        ]
        judged = {node for line in same for side in (line.a, line.b) for node in self.judgements.nodes(side)}
        return linked | (judged if key in judged else set())

    def _steps(self, key: str, came: dict[str, str | None]) -> tuple[Step, ...]:
        steps: list[Step] = []
        while (before := came[key]) is not None:
            left, right = self.identities.node(before), self.identities.node(key)
            if left and right:
                steps.append(self.step(left, right))
            key = before
        return tuple(reversed(steps))

    def doubtful(self, cls: str | None = None) -> Iterator[Step]:
        """Pairs that nobody has judged, the most telling first, then those that may be one item of Wikidata; each two entities once."""
        asked = {self._clusters(line) for line in self.standing}
        compared = ((one, other, "") for one, other, _ in self.comparisons.doubtful(ACCEPTED))
        for one, other, item in chain(compared, Links(self.identities).shared()):
            clusters = frozenset({self.identities.cluster(one), self.identities.cluster(other)})
            if clusters in asked or (cls and not one.startswith(f"{cls}/")):
                continue
            asked.add(clusters)
            left, right = self.identities.node(one), self.identities.node(other)
            if left and right:
                yield replace(self.step(left, right), item=item)

    def _clusters(self, line: Judgement) -> frozenset[str | None]:
        nodes: Sequence[str] = [*self.judgements.nodes(line.a), *self.judgements.nodes(line.b)]
        return frozenset(self.identities.cluster(node) for node in nodes)


def _parts(judgement: Judgement | None) -> bool:
    return judgement is not None and judgement.verdict is Verdict.DIFFERENT
