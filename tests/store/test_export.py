"""Dumps: the same bytes for equal graphs, and nothing lost on the way out and in."""

from __future__ import annotations

import io
import random

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from kg.errors import QueryError
from kg.store import queries
from kg.store.export import DumpFormat, Selection, document_graph, export, prefixes, write_triples
from kg.store.sorting import sorted_once
from tests.store.press import BASE, Press, press, quads

BUILDS = NamedNode(BASE + "graph/builds")


def dump(press: Press, kind: DumpFormat, selection: Selection | None = None) -> bytes:
    sink = io.BytesIO()
    export(press, sink, kind, selection)
    return sink.getvalue()


def loaded(content: bytes, kind: DumpFormat) -> Press:
    store = Store()
    store.load(content, format=kind.rdf)
    return Press(store)


@pytest.mark.parametrize("kind", DumpFormat)
def test_equal_graphs_give_equal_bytes(kind: DumpFormat) -> None:
    dumps = set()
    for seed in range(5):
        shuffled = list(quads())
        random.Random(seed).shuffle(shuffled)
        store = Store()
        for quad in shuffled:
            store.add(quad)
        dumps.add(dump(Press(store), kind))
    assert len(dumps) == 1


@pytest.mark.parametrize("kind", DumpFormat)
@pytest.mark.parametrize("selection", [Selection(), Selection(builds=True), Selection(document="fr/atelier été.txt")])
def test_a_dump_that_is_loaded_and_dumped_again_is_the_same(kind: DumpFormat, selection: Selection) -> None:
    first = dump(press(), kind, selection)
    assert dump(loaded(first, kind), kind, Selection(builds=selection.builds)) == first


@pytest.mark.parametrize("kind", [kind for kind in DumpFormat if kind.rdf.supports_datasets])
def test_formats_with_graphs_hold_every_quad(kind: DumpFormat) -> None:
    assert set(loaded(dump(press(), kind, Selection(builds=True)), kind).store) == set(quads())


@pytest.mark.parametrize("kind", [kind for kind in DumpFormat if not kind.rdf.supports_datasets])
def test_formats_without_graphs_hold_every_triple_once(kind: DumpFormat) -> None:
    triples = [quad.triple for quad in parse(dump(press(), kind), kind.rdf)]
    assert len(triples) == len(set(triples))
    assert set(triples) == {quad.triple for quad in quads() if quad.graph_name != BUILDS}


def test_builds_are_left_out_unless_asked_for() -> None:
    assert b"startedAtTime" not in dump(press(), DumpFormat.NQUADS)
    assert b"startedAtTime" in dump(press(), DumpFormat.NQUADS, Selection(builds=True))


@pytest.mark.parametrize("name", ["fr/atelier été.txt", BASE + "doc/fr/atelier%20%C3%A9t%C3%A9.txt"])
def test_a_document_is_chosen_by_identifier_or_iri(name: str) -> None:
    graph = NamedNode(BASE + "graph/doc/fr/atelier%20%C3%A9t%C3%A9.txt")
    assert document_graph(press(), name) == graph
    chosen = loaded(dump(press(), DumpFormat.TRIG, Selection(document=name)), DumpFormat.TRIG)
    assert set(chosen.store) == {quad for quad in quads() if quad.graph_name == graph}


def test_an_unknown_document_gets_suggestions() -> None:
    with pytest.raises(QueryError, match=r"no document 'fr/lancemant\.txt'; near: fr/lancement\.txt"):
        dump(press(), DumpFormat.TRIG, Selection(document="fr/lancemant.txt"))


@pytest.mark.parametrize("kind", DumpFormat)
def test_the_result_of_a_query_is_dumped(kind: DumpFormat) -> None:
    sink = io.BytesIO()
    query = queries.find("network")
    write_triples(query.run(press(), {}), sink, kind, BASE)
    expected = {quad.triple for quad in parse(sink.getvalue(), kind.rdf)}
    assert expected == set(query.run(press(), {}))  # type: ignore[arg-type]


def test_a_table_is_no_graph() -> None:
    with pytest.raises(QueryError, match="gives a table, not a graph"):
        write_triples(queries.find("overview").run(press(), {}), io.BytesIO(), DumpFormat.TURTLE, BASE)


def test_turtle_is_written_with_prefixes() -> None:
    text = dump(press(), DumpFormat.TURTLE).decode()
    assert "person:amelie-corvin" in text
    assert "a kg:Actor , kg:Person" in text


def test_no_prefix_begins_with_another() -> None:
    namespaces = prefixes(BASE).values()
    assert not [(a, b) for a in namespaces for b in namespaces if a != b and b.startswith(a)]


def test_terms_of_every_kind_survive_each_format() -> None:
    odd = r"""
        <urn:s> <urn:p> "tab\t quote\" back\\ newline\n nul-like\u0007 \U0001F600", ""@en-GB, "é"@fr, "x"^^<urn:own>, 1, -1.50, 1e3, true,
            "2017-07"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>, "12:00:00"^^<http://www.w3.org/2001/XMLSchema#time> ;
            a <urn:a%20b#c> .
    """
    for kind in DumpFormat:
        store = Store()
        store.load(odd.encode(), format=RdfFormat.TURTLE)
        store.extend([Quad(q.subject, q.predicate, q.object, NamedNode("urn:g")) for q in store])
        first = dump(Press(store), kind)
        assert dump(loaded(first, kind), kind) == first


@pytest.mark.parametrize("run", [1, 7, 1000])
def test_triples_are_sorted_in_runs_as_in_one_piece(run: int) -> None:
    triples = [quad.triple for quad in quads()]
    random.Random(run).shuffle(triples)
    assert list(sorted_once(triples, run)) == sorted(set(triples), key=str)
