"""What a name says, whatever its language: "Département d'État américain" and "US State Department" are both {ministry, state, @US}."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.languages import languages
from kg.languages.countries import country_words
from kg.languages.sections import section
from kg.model.identity import fold

LONGEST = 5  # words of the name of a country


@dataclass(frozen=True, slots=True)
class Meaning:
    """The concepts of a name and the countries that it names; words without a concept stand for themselves."""

    concepts: frozenset[str]
    countries: frozenset[str]  # ISO 3166-1 alpha-2

    def overlap(self, other: Meaning) -> float:
        """The share of concepts in common, from 0 to 1 (Jaccard's index)."""
        union = self.concepts | other.concepts
        return len(self.concepts & other.concepts) / len(union) if union else 0.0


class Meanings:
    """Reads names, with the names of countries that are known."""

    def __init__(self, countries: Mapping[str, str]) -> None:
        """`countries`: folded name or adjective -> ISO 3166-1 alpha-2.

        Raises:
            SettingsError, LexiconError: a list of words is missing, or not as it must be.
        """
        self._concepts, self._without_meaning = _concepts(), _without_meaning()
        self._countries = dict(countries)
        for language in languages():
            self._countries.update((fold(form), code) for form, code in _country_forms(language))
        self.of = lru_cache(maxsize=1 << 16)(self._of)

    def _of(self, name: str) -> Meaning:
        """What a name says. Names mix languages, so the words of all are known at once."""
        words = fold(name).split()
        concepts, countries, position = set[str](), set[str](), 0
        while position < len(words):
            length, country = self._country(words, position)
            if country:
                countries.add(country)
            elif (word := words[position]) not in self._without_meaning:
                concepts.add(self._concepts.get(word, word))
            position += length
        return Meaning(frozenset(concepts), frozenset(countries))

    def is_known(self, concept: str) -> bool:
        """Whether a word has a concept, rather than standing for itself."""
        return concept in _known()

    def _country(self, words: list[str], position: int) -> tuple[int, str | None]:
        """The country that is named at a place, and how many words name it."""
        for length in range(min(LONGEST, len(words) - position), 0, -1):
            code = self._countries.get(" ".join(words[position : position + length]))
            if code:
                return length, code
        return 1, None


@dataclass(frozen=True, slots=True)
class ConceptWords:
    """The section `concepts` of a lexicon."""

    without_meaning: frozenset[str]  # articles, prepositions, conjunctions
    concepts: dict[str, tuple[str, ...]]  # words by the concept that they stand for


def _words(language: str) -> ConceptWords:
    return section(language, "concepts", ConceptWords)


@cache
def _concepts() -> dict[str, str]:
    """Folded word -> concept; the first language that has a word decides."""
    found: dict[str, str] = {}
    for language in languages():
        for concept, words in _words(language).concepts.items():
            for word in words:
                found.setdefault(fold(word) or word, concept)
    return found


@cache
def _known() -> frozenset[str]:
    return frozenset(_concepts().values())


@cache
def _without_meaning() -> frozenset[str]:
    return frozenset(word for language in languages() for word in _words(language).without_meaning)


def _country_forms(language: str) -> Iterator[tuple[str, str]]:
    """The names of countries and their adjectives, each with the code of the country."""
    words = country_words(language)
    for code, forms in (*words.adjectives.items(), *words.names.items()):
        yield from ((form, code) for form in forms)
