"""The words that tell who funds and carries out programmes, and where they work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.extraction.relations.words import relation_words
from kg.extraction.text.phrases import phrase_words
from kg.languages.patterns import any_of
from kg.languages.sections import section

BETWEEN = 3  # words between a participle and its agent: "financé entièrement par"
BETWEEN_SUM = 8  # the same, where a sum may stand there: "financé à hauteur de 5 millions d'euros par"
PURPOSE = 30  # characters between "for" and a programme: "to carry out the three-year"
BEFORE_PROGRAMME = 30  # characters between "the funding of" and a programme


@dataclass(frozen=True, slots=True)
class ProgrammeRelationWords:
    """What the rules of a programme's relations need to know of a language. Verbs are lemmas, participles masculine singular."""

    funded: tuple[str, ...]  # participles, followed by an agent
    funded_with: tuple[str, ...]  # phrases, followed by the names at once
    supported_with: tuple[str, ...]  # phrases that tell of a programme's funders, and of an event's helpers
    fund_verbs: frozenset[str]
    gift_verbs: frozenset[str]  # verbs of giving: they tell of funding where money is given
    money_nouns: frozenset[str]  # what is given: "grant"
    funding_nouns: tuple[str, ...]  # what of a programme somebody pays: "funding"
    assured: tuple[str, ...]  # participles for who sees to it, followed by an agent: "provided"
    sources: tuple[str, ...]  # phrases that lead to who sees to it: "comes from"
    givers: tuple[str, ...]  # what leads from an amount to who gives it: "from"
    examples: tuple[str, ...]  # what leads from a noun for bodies to some of them: "such as"
    purposes: tuple[str, ...]  # what leads from who gives to what it is for: "to"
    receive_verbs: frozenset[str]
    funding_suffixes: tuple[str, ...]  # behind a name: "EU-funded"
    implemented: tuple[str, ...]
    implemented_with: tuple[str, ...]
    implement_verbs: frozenset[str]
    carrying_nouns: tuple[str, ...]  # what of a programme somebody does: "implementation"
    carriers: tuple[str, ...]  # nouns for the body that does it, before the programme: "implementing agency"
    means: tuple[str, ...]  # phrases before a programme by which a body works: "through"
    start_verbs: frozenset[str]  # with a date, when a programme begins
    end_verbs: frozenset[str]  # with a date, when it ends
    leading_suffixes: tuple[str, ...]  # "FAO-led"
    possessives: frozenset[str]  # "its": a programme of the subject
    company: frozenset[str]  # "with": between a programme and its partner
    covering: frozenset[str]  # prepositions before the countries of a programme
    covered_areas: frozenset[str]  # what may stand between them and the names: "the provinces of"
    large_areas: frozenset[str]  # nouns for areas larger than a town
    covered_verbs: frozenset[str]
    spanned_verbs: frozenset[str]  # verbs whose object is where a programme works: "cover"
    reasons: tuple[str, ...]  # "despite": before what happens elsewhere than a programme does
    active: tuple[str, ...]  # what may stand between a programme and the preposition: "active"
    join_verbs: frozenset[str]
    agreements: frozenset[str]  # plurals for what is signed
    governments: frozenset[str]  # nouns for what carries out the programmes of a country
    worldwide: frozenset[str]  # words in the name of a programme for more than one country: "global"
    national: frozenset[str]  # words in the name of one for the country at home: "national"
    own: frozenset[str]  # words right before such a one: "our"
    before_part: tuple[str, ...]  # words right before an amount that is not the whole of a budget: "reduced by"
    after_part: tuple[str, ...]  # the same, right behind it: "a year"
    before_shared: tuple[str, ...]  # phrases before a programme of which only a share is told: "contribution to"
    managements: frozenset[str]  # nouns for who acts for a body: "the management"
    at_body: tuple[str, ...]  # what leads to that body: "at"
    local_bodies: frozenset[str]  # nouns for bodies below the state: "council"
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
    between = BETWEEN_SUM if field == "funded" else BETWEEN
    return re.compile(rf"\b{participles}(?:e|s|es)?(?:\s[\w'’.,%-]+){{0,{between}}}?\s{agents}\b", re.IGNORECASE)


@cache
def phrase_cue(language: str, field: str) -> re.Pattern[str]:
    """The phrases of a list, followed by names."""
    return re.compile(rf"(?<!\w){any_of(getattr(programme_relation_words(language), field))}(?!\w)", re.IGNORECASE)


@cache
def examples(language: str) -> re.Pattern[str]:
    """A noun for bodies before some of them, or their number: " organisations such as", " plusieurs bailleurs dont"."""
    words = any_of(programme_relation_words(language).examples)
    return re.compile(rf"(?:\s[a-zà-öø-ÿ][\w'’-]*){{1,4}}?,?\s{words}(?!\w)")


@cache
def giver_cue(language: str) -> re.Pattern[str]:
    """What stands between an amount and who gives it: "in funding from"."""
    return re.compile(rf"\)?,?\s+(?:[\w-]+\s){{0,2}}?{any_of(programme_relation_words(language).givers)}(?!\w)", re.IGNORECASE)


@cache
def purpose_gap(language: str) -> re.Pattern[str]:
    """What stands between those who give and what they give for: "to carry out the"."""
    return re.compile(rf"\)?,?\s+{any_of(programme_relation_words(language).purposes)}(?!\w)[^.;:,]{{0,{PURPOSE}}}", re.IGNORECASE)


@cache
def assured_cue(language: str, field: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A noun before a programme, "the implementation of", and what leads from the programme to who sees to that."""
    words = programme_relation_words(language)
    noun = re.compile(rf"(?<!\w){any_of(getattr(words, field))}(?!\w)[^.;:,]{{0,{BEFORE_PROGRAMME}}}$", re.IGNORECASE)
    agents = rf"{any_of(words.assured)}(?:e|s|es)?\s{any_of(relation_words(language).agents)}"
    return noun, re.compile(rf"(?<!\w)(?:{agents}|{any_of(words.sources)})(?!\w)", re.IGNORECASE)


@cache
def frame_cue(language: str) -> re.Pattern[str]:
    """ "As part of the $12.2 million" right before a programme."""
    words = any_of(relation_words(language).within_programme)
    return re.compile(rf"(?<!\w){words}(?:\s[$€£]?[\w.,'’-]+){{0,4}}\s?(?:\w['’])?[\"“«]?\s?$", re.IGNORECASE)


@cache
def through_gap(language: str) -> re.Pattern[str]:
    """What stands between who gives and the programme by which it is given: "through the"."""
    words = any_of(programme_relation_words(language).means)
    return re.compile(rf"\)?,?\s+{words}(?:\s[\w'’-]+){{0,2}}?\s?(?:\w['’])?[\"“«]?\s?", re.IGNORECASE)


@cache
def carrier_gap(language: str) -> re.Pattern[str]:
    """What stands between a body and the programme that it carries out: "is the implementing agency of the"."""
    words = programme_relation_words(language)
    nouns, owners = any_of(words.carriers), any_of({*relation_words(language).owners, *words.purposes})
    return re.compile(rf"\)?,?(?:\s[\w'’-]+){{0,5}}?\s(?:\w['’])?{nouns}\s(?:[\w-]+\s)?{owners}\s?(?:[\w'’-]+\s?){{0,2}}", re.IGNORECASE)


@cache
def means_cue(language: str) -> re.Pattern[str]:
    """ "through the" right before a programme."""
    words = programme_relation_words(language)
    return re.compile(rf"(?<!\w){any_of(words.means)}(?:\s[\w-]+){{0,2}}\s?(?:\w['’])?[\"“«']?\s?$", re.IGNORECASE)


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
def covering_word(language: str) -> re.Pattern[str]:
    """What leads to the places of a programme: "across"."""
    return re.compile(rf"(?<!\w){any_of(programme_relation_words(language).covering)}(?!\w)", re.IGNORECASE)


@cache
def spanned_gap(language: str) -> re.Pattern[str]:
    """What stands between a verb such as "cover" and the places that it covers: "three regions :"."""
    words = programme_relation_words(language)
    return re.compile(rf"(?:\s*(?:{any_of(words.covered_areas)}|{any_of(phrase_words(language).definite)}|\d+))*\s*:?\s*", re.IGNORECASE)


@cache
def area_before(language: str) -> re.Pattern[str]:
    """The noun for a large area before the name of a place: "in the provinces of"."""
    return re.compile(rf"(?<!\w){any_of(programme_relation_words(language).large_areas)}s?(?!\w)", re.IGNORECASE)


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


@cache
def reasons(language: str) -> re.Pattern[str]:
    """A word that leads from a programme to what befalls it: "despite", "en raison de"."""
    return re.compile(rf"(?<!\w){any_of(programme_relation_words(language).reasons)}(?!\w)", re.IGNORECASE)


@cache
def company_gap(language: str) -> re.Pattern[str]:
    """What stands between a body and the programme that it has: "X, with its | savings plan"."""
    words, phrases = programme_relation_words(language), phrase_words(language)
    return re.compile(rf",?\s{any_of(words.company)}\s{any_of(phrases.indefinite | phrases.possessive)}\s")
