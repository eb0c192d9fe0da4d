"""What a search knows of each language: data, kept in the index itself, so that readers need no settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Rules:
    """`search.toml` of a language."""

    stemmer: str = ""
    elided: list[str] = field(default_factory=list)
    endings: list[str] = field(default_factory=list)
    stop: list[str] = field(default_factory=list)


def as_json(rules: Mapping[str, Rules]) -> str:
    """As an index keeps them."""
    return json.dumps({language: asdict(rule) for language, rule in sorted(rules.items())}, ensure_ascii=False)


def from_json(told: str) -> dict[str, Rules]:
    return {language: Rules(**fields) for language, fields in json.loads(told).items()}
