"""The name of a node, from what it is and never from when it was read.

An entity's path below `{base}id/` is made of its class and its name. Where a name alone does not tell who is meant (a surname,
"the ministry", an event), the digest of the document is added, so that namesakes of other documents stay apart until evidence
says that they are one.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache

from kg.model.entities import Entity, EntityClass, EntityId, Form
from kg.model.extraction import Extraction
from kg.model.identity import digest, fold, slug, without_determiner
from kg.resolution.common_names import common_names
from kg.resolution.concept_words import concept_of_word, without_meaning
from kg.resolution.world_bodies import world_body


def entity_paths(identifier: str, extraction: Extraction) -> dict[EntityId, str]:
    """The path below `{base}id/` of every entity of a document."""
    seen: Counter[str] = Counter()
    paths = {}
    for entity in extraction.entities:
        name = fold(entity.label.text)
        if entity.cls is EntityClass.EVENT:  # two events of a document that have one name are still two
            seen[name] += 1
        paths[entity.id] = _path(identifier, entity, seen[name])
    return paths


def _path(identifier: str, entity: Entity, number: int) -> str:
    name = entity.label.text
    parts = [slug(name)]
    if entity.country and is_everywhere(name, entity.cls):
        parts.append(entity.country.lower())
    elif not _is_identified(entity):
        parts.append(digest(identifier, entity.cls, fold(name), str(number)))
    return f"{entity.cls.value.lower()}/{'-'.join(parts)}"


def _is_identified(entity: Entity) -> bool:
    """Whether the name alone identifies the entity, as far as a name can."""
    return any(mention.form is Form.NAME for mention in entity.mentions) and tells_who(entity.label.text, entity.cls)


def tells_who(name: str, cls: EntityClass) -> bool:
    """Whether a name is enough to tell what is meant in another document."""
    match cls:
        case EntityClass.EVENT:
            return False
        case EntityClass.PERSON:
            return " " in fold(name)
        case _:
            return not is_everywhere(name, cls)


def is_everywhere(name: str, cls: EntityClass) -> bool:
    """Whether a name is one that bodies, or programmes, of many countries bear."""
    return (cls is EntityClass.ORGANISATION and is_common(name)) or (cls is EntityClass.PROGRAMME and _is_national(fold(name).split()))


@lru_cache(maxsize=1 << 16)
def is_common(name: str) -> bool:
    """Whether a body's name is one that other countries' bodies bear too: "ministère de l'Intérieur", "Federal Government"."""
    words = fold(name).split()
    if world_body(name):
        return False
    return _is_national(words) or (len(without_determiner(name).split()) <= common_names().longest and _has_head(words))


def _has_head(words: list[str]) -> bool:
    """Whether a name begins with a head; or ends in one, and nothing before it is a name: "Administrative Appeals Tribunal"."""
    heads = _folded_heads()
    if " ".join(words[:1]) in heads or " ".join(words[:2]) in heads:
        return True
    concepts = {concept_of_word().get(word) for word in words if word not in without_meaning()}
    return bool(words) and words[-1] in common_names().last_heads and None not in concepts and not concepts & common_names().supranational


@cache
def _folded_heads() -> frozenset[str]:
    return frozenset(map(fold, common_names().heads))


def _is_national(words: list[str]) -> bool:
    return not common_names().national.isdisjoint(words)
