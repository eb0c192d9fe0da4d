from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.config import DEFAULT_BASE
from kg.graph import vocabulary as v
from kg.graph.documents import document_quads, named_information
from kg.model.entities import Entity, EntityClass, Form, Mention, Name
from kg.model.extraction import Extraction
from kg.model.identity import Addresses
from kg.model.relations import Evidence, Predicate, Relation
from kg.model.statements import Statement, StatementKind
from kg.model.text import Document, Passage, Span
from kg.resolution.identity import entity_paths
from kg.validation.gate import check
from tests.graph.made import DOCUMENT, EXTRACTION, TEXT

# What offsets can go wrong over: accents, apart and composed, emoji of one and of several code points, blanks that do not break, line ends.
AWKWARD = [
    "é",
    "e\u0301",
    "œ",
    "😀",
    "👩\u200d🔬",
    "\u00a0",
    "\u202f",
    "\r\n",
    "\n",
    "\ufeff",
    "\u200b",
    "ﬁ",
    "A",
    " ",
    "“",
    "\\",
    '"',
    "\t",
    "\u2028",
]
awkward = st.lists(st.one_of(st.sampled_from(AWKWARD), st.characters(exclude_categories=["Cs"])), min_size=1, max_size=60).map("".join)


def written(document: Document, extraction: Extraction) -> list[Quad]:
    return document_quads(document, extraction, Addresses(DEFAULT_BASE, document.identifier, entity_paths(document.identifier, extraction)))


@st.composite
def extractions(draw: st.DrawFn) -> tuple[Document, Extraction]:
    """A text of awkward characters, and persons, relations and statements anywhere in it."""
    text = draw(awkward)
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = ends.filter(lambda pair: pair[0] != pair[1]).map(lambda pair: Span(min(pair), max(pair)))
    evidence = st.builds(Evidence, sentence=spans, extractor=st.just("made"), confidence=st.floats(0, 1))
    mentions = st.builds(Mention, span=spans, form=st.sampled_from(Form), extractor=st.just("made"), confidence=st.floats(0, 1))
    names = st.builds(Name, text=spans.map(lambda span: span.of(text)), language=st.just("fr"))
    ids = ["a", "b", "c"]
    classes = st.sampled_from(EntityClass)
    entities = tuple(
        Entity(
            id=number,
            cls=draw(classes),
            names=tuple(draw(st.lists(names, min_size=1, max_size=2))),
            mentions=tuple(draw(st.lists(mentions, min_size=1, max_size=3))),
        )
        for number in ids
    )
    relations = st.builds(
        Relation, subject=st.sampled_from(ids), predicate=st.sampled_from(Predicate), object=st.sampled_from(ids), evidence=evidence
    )
    statements = st.builds(
        Statement,
        pieces=st.lists(spans, min_size=1, max_size=2).map(tuple),
        kind=st.sampled_from(StatementKind),
        language=st.just("fr"),
        speaker=st.sampled_from(ids),
        speaker_mention=st.none() | spans,
        evidence=evidence,
    )
    document = Document(identifier=draw(awkward), text=text, language="fr", passages=(Passage(span=Span(0, len(text)), language="fr"),))
    return document, Extraction(
        entities=entities,
        relations=tuple(draw(st.lists(relations, max_size=2))),
        statements=tuple(draw(st.lists(statements, max_size=2))),
    )


@given(extractions())
def test_every_mention_is_the_words_between_its_offsets(made: tuple[Document, Extraction]) -> None:
    document, extraction = made
    quads = written(document, extraction)
    stretches = {quad.subject for quad in quads if quad.predicate == v.ANCHOR_OF}
    assert len(stretches) >= len({mention.span for entity in extraction.entities for mention in entity.mentions})
    for stretch in stretches:
        begin, end = (int(value(quads, stretch, offset)) for offset in (v.BEGIN_INDEX, v.END_INDEX))
        assert value(quads, stretch, v.ANCHOR_OF) == document.text[begin:end]
        assert stretch.value == f"{value(quads, stretch, v.REFERENCE_CONTEXT)}#char={begin},{end}"  # type: ignore[union-attr]


@given(extractions())
def test_a_graph_is_sorted_without_blank_nodes_and_survives_a_dump(made: tuple[Document, Extraction]) -> None:
    quads = written(*made)
    assert quads == sorted(set(quads), key=str)
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert len({quad.graph_name for quad in quads}) == 1
    assert list(parse(serialize(quads, format=RdfFormat.N_QUADS) or b"", format=RdfFormat.N_QUADS)) == quads


@given(extractions())
def test_the_gate_takes_any_text(made: tuple[Document, Extraction]) -> None:
    quads = written(*made)
    kept, _ = check(quads, made[0].identifier)
    assert set(kept) <= set(quads)
    assert any(quad.object == v.DOCUMENT for quad in kept)


@pytest.fixture(scope="module")
def graph() -> list[Quad]:
    return written(DOCUMENT, EXTRACTION)


def test_what_a_full_extraction_says_passes_the_gate(graph: list[Quad]) -> None:
    kept, findings = check(graph, DOCUMENT.identifier)
    assert [finding.line() for finding in findings if finding.is_violation] == []
    assert kept == graph


def test_nothing_is_related_to_itself_where_two_entities_are_one_node() -> None:
    bodies = tuple(
        Entity(id=number, cls=EntityClass.ORGANISATION, names=(Name(text=name, language="fr"),), mentions=())
        for number, name in (("a", "UNICEF"), ("b", "Unicef"))
    )
    relation = Relation(
        subject="a", predicate=Predicate.PART_OF, object="b", evidence=Evidence(sentence=Span(0, 5), extractor="made", confidence=0.9)
    )
    addresses = Addresses(DEFAULT_BASE, DOCUMENT.identifier, {"a": "organisation/unicef", "b": "organisation/unicef"})
    quads = document_quads(DOCUMENT, Extraction(entities=bodies, relations=(relation,)), addresses)
    assert [quad for quad in quads if quad.predicate == v.kg("partOf") or quad.object == v.kg("partOf")] == []


def test_a_document_tells_its_header(graph: list[Quad]) -> None:
    node = NamedNode(f"{DEFAULT_BASE}doc/fr/%C3%A0%20la%20c%C3%B4te.txt")
    told = {(quad.predicate, quad.object) for quad in graph if quad.subject == node}
    assert told == {
        (v.TYPE, v.DOCUMENT),
        (v.IDENTIFIER, Literal("fr/à la côte.txt")),
        (v.TITLE, Literal("Conférence des ports", language="fr")),
        (v.ISSUED, Literal("2024-02", datatype=v.GYEAR_MONTH)),
        (v.PUBLISHER, Literal("Agence des ports")),
        (v.LANGUAGE, Literal("fr")),
        (v.SOURCE, NamedNode("https://example.org/ports")),
        (v.SHA256, Literal(DOCUMENT.sha256)),
        (v.kg("repair"), Literal("decoded as windows-1252", language="en")),
    }


def test_a_text_without_an_address_is_its_own_source() -> None:
    """The example of RFC 6920, section 8.1: the digest of "Hello World!"."""
    sha256 = "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069"
    assert named_information(sha256) == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"


def test_a_statement_has_its_pieces_speaker_and_event(graph: list[Quad]) -> None:
    (statement,) = subjects(graph, v.TYPE, v.STATEMENT)
    assert value(graph, statement, v.kg("text")) == "Nos côtes reculent et nous n’attendrons pas"
    pieces = subjects(graph, v.IDENT_REF, statement)
    assert {value(graph, piece, v.ANCHOR_OF) for piece in pieces} == {"Nos côtes reculent", "et nous n’attendrons pas"}
    words = NamedNode(value(graph, statement, v.kg("speakerMention")))
    assert value(graph, words, v.ANCHOR_OF) == "Aminata Sow"
    assert value(graph, statement, v.kg("speaker")) == f"{DEFAULT_BASE}id/person/aminata-sow"
    assert value(graph, statement, v.kg("onBehalfOf")) == f"{DEFAULT_BASE}id/organisation/fondation-halvorsen"
    assert value(graph, statement, v.kg("madeAt")).startswith(f"{DEFAULT_BASE}id/event/conference-des-ports-")
    assert value(graph, statement, v.kg("cue")) == "déclarer"


def test_every_fact_leads_to_its_sentence(graph: list[Quad]) -> None:
    facts = [
        quad.triple for quad in graph if quad.predicate in {v.kg("funder"), v.kg("place"), v.kg("start"), v.kg("budget"), v.kg("holdsRole")}
    ]
    assert len(facts) == 5
    for fact in facts:
        (assertion,) = [node for node in subjects(graph, v.TYPE, v.ASSERTION) if reified(graph, node) == fact]
        sentence = NamedNode(value(graph, assertion, v.DERIVED_FROM))
        assert value(graph, sentence, v.ANCHOR_OF) in TEXT
        assert value(graph, assertion, v.EXTRACTOR) == "by hand"


def test_names_are_a_label_and_others(graph: list[Quad]) -> None:
    node = NamedNode(f"{DEFAULT_BASE}id/organisation/fondation-halvorsen")
    assert value(graph, node, v.LABEL) == "Fondation Halvorsen"
    assert value(graph, node, v.ALT_LABEL) == "Halvorsen"
    assert {quad.object for quad in graph if quad.subject == node and quad.predicate == v.TYPE} == {v.ACTOR, v.ORGANISATION}


def test_an_amount_is_its_value_and_currency(graph: list[Quad]) -> None:
    amount = NamedNode(f"{DEFAULT_BASE}id/amount/eur-2500000")
    assert (value(graph, amount, v.VALUE), value(graph, amount, v.CURRENCY)) == ("2500000.0", "EUR")


def test_the_order_of_an_extraction_does_not_matter(graph: list[Quad]) -> None:
    turned = Extraction(
        entities=EXTRACTION.entities[::-1],
        relations=EXTRACTION.relations[::-1],
        datings=EXTRACTION.datings,
        budgets=EXTRACTION.budgets,
        roles=EXTRACTION.roles,
        statements=EXTRACTION.statements,
    )
    assert written(DOCUMENT, turned) == graph


def value(quads: list[Quad], subject: object, predicate: NamedNode) -> str:
    """The one value of a property."""
    (found,) = {quad.object for quad in quads if quad.subject == subject and quad.predicate == predicate}
    assert isinstance(found, NamedNode | Literal)
    return found.value


def subjects(quads: list[Quad], predicate: NamedNode, value: object) -> list[object]:
    return [quad.subject for quad in quads if quad.predicate == predicate and quad.object == value]


def reified(quads: list[Quad], assertion: object) -> Triple:
    parts: Iterator[object] = (
        next(quad.object for quad in quads if quad.subject == assertion and quad.predicate == part)
        for part in (v.RDF_SUBJECT, v.RDF_PREDICATE, v.RDF_OBJECT)
    )
    return Triple(*parts)  # type: ignore[arg-type]
