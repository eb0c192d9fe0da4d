"""How a rule puts down what it found."""

from __future__ import annotations

from kg.extraction.cast import Member
from kg.extraction.text.reading import Reading
from kg.model.relations import Evidence, Predicate, Relation


def relation(
    reading: Reading, subject: Member, predicate: Predicate, target: Member, at: tuple[int, int], rule: str, confidence: float
) -> Relation:
    """A relation, with the sentence around `at` as its evidence; `at` holds offsets of the cleaned text."""
    evidence = Evidence(sentence=reading.evidence(*at), extractor=rule, confidence=confidence)
    return Relation(subject=subject.id, predicate=predicate, object=target.id, evidence=evidence)
