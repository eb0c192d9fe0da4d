"""The measure over documents, on hand-made documents: no model is needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.evaluation.across import Across, Resolved, score_across, total
from kg.evaluation.crossdoc import CrossDocumentFile
from kg.evaluation.scoring import Scored
from kg.model.entities import EntityClass
from kg.model.extraction import Extraction
from tests.evaluation.made import annotation, entity, scored

NAMES = {"a": "Ana Moura", "b": "Harbour Forum", "c": "Lisbon"}
CLASSES = {"a": EntityClass.PERSON, "b": EntityClass.ORGANISATION, "c": EntityClass.PLACE}


def document(*found: str) -> Scored:
    """All three are expected; these are found."""
    expected = annotation([{"id": i, "class": CLASSES[i], "names": [NAMES[i]]} for i in NAMES])
    return scored(expected, Extraction(entities=tuple(entity(i, CLASSES[i], NAMES[i]) for i in found)))


def compared(clusters: dict[tuple[str, str], str], *documents: Scored) -> Across:
    """Documents that are told to name the same person, against what the entities are held to be."""
    names = [f"d{number}" for number in range(len(documents))]
    file = CrossDocumentFile(Path("crossdoc.json"), (tuple((name, "a") for name in names),), ())
    nodes = {(name, f"id/{CLASSES[i].lower()}/{i}"): clusters[name, i] for name, i in clusters}
    resolved = Resolved(
        clusters=nodes,
        restatements=frozenset(),
        why=lambda *places: (" ".join(places),),
        why_restated=lambda *_: (),
    )
    told = dict(zip(names, documents, strict=True))
    return score_across(file, told, resolved)


def same(*documents: str) -> dict[tuple[str, str], str]:
    return {(name, "a"): "person/ana" for name in documents}


def test_all_that_is_one_and_found_to_be() -> None:
    result = compared(same("d0", "d1", "d2"), *[document("a", "b", "c")] * 3)
    assert (result.pairs.precision, result.pairs.recall, result.pairs.expected) == (1, 1, 3)
    assert (result.b_cubed.f1, result.b_cubed.count) == (1, 9)


def test_an_entity_that_is_not_found_is_alone() -> None:
    result = compared(same("d0", "d1"), document("a"), document("b"))
    assert (result.pairs.found, result.pairs.expected) == (0, 1)
    assert result.b_cubed.precision == 1
    assert result.b_cubed.recall == pytest.approx((4 + 2 * 0.5) / 6)
    assert [(m.a.is_found, m.b.is_found, m.reasons) for m in result.missing_merges] == [(True, False, ())]


def test_a_wrong_merge_costs_precision_and_is_told_with_reasons() -> None:
    merged = same("d0", "d1") | {("d0", "b"): "organisation/forum", ("d1", "c"): "organisation/forum"}
    result = compared(merged, document("a", "b"), document("a", "c"))
    assert (result.pairs.right, result.pairs.found, result.pairs.recall) == (1, 2, 1)
    assert result.b_cubed.precision == pytest.approx((4 + 2 * 0.5) / 6)
    assert [(m.a.words, m.b.words) for m in result.false_merges] == [("Harbour Forum", "Lisbon")]
    assert result.false_merges[0].reasons == ("d0 id/organisation/b d1 id/place/c",)


def test_files_are_counted_together() -> None:
    one = compared(same("d0", "d1"), *[document("a")] * 2)
    other = compared({}, *[document("a")] * 2)
    pairs, b_cubed, restatements = total([one, other])
    assert (pairs.recall, b_cubed.count, restatements.applies) == (0.5, 12, False)
