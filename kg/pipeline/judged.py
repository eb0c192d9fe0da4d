"""The judgements of people, as the resolution follows them: which nodes they mean, what has changed, what came of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kg.linking.linker import Decisions
from kg.model.judgements import Judgement, Verdict, address_of, conflicts, document_of, in_order, is_qid, path_of, standing
from kg.resolution.clusters import Judged
from kg.store.identities import Identities
from kg.store.judgements import JudgementsFile


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementsReport:
    """What came of the judgements in a build."""

    applied: int = 0
    conflicts: tuple[str, ...] = ()  # with what to do; of those in conflict, the different ones hold
    unknown: tuple[str, ...] = ()  # judgements about entities that no document names now; they wait
    broken: tuple[str, ...] = ()  # lines of the file that are no judgements


class Judgements:
    """The judgements that stand, and the nodes that they are about."""

    def __init__(self, identities: Identities, file: JudgementsFile) -> None:
        self.identities, self.file = identities, file
        told = [line for line in standing(file.judgements) if line.verdict is not Verdict.UNSURE]
        self.of_items = [line for line in told if line.is_of_item]
        told = [line for line in told if not line.is_of_item]
        self.standing = [line for line in told if not _is_mixed(line)]
        self.mixed = [line for line in told if _is_mixed(line)]
        self._rank = {line.pair: number for number, line in enumerate(self.standing)}  # the earlier counts first
        self._of_path: dict[str, list[Judgement]] = defaultdict(list)
        for line in self.standing:
            for path in {path_of(line.a), path_of(line.b)}:
                self._of_path[path].append(line)
        self._items_of_path: dict[str, list[Judgement]] = defaultdict(list)
        for line in self.of_items:
            self._items_of_path[path_of(line.entity)].append(line)

    @property
    def _rows(self) -> set[tuple[str, str, str, str]]:
        return {(line.a, line.b, line.verdict.value, line.moment.isoformat()) for line in (*self.standing, *self.of_items)}

    def have_changed(self) -> bool:
        """Whether others stand than those that the clusters follow."""
        return self._rows != self.identities.judged()

    def follow(self) -> None:
        """Gives those whom documents tell apart nodes of their own; the nodes whose judgements have changed are to be resolved anew."""
        before = self.identities.judged()
        sides = {side for a, b, _, _ in self._rows ^ before for side in (a, b)}
        paths = {path_of(side) for side in sides}
        self.identities.put_judged(sorted(self._rows))
        for side in sorted({side for a, b, _, _ in self._rows | before for side in (a, b) if document_of(side) and path_of(side) in paths}):
            self.identities.place(side)
        for path in {*paths, *map(address_of, sides)}:
            self.identities.change(self.identities.of_path(path))

    def connected(self, node: str) -> Iterator[str]:
        """The paths of which nodes are judged with those of a node's name, or are told apart from them."""
        for line in self._of_path.get(path_of(node), ()):
            for side in (line.a, line.b):
                yield from {path_of(side), address_of(side)}

    def about(self, nodes: Collection[str]) -> Judged:
        """What is judged of nodes that have documents; all that are judged with one of them are among them."""
        of_address: dict[str, list[str]] = defaultdict(list)
        for key in sorted(nodes):
            of_address[address_of(key)].append(key)
        lines = {self._rank[line.pair]: line for path in {path_of(key) for key in nodes} for line in self._of_path.get(path, ())}
        same, different = [], []
        for _, line in sorted(lines.items()):
            left, right = (self._meant(side, of_address.get(address_of(side), ())) for side in (line.a, line.b))
            if line.verdict is Verdict.DIFFERENT:
                different += [(a, b) for a in left for b in right if a != b]
            elif left and right:
                same.append(frozenset(left) | frozenset(right))
        return Judged(same, different)

    def items(self, nodes: Collection[str]) -> Decisions:
        """What is judged of nodes that are one and items."""
        paths = {path_of(key) for key in nodes}
        lines = [line for path in sorted(paths) for line in self._items_of_path.get(path, ())]
        lines = [line for line in in_order(lines) if not set(self.nodes(line.entity)).isdisjoint(nodes)]
        same = dict.fromkeys(line.item for line in lines if line.verdict is Verdict.SAME)
        return Decisions(tuple(same), frozenset(line.item for line in lines if line.verdict is Verdict.DIFFERENT))

    def nodes(self, side: str) -> list[str]:
        """The nodes that one side of a judgement means now."""
        return self._meant(side, self.identities.of_path(address_of(side)))

    def _meant(self, side: str, of_address: Sequence[str]) -> list[str]:
        """The nodes of an address that are meant: all, or that of a country; if that one is gone, the one that is left. Whom a document
        names without being told apart is all who go by the name there."""
        if "@" not in side or (document_of(side) and of_address):
            return list(of_address)
        if document_of(side):
            node = self.identities.node_in(document_of(side), path_of(side))
            return [node] if node else []
        return [side] if side in of_address else list(of_address) if len(of_address) == 1 else []

    def report(self) -> JudgementsReport:
        """What came of them, once the clusters follow them."""
        unknown = [line for line in (*self.standing, *self.of_items) if not self._is_known(line)]
        applied = {line for line in {*self.standing, *self.of_items}.difference(unknown) if line.is_of_item or self._holds(line)}
        found = conflicts(self.file.judgements)
        told = applied.union(unknown, *(conflict.judgements for conflict in found))
        silent = [line for line in self.standing if line not in told]
        return JudgementsReport(
            applied=len(applied),
            conflicts=(*(conflict.told for conflict in found), *map(_impossible, (*silent, *self.mixed)), *self._of_several_items()),
            unknown=tuple(map(self._missing, unknown)),
            broken=self.file.broken,
        )

    def _of_several_items(self) -> Iterator[str]:
        """Entities that are judged to be several items, which can't be unless Wikidata has a thing twice."""
        items: dict[str, list[str]] = defaultdict(list)
        for line in self.of_items:
            for cluster in {self.identities.cluster(node) for node in self.nodes(line.entity)} if line.verdict is Verdict.SAME else ():
                if cluster and line.item not in items[cluster]:
                    items[cluster].append(line.item)
        for cluster, qids in sorted(items.items()):
            if len(qids) > 1:
                yield f"{cluster}: judged to be {' and '.join(qids)}; undo all but one: kg undo {cluster} {qids[-1]}"

    def _is_known(self, line: Judgement) -> bool:
        return all(is_qid(side) or self.nodes(side) for side in (line.a, line.b))

    def _holds(self, line: Judgement) -> bool:
        left, right = ({self.identities.cluster(node) for node in self.nodes(side)} for side in (line.a, line.b))
        return not left & right if line.verdict is Verdict.DIFFERENT else len(left | right) == 1

    def _missing(self, line: Judgement) -> str:
        missing = " and ".join(side for side in (line.a, line.b) if not is_qid(side) and not self.nodes(side))
        return f"{line.a} {line.verdict} {line.b}: no document names {missing} now; it waits until one does"


def _is_mixed(line: Judgement) -> bool:
    return line.verdict is Verdict.SAME and line.a.partition("/")[0] != line.b.partition("/")[0]


def _impossible(line: Judgement) -> str:
    return f"{line.a} {line.verdict} {line.b}, by {line.by}: can't hold beside what else is judged, or is of two classes; undo it"
