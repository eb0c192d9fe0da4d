"""Given names that each language knows."""

from __future__ import annotations

from dataclasses import dataclass

from kg.languages.sections import section


@dataclass(frozen=True, slots=True)
class GivenNames:
    """The section `given_names` of a lexicon."""

    female: frozenset[str]
    male: frozenset[str]


def given_name_words(language: str) -> GivenNames:
    """The section `given_names` of a language.

    Raises:
        SettingsError, LexiconError: it is missing, or not as it must be.
    """
    return section(language, "given_names", GivenNames)
