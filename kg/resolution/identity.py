"""The name of a node, from what it is and never from when it was read.

An entity's path below `{base}id/` is made of its class and its name. Where a name alone does not tell who is meant (a surname,
"the ministry", an event), the digest of the document is added, so that namesakes of other documents stay apart until evidence
says that they are one.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.model.entities import Entity, EntityClass, EntityId, Form
from kg.model.extraction import Extraction
from kg.model.identity import digest, fold, slug, without_determiner


@dataclass(frozen=True, slots=True)
class CommonNames:
    """Words that name a body only together with a country or a parent."""

    heads: frozenset[str]
    longest: int  # words
    particles: frozenset[str]  # words of persons' names that are often left out
    supranational: frozenset[str]  # concepts of the names of bodies that are no country's


@cache
def common_names() -> CommonNames:
    """The words of `common_names.toml`."""
    raw = tomllib.loads(Path(__file__).with_name("common_names.toml").read_text(encoding="utf-8"))
    return CommonNames(frozenset(raw["heads"]), raw["longest"], frozenset(raw["particles"]), frozenset(raw["supranational"]))


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
    if entity.cls is EntityClass.ORGANISATION and entity.country and is_common(name):
        parts.append(entity.country.lower())
    elif not _tells_who(entity):
        parts.append(digest(identifier, entity.cls, fold(name), str(number)))
    return f"{entity.cls.value.lower()}/{'-'.join(parts)}"


def _tells_who(entity: Entity) -> bool:
    """Whether the name alone identifies the entity, as far as a name can."""
    name = entity.label.text
    named = any(mention.form is Form.NAME for mention in entity.mentions)
    match entity.cls:
        case EntityClass.EVENT:
            return False
        case EntityClass.PERSON:
            return named and " " in fold(name)
        case EntityClass.ORGANISATION:
            return named and not is_common(name)
        case _:
            return named


def is_common(name: str) -> bool:
    """Whether a body's name is one that other countries' bodies bear too: "ministère de l'Intérieur"."""
    words = without_determiner(name).casefold().split()
    common = common_names()
    return len(words) <= common.longest and (" ".join(words[:1]) in common.heads or " ".join(words[:2]) in common.heads)
