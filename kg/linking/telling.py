"""How much a name tells of who or what has it."""

from __future__ import annotations

from kg.linking.descriptions import is_shared
from kg.model.entities import EntityClass
from kg.model.identity import fold
from kg.model.profiles import Node
from kg.resolution.acronyms import is_acronym
from kg.resolution.common_names import common_names
from kg.resolution.concepts import Meanings
from kg.resolution.identity import is_common


def telling_names(subject: Node) -> list[str]:
    """The names to go by, those of most documents first: of a person no surname alone, where there is more."""
    names = sorted(subject.names, key=lambda name: (-subject.names[name], name))
    if subject.cls is EntityClass.PERSON:
        return [name for name in names if " " in fold(name)] or names
    return names


def weight(name: str, cls: EntityClass, meanings: Meanings) -> float:
    """How much it tells that an entity and an item of a class both have a name."""
    if cls is EntityClass.PERSON:
        return 1.5 if " " in fold(name) else 0.0
    if is_generic(name, cls, meanings):
        return 0.5
    if cls is EntityClass.PLACE and is_shared(name):
        return 1.0
    if is_acronym(name):
        return 1.0
    return 2.0 if " " in fold(name) or cls is EntityClass.PLACE else 1.5


def is_generic(name: str, cls: EntityClass, meanings: Meanings) -> bool:
    """Whether a body's name is one that every country's may have; "commission" is, "European commission" is not."""
    if cls is not EntityClass.ORGANISATION:
        return False
    return is_shared(name) or (is_common(name) and not meanings.of(name).concepts & common_names().supranational)
