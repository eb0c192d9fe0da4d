"""The words that tell who funds and carries out programmes, and where they work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.extraction.lexicon import section
from kg.extraction.relations.words import relation_words
from kg.extraction.text.phrases import phrase_words
from kg.languages.patterns import any_of

BETWEEN = 3  # words between a participle and its agent: "financé entièrement par"


@dataclass(frozen=True, slots=True)
class ProgrammeRelationWords:
    """What the rules of a programme's relations need to know of a language. Verbs are lemmas, participles masculine singular."""

    funded: tuple[str, ...]  # participles, followed by an agent
    funded_with: tuple[str, ...]  # phrases, followed by the names at once
    supported_with: tuple[str, ...]  # phrases that tell of a programme's funders, and of an event's helpers
    fund_verbs: frozenset[str]
    gift_verbs: frozenset[str]  # verbs of giving: they tell of funding where money is given
    money_nouns: frozenset[str]  # what is given: "grant"
    funding_suffixes: tuple[str, ...]  # behind a name: "EU-funded"
    implemented: tuple[str, ...]
    implemented_with: tuple[str, ...]
    implement_verbs: frozenset[str]
    start_verbs: frozenset[str]  # with a date, when a programme begins
    leading_suffixes: tuple[str, ...]  # "FAO-led"
    possessives: frozenset[str]  # "its": a programme of the subject
    company: frozenset[str]  # "with": between a programme and its partner
    covering: frozenset[str]  # prepositions before the countries of a programme
    covered_areas: frozenset[str]  # what may stand between them and the names: "the provinces of"
    covered_verbs: frozenset[str]
    join_verbs: frozenset[str]
    agreements: frozenset[str]  # plurals for what is signed
    governments: frozenset[str]  # nouns for what carries out the programmes of a country
    before_part: tuple[str, ...]  # words right before an amount that is not the whole of a budget: "reduced by"
    after_part: tuple[str, ...]  # the same, right behind it: "a year"
    budget_words: frozenset[str]  # words by an amount that show it to be a budget


@cache
def programme_relation_words(language: str) -> ProgrammeRelationWords:
    return section(language, "programme_relations", ProgrammeRelationWords)


@cache
def agent_cue(language: str, field: str) -> re.Pattern[str]:
    """A participle of a list with its agent: "funded by", "financée entièrement par"."""
    words = getattr(programme_relation_words(language), field)
    participles = any_of(words, gap=r"(?:e|s|es)?\s")
    agents = any_of(relation_words(language).agents)
    return re.compile(rf"\b{participles}(?:e|s|es)?(?:\s[\w-]+){{0,{BETWEEN}}}?\s{agents}\b", re.IGNORECASE)


@cache
def phrase_cue(language: str, field: str) -> re.Pattern[str]:
    """The phrases of a list, followed by names."""
    return re.compile(rf"(?<!\w){any_of(getattr(programme_relation_words(language), field))}(?!\w)", re.IGNORECASE)


@cache
def suffix_cue(language: str, field: str) -> re.Pattern[str]:
    """What joins a name to a participle: "-funded"."""
    words = getattr(programme_relation_words(language), field)
    return re.compile(rf"\s?-\s?{any_of(words)}(?!\w)", re.IGNORECASE)


@cache
def covering_gap(language: str) -> re.Pattern[str]:
    """What stands between a programme and the first of its countries: "in", "dans les provinces du"."""
    words = programme_relation_words(language)
    areas = any_of(words.covered_areas)
    return re.compile(rf"(?:.*?[\s,(:])??{any_of(words.covering)}(?:\s+(?:{areas}|\d+))*\s*:?\s*", re.IGNORECASE | re.DOTALL)


@cache
def links(language: str) -> re.Pattern[str]:
    """What stands before a place in the name of a programme, if the programme is for it: "aéroport de", "aid for the"."""
    words = relation_words(language).owners | programme_relation_words(language).covering
    return re.compile(rf"(?:^|[\s']){any_of(words)}\s?(?:{any_of(phrase_words(language).definite)}\s?)?$", re.IGNORECASE)


@cache
def agreements_between(language: str) -> re.Pattern[str]:
    """ "agreements between", before the countries that have them."""
    words = programme_relation_words(language).agreements
    return re.compile(rf"(?<!\w){any_of(words)}\s(?:\w+\s){{0,2}}?{any_of(relation_words(language).parties)}\s", re.IGNORECASE)
