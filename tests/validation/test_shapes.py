"""Every rule of the shapes, broken once."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from kg import data
from kg.graph.vocabulary import SH
from kg.validation import EngineName
from kg.validation.engines import packaged_engine
from kg.validation.report import SHAPES
from kg.validation.shapes import packaged_shapes
from tests.validation.breaks import BREAKS, Break
from tests.validation.sample import changed, quads, sample

TRIPLES = [quad.triple for path in sorted(data.folder("shapes").glob("*.ttl")) for quad in parse(path=path, format=RdfFormat.TURTLE)]
TEXT_CHECKS = {"Text-kept", "Text-words"}  # tested with the store


@pytest.mark.parametrize("name", EngineName)
def test_a_sound_graph_has_no_results(name: EngineName) -> None:
    assert packaged_engine(name).validate(quads(sample())) == []


@pytest.mark.parametrize("case", BREAKS, ids=lambda case: case.rule)
def test_a_broken_rule_is_told_in_both_languages(case: Break) -> None:
    results = [result for result in packaged_engine().validate(changed(case.gone, case.new)) if result.rule == SHAPES + case.rule]
    assert results
    for result in results:
        assert dict(result.messages).keys() == {"en", "fr"}
        assert all(len(text) > 15 for text in dict(result.messages).values())


def test_every_rule_is_broken_once() -> None:
    rules = {rule.removeprefix(SHAPES) for rule in packaged_shapes().messages}
    assert rules - TEXT_CHECKS == {case.rule for case in BREAKS}


def test_every_rule_has_a_message_in_both_languages_and_a_severity() -> None:
    for rule, messages in packaged_shapes().messages.items():
        assert [language for language, _ in messages] == ["en", "fr"], rule
    told = {triple.subject for triple in TRIPLES if triple.predicate == NamedNode(SH + "severity")}
    checking = {
        triple.subject for triple in TRIPLES if triple.predicate.value in (SH + "path", SH + "targetClass", SH + "targetSubjectsOf")
    }
    assert checking == told


def test_the_shapes_have_no_blank_nodes() -> None:
    assert not [triple for triple in TRIPLES if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode)]


def test_the_event_types_and_statement_kinds_are_those_of_the_ontology() -> None:
    schemes = {"event-types": "EventTypes", "statement-kinds": "StatementKinds"}
    ontology = (data.folder("ontology") / "pressgraph.ttl").read_text(encoding="utf-8")
    for listed, scheme in schemes.items():
        members = {t.object for t in TRIPLES if str(t.subject).startswith(f"<{SHAPES}{listed}") and t.predicate.value.endswith("#first")}
        (concepts,) = re.findall(rf"^kg:{scheme} .*?skos:hasTopConcept ([^;]+) ;", ontology, re.DOTALL | re.MULTILINE)
        assert {str(member).rsplit("#", 1)[1].rstrip(">") for member in members} == {
            name.removeprefix("kg:") for name in concepts.split(", ")
        }
