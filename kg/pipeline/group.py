"""The nodes that evidence or judgements connect: which of them are one, and what address each has.

An address stands for one entity. Two clusters that are one item have one address, and so become one entity, unless something contradicts
it: then the one of which less is known keeps an address of its own and may be the item, so that a person is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from kg.model.identity import digest
from kg.model.links import Level
from kg.model.links import Link as ItemLink
from kg.model.profiles import Node
from kg.pipeline.link import EntityLinks
from kg.resolution.clusters import Judged, Link, clusters
from kg.resolution.concepts import Meanings
from kg.resolution.evidence import OTHER_COUNTRY, contradicted_by, contradictions
from kg.resolution.naming import canonical_path


@dataclass(frozen=True, slots=True)
class Named:
    """Nodes that are one."""

    members: frozenset[str]
    path: str  # the address of their entity, below {base}id/
    items: list[ItemLink]  # that they are or may be
    wanted: frozenset[str]  # the addresses that it would have if others had not


class Group:
    """Nodes by their keys, with what is judged of them."""

    def __init__(self, nodes: Mapping[str, Node], meanings: Meanings, items: EntityLinks, judged: Judged) -> None:
        self.nodes, self.meanings, self.items, self.judged = nodes, meanings, items, judged
        self._told = {key: contradicted_by(node) for key, node in nodes.items()}
        self._apart: dict[tuple[Hashable, Hashable], frozenset[str]] = {}  # pairs that were asked for, by what is told of them

    def clusters(self, links: Iterable[tuple[str, str, float]]) -> list[Named]:
        """The clusters that links make."""
        ordered = (Link(min(one, other), max(one, other), score) for one, other, score in links)
        groups = clusters(self.nodes, ordered, self.is_apart, self.judged)
        items = {group: self.items.of(self._members(group)) for group in groups}
        return list(self._named(self._without_contradicted(items)))

    def is_apart(self, one: str, other: str) -> bool:
        """Whether two nodes contradict each other."""
        return bool(self._contradictions(one, other))

    def _contradictions(self, one: str, other: str) -> frozenset[str]:
        pair = (self._told[one], self._told[other])
        if pair not in self._apart:
            first, second = sorted((one, other))
            found = contradictions(self.nodes[first], self.nodes[second], self.meanings)
            self._apart[pair] = self._apart[pair[::-1]] = found
        return self._apart[pair]

    def _members(self, group: frozenset[str]) -> list[Node]:
        return [self.nodes[key] for key in sorted(group)]

    def _contradict(self, one: frozenset[str], other: frozenset[str], links: list[ItemLink]) -> bool:
        """Whether something contradicts two clusters being one item; what is of no country is told of in many."""
        item = self.items.linker.item(links)
        passed_over = {OTHER_COUNTRY} if item and item.country is None else set[str]()
        return self.judged.keeps_apart(one, other) or any(self._contradictions(a, b) - passed_over for a in one for b in other)

    def _without_contradicted(self, items: Mapping[frozenset[str], list[ItemLink]]) -> dict[frozenset[str], list[ItemLink]]:
        """The items of each cluster; of several that contradict each other one alone is the item, that of most documents, unless people
        have said so of each."""
        holders: dict[str, list[frozenset[str]]] = defaultdict(list)
        found = dict(items)
        for group in sorted(items, key=self._standing):
            item = _item(items[group])
            if item and not items[group][0].is_judged and any(self._contradict(group, other, items[group]) for other in holders[item]):
                found[group] = [replace(link, level=Level.CLOSE) for link in items[group]]
            elif item:
                holders[item].append(group)
        return found

    def _standing(self, group: frozenset[str]) -> tuple[int, str]:
        """The order of clusters: that of most documents first."""
        return -sum(self.nodes[key].documents for key in group), min(group)

    @cached_property
    def _bearers(self) -> dict[str, set[str]]:
        """The nodes of each path."""
        found: dict[str, set[str]] = defaultdict(set)
        for key, node in self.nodes.items():
            found[node.path].add(key)
        return found

    def _named(self, items: Mapping[frozenset[str], list[ItemLink]]) -> Iterator[Named]:
        """The address of each cluster, the known items first."""
        of_node = {key: _item(links) for group, links in items.items() for key in group}
        known = {group: self.items.name(links) for group, links in items.items()}
        alone = {group: canonical_path(self._members(group), name, namesakes=False) for group, name in known.items()}
        claimants: dict[str, set[str]] = defaultdict(set)
        for group, path in alone.items():
            claimants[path] |= group
        taken: dict[str, list[frozenset[str]]] = {}
        for group in sorted(items, key=lambda group: (_item(items[group]) is None, min(group))):
            wanted = self._path(group, alone[group], known[group], of_node, claimants)
            path = wanted if self._may_share(group, taken.get(wanted, ()), of_node) else f"{wanted}-{digest(min(group))}"
            taken.setdefault(path, []).append(group)
            yield Named(group, path, items[group], frozenset({alone[group], wanted}))

    def _path(
        self,
        group: frozenset[str],
        alone: str,
        known: str | None,
        of_node: Mapping[str, str | None],
        claimants: Mapping[str, set[str]],
    ) -> str:
        """The address of a cluster beside its namesakes: others of one of its paths, or that would have its address."""
        members, item = self._members(group), of_node[min(group)]
        paths = {node.path for node in members}
        others = {key for path in {*paths, alone} for key in self._bearers.get(path, set()) | claimants.get(path, set())} - group
        namesakes = any(item is None or of_node[key] != item for key in others)
        path = canonical_path(members, known, namesakes) if namesakes else alone
        return f"{path}-{item.lower()}" if item and namesakes and path in paths else path

    def _may_share(self, group: frozenset[str], others: Iterable[frozenset[str]], of_node: Mapping[str, str | None]) -> bool:
        """Whether a cluster may have the address of others: where all of them are one item."""
        item = of_node[min(group)]
        return all(item and of_node[min(other)] == item and not self.judged.keeps_apart(group, other) for other in others)


def _item(links: Iterable[ItemLink]) -> str | None:
    """The item that an entity is, if it is one."""
    return next((link.qid for link in links if link.level is Level.SAME), None)
