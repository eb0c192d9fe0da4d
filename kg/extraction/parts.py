"""Which body is part of which, as far as their names and the words between them tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.extraction.cast import Appearance, Cast, Member
from kg.extraction.folding import fold_words
from kg.extraction.gazetteer import gazetteer
from kg.extraction.reading import Reading
from kg.model.entities import EntityClass, Form
from kg.model.relations import Evidence, Predicate, Relation

_GENITIVE = re.compile(r"\s*(?:\([^)]*\))?\s*(?:de la|de l'|du|des|de|d'|of the|of)\s*", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s?\s+")
_OF = ("de", "du", "des", "d", "l", "la", "of", "the")


def find_parts(reading: Reading, cast: Cast) -> list[Relation]:
    """The bodies that are part of another one, each pair once."""
    found: dict[tuple[str, str], Relation] = {}
    for part, whole, rule, confidence in [*_by_name(cast), *_by_words(reading, cast)]:
        key = (part.member.id, whole.id)
        if part.member.id != whole.id and key not in found and (whole.id, part.member.id) not in found:
            evidence = Evidence(sentence=reading.evidence(part.mention.begin, part.mention.end), extractor=rule, confidence=confidence)
            found[key] = Relation(subject=part.member.id, predicate=Predicate.PART_OF, object=whole.id, evidence=evidence)
    return list(found.values())


def _by_name(cast: Cast) -> Iterator[tuple[Appearance, Member, str, float]]:
    """A name with another body's name inside it: "Conseil de sécurité de l'ONU", "United Nations Children's Fund", "UNODC Pakistan"."""
    bodies = [(member, [(name, fold_words(name).split()) for name in member.names]) for member in cast.of(EntityClass.ORGANISATION)]
    wholes = [(member, [*(words for _, words in names), *_other_names(member)]) for member, names in bodies]
    for member, names in bodies:
        for whole, inner in wholes:
            if member.id != whole.id and any(_holds(surface, name, other) for surface, name in names for other in inner):
                yield Appearance(member.mentions[0], member), whole, "part-in-name", 0.8


def _other_names(member: Member) -> Iterator[list[str]]:
    """The names under which the gazetteer has a body: "Nations Unies" for a document that says "ONU"."""
    table = gazetteer()
    for entry in filter(None, (table.get(name) for name in member.names)):
        for name in table.names_of(entry):
            yield fold_words(name).split()


def _holds(surface: str, name: list[str], inner: list[str]) -> bool:
    """Whether a name begins with another one, or has it as a complement."""
    if len(inner) >= len(name) or not inner:
        return False
    if name[: len(inner)] == inner:
        return len(inner) > 1 or surface.split()[0].isupper()  # "UNODC Pakistan"; a first word alone only shortens the name
    starts = (i for i in range(1, len(name) - len(inner) + 1) if name[i : i + len(inner)] == inner)
    return any(name[start - 1] in _OF for start in starts)


def _by_words(reading: Reading, cast: Cast) -> Iterator[tuple[Appearance, Member, str, float]]:
    """Two names side by side: "Department of Immigration of the Government of Australia", "WHO's Executive Board"."""
    rows = [row for row in cast.appearances if row.member.cls is EntityClass.ORGANISATION and row.mention.form is Form.NAME]
    for left, right in pairwise(rows):
        between = reading.text[left.mention.end : right.mention.begin]
        if _GENITIVE.fullmatch(between):
            yield left, right.member, "part-of-genitive", 0.8
        elif _POSSESSIVE.fullmatch(between):
            yield right, left.member, "part-of-possessive", 0.8
