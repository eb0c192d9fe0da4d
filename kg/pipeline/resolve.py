"""Which entities of all documents are one: only what a change concerns is compared and clustered anew.

What comes out depends on the profiles and judgements that are there, never on the order in which they came: a node is compared with all
others of its blocks, a block that is too full is passed over or divided whoever came first, and a cluster is made of all nodes that links
connect.

The work goes from one waiting list of the index to the next, a batch in a transaction: nodes of which something else is told go to those
that have to be compared, and these to those whose cluster may be another. What is interrupted goes on where it stopped, and memory holds
a batch, however many nodes there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from kg.model.profiles import Node
from kg.pipeline.group import Group, Named
from kg.pipeline.judged import Judgements
from kg.pipeline.link import EntityLinks
from kg.pipeline.moves import Moved
from kg.resolution.blocks import CROWDED, block_keys, is_divided
from kg.resolution.concepts import Meanings
from kg.resolution.evidence import ACCEPTED, DOUBTFUL, compare
from kg.store.comparisons import Comparisons
from kg.store.identities import Identities
from kg.store.judgements import NO_JUDGEMENTS

Note = Callable[[Sequence[Moved]], object]
BATCH = 500  # nodes in one transaction
CACHED = 10_000  # nodes kept in memory while they are compared


class Resolver:
    """Resolves what has changed since the last time."""

    def __init__(self, identities: Identities, meanings: Meanings, links: EntityLinks, judgements: Judgements | None = None) -> None:
        self.identities, self.meanings, self.links = identities, meanings, links
        self.judgements = judgements or Judgements(identities, NO_JUDGEMENTS)
        self.comparisons = Comparisons(identities.index, CROWDED)
        self.node = lru_cache(maxsize=CACHED)(identities.as_compared)
        self._moved: list[Moved] = []  # in the present transaction

    def resolve(self, note: Note) -> None:
        """Brings links and clusters up to date. At the end of each transaction, and inside it, `note` is told of the nodes whose cluster
        has another path now, and of those that are gone."""
        with self.identities.index.changing():
            self.judgements.follow()
        self._work_off(self.identities.changed, self._take_in, note)
        self.node.cache_clear()
        self._work_off(self.comparisons.uncompared, self._relink, note)
        self._work_off(self.comparisons.unclustered, self._recluster, note)

    def _work_off(self, waiting: Callable[[int], list[int]], work: Callable[[int], object], note: Note) -> None:
        """Does the work of all nodes of a waiting list, from which it takes them."""
        while nodes := waiting(BATCH):
            with self.identities.index.changing():
                for node in nodes:
                    work(node)
                note(self._moved)
                self._moved.clear()

    def _take_in(self, number: int) -> None:
        """Takes in what is told of a node now; where it is the same, but told more or less often, its comparisons hold."""
        found = self.identities.compare_anew(number)
        if found:
            node, is_other = found
            if is_other:
                keys = block_keys(node, self.meanings) if node.documents else set[str]()
                self.comparisons.put_blocks(number, keys, set(filter(is_divided, keys)))
                self.comparisons.recompare(number)
            self.comparisons.recluster([number])

    def _relink(self, number: int) -> None:
        """Compares a node with all that share a block with it."""
        node = self.node(number)
        found = ((mate, self._score(node, other)) for mate in self.comparisons.mates(number) if node and (other := self.node(mate)))
        self.comparisons.compared(number, ((mate, score) for mate, score in found if score >= DOUBTFUL))

    def _score(self, one: Node, other: Node) -> float:
        first, second = (one, other) if one.key < other.key else (other, one)  # whichever of the two has changed
        return compare(first, second, self.meanings).score

    def _recluster(self, number: int) -> None:
        """Clusters a node and all that it is connected with, if it still waits."""
        if not self.comparisons.is_unclustered(number):
            return
        found = _Connected(self, number)
        named = self._clusters(found)
        while found.reach(path for cluster in named for path in cluster.wanted):
            named = self._clusters(found)
        for cluster in named:
            self.links.put(cluster.members, cluster.path, cluster.items)
            for key in sorted(cluster.members):
                if found.addresses[key] != cluster.wanted:
                    self.identities.put_addresses(found.numbers[key], cluster.wanted)
                self._move(found.nodes[found.numbers[key]], found.clusters[key], cluster.path)
        for gone, node in found.nodes.items():
            if not node.documents:
                self.links.put([node.key], node.path, ())
                self.identities.drop(gone)
                self._moved.append(Moved(node.key, node.path, found.clusters[node.key], None))
        self.comparisons.clustered(found.nodes)

    def _clusters(self, found: _Connected) -> list[Named]:
        known = {node.key: node for node in found.nodes.values() if node.documents}
        group = Group(known, self.meanings, self.links, self.judgements.about(known))
        return group.clusters(found.accepted())

    def _move(self, node: Node, before: str | None, path: str) -> None:
        if before != path:
            self.identities.put_cluster(node.key, path)
            self._moved.append(Moved(node.key, node.path, before, path))


class _Connected:
    """A node and all that accepted links, clusters of before, paths, addresses and judgements connect it with, by their numbers."""

    def __init__(self, resolver: Resolver, start: int) -> None:
        self.resolver = resolver
        self.nodes: dict[int, Node] = {}
        self.numbers: dict[str, int] = {}  # of the nodes, by their keys
        self.clusters: dict[str, str | None] = {}  # of each node, by its key, as they were
        self.addresses: dict[str, frozenset[str]] = {}  # that their clusters may have, as they were
        self.links: list[tuple[int, int, float]] = []
        self.paths, self.whole = set[str](), set[str]()  # paths and clusters of which all nodes are found
        self._follow([start])

    def reach(self, paths: Iterable[str]) -> bool:
        """Takes in all that others than these nodes call themselves by, or may be called by; whether there are any."""
        before = len(self.nodes)
        self._follow(self._bearers(paths))
        return len(self.nodes) > before

    def _follow(self, waiting: list[int]) -> None:
        while waiting:
            number = waiting.pop()
            node = None if number in self.nodes else self.resolver.node(number)
            if node:
                waiting += self._add(number, node)

    def _add(self, number: int, node: Node) -> Iterator[int]:
        """Takes in a node; the others that it leads to."""
        identities = self.resolver.identities
        self.nodes[number], self.numbers[node.key] = node, number
        links = [(number, other, score) for other, score in self.resolver.comparisons.links(number) if score >= ACCEPTED]
        self.links += (link for link in links if number < link[1])
        yield from (other for _, other, _ in links)
        cluster = identities.cluster(node.key)
        if cluster and cluster not in self.whole:
            self.whole.add(cluster)
            yield from identities.members(cluster)
        self.clusters[node.key] = cluster
        self.addresses[node.key] = frozenset(identities.addresses(number))
        yield from self._bearers([node.path, *self.resolver.judgements.connected(node.key), *self.addresses[node.key]])

    def _bearers(self, paths: Iterable[str]) -> list[int]:
        """The nodes of paths that have not been looked at."""
        new = [path for path in dict.fromkeys(paths) if path not in self.paths]
        self.paths.update(new)
        return self.resolver.identities.bearers(*new)

    def accepted(self) -> Iterator[tuple[str, str, float]]:
        """The links, by the keys of their ends."""
        return ((self.nodes[one].key, self.nodes[other].key, score) for one, other, score in self.links)
