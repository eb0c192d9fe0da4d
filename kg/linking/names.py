"""What the names of an entity and of an item say about their being one."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from kg.linking.candidates import telling_names
from kg.linking.known import Field
from kg.model.entities import EntityClass
from kg.model.identity import fold
from kg.model.profiles import Node
from kg.model.reasons import Reason
from kg.resolution.acronyms import is_acronym
from kg.resolution.common_names import common_names
from kg.resolution.identity import is_common
from kg.wikidata.items import Item

ALIKE = 0.9  # share of letters in common of two spellings of a name
FULL = 3  # words of a person's name that few others have
SAID_ALIKE = 0.6  # share of concepts in common of two names that say the same
LONG = 4  # words of a name that leave no doubt, though one is written otherwise


def names(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """A name in common, the more telling the better, or else one that is spelt nearly so."""
    known = {fold(name) for name in item.names}
    shared = [name for name in telling_names(subject) if fold(name) in known]
    if not shared:
        yield from _spelling(subject, item, field)
        return
    best = max(shared, key=lambda name: (_weight(name, field), subject.names[name], name))
    yield Reason("name", _weight(best, field), best)
    if subject.cls is EntityClass.PERSON and len(fold(best).split()) >= FULL:
        yield Reason("full name", 0.5, best)
    others = {fold(name) for name in shared} - {fold(best)}
    if others and subject.cls is not EntityClass.PERSON:
        yield Reason("other names", min(1.0, 0.5 * len(others)), ", ".join(sorted(others)[:3]))


def _weight(name: str, field: Field) -> float:
    """How much a name tells that an item has too."""
    cls = field.subject.cls
    if cls is EntityClass.PERSON:
        return 1.5 if " " in fold(name) else 0.0
    if is_generic(name, field):
        return 0.5
    if is_acronym(name):
        return 1.0
    return 2.0 if " " in fold(name) or cls is EntityClass.PLACE else 1.5


def _spelling(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    pairs = [(name, other) for name in telling_names(subject) if not is_acronym(name) for other in item.names]
    share, name, other = max(((fuzz.ratio(fold(a), fold(b)) / 100, a, b) for a, b in pairs), default=(0.0, "", ""))
    if share >= ALIKE and _numbers(name) == _numbers(other):
        weight = 0.5 if is_generic(name, field) else 2.0 if len(name.split()) >= LONG else 1.0
        yield Reason("spelling", weight, f"{name} ~ {other}")


def _numbers(name: str) -> set[str]:
    return {word for word in fold(name).split() if any(letter.isdigit() for letter in word)}


def missing_name(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """A name in full that the item lacks, though others of its names fit: an acronym can be that of several bodies, and a canton is
    not the town that it is called after."""
    if subject.cls is EntityClass.PERSON:
        return
    known = {fold(name) for name in item.names}
    longer = [name for name in telling_names(subject) if not is_acronym(name) and not is_generic(name, field)]
    if subject.cls is EntityClass.PLACE:
        longer = [name for name in longer if any(f" {fold(part)} " in f" {fold(name)} " for part in subject.names if part != name)]
        missing = [name for name in longer if fold(name) not in known]
    else:
        missing = longer if longer and not any(is_of(name, item, field) for name in longer) else []
    if missing:
        yield Reason("missing name", -1.5, missing[0])


def is_generic(name: str, field: Field) -> bool:
    """Whether a body's name is one that every country's may have; "commission" is, "European commission" is not."""
    supranational = field.meanings.of(name).concepts & common_names().supranational
    return field.subject.cls is EntityClass.ORGANISATION and is_common(name) and not supranational


def is_of(name: str, item: Item, field: Field) -> bool:
    """Whether an item is called so, or says the same in other words."""
    meaning, folded = field.meanings.of(name), fold(name)
    for other in item.names:
        told = field.meanings.of(other)
        if fold(other) == folded or fuzz.ratio(fold(other), folded) >= 100 * ALIKE:
            return True
        agree = meaning.countries <= told.countries or told.countries <= meaning.countries
        if not is_acronym(other) and agree and meaning.overlap(told) >= SAID_ALIKE:
            return True
    return False


def namesakes(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """Whether others of the class have the name too; that no other person is known with a name tells little, for most are not."""
    others = len(field.rivals(item))
    if not others:
        yield Reason("only one", 0.5 if subject.cls is EntityClass.PERSON else 1.0, item.qid)


def common(subject: Node, item: Item, field: Field) -> Iterator[Reason]:
    """A body that every country has is no item unless the country is known."""
    is_known = subject.country is not None and subject.country in field.countries(item)
    if not is_known and all(is_generic(name, field) for name in telling_names(subject)):
        yield Reason("no country", -3.0, min(subject.names, default=subject.key))
