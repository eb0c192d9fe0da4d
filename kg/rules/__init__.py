"""The catalogue of extraction rules: what each name that `kg:extractor` may have stands for.

One TOML file a subject; a table is a rule, its name the value of `kg:extractor`:

    [title]
    label.en = "title before a name"
    label.fr = "titre devant un nom"
    meaning.en = "What the rule sees in the text. What it concludes."
    meaning.fr = "…"
    example.en = "A sentence in which the rule finds something."       # where a sentence shows it
    confidence = { Organisation = 0.9, Place = 0.97 }                   # measured, of each kind that it finds; or:
    confidence = 0.95                                                   # of all that it finds

Mentions are found by class, relations by predicate; a role is "role", a date "dates", a budget "budget", a statement "statements".
A rule without a confidence is as sure as its code says.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.errors import LexiconError

LANGUAGES = ("en", "fr")
_KEYS = frozenset({"label", "meaning", "example", "confidence"})
_FOLDER = Path(__file__).parent
_ALL = ""  # the key of a confidence that holds for all that a rule finds


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is told of a rule; texts by language."""

    name: str
    subject: str  # names, events, programmes, roles, statements: the file that it stands in
    labels: Mapping[str, str]
    meanings: Mapping[str, str]
    examples: Mapping[str, str]
    confidences: Mapping[str, float]  # 0..1, by class, predicate or other key; empty where the code that finds it tells

    def label(self, language: str) -> str:
        return self.labels.get(language) or self.labels["en"]

    def meaning(self, language: str) -> str:
        return self.meanings.get(language) or self.meanings["en"]

    def example(self, language: str) -> str | None:
        return self.examples.get(language)

    def confidence(self, of: str) -> float | None:
        """How sure the rule is of a class or predicate; None where the catalogue does not tell."""
        return self.confidences.get(of, self.confidences.get(_ALL))


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by name.

    Raises:
        LexiconError: a file of the catalogue is not right; the message names it and the rule.
    """
    return read(_FOLDER)


def read(folder: Path) -> Mapping[str, Rule]:
    """The rules of the TOML files in a folder.

    Raises:
        LexiconError: a file is not right; the message names it and the rule.
    """
    found: dict[str, Rule] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise LexiconError(f"{path}: {error}") from error
        for name, table in tables.items():
            if name in found:
                raise LexiconError(f"{path}: [{name}] stands in {found[name].subject}.toml as well; leave one of them out")
            found[name] = _rule(path, name, table)
    return MappingProxyType(found)


def _rule(path: Path, name: str, table: Mapping[str, Any]) -> Rule:
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise LexiconError(f"{path}: [{name}]: no key {unknown[0]!r}; there are {', '.join(sorted(_KEYS))}")
    for key in ("label", "meaning"):
        missing = [language for language in LANGUAGES if not table.get(key, {}).get(language)]
        if missing:
            raise LexiconError(f"{path}: [{name}]: {key}.{missing[0]} is missing")
    return Rule(
        name=name,
        subject=path.stem,
        labels=table["label"],
        meanings=table["meaning"],
        examples=table.get("example", {}),
        confidences=_confidences(path, name, table.get("confidence", {})),
    )


def _confidences(path: Path, name: str, told: Mapping[str, float] | float) -> Mapping[str, float]:
    values = told if isinstance(told, Mapping) else {_ALL: told}
    for value in values.values():
        if not isinstance(value, int | float) or not 0 <= value <= 1:
            raise LexiconError(f"{path}: [{name}]: confidence {value!r}: not a number from 0 to 1")
    return MappingProxyType({key: float(value) for key, value in values.items()})
