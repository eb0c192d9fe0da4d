"""The nodes that evidence or judgements connect: which of them are one, and what address each has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from kg.model.identity import digest
from kg.model.links import Level
from kg.model.links import Link as ItemLink
from kg.model.profiles import Node
from kg.pipeline.link import EntityLinks
from kg.resolution.clusters import Judged, Link, clusters
from kg.resolution.concepts import Meanings
from kg.resolution.evidence import compare
from kg.resolution.naming import canonical_path

Named = tuple[frozenset[str], str, list[ItemLink]]  # nodes that are one, the path of their cluster, the items that they may be


class Group:
    """Nodes by their keys, with what is judged of them."""

    def __init__(self, nodes: Mapping[str, Node], meanings: Meanings, items: EntityLinks, judged: Judged) -> None:
        self.nodes, self.meanings, self.items, self.judged = nodes, meanings, items, judged
        self._apart: dict[tuple[str, str], bool] = {}  # pairs that were asked for

    def clusters(self, links: Iterable[tuple[str, str, float]]) -> Iterator[Named]:
        """The clusters that links make."""
        ordered = (Link(min(one, other), max(one, other), score) for one, other, score in links)
        return self._named(clusters(self.nodes, ordered, self.is_apart, self.judged))

    def is_apart(self, one: str, other: str) -> bool:
        """Whether two nodes contradict each other."""
        pair = (min(one, other), max(one, other))
        if pair not in self._apart:
            self._apart[pair] = compare(self.nodes[pair[0]], self.nodes[pair[1]], self.meanings).is_contradicted
        return self._apart[pair]

    @cached_property
    def _bearers(self) -> dict[str, set[str]]:
        """The nodes of each path."""
        found: dict[str, set[str]] = defaultdict(set)
        for key, node in self.nodes.items():
            found[node.path].add(key)
        return found

    def _named(self, groups: Iterable[frozenset[str]]) -> Iterator[Named]:
        """The address of each cluster; two that are judged different have different ones, though Wikidata may know them as one."""
        rows = [(group, [self.nodes[key] for key in sorted(group)]) for group in groups]
        items = {group: self.items.of(members) for group, members in rows}
        of_node = {key: _item(links) for group, links in items.items() for key in group}
        taken: dict[str, list[frozenset[str]]] = {}
        for group, members in rows:
            path, plain = self._path(group, members, items[group], of_node)
            if any(self.judged.keeps_apart(group, other) for other in taken.get(path, ())):
                path = f"{plain}-{digest(members[0].key)}" if plain in taken else plain
            taken.setdefault(path, []).append(group)
            yield group, path, items[group]

    def _path(
        self, group: frozenset[str], members: list[Node], links: list[ItemLink], of_node: Mapping[str, str | None]
    ) -> tuple[str, str]:
        """The address of a cluster, and the one that it would have if it were no known item."""
        paths, item = {node.path for node in members}, _item(links)
        others = (key for path in paths for key in self._bearers[path] - group)
        namesakes = any(item is None or of_node[key] != item for key in others)
        path, plain = canonical_path(members, self.items.name(links), namesakes), canonical_path(members, None, namesakes)
        return (f"{path}-{item.lower()}" if item and namesakes and path in paths else path), plain


def _item(links: Iterable[ItemLink]) -> str | None:
    """The item that an entity is, if it is one."""
    return next((link.qid for link in links if link.level is Level.SAME), None)
