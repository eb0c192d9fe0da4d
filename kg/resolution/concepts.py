"""What a name says, whatever its language: "Département d'État américain" and "US State Department" are both {ministry, state, @US}."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.languages import languages
from kg.languages.countries import country_words
from kg.model.identity import fold
from kg.resolution.acronyms import is_acronym
from kg.resolution.common_names import common_names
from kg.resolution.concept_words import concept_of_word, known_concepts, without_meaning

SHORT = 4  # letters of a word whose "s" is no plural
LONGEST = 5  # words of the name of a country, or of a body inside another name

_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_WORDS = re.compile(r"[^\W_]+")

BodyOf = Callable[[str], str | None]  # the one item of a body of no country with a name


@dataclass(frozen=True, slots=True)
class Meaning:
    """The concepts of a name and the countries that it names; words without a concept stand for themselves."""

    concepts: frozenset[str]
    countries: frozenset[str]  # ISO 3166-1 alpha-2
    order: tuple[str, ...] = ()  # the countries as the name has them: "Embassy of France in Chad"

    def overlap(self, other: Meaning) -> float:
        """The share of concepts in common, from 0 to 1 (Jaccard's index)."""
        union = self.concepts | other.concepts
        return len(self.concepts & other.concepts) / len(union) if union else 0.0


class Meanings:
    """Reads names, with the names of countries and of bodies that are known."""

    def __init__(self, countries: Mapping[str, str], body_of: BodyOf = lambda _: None) -> None:
        """`countries`: folded name or adjective -> ISO 3166-1 alpha-2.

        Raises:
            SettingsError, LexiconError: a list of words is missing, or not as it must be.
        """
        self._concepts, self._without_meaning, self._body_of = concept_of_word(), without_meaning(), body_of
        self._countries = dict(countries)
        for language in languages():
            self._countries.update((fold(form), code) for form, code in _country_forms(language))
        self.of = lru_cache(maxsize=1 << 16)(self._of)

    def _of(self, name: str) -> Meaning:
        """What a name says. Names mix languages, so the words of all are known at once."""
        words, acronyms = fold(name).split(), {fold(word) for word in _WORDS.findall(name) if is_acronym(word)}
        concepts, countries, position = set[str](), list[str](), 0
        while position < len(words):
            length, country = self._country(words, position)
            if country:
                countries.append(country)
            else:
                length, concept = self._body(words, position, acronyms) or (1, self._concept(words[position]))
                concepts |= {concept} - {""}
            position += length
        return Meaning(_essential(concepts, bool(countries)), frozenset(countries), tuple(countries))

    def is_known(self, concept: str) -> bool:
        """Whether a word has a concept, rather than standing for itself."""
        return concept in known_concepts()

    def _concept(self, word: str) -> str:
        if word in self._without_meaning:
            return ""
        return self._concepts.get(word) or _ROMAN.get(word) or (word.removesuffix("s") if len(word) > SHORT else word)

    def _country(self, words: list[str], position: int) -> tuple[int, str | None]:
        """The country that is named at a place, and how many words name it."""
        for length in range(min(LONGEST, len(words) - position), 0, -1):
            name = " ".join(words[position : position + length])
            code = None if name in self._concepts else self._countries.get(name)  # "Island" is Iceland in some languages
            if code:
                return length, code
        return 1, None

    def _body(self, words: list[str], position: int, acronyms: set[str]) -> tuple[int, str] | None:
        """A body that a part of the name names, in full or by its acronym: that of which the whole names an office or an organ."""
        whole = self._body_of(" ".join(words))  # which parts of its name may name as well: "Security Council"
        for length in range(min(LONGEST, len(words) - position), 0, -1):
            if length == len(words) or (length == 1 and words[position] not in acronyms):
                continue
            item = self._body_of(" ".join(words[position : position + length]))
            if item and item != whole:
                return length, item
        return None


def _essential(concepts: set[str], in_country: bool) -> frozenset[str]:
    """The concepts without those that names of one body may leave out."""
    common = common_names()
    if "ministry" in concepts and len(concepts - common.qualifiers) > 1:
        return frozenset(concepts - common.qualifiers)
    if in_country and any(_is_item(concept) for concept in concepts):
        return frozenset(concepts - common.offices)
    return frozenset(concepts)


def _is_item(concept: str) -> bool:
    return concept[0] == "Q" and concept[1:].isdigit()


def _country_forms(language: str) -> Iterator[tuple[str, str]]:
    """The names of countries and their adjectives, each with the code of the country."""
    words = country_words(language)
    for code, forms in (*words.adjectives.items(), *words.names.items()):
        yield from ((form, code) for form in forms)
