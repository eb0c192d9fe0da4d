"""Which entities of all documents are one: only what a change concerns is compared and clustered anew.

What comes out depends on the profiles and judgements that are there, never on the order in which they came: a node is compared with all
others of its blocks, a block that is too full is passed over whoever came first, and a cluster is made of all nodes that links connect.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from kg.model.identity import digest
from kg.model.links import Link as ItemLink
from kg.model.profiles import Node
from kg.pipeline.judged import Judgements
from kg.pipeline.link import EntityLinks
from kg.pipeline.moves import Moved
from kg.resolution.blocks import CROWDED, block_keys
from kg.resolution.clusters import Judged, Link, clusters
from kg.resolution.concepts import Meanings
from kg.resolution.evidence import ACCEPTED, DOUBTFUL, compare
from kg.resolution.naming import canonical_path
from kg.store.identities import Identities
from kg.store.judgements import NO_JUDGEMENTS

Named = tuple[frozenset[str], str, list[ItemLink]]  # nodes that are one, the path of their cluster, the items that they may be

CACHED = 20_000  # nodes kept in memory while they are compared


class Resolver:
    """Resolves what has changed since the last time."""

    def __init__(self, identities: Identities, meanings: Meanings, links: EntityLinks, judgements: Judgements | None = None) -> None:
        self.identities, self.meanings, self.links = identities, meanings, links
        self.judgements = judgements or Judgements(identities, NO_JUDGEMENTS)
        self.node = lru_cache(maxsize=CACHED)(identities.node)  # nothing changes nodes while they are resolved

    def resolve(self) -> list[Moved]:
        """Brings links and clusters up to date; the nodes whose cluster has another path now."""
        self.node.cache_clear()
        self.judgements.follow()
        changed = self._reblock(self.identities.changed())
        for key in changed:
            self._relink(key)
        moved = [move for group in self._components(changed) for move in self._recluster(group)]
        for key in changed:
            node = self.node(key)
            if node and not node.documents:
                self.identities.drop(key)
        self.identities.settled()
        return moved

    def _reblock(self, changed: Iterable[str]) -> list[str]:
        """Puts nodes into their blocks; all in a block that has become too full, or no longer is, are to be compared anew."""
        concerned = set(changed)
        for key in sorted(concerned):
            node = self.node(key)
            before, now = self.identities.blocks(key), block_keys(node, self.meanings) if node and node.documents else set[str]()
            full = {block for block in before ^ now if len(self.identities.in_block(block, CROWDED + 1)) in (CROWDED, CROWDED + 1)}
            self.identities.put_blocks(key, now)
            concerned.update(other for block in full for other in self.identities.in_block(block, CROWDED + 2))
        return sorted(concerned)

    def _relink(self, key: str) -> None:
        """Compares a node with all that share a block with it."""
        node = self.node(key)
        scores: dict[str, float] = {}
        if node and node.documents:
            for other in self._mates(key):
                first, second = sorted((node, other), key=lambda node: node.key)  # whichever of the two has changed
                score = compare(first, second, self.meanings).score
                if score >= DOUBTFUL:
                    scores[other.key] = score
        self.identities.put_links(key, scores.items())

    def _mates(self, key: str) -> Iterator[Node]:
        mates = set[str]()
        for block in self.identities.blocks(key):
            members = self.identities.in_block(block, CROWDED + 1)
            if len(members) <= CROWDED:
                mates.update(members)
        for mate in sorted(mates - {key}):
            if node := self.node(mate):
                yield node

    def _components(self, changed: Iterable[str]) -> Iterator[list[Node]]:
        """The nodes that accepted links or a cluster of before connect with those that have changed, group by group."""
        seen = set[str]()
        for start in changed:
            group, waiting = set[str](), [start]
            while waiting:
                key = waiting.pop()
                if key not in seen:
                    seen.add(key)
                    group.add(key)
                    waiting += self._connected(key)
            found = [node for key in sorted(group) if (node := self.node(key))]
            if found:
                yield found

    def _connected(self, key: str) -> list[str]:
        before = self.identities.cluster(key)
        linked = [other for other, score in self.identities.links(key) if score >= ACCEPTED]
        path = key.rsplit("@", 1)[0]
        clustered = self.identities.in_cluster(before) if before else ()
        return [*linked, *clustered, *self.identities.of_path(path), *self.judgements.connected(path)]

    def _recluster(self, nodes: list[Node]) -> Iterator[Moved]:
        known = {node.key: node for node in nodes if node.documents}
        links = {
            Link(min(key, other), max(key, other), score)
            for key in known
            for other, score in self.identities.links(key)
            if score >= ACCEPTED and other in known
        }
        judged = self.judgements.about(known)
        groups = clusters(known, links, self._contradicts(known), judged)
        for group, path, items in self._named(groups, known, judged):
            self.links.put(group, path, items)
            for key in sorted(group):
                before = self.identities.cluster(key)
                if before != path:
                    self.identities.put_cluster(key, path)
                    yield Moved(key, known[key].path, before, path)

    def _contradicts(self, known: dict[str, Node]) -> Callable[[str, str], bool]:
        return lambda one, other: compare(known[min(one, other)], known[max(one, other)], self.meanings).is_contradicted

    def _named(self, groups: list[frozenset[str]], known: dict[str, Node], judged: Judged) -> Iterator[Named]:
        """The address of each group; two that are judged different have different ones, though Wikidata may know them as one."""
        of_path = {
            path: sum(any(known[key].path == path for key in group) for group in groups) for path in {n.path for n in known.values()}
        }
        taken: dict[str, list[frozenset[str]]] = {}
        for group in groups:
            members = [known[key] for key in sorted(group)]
            namesakes = any(of_path[node.path] > 1 for node in members)
            links = self.links.of(members)
            path = canonical_path(members, self.links.name(links), namesakes)
            if any(judged.keeps_apart(group, other) for other in taken.get(path, ())):
                plain = canonical_path(members, None, namesakes)
                path = f"{plain}-{digest(members[0].key)}" if plain in taken else plain
            taken.setdefault(path, []).append(group)
            yield group, path, links
