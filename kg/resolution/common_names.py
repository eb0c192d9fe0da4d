"""Words of the names that many bodies and persons bear."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class CommonNames:
    """Words that name a body only together with a country or a parent."""

    heads: frozenset[str]
    last_heads: frozenset[str]  # those that may stand last
    longest: int  # words
    national: frozenset[str]  # words of what every country has
    qualifiers: frozenset[str]  # concepts that part no two ministries
    offices: frozenset[str]  # concepts that an international body's office in a country may leave out
    posted: frozenset[str]  # concepts of bodies that one country has in another
    named_after_towns: frozenset[str]  # concepts of a part of a country that has the name of its chief town
    stately: frozenset[str]  # concepts of bodies of a state
    gatherings: frozenset[str]  # concepts that tell what an event is, and not which
    particles: frozenset[str]  # words of persons' names that are often left out
    supranational: frozenset[str]  # concepts of the names of bodies that are no country's


@cache
def common_names() -> CommonNames:
    """The words of `common_names.toml`."""
    raw = tomllib.loads(Path(__file__).with_name("common_names.toml").read_text(encoding="utf-8"))
    return TypeAdapter(CommonNames).validate_python(raw)
