"""How sure a fact is as it goes out: what the catalogue of rules tells, which is measured on annotated texts.

While rules weigh candidates against each other they use numbers of their own. These also go out where the catalogue tells none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from kg.model.relations import Budget, Dating, Evidence, Relation, Role
from kg.model.statements import Statement
from kg.rules import rules

# What the catalogue calls facts that have no class or predicate.
ROLE = "role"
DATES = "dates"
BUDGETS = "budget"
STATEMENTS = "statements"

Fact = TypeVar("Fact", Relation, Dating, Budget, Role, Statement)


def confidence_of(rule: str, key: str, own: float) -> float:
    """The confidence that the catalogue tells for a rule and a class, predicate or other key; else the rule's own number."""
    known = rules().get(rule)
    told = known.confidence(key) if known else None
    return own if told is None else told


def calibrated(fact: Fact, key: str) -> Fact:
    """A fact with the confidence that the catalogue tells."""
    evidence = fact.evidence
    confidence = confidence_of(evidence.extractor, key, evidence.confidence)
    if confidence == evidence.confidence:
        return fact
    return replace(fact, evidence=Evidence(sentence=evidence.sentence, extractor=evidence.extractor, confidence=confidence))
