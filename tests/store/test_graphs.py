from __future__ import annotations

import tempfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.store import graphs
from kg.store.graphs import UNION, change, quads_of, remove_graph, replace_graph

GRAPH, OTHER = "https://example.org/g", "https://example.org/h"
texts = st.text(st.characters(exclude_categories=["Cs"]))
literals = st.one_of(
    st.builds(Literal, texts),
    st.builds(lambda text: Literal(text, language="fr"), texts),
    st.builds(lambda text: Literal(text, datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")), texts),
)


def quad(value: Literal, graph: str = GRAPH) -> Quad:
    node = NamedNode("https://example.org/x")
    return Quad(node, node, value, NamedNode(graph))


@given(st.lists(literals), st.lists(literals), st.lists(literals))
def test_a_graph_holds_what_it_was_replaced_by_and_no_other_is_touched(
    old: list[Literal], new: list[Literal], others: list[Literal]
) -> None:
    store = Store()
    change(store, set(), {quad(value, OTHER) for value in others})
    replace_graph(store, GRAPH, map(quad, old))
    assert quads_of(store, GRAPH) == set(map(quad, old))
    assert replace_graph(store, GRAPH, map(quad, new)) is (set(old) != set(new))
    assert quads_of(store, GRAPH) == set(map(quad, new))
    remove_graph(store, GRAPH)
    assert {found for found in store if found.graph_name != UNION} == {quad(value, OTHER) for value in others}


def test_a_change_on_disk_is_one_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []

    def told(do: Callable[..., None]) -> Callable[..., None]:
        def doing(store: Store, what: object) -> None:
            seen.append(what)
            do(store, what)

        return doing

    for name in ("_update", "_add"):
        monkeypatch.setattr(graphs, name, told(getattr(graphs, name)))
    with tempfile.TemporaryDirectory() as place:
        store = Store(place)
        assert change(store, set(), {quad(Literal("a")), quad(Literal("b"))})
        assert change(store, {quad(Literal("a"))}, {quad(Literal("c"))})
        assert not change(store, {quad(Literal("c"))}, {quad(Literal("c"))})
        assert quads_of(store, GRAPH) == {quad(Literal("b")), quad(Literal("c"))}
        del store
    assert len(seen) == 2
