"""Nodes as tests make them: of what one document tells, without an index."""

from __future__ import annotations

from collections import Counter

from kg.model.profiles import KINDS, Node, Profile, node_key, told


def node_of(profile: Profile) -> Node:
    """The node that a profile alone makes."""
    kinds: dict[str, Counter[str]] = {}
    for kind, value in set(told(profile)):
        kinds.setdefault(KINDS[kind], Counter())[value] += 1
    return Node(node_key(profile), profile.cls, profile.path, profile.country, 1, **kinds)
