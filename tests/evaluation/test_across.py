"""The measure over documents, on hand-made documents: no model is needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.evaluation.across import Across, Resolved, score_across, total
from kg.evaluation.crossdoc import CrossDocumentFile
from kg.evaluation.scoring import Scored, score_document
from kg.model.entities import EntityClass
from kg.model.extraction import Extraction
from tests.evaluation.made import DOCUMENT, annotation, entity, found

NAMES = {"a": "Ana Moura", "b": "Harbour Forum", "c": "Lisbon"}
CLASSES = {"a": EntityClass.PERSON, "b": EntityClass.ORGANISATION, "c": EntityClass.PLACE}


def document(*held: str) -> Scored:
    """All three are expected; found are those that are given, as letter=node: what has one node is held to be one."""
    expected = annotation([{"id": i, "class": CLASSES[i], "names": [NAMES[i]]} for i in NAMES])
    paths = dict(pair.split("=") for pair in held)
    extraction = Extraction(entities=tuple(entity(i, CLASSES[i], NAMES[i]) for i in paths))
    return score_document(DOCUMENT, expected, found(extraction, paths))


def compared(*documents: Scored) -> Across:
    """Documents that are told to name the same person."""
    names = [f"d{number}" for number in range(len(documents))]
    file = CrossDocumentFile(Path("crossdoc.json"), (tuple((name, "a") for name in names),), ())
    resolved = Resolved(restatements=frozenset(), why=lambda *places: (" ".join(places),), why_restated=lambda *_: ())
    return score_across(file, dict(zip(names, documents, strict=True)), resolved)


def test_all_that_is_one_and_found_to_be() -> None:
    result = compared(*(document("a=ana", f"b=forum{number}", f"c=lisbon{number}") for number in range(3)))
    assert (result.pairs.precision, result.pairs.recall, result.pairs.expected) == (1, 1, 3)
    assert (result.b_cubed.f1, result.b_cubed.count) == (1, 9)


def test_an_entity_that_is_not_found_is_alone() -> None:
    result = compared(document("a=ana"), document("b=forum"))
    assert (result.pairs.found, result.pairs.expected) == (0, 1)
    assert result.b_cubed.precision == 1
    assert result.b_cubed.recall == pytest.approx((4 + 2 * 0.5) / 6)
    assert [(m.a.is_found, m.b.is_found, m.reasons) for m in result.missing_merges] == [(True, False, ())]


def test_a_wrong_merge_costs_precision_and_is_told_with_reasons() -> None:
    result = compared(document("a=ana", "b=one"), document("a=ana", "c=one"))
    assert (result.pairs.right, result.pairs.found, result.pairs.recall) == (1, 2, 1)
    assert result.b_cubed.precision == pytest.approx((4 + 2 * 0.5) / 6)
    assert [(m.a.words, m.b.words) for m in result.false_merges] == [("Harbour Forum", "Lisbon")]
    assert result.false_merges[0].reasons == ("d0 id/one d1 id/one",)


def test_files_are_counted_together() -> None:
    pairs, b_cubed, restatements = total([compared(document("a=ana"), document("a=ana")), compared(document("a=ana"), document("a=other"))])
    assert (pairs.recall, b_cubed.count, restatements.applies) == (0.5, 12, False)
