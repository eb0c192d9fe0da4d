from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.evaluation.calibration import Judged, Tally, by_band, by_rule, judged, measured
from kg.evaluation.evaluation import Evaluation
from kg.evaluation.page import as_html
from kg.evaluation.report import as_json, calibration_table
from kg.model.dates import PartialDate
from kg.model.entities import EntityClass
from kg.model.extraction import Extraction
from kg.model.relations import Bound, Dating, Evidence, Predicate, Relation, Role
from kg.model.statements import Statement, StatementKind
from tests.evaluation.made import annotation, entity, found, scored, sentence, span

ANA = entity("person-1", EntityClass.PERSON, "Ana Moura", "she")
MEETING = entity("event-1", EntityClass.EVENT, "meeting in Lisbon")
LISBON = entity("place-1", EntityClass.PLACE, "Lisbon")
OPENED = sentence("Ana Moura, director of the Harbour Forum, opened the meeting in Lisbon on 4 May 2021.")
SAID = sentence('"Ports need clean water," she said.')
EXPECTED = annotation(
    [
        {"id": "p1", "class": "Person", "names": ["Ana Moura"]},
        {"id": "e1", "class": "Event", "names": ["the meeting"], "start": "2021-05"},
        {"id": "l1", "class": "Place", "names": ["Lisbon"], "wikidata": "Q597"},
    ],
    [{"p": "place", "s": "e1", "o": "l1"}],
    [{"speaker": "p1", "text": ["Ports need clean water"]}],
)


def by(evidence: Evidence, rule: str, confidence: float) -> Evidence:
    return replace(evidence, extractor=rule, confidence=confidence)


def relation(rule: str, confidence: float, evidence: Evidence = OPENED) -> Relation:
    return Relation(subject="event-1", predicate=Predicate.PLACE, object="place-1", evidence=by(evidence, rule, confidence))


def role(title: str, rule: str, confidence: float) -> Role:
    return Role(holder="person-1", title=title, language="en", evidence=by(OPENED, rule, confidence))


QUOTED = Statement(
    pieces=(span("Ports need clean water"),),
    kind=StatementKind.DIRECT,
    language="en",
    speaker="person-1",
    evidence=by(SAID, "said", 0.95),
)
EXTRACTION = Extraction(
    entities=(ANA, MEETING, LISBON),
    relations=(relation("weak", 0.5), relation("strong", 0.8, SAID)),
    datings=(Dating(subject="event-1", bound=Bound.START, date=PartialDate.parse("2020"), evidence=by(OPENED, "dating", 0.7)),),
    roles=(role("director", "role-low", 0.4), role("director", "role-high", 0.6)),
    statements=(QUOTED,),
)


def test_all_that_has_a_confidence_is_judged() -> None:
    links = {"id/place/place-1": frozenset({"Q597"})}
    assert judged(scored(EXPECTED, EXTRACTION, links).comparisons) == [
        Judged("Person", "test", 0.9, True),
        Judged("Event", "test", 0.9, True),
        Judged("Place", "test", 0.9, True),
        Judged("role", "role-high", 0.6, False),
        Judged("place", "strong", 0.8, True),
        Judged("dates", "dating", 0.7, False),
        Judged("statements", "said", 0.95, True),
    ]


def test_an_entity_is_as_sure_as_the_surest_of_its_mentions() -> None:
    first, second = ANA.mentions
    sure = replace(second, extractor="sure", confidence=0.97)
    nodes = found(Extraction(entities=(replace(ANA, mentions=(first, sure)),))).entities
    assert [node.surest for node in nodes.values()] == [sure]


def test_of_equally_sure_sentences_the_first_counts() -> None:
    relations = found(replace(EXTRACTION, relations=(relation("later", 0.8, SAID), relation("earlier", 0.8, OPENED)))).relations
    assert [evidence.extractor for evidence in relations.values()] == ["earlier"]


def test_a_band_begins_with_its_lower_bound() -> None:
    findings = [Judged("Person", "title", confidence, True) for confidence in (0.0, 0.49, 0.5, 0.59, 0.6, 0.89, 0.9, 1.0)]
    counts = {band: tally.count for band, tally in by_band(findings).items()}
    assert counts == {(0.0, 0.5): 2, (0.5, 0.6): 2, (0.6, 0.7): 1, (0.8, 0.9): 1, (0.9, 1.0): 2}


def test_a_rule_is_judged_by_kind_of_fact() -> None:
    findings = [Judged("Person", "ner", 0.75, True), Judged("Person", "ner", 0.25, False), Judged("Place", "ner", 0.5, True)]
    assert by_rule(findings) == {("ner", "Person"): Tally(2, 1, 0.5), ("ner", "Place"): Tally(1, 1, 0.5)}
    assert by_rule(findings)["ner", "Person"].share == 0.5


@pytest.mark.parametrize(
    ("right", "wrong", "own", "confidence"),
    [(0, 1, 0.9, 0.86), (1, 0, 0.9, 0.90), (20, 0, 0.5, 0.75), (0, 20, 0.9, 0.45), (900, 100, 0.5, 0.89)],
)
def test_a_confidence_moves_from_the_own_number_to_the_share_that_is_right(right: int, wrong: int, own: float, confidence: float) -> None:
    findings = [Judged("Person", "title", own, number < right) for number in range(right + wrong)]
    assert measured(findings) == {"title": {"Person": confidence}}


@pytest.fixture
def evaluation() -> Evaluation:
    return Evaluation(folders=(Path("one"), Path("two")), documents=(scored(EXPECTED, EXTRACTION),), errors=(), notes=())


def test_calibration_in_json(evaluation: Evaluation) -> None:
    assert "calibration" not in as_json(evaluation, errors=False)
    told = as_json(evaluation, errors=False, calibration=True)["calibration"]
    assert isinstance(told, dict)
    assert told["bands"][-1] == {"from": 0.9, "to": 1.0, "found": 4, "right": 4, "share": 1.0, "confidence": 0.9125}
    assert {"rule": "dating", "row": "dates", "found": 1, "right": 0, "share": 0.0, "confidence": 0.7} in told["rules"]


def test_calibration_in_text(evaluation: Evaluation) -> None:
    lines = [line.split() for line in calibration_table(evaluation).splitlines()]
    assert ["0.9", "to", "1.0", "4", "0.913", "1.000"] in lines
    assert ["strong", "place", "1", "1", "1.000", "0.800"] in lines


def test_calibration_on_the_page(evaluation: Evaluation) -> None:
    shown = as_html(evaluation, "").decode()
    assert "<h1>Evaluation of one, two</h1>" in shown
    assert '<th scope="row">0.9 to 1.0</th><td class="n">4</td>' in shown
    assert '<th scope="row">dating</th><td>dates</td><td class="n">1</td><td class="n">0.700</td><td class="n">0.000</td>' in shown
    assert "<h2>Confidence</h2>" not in as_html(replace(evaluation, documents=()), "").decode()
