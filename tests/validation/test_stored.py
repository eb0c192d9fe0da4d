"""A whole store against the shapes and the kept texts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from kg.errors import StoreError
from kg.graph.vocabulary import SH
from kg.validation.report import SHAPES, as_text
from kg.validation.report_rdf import as_turtle
from kg.validation.stored import validate_store
from tests.validation.sample import BASE, GRAPH, IDENTIFIER, changed, quads, sample, text, turtle

ENTITIES = f"{BASE}graph/entities"


@dataclass
class Held:
    """Graphs and texts in memory."""

    named: dict[str, list[Quad]]
    texts: dict[str, str] = field(default_factory=dict)
    base: str = BASE

    def graphs(self) -> Iterable[str]:
        return self.named

    def quads(self, graph: str) -> Iterable[Quad]:
        return self.named[graph]

    def text(self, digest: str) -> str:
        if digest not in self.texts:
            raise StoreError(f"no text {digest}")
        return self.texts[digest]


def _held(graph: list[Quad], *others: tuple[str, str], words: str | None = None) -> Held:
    words = text() if words is None else words
    told = {name: [Quad(t.subject, t.predicate, t.object, NamedNode(name)) for t in turtle(written)] for name, written in others}
    return Held({GRAPH: graph, **told}, {sha256(text().encode()).hexdigest(): words})


def test_a_sound_store_conforms() -> None:
    entities = 'id:awa a kg:Person, kg:Actor ; rdfs:label "Awa Sarr"@fr, "Awa Sarr"@en .'
    report = validate_store(_held(quads(sample()), (ENTITIES, entities)))
    assert report.conforms
    assert report.findings == ()
    assert report.graphs == 2


def test_documents_may_name_an_entity_differently() -> None:
    """Each document's graph is checked alone, so two labels in one language over two documents break nothing."""
    other = '<http://x/d> a kg:Document ; dcterms:identifier "d" ; dcterms:language "fr" ; kg:sha256 "%s" ; dcterms:title "D"@fr .'
    named = 'id:agence a kg:Organisation, kg:Actor ; rdfs:label "Agence"@fr .'
    report = validate_store(_held(quads(sample()), (f"{BASE}graph/doc/d", other % ("0" * 64) + named)))
    assert {finding.shape for finding in report.findings} == {SHAPES + "Text-kept", SHAPES + "Entity-mention"}


def test_two_preferred_names_in_a_language_do_not_conform() -> None:
    entities = 'id:awa a kg:Person, kg:Actor ; rdfs:label "Awa Sarr"@fr, "A. Sarr"@fr .'
    report = validate_store(_held(quads(sample()), (ENTITIES, entities)))
    assert [finding.shape for finding in report.findings] == [SHAPES + "Entity-label"]
    assert not report.conforms


def test_a_text_that_is_not_the_one_named_is_found() -> None:
    (finding,) = validate_store(_held(quads(sample()), words=text() + " ")).findings
    assert finding.shape == SHAPES + "Text-kept"
    assert finding.document == IDENTIFIER
    assert dict(finding.messages).keys() == {"en", "fr"}


def test_words_that_do_not_stand_at_their_offsets_are_found() -> None:
    """The length fits, so no shape can tell; the text can."""
    graph = changed('<#char=130,145> nif:anchorOf "Fondation Delta" .', '<#char=130,145> nif:anchorOf "Fondation Sigma" .')
    (finding,) = validate_store(_held(graph)).findings
    assert finding.shape == SHAPES + "Text-words"
    assert (finding.begin, finding.end, finding.extractor) == (130, 145, "names")


def test_the_text_groups_findings_by_rule_and_quotes_the_sentence() -> None:
    report = validate_store(_held(changed(new="id:projet kg:funder id:awa .")))
    told = as_text(report, "fr")
    assert told.startswith("Violation kgsh:Funded-funder (1): Un événement ou un programme est financé par une organisation.\n")
    assert f"  {IDENTIFIER}: projet kg:funder awa\n" in told
    assert "« Saint-Louis, 12 mars 2019" in told
    assert told.endswith("Does not conform. Graphs: 1; Violation: 1, Warning: 1\n")


def test_the_text_can_be_kept_short() -> None:
    wrong = "id:projet kg:country id:awa, id:agence, id:conseil ."
    told = as_text(validate_store(_held(changed(new=wrong))), limit=1)
    assert "Programme-country (3)" in told
    assert "  … and 2 more" in told


def test_the_rdf_is_a_validation_report_without_blank_nodes_and_always_the_same() -> None:
    held = _held(changed(new="id:projet kg:funder id:awa . id:projet kg:end id:awa ."))
    written = as_turtle(validate_store(held))
    assert written == as_turtle(validate_store(held))
    triples = [quad.triple for quad in parse(written, format=RdfFormat.TURTLE)]
    assert not [triple for triple in triples if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode)]
    results = [t.object for t in triples if t.predicate == NamedNode(SH + "result")]
    assert len(results) == len(validate_store(held).findings)
    for name in ("focusNode", "sourceShape", "resultSeverity", "sourceConstraintComponent", "resultMessage"):
        assert {t.subject for t in triples if t.predicate == NamedNode(SH + name)} == set(results)


def test_the_report_can_be_written_as_json() -> None:
    told = json.loads(json.dumps(validate_store(_held(changed(new="id:projet kg:funder id:awa ."))).as_json()))
    assert told["conforms"] is False
    assert told["counts"] == {"Violation": 1, "Warning": 1}
    assert told["findings"][0]["messages"]["en"] == "An event or a programme is funded by an organisation."
