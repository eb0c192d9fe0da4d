"""The unnamed graph holds the union of the named ones, each triple once."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from kg.store.folder import create_or_open, open_for_updates, open_graph, open_snapshot, publish, writing
from kg.store.graphs import change, count_quads, remove_graph, replace_graph

BASE = "https://example.org/"


def node(name: str) -> NamedNode:
    return NamedNode(f"urn:{name}")


def quad(subject: str, graph: str) -> Quad:
    return Quad(node(subject), node("p"), node("o"), node(graph))


def union(store: Store) -> list[Triple]:
    return sorted((found.triple for found in store.quads_for_pattern(None, None, None, DefaultGraph())), key=str)


def test_a_triple_of_two_graphs_is_counted_once() -> None:
    store = Store()
    change(store, set(), {quad("a", "g"), quad("a", "h"), quad("b", "h")})
    assert len(union(store)) == 2
    assert count_quads(store) == 3


def test_a_triple_stays_as_long_as_a_graph_holds_it() -> None:
    store = Store()
    change(store, set(), {quad("a", "g"), quad("a", "h")})
    remove_graph(store, "urn:g")
    assert union(store) == [quad("a", "h").triple]
    remove_graph(store, "urn:h")
    assert union(store) == []
    assert not list(store.named_graphs())


graphs = st.dictionaries(st.sampled_from("gh"), st.frozensets(st.sampled_from("abc")), max_size=2)


@given(st.lists(graphs, max_size=5))
def test_the_union_is_right_after_any_changes(states: list[dict[str, frozenset[str]]]) -> None:
    store = Store()
    for state in states:
        for graph in "gh":
            replace_graph(store, f"urn:{graph}", {quad(name, graph) for name in state.get(graph, ())})
    last = states[-1] if states else {}
    assert union(store) == sorted({quad(name, "g").triple for names in last.values() for name in names}, key=str)


def test_what_others_write_to_the_unnamed_graph_is_kept_and_given_back(tmp_path: Path) -> None:
    folder = create_or_open(tmp_path / "store", BASE)
    triple = quad("mine", "g").triple
    with writing(folder):
        store = open_graph(folder)
        change(store, set(), {quad("a", "g")})
        publish(folder, store)
        del store
        with open_for_updates(folder, lambda: True) as store:
            assert union(store) == []
            store.update("INSERT DATA { <urn:mine> <urn:p> <urn:o> }")
        del store
        snapshot = open_snapshot(folder.path)
        assert union(snapshot.store) == [quad("a", "g").triple, triple]
        with open_for_updates(folder, lambda: False) as store:
            assert union(store) == [triple]


def test_a_store_left_in_the_midst_of_updates_has_its_union_again(tmp_path: Path) -> None:
    folder = create_or_open(tmp_path / "store", BASE)
    with writing(folder):
        store = open_graph(folder)
        change(store, set(), {quad("a", "g")})
        store.clear_graph(DefaultGraph())
        folder.unmerged.touch()
        del store
        assert union(open_graph(folder)) == [quad("a", "g").triple]
    assert not folder.unmerged.exists()
