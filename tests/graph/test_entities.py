from __future__ import annotations

from itertools import permutations

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph import vocabulary as v
from kg.graph.entities import entity_quads, named_in

BASE = "https://example.org/"
NODE = NamedNode(f"{BASE}id/organisation/forum")


def said(document: str, predicate: NamedNode, value: NamedNode | Literal) -> Quad:
    return Quad(NODE, predicate, value, NamedNode(f"{BASE}graph/doc/{document}"))


def name(text: str, language: str = "en") -> Literal:
    return Literal(text, language=language)


def settled(quads: list[Quad]) -> set[tuple[NamedNode, object]]:
    store = Store()
    store.extend(quads)
    return {(quad.predicate, quad.object) for quad in entity_quads(store, BASE, NODE.value)}


def test_the_name_that_most_documents_prefer_is_the_label_in_any_order() -> None:
    quads = [
        said("a", v.LABEL, name("The Forum")),
        said("b", v.LABEL, name("Forum of Cities")),
        said("c", v.LABEL, name("Forum of Cities")),
        said("c", v.ALT_LABEL, name("FC")),
        said("d", v.LABEL, name("Forum des villes", "fr")),
        said("a", v.TYPE, v.ORGANISATION),
        said("b", v.TYPE, v.ORGANISATION),
    ]
    expected = {
        (v.TYPE, v.ORGANISATION),
        (v.LABEL, name("Forum of Cities")),
        (v.LABEL, name("Forum des villes", "fr")),
        (v.ALT_LABEL, name("The Forum")),
        (v.ALT_LABEL, name("FC")),
    }
    assert settled(quads) == settled(quads[::-1]) == expected


def test_of_names_that_are_preferred_equally_the_longest_is_the_label_then_the_first() -> None:
    names = ["Forum A", "Forum B", "Forum"]
    for order in permutations(names):
        quads = [said(str(number), v.LABEL, name(text)) for number, text in enumerate(order)]
        assert (v.LABEL, name("Forum A")) in settled(quads)
        assert len([value for predicate, value in settled(quads) if predicate == v.LABEL]) == 1


def test_an_entity_that_no_document_names_is_nothing() -> None:
    assert settled([]) == set()
    of_entities = Quad(NODE, v.LABEL, name("Forum"), NamedNode(f"{BASE}graph/entities"))
    assert settled([of_entities]) == set(), "what was settled before is no evidence"


def test_what_has_a_label_is_named() -> None:
    assert named_in([said("a", v.LABEL, name("Forum")), said("a", v.TYPE, v.ORGANISATION)]) == {NODE.value}
