"""Which queries look into named graphs alone: all of these find the same in a store that holds nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from kg.graph.vocabulary import PREFIXES
from kg.serving.workers.data import in_memory
from kg.store.graphs import with_union
from kg.store.queries import saved_queries
from kg.store.sparql_scope import looks_into_named_graphs_alone
from tests.store import press

NAMED = [
    "SELECT * { GRAPH ?g { ?s ?p ?o } }",
    "select * where { graph <urn:g> { ?s ?p ?o . ?o ?p ?s } } limit 5",
    "PREFIX x: <urn:x#> SELECT ?s { GRAPH x:g { ?s x:p ?o } GRAPH ?h { ?o a x:T ; x:q [ x:r ( 1 2 ) ] } . }",
    "ASK { GRAPH ?g { ?s ?p '}' } }",
    "SELECT * { GRAPH ?g { ?s ?p ?o # } a comment\n } }",
    "SELECT * { { GRAPH ?g { ?s ?p ?o } } UNION { GRAPH ?h { ?o ?p ?s } } MINUS { GRAPH ?g { ?s a ?o } } }",
    "SELECT * { GRAPH ?g { ?s ?p ?o } OPTIONAL { GRAPH ?h { ?o ?q ?r FILTER (?r < 5 && ?r>3) } } }",
    "SELECT * { GRAPH ?g { ?s ?p ?o } FILTER (?o > 3) FILTER isIRI(?s) FILTER <urn:f>(?s) FILTER x:f(?o, <urn:y>) }",
    "SELECT * { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { GRAPH ?h { ?o ?q ?r } } FILTER (EXISTS { GRAPH ?h { ?o ?q ?r } }) }",
    "SELECT * { VALUES ?s { <urn:a> <urn:b> } GRAPH ?g { ?s ?p ?o } BIND (STR(?o) AS ?text) VALUES (?p ?o) { (<urn:a> 1) (UNDEF 2) } }",
    "SELECT ?s (COUNT(?o) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?s HAVING (COUNT(?o) > 1) ORDER BY DESC(?n) ?s VALUES ?s { <urn:a> }",
    "SELECT * { { SELECT ?s (COUNT(?o) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?s ORDER BY ?s LIMIT 2 } GRAPH ?h { ?s ?q ?r } }",
    "CONSTRUCT { ?s a ?o . ?o ?p ( ?s ) } WHERE { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * FROM <urn:g> FROM NAMED <urn:h> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { GRAPH ?g { GRAPH ?h { ?s ?p ?o } ?s (<urn:p>|^<urn:q>)* ?o } }",
    "SELECT * { GRAPH ?g { } }",
]
ELSEWHERE = [
    "SELECT * { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o GRAPH ?g { ?o ?p ?s } }",
    "SELECT * { GRAPH ?g { ?o ?p ?s } ?s ?p ?o }",
    "SELECT * { GRAPH ?g { ?o ?p ?s } . <urn:s> ?p ?o }",
    "SELECT * { GRAPH ?g { ?o ?p ?s } . _:b ?p ?o }",
    "SELECT * { GRAPH ?g { ?o ?p ?s } x:s ?p ?o }",
    "SELECT * { GRAPH ?g { ?o ?p ?s } [] ?p ?o }",
    "SELECT * { GRAPH ?g { ?o ?p ?s } (1 2) ?p ?o }",
    "SELECT * { GRAPH ?g { ?o ?p ?s } 1 ?p ?o }",
    "SELECT * { GRAPH ?g { ?o ?p ?s } 'a' ?p ?o }",
    "SELECT * { GRAPH ?g { ?o ?p ?s } true ?p ?o }",
    "SELECT * { GRAPH ?g { ?o ?p ?s } << ?s ?p ?o >> ?q ?r }",
    "SELECT * { GRAPH ?g { ?o ?p ?s } OPTIONAL { ?s ?p ?o } }",
    "SELECT * { GRAPH ?g { ?o ?p ?s } { ?s ?p ?o } UNION { GRAPH ?h { ?s ?p ?o } } }",
    "SELECT * { GRAPH ?g { ?o ?p ?s } FILTER EXISTS { ?s ?p ?o } }",
    "SELECT * { GRAPH ?g { ?o ?p ?s } FILTER (1 = 1 && NOT EXISTS { ?s ?p ?o }) }",
    "SELECT * { GRAPH ?g { ?o ?p ?s } BIND (EXISTS { ?s ?p ?o } AS ?is) }",
    "SELECT (EXISTS { ?s ?p ?o } AS ?is) { GRAPH ?g { ?o ?p ?s } }",
    "SELECT * { GRAPH ?g { ?o ?p ?s } } HAVING (EXISTS { ?s ?p ?o })",
    "SELECT * { GRAPH ?g { ?o ?p ?s } { SELECT ?s { ?s ?p ?o } } }",
    "SELECT * { GRAPH ?g { ?o ?p ?s } SERVICE <urn:x> { ?s ?p ?o } }",
    "SELECT * { GRAPH ?g { ?o ?p ?s SERVICE <urn:x> { ?s ?p ?o } } }",
    "SELECT * { GRAPH ?g { ?o ?p ?s FILTER (?s<?a#>\n && true) } } # { \n",
    "SELECT * { GRAPH ?g { ?o ?p <urn:\\u0023>  } ?s ?p ?o }",
    "CONSTRUCT WHERE { ?s ?p ?o } # GRAPH",
    "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } # GRAPH",
    "DESCRIBE ?s { GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?graph { ?graph ?p ?o }",
    "SELECT * { GRAPH ?g { ?s ?p ?o }",
    "SELECT * { GRAPH ?g { ?s ?p ?o } } }",
    "",
]


@pytest.mark.parametrize("text", NAMED)
def test_every_pattern_in_a_graph(text: str) -> None:
    assert looks_into_named_graphs_alone(text)


@pytest.mark.parametrize("text", ELSEWHERE)
def test_a_pattern_elsewhere_or_in_doubt(text: str) -> None:
    assert not looks_into_named_graphs_alone(text)


def whole() -> Store:
    """Named graphs, one without a triple, and their union with something more, which shows who looks there."""
    nodes = [NamedNode(f"urn:{name}") for name in "abc"]
    objects: list[NamedNode | Literal] = [*nodes, Literal("a")]
    store = Store()
    graphs = (nodes[0], nodes[1])
    for number, (s, p, o) in enumerate((s, p, o) for s in nodes for p in nodes for o in objects):
        if number % 3:
            store.extend([Quad(s, p, o, graphs[number % 2]), Quad(s, p, o)])
        elif number % 2:
            store.add(Quad(s, p, o))
    store.add_graph(nodes[2])
    return store


DATA = in_memory(whole())
TERMS = st.sampled_from(["?x", "?y", "?z", "<urn:a>", "<urn:b>"])
PATTERN = st.tuples(TERMS, TERMS, TERMS).map(" ".join)
FILTERS = st.sampled_from(["FILTER (?x != <urn:b>)", "FILTER isIRI(?y)", "BIND (STR(?x) AS ?v0)", "VALUES ?z { <urn:a> <urn:c> }", ""])


def groups(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two = st.tuples(inner, inner)
    return st.one_of(
        inner.map(lambda one: f"OPTIONAL {{ {one} }}"),
        two.map(lambda both: f"{both[0]} {both[1]}"),
        two.map(lambda both: f"{{ {both[0]} }} UNION {{ {both[1]} }}"),
        two.map(lambda both: f"{both[0]} MINUS {{ {both[1]} }}"),
        two.map(lambda both: f"{both[0]} FILTER EXISTS {{ {both[1]} }}"),
        two.map(lambda both: f"{both[0]} FILTER (?x = ?y || NOT EXISTS {{ {both[1]} }})"),
        inner.map(lambda one: f"{{ SELECT ?x ?y {{ {one} }} ORDER BY ?x ?y }}"),
        inner.map(lambda one: f"GRAPH <urn:b> {{ {one} }}"),
        st.tuples(inner, FILTERS).map(" ".join),
    )


GRAPH = st.tuples(st.sampled_from(["?g", "?x", "<urn:a>", "<urn:c>"]), st.one_of(PATTERN, st.just("")))
IN_GRAPH = GRAPH.map(lambda both: f"GRAPH {both[0]} {{ {both[1]} }}")


def renumbered(text: str) -> str:
    """With another variable for each BIND, since none may be bound twice."""
    numbers: Iterator[int] = count()
    head, *rest = text.split("?v0")
    return head + "".join(f"?v{next(numbers)}{piece}" for piece in rest)


def rows(store: Store, text: str) -> Counter[str]:
    result = store.query(text, base_iri=press.BASE, prefixes=PREFIXES)
    assert isinstance(result, QuerySolutions)
    return Counter(str(row) for row in result)


@given(st.recursive(IN_GRAPH, groups, max_leaves=6))
def test_what_stands_in_graphs_is_found_there(group: str) -> None:
    text = renumbered(f"SELECT ?x ?y ?z ?g {{ {group} }}")
    assert looks_into_named_graphs_alone(text)
    assert rows(DATA.within(named_graphs=True), text) == rows(DATA.whole, text)


@given(st.recursive(st.one_of(IN_GRAPH, PATTERN.map(lambda one: f"{one} .")), groups, max_leaves=6))
def test_no_query_finds_less(group: str) -> None:
    text = renumbered(f"SELECT ?x ?y ?z ?g {{ {group} }}")
    assert rows(DATA.within(named_graphs=looks_into_named_graphs_alone(text)), text) == rows(DATA.whole, text)


def test_saved_queries_find_the_same() -> None:
    store = Store()
    store.extend(press.quads())
    with_union(store, "urn:kept")
    data = in_memory(store)
    texts = [query.text for query in saved_queries() if looks_into_named_graphs_alone(query.text)]
    assert len(texts) > 3
    for text in texts:
        assert rows(data.within(named_graphs=True), text) == rows(data.whole, text)
