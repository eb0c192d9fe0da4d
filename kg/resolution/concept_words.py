"""The words that concepts are read from, of all languages at once: names mix languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.languages import languages
from kg.languages.sections import section
from kg.model.identity import fold


@dataclass(frozen=True, slots=True)
class ConceptWords:
    """The section `concepts` of a lexicon."""

    without_meaning: frozenset[str]  # articles, prepositions, conjunctions
    younger: frozenset[str]  # words behind persons' names
    older: frozenset[str]
    concepts: dict[str, tuple[str, ...]]  # words by the concept that they stand for


def concept_words(language: str) -> ConceptWords:
    """The section `concepts` of a language.

    Raises:
        SettingsError, LexiconError: it is missing, or not as it must be.
    """
    return section(language, "concepts", ConceptWords)


@cache
def concept_of_word() -> Mapping[str, str]:
    """Folded word -> concept; the first language that has a word decides."""
    found: dict[str, str] = {}
    for language in languages():
        for concept, words in concept_words(language).concepts.items():
            for word in words:
                found.setdefault(fold(word) or word, concept)
    return found


@cache
def known_concepts() -> frozenset[str]:
    """All concepts that words stand for."""
    return frozenset(concept_of_word().values())


@cache
def without_meaning() -> frozenset[str]:
    """Folded words that say nothing by themselves."""
    return frozenset(fold(word) or word for language in languages() for word in concept_words(language).without_meaning)
