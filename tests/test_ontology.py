"""The ontology declares what the graph uses, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg import data
from kg.graph import vocabulary as v
from kg.model.entities import EntityClass, EventType
from kg.model.relations import Bound, Predicate
from kg.model.statements import StatementKind

CONTRACT = Path(__file__).parents[1] / "../shared/design/graph.md"
ONTOLOGY = NamedNode("https://w3id.org/pressgraph/ontology")
COMMENT = NamedNode(v.RDFS + "comment")
PREF_LABEL = NamedNode(v.SKOS + "prefLabel")


def _triples(name: str) -> list[Triple]:
    return [quad.triple for quad in parse(path=data.folder("ontology") / name, format=RdfFormat.TURTLE)]


TRIPLES = _triples("pressgraph.ttl")
TERMS = sorted({triple.subject for triple in TRIPLES if str(triple.subject).startswith(f"<{v.KG}")}, key=str)


def _objects(subject: object, predicate: NamedNode) -> list[object]:
    return [triple.object for triple in TRIPLES if triple.subject == subject and triple.predicate == predicate]


def _of_type(*types: str) -> list[object]:
    return sorted({t.subject for t in TRIPLES if t.predicate == v.TYPE and t.object in [NamedNode(name) for name in types]}, key=str)


@pytest.mark.parametrize("term", TERMS, ids=str)
def test_every_term_is_explained_in_both_languages(term: NamedNode) -> None:
    for predicate in (v.LABEL, COMMENT):
        texts = [text for text in _objects(term, predicate) if isinstance(text, Literal)]
        assert sorted(str(text.language) for text in texts) == ["en", "fr"]
        assert all(text.value for text in texts)
    assert _objects(term, NamedNode(v.RDFS + "isDefinedBy")) == [ONTOLOGY]


def test_every_property_has_one_domain_and_one_range() -> None:
    properties = _of_type(v.OWL + "ObjectProperty", v.OWL + "DatatypeProperty")
    assert len(properties) > 25
    for term in properties:
        assert len(_objects(term, NamedNode(v.RDFS + "domain"))) == 1, term
        assert len(_objects(term, NamedNode(v.RDFS + "range"))) == 1, term


def test_every_concept_is_in_a_scheme_and_named_in_both_languages() -> None:
    concepts = _of_type(v.SKOS + "Concept")
    assert {str(concept) for concept in concepts} == {str(v.kg(name)) for name in (*EventType, *StatementKind)}
    for concept in concepts:
        assert len(_objects(concept, NamedNode(v.SKOS + "inScheme"))) == 1
        assert sorted(str(text.language) for text in _objects(concept, PREF_LABEL) if isinstance(text, Literal)) == ["en", "fr"]


@pytest.mark.parametrize("name", ["pressgraph.ttl", "alignments.ttl"])
def test_no_blank_node_stands_anywhere(name: str) -> None:
    assert not [t for t in _triples(name) if isinstance(t.subject, BlankNode) or isinstance(t.object, BlankNode)]


def test_the_ontology_tells_its_version_licence_and_creator() -> None:
    for predicate in (v.OWL + "versionIRI", v.OWL + "versionInfo", v.DCTERMS + "license", v.DCTERMS + "creator"):
        assert len(_objects(ONTOLOGY, NamedNode(predicate))) == 1


def _own_names_in_code() -> set[str]:
    constants = {value.value for value in vars(v).values() if isinstance(value, NamedNode)}
    models = {v.KG + name for name in (*EntityClass, *EventType, *Predicate, *Bound, *StatementKind)}
    written = {
        v.KG + name
        for path in sorted(Path(v.__file__).parents[1].rglob("*.py"))
        for name in re.findall(r'\bkg\("(\w+)"\)', path.read_text(encoding="utf-8"))
    }
    return {iri for iri in constants | models | written if iri.startswith(v.KG)}


def test_every_term_of_the_code_is_declared() -> None:
    declared = {term.value for term in TERMS if isinstance(term, NamedNode)}
    assert len(_own_names_in_code()) > 30
    assert _own_names_in_code() <= declared


@pytest.mark.parametrize("folder", ["shapes", "queries"])
def test_every_term_of_shapes_and_queries_is_declared(folder: str) -> None:
    declared = {str(term).rsplit("#", 1)[1].rstrip(">") for term in TERMS}
    for path in [path for path in data.folder(folder).rglob("*") if path.suffix in (".ttl", ".rq")]:
        assert set(re.findall(r"\bkg:(\w+)", path.read_text(encoding="utf-8"))) <= declared, path


@pytest.mark.skipif(not CONTRACT.exists(), reason="the contract of the graph is not beside the checkout")
def test_every_term_of_the_contract_is_declared() -> None:
    declared = {str(term).rsplit("#", 1)[1].rstrip(">") for term in TERMS}
    assert set(re.findall(r"\bkg:(\w+)", CONTRACT.read_text(encoding="utf-8"))) <= declared


def test_a_programme_is_no_project_of_schema_org() -> None:
    """There a project is an organisation."""
    links = {(t.predicate.value, str(t.object)) for t in _triples("alignments.ttl") if t.subject == v.PROGRAMME}
    assert (v.SKOS + "closeMatch", f"<{v.SCHEMA}Project>") in links
    assert not [link for link in links if link[0].startswith((v.RDFS, v.OWL))]


def test_only_declared_terms_are_aligned() -> None:
    aligned = {t.subject for t in _triples("alignments.ttl") if str(t.subject).startswith(f"<{v.KG}")}
    assert aligned <= set(TERMS)
