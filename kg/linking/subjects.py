"""What is known of an entity that is to be linked: all that the documents tell of the nodes that are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from kg.model.profiles import Node

COUNTED = tuple(field.name for field in fields(Node) if field.name not in ("key", "cls", "path", "country", "documents"))


def subject(nodes: Sequence[Node]) -> Node:
    """The nodes of a cluster as one; its country is the one that most documents tell.

    Raises:
        ValueError: there are no nodes.
    """
    if not nodes:
        raise ValueError("an entity has at least one node")
    if len(nodes) == 1:
        return nodes[0]
    first = min(nodes, key=lambda node: (-node.documents, node.key))
    countries = {node.country: sum(other.documents for other in nodes if other.country == node.country) for node in nodes}
    known = {code: count for code, count in countries.items() if code}
    country = min(known, key=lambda code: (-known[code], code), default=None)
    whole = Node(first.key, first.cls, first.path, country, sum(node.documents for node in nodes))
    for node in nodes:
        for name in COUNTED:
            getattr(whole, name).update(getattr(node, name))
    return whole
