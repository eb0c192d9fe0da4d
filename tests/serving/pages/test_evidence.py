"""Which sentences stand behind a fact, from when they are, and what is marked in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph import vocabulary as v
from kg.serving.pages.evidence import SHOWN, fact, quote
from kg.serving.pages.graph import Graph
from tests.serving.served import BASE

PERSON, ROLE = NamedNode(BASE + "id/person/ana"), NamedNode(BASE + "id/role/judge")
YEARS = range(2001, 2013)  # of the documents, one of each


def told() -> list[Quad]:
    """A role that each document tells of, from one sentence; the words for the person go on behind its end."""
    found = []
    for year in YEARS:
        document = NamedNode(f"{BASE}doc/{year}.txt")
        graph = NamedNode(f"{BASE}graph/doc/{year}.txt")
        fact, sentence, mention = (NamedNode(f"{document.value}#{part}") for part in ("fact=1", "char=0,10", "char=3,16"))
        rows: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
            (document, v.ISSUED, Literal(f"{year}-01-02")),
            (fact, v.RDF_SUBJECT, PERSON),
            (fact, v.RDF_PREDICATE, v.kg("holdsRole")),
            (fact, v.RDF_OBJECT, ROLE),
            (fact, v.DERIVED_FROM, sentence),
            (sentence, v.ANCHOR_OF, Literal("Ms Ana Lee")),
            (mention, v.IDENT_REF, PERSON),
            *((stretch, v.REFERENCE_CONTEXT, document) for stretch in (sentence, mention)),
        ]
        found += [Quad(subject, predicate, value, graph) for subject, predicate, value in rows]
    return found


@pytest.fixture(scope="module")
def graph() -> Graph:
    store = Store()
    store.extend(told())
    return Graph(store=store, base=BASE, merged=False, language="en", home=str(Path()))


def test_the_newest_sentences_are_shown_and_all_dates_count(graph: Graph) -> None:
    found = fact(graph, PERSON, v.kg("holdsRole"), ROLE)
    assert [each.quote.paper.issued[:4] for each in found.evidence] == [str(year) for year in reversed(YEARS)][:SHOWN]
    assert (found.first, found.last) == ("2001-01-02", "2012-01-02")
    assert found.more == len(YEARS) - SHOWN


def test_words_that_go_on_behind_a_sentence_are_marked_as_far_as_they_stand_in_it(graph: Graph) -> None:
    shown = quote(graph, NamedNode(f"{BASE}doc/2005.txt#char=0,10"), [PERSON])
    assert [text for text, is_marked in shown.pieces if is_marked] == ["Ana Lee"]
