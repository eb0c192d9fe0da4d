"""What countries and their people are called in each language."""

from __future__ import annotations

from dataclasses import dataclass

from kg.languages.sections import section


@dataclass(frozen=True, slots=True)
class CountryWords:
    """The section `countries` of a lexicon: words by ISO 3166-1 alpha-2 code."""

    adjectives: dict[str, tuple[str, ...]]
    names: dict[str, tuple[str, ...]]
    divisions: dict[str, tuple[str, ...]]  # states, provinces and counties that the table of items lacks


def country_words(language: str) -> CountryWords:
    """The section `countries` of a language.

    Raises:
        SettingsError, LexiconError: it is missing, or not as it must be.
    """
    return section(language, "countries", CountryWords)
