"""What has become of the entities since the last build: which are one now, and which are no longer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moved:
    """A node whose cluster has another path than before, or that no document names any more."""

    node: str
    path: str
    before: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Regrouping:
    """Entities before and after, by their paths: several that are one now, or one that is several."""

    before: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Regroupings:
    """All of a build; an entity that only has another address, or is new, is in neither."""

    merged: tuple[Regrouping, ...] = ()
    split: tuple[Regrouping, ...] = ()


def regroupings(moved: Iterable[Moved], in_cluster: Callable[[str], Collection[str]]) -> Regroupings:
    """Reads merges and splits from the nodes that have moved; `in_cluster` tells the nodes of a path as they are now."""
    moves = [move for move in moved if move.before and move.now]
    stayed = _Stayed({move.node for move in moves}, in_cluster)
    merged: dict[str, set[str]] = defaultdict(set)
    split: dict[str, set[str]] = defaultdict(set)
    for move in moves:
        merged[str(move.now)].add(str(move.before))
        split[str(move.before)].add(str(move.now))
    merges = ((stayed.with_own(path, others), (path,)) for path, others in sorted(merged.items()))
    splits = (((path,), stayed.with_own(path, others)) for path, others in sorted(split.items()))
    return Regroupings(tuple(_several(merges)), tuple(_several(splits)))


@dataclass(frozen=True, slots=True)
class _Stayed:
    """Nodes that are where they were."""

    moved: Collection[str]
    in_cluster: Callable[[str], Collection[str]]

    def with_own(self, path: str, others: Collection[str]) -> tuple[str, ...]:
        """The paths, and this one if some of its nodes have not moved."""
        stays = any(node not in self.moved for node in self.in_cluster(path))
        return tuple(sorted({*others, path} if stays else others))


def _several(rows: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> Iterator[Regrouping]:
    return (Regrouping(before, now) for before, now in rows if len(before) > 1 or len(now) > 1)
