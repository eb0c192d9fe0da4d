from __future__ import annotations

from kg.pipeline.moves import Moved, Regrouping, regroupings


def moved(now: dict[str, str], before: dict[str, str | None]) -> tuple[tuple[Regrouping, ...], tuple[Regrouping, ...]]:
    """Merges and splits, from the cluster of each node now and before."""
    moves = [Moved(node, node, before.get(node), path) for node, path in now.items() if before.get(node) != path]
    found = regroupings(moves, lambda path: [node for node, cluster in now.items() if cluster == path])
    return found.merged, found.split


def test_two_that_become_one_are_a_merge() -> None:
    assert moved({"a": "A", "b": "A"}, {"a": "A", "b": "B"}) == ((Regrouping(("A", "B"), ("A",)),), ())
    assert moved({"a": "C", "b": "C"}, {"a": "A", "b": "B"}) == ((Regrouping(("A", "B"), ("C",)),), ())


def test_one_that_becomes_two_is_a_split() -> None:
    assert moved({"a": "A", "b": "B"}, {"a": "A", "b": "A"}) == ((), (Regrouping(("A",), ("A", "B")),))
    assert moved({"a": "A", "b": "B"}, {"a": "C", "b": "C"}) == ((), (Regrouping(("C",), ("A", "B")),))


def test_a_new_node_and_a_new_address_are_neither() -> None:
    assert moved({"a": "A", "b": "A"}, {"a": "A"}) == ((), ())
    assert moved({"a": "B", "b": "B"}, {"a": "A", "b": "A"}) == ((), ())
