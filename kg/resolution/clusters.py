"""From comparisons of pairs to nodes that are one: the surest pairs first, and never against a contradiction."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two nodes that may be one."""

    one: str
    other: str
    score: float


@dataclass(frozen=True, slots=True)
class Judged:
    """What people decided about some nodes, which no evidence can change."""

    same: Sequence[frozenset[str]] = ()  # each is one, the first count first
    different: Sequence[tuple[str, str]] = ()

    def keeps_apart(self, left: Container[str], right: Container[str]) -> bool:
        """Whether a node of one group may not be one with a node of the other."""
        return any((a in left and b in right) or (b in left and a in right) for a, b in self.different)


def clusters(
    nodes: Iterable[str], links: Iterable[Link], apart: Callable[[str, str], bool], judged: Judged | None = None
) -> list[frozenset[str]]:
    """Joins the ends of links, the highest score first, unless that would put two nodes together that must stay apart.

    What is judged the same is one whatever speaks against it. It is no evidence about others: whether a node may join is asked of those
    that evidence has put together, so that a judgement adds one cluster to another and drives nobody out of either.
    The result depends on the set of nodes, links and judgements alone.
    """
    judged = judged or Judged()
    kin: dict[str, set[str]] = {node: {node} for node in nodes}  # by evidence alone
    members: dict[str, set[str]] = {node: {node} for node in kin}
    for same in judged.same:
        group = set[str]().union(*(members[node] for node in same))
        if not judged.keeps_apart(group, group):
            members.update((node, group) for node in group)
    for link in sorted(links, key=lambda link: (-link.score, link.one, link.other)):
        left, right = kin[link.one], kin[link.other]
        if left is right or judged.keeps_apart(members[link.one], members[link.other]) or any(apart(a, b) for a in left for b in right):
            continue
        _unite(kin, link)
        _unite(members, link)
    unique: Mapping[int, set[str]] = {id(group): group for group in members.values()}
    return sorted((frozenset(group) for group in unique.values()), key=lambda group: min(group))


def _unite(groups: dict[str, set[str]], link: Link) -> None:
    left, right = groups[link.one], groups[link.other]
    if left is not right:
        left |= right
        groups.update((node, left) for node in right)
