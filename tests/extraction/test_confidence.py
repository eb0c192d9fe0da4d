"""The confidence of what goes out is the one of the catalogue, where it tells one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from kg.extraction import confidence
from kg.model.extraction import Extraction
from kg.rules import Rule, rules

TEXT = (
    "Mrs Ada Brookfield, Director of UNESCO, said that the bridge would stand for a hundred years. "
    "A workshop on river fishing, organised by UNESCO, was held in Lisbon on 4 May 2021. "
    "The European Union finances the River Fishing Programme, a €5 million programme."
)
ExtractText = Callable[..., Extraction]


def confidences(extraction: Extraction) -> dict[str, set[float]]:
    """How sure the facts of each key are."""
    found: dict[str, set[float]] = {}
    for entity in extraction.entities:
        found.setdefault(entity.cls, set()).update(mention.confidence for mention in entity.mentions)
    for relation in extraction.relations:
        found.setdefault(relation.predicate, set()).add(relation.evidence.confidence)
    found["dates"] = {dating.evidence.confidence for dating in extraction.datings}
    found["budget"] = {budget.evidence.confidence for budget in extraction.budgets}
    found["role"] = {role.evidence.confidence for role in extraction.roles}
    found["statements"] = {statement.evidence.confidence for statement in extraction.statements}
    return found


@pytest.fixture
def tell(monkeypatch: pytest.MonkeyPatch) -> Callable[[Mapping[str, float]], None]:
    """Gives all rules these confidences."""

    def told(numbers: Mapping[str, float]) -> None:
        catalogue: dict[str, Rule] = {name: replace(rule, confidences=numbers) for name, rule in rules().items()}
        monkeypatch.setattr(confidence, "rules", lambda: catalogue)

    return told


def test_each_kind_of_fact_has_its_key(extract_text: ExtractText, tell: Callable[[Mapping[str, float]], None]) -> None:
    tell({})
    own = confidences(extract_text(TEXT, "en", issued="2021-05-04"))
    assert own.keys() > {"Person", "Organisation", "Event", "Programme", "Place", "organiser", "dates", "budget", "role", "statements"}
    assert all(own.values())
    numbers = {key: number / 100 for number, key in enumerate(own, start=1)}
    tell(numbers)
    assert confidences(extract_text(TEXT, "en", issued="2021-05-04")) == {key: {number} for key, number in numbers.items()}


def test_what_the_catalogue_does_not_tell_is_the_rules_own(extract_text: ExtractText, tell: Callable[[Mapping[str, float]], None]) -> None:
    tell({})
    own = confidences(extract_text(TEXT, "en", issued="2021-05-04"))
    tell({"Person": 0.01})
    assert confidences(extract_text(TEXT, "en", issued="2021-05-04")) == {**own, "Person": {0.01}}


def test_a_rule_that_the_catalogue_does_not_know_keeps_its_number() -> None:
    assert confidence.confidence_of("a-component-of-somebody", "Person", 0.42) == 0.42
