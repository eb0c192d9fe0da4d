"""Mentions of one entity, while it is still being gathered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property

from kg.extraction.candidates import Candidate
from kg.extraction.text.folding import fold_letters
from kg.languages import languages
from kg.languages.sections import section
from kg.model.entities import EntityClass, EventType, Form
from kg.model.identity import fold

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class CoreferenceWords:
    """The section `coreference` of a lexicon."""

    male_pronouns: frozenset[str]
    female_pronouns: frozenset[str]
    neutral_pronouns: frozenset[str]
    organisation_pronouns: frozenset[str]  # those that may stand for a body
    definite: frozenset[str]
    organisation_nouns: frozenset[str]  # stand for any body already named
    firms: frozenset[str]  # those of the last that stand for firms only: "the company"
    same_noun: frozenset[str]  # stand for a body named with this noun
    bare_nouns: frozenset[str]  # those of the last that need no article: "police"
    described: frozenset[str]  # nouns by which a text calls a person of whom it has just told: "the billionaire"
    acting: frozenset[str]  # those of them that tell nothing of the person: "the speaker"
    titles_in_full: dict[str, str]  # "sen." -> "senator"
    same_office: tuple[tuple[str, ...], ...]  # different words for one office
    ranks: frozenset[str]  # words of an office that make it another one
    earlier: frozenset[str]  # "former": who is called so held the office, and was told to
    being: frozenset[str]  # lemmas of verbs between a person and an office: "be"
    female_offices: frozenset[str]
    male_offices: frozenset[str]
    programme_nouns: frozenset[str]
    small_words: frozenset[str]  # in names, words that tell nothing
    others: frozenset[str]  # "another", "previous": another event than the one already named
    ordinals: tuple[str, ...]  # "second", "third" and so on; forms of one word stand side by side

    @cached_property
    def pronouns(self) -> frozenset[str]:
        return self.male_pronouns | self.female_pronouns | self.neutral_pronouns

    @cached_property
    def office_groups(self) -> dict[str, int]:
        return {fold_letters(office): number for number, group in enumerate(self.same_office) for office in group}


@cache
def coreference_words(language: str) -> CoreferenceWords:
    return section(language, "coreference", CoreferenceWords)


@cache
def small_words() -> frozenset[str]:
    """The small words of all languages, folded."""
    return frozenset(fold_letters(word) for language in languages() for word in coreference_words(language).small_words)


@dataclass(eq=False)
class Cluster:
    """The mentions of one entity found so far."""

    cls: EntityClass
    language: str
    mentions: list[Candidate] = field(default_factory=list)
    surfaces: list[str] = field(default_factory=list)  # of the mentions that are names
    gender: str | None = None  # "m", "f": of a person, or of the words for a body
    country: str | None = None
    event_type: EventType | None = None
    offices: set[str] = field(default_factory=set)  # folded: "commissaire aux droits de l'homme"

    def add(self, mention: Candidate, surface: str) -> None:
        self.mentions.append(mention)
        self.country = self.country or mention.country
        self.event_type = self.event_type or mention.event_type
        if mention.form is Form.NAME:
            self.surfaces.append(surface)

    def absorb(self, other: Cluster) -> None:
        for mention in other.mentions:
            self.mentions.append(mention)
        self.surfaces.extend(other.surfaces)
        self.gender = self.gender or other.gender
        self.country = self.country or other.country
        self.offices |= other.offices

    @property
    def first(self) -> int:
        return min(mention.begin for mention in self.mentions)

    def folded_names(self) -> set[str]:
        """The names without case, accents and determiners."""
        return {fold(surface) for surface in self.surfaces}


def words_of(surface: str) -> list[str]:
    """The words of a name, folded."""
    return _WORD.findall(fold_letters(surface))


def telling_words(surface: str, language: str) -> list[str]:
    small = {fold_letters(word) for word in coreference_words(language).small_words}
    return [word for word in words_of(surface) if word not in small]
