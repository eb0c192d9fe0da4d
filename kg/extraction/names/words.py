"""What the rules for names know of a language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from kg.extraction.text.folding import fold_letters
from kg.languages import languages
from kg.languages.countries import country_words
from kg.languages.given_names import given_name_words
from kg.languages.sections import section


@dataclass(frozen=True)
class NameWords:
    """The section `names` of a lexicon."""

    male_titles: tuple[str, ...]  # "Mr": before a person's name
    female_titles: tuple[str, ...]
    titles: tuple[str, ...]  # those that tell no gender
    honorifics: tuple[str, ...]  # "H.E.": with an office of the next list they stand for a person
    envoys: tuple[str, ...]  # "ambassador"
    offices: frozenset[str]  # "minister": may stand before a person's name, and is never a part of it
    post_nominals: frozenset[str]  # "MP": after a person's name
    particles: frozenset[str]  # "van": inside a person's name
    public_bodies: frozenset[str]  # "ministry"
    other_bodies: frozenset[str]  # "association"
    world_offices: frozenset[str]  # "special rapporteur": bodies when they belong to one of the next
    world_bodies: tuple[str, ...]
    governments: frozenset[str]
    acting_governments: frozenset[str]
    national_bodies: frozenset[str]  # what an adjective of nationality is enough to name
    vague_bodies: frozenset[str]  # "authorities": those of them that name a body only where they speak
    qualifiers_before: frozenset[str]
    grand_modifiers: frozenset[str]  # first words of names that reach over an "and": "National Parks and Wildlife Service"
    genitives: frozenset[str]  # "of"
    contracted: frozenset[str]  # those that hold an article: "du"
    owners: frozenset[str]  # people whom a body is named for: "Children's Fund", "Office to Combat Trafficking in Persons"
    purposes: frozenset[str]  # "for", "against"
    long_reach: frozenset[str]  # "dans": only inside a complement that tells a purpose
    determiners: frozenset[str]
    definite: frozenset[str]
    names_too: frozenset[str]  # "Pape": titles that are given names as well
    belonging: frozenset[str]  # "led": what a hyphen joins to a name that is no part of it
    surnames_too: frozenset[str]  # "May": common words that are surnames behind a given name or a title
    articles: frozenset[str]  # those that no person's name has before it
    plural_articles: frozenset[str]  # "les": before people, and before few places
    of_persons: frozenset[str]  # "chez": never before a place
    believers: frozenset[str]  # "Christians": people by what they believe
    posts_too: frozenset[str]  # "présidence": heads that are posts unless they are those of a state
    told: frozenset[str]  # "told": before who hears, a newspaper where the article has a capital
    seated: frozenset[str]  # "senator": those who sit for the party that is named beside them
    party_heads: frozenset[str]  # "parti": an adjective is enough to make the name of one, with a capital
    ages: frozenset[str]  # "ans": behind the number that tells how old somebody is, where the number is not alone
    peoples: frozenset[str]  # "ethnic", "people": beside the name of a people
    things: frozenset[str]  # "aircraft": behind the name of a thing
    indefinite: frozenset[str]
    conjunctions: frozenset[str]
    locatives: frozenset[str]  # what may stand before the name of a place
    lowercase_complements: bool  # "ministère de la santé"
    modifiers_before: bool  # "Federal Investigation Agency"
    whereabouts: frozenset[str]  # the locatives that nobody's name stands behind
    inside: frozenset[str]  # those that only what is no body stands behind: "in"
    place_openers: frozenset[str]  # "Saint": first words of places rather than persons
    place_openings: frozenset[str]  # "Lake": heads that stand before the name with nothing between
    place_heads: frozenset[str]  # "province": part of the name of the place after it
    waters: frozenset[str]  # those that may be called as a country is: "delta du Niger"
    routes: frozenset[str]  # those that an adjective belongs to: "route migratoire de la Méditerranée"
    countries: frozenset[str]  # "État": those that a region of the world has several of
    directions: frozenset[str]  # "Central": behind a place's name they tell it from its neighbours
    domains: frozenset[str]  # "intérieur": fields of public business
    idioms: tuple[str, ...]  # beginnings of phrases in which a head is none: "au service de"
    dropped_heads: frozenset[str]  # "ONG": heads that are no part of the name
    named_after: frozenset[str]  # heads that a person's name may complete
    local_bodies: frozenset[str]  # those that a place is enough to name: "l'université de Genève"
    raised_heads: frozenset[str]  # heads that need a capital themselves
    explained_heads: frozenset[str]  # heads that only an acronym in brackets shows to be those of bodies
    club_prefixes: frozenset[str]  # "FC": before the names of sports clubs
    bare_bodies: tuple[str, ...]  # "Senate": named by the head alone
    small_bodies: tuple[str, ...]  # "sénat": named by the head alone behind an article, without a capital
    common_heads: frozenset[str]  # "service": without a capital they need a name close behind
    ministries: frozenset[str]  # heads whose complement needs no article
    buildings: frozenset[str]  # behind a body's name they make it that of a house
    not_bodies: frozenset[str]  # first words of what has capitals and is no body
    other_acronyms: frozenset[str]  # nouns that only an acronym in brackets shows to name no body: "examination (UPR)"
    purposes_in_name: frozenset[str]  # the purposes that belong to a name whatever follows
    destinations: frozenset[str]  # those that do only before a field of public business: "aux droits"
    charges: frozenset[str]  # "chargé": with a genitive they complete the name of a body as a preposition does
    occasional: frozenset[str]  # "delegation": bodies of an occasion, which a country alone does not name
    missions: frozenset[str]  # "delegation": bodies that represent another one in a place
    platforms: frozenset[str]  # "facebook": bodies where they act, and else a means
    mastheads: frozenset[str]  # "observer": what newspapers are called, at the end of a title
    invitations: tuple[str, ...]  # "follow us": a sentence with them leads to a page and tells nothing
    press_agencies: tuple[str, ...]  # those that sign texts and photographs
    company_posts: frozenset[str]  # "founder": the name beside them is that of a body
    speakers: frozenset[str]  # "spokesman": those of them that a person may have as well
    employed: frozenset[str]  # "at": between such a post and the body
    company_things: frozenset[str]  # "shares": what belongs to companies alone
    several: frozenset[str]  # "contractors": ends what describes some rather than names one, though written with capitals
    sorts_in_plural: frozenset[str]  # "partners": several bodies
    list_openers: frozenset[str]  # "such as": between such a noun and the names
    sorts: frozenset[str]  # "charity": the name behind them is that of a body
    settlements: frozenset[str]  # "village": beside the name of a place, which it tells the kind of, and no part of it
    place_plurals: frozenset[str]  # "provinces": heads of several places whose names stand in a list beside them
    state_codes: frozenset[str]  # "NSW": between a town and its postal code
    seats: tuple[str, ...]  # "member for": stand before the name of a place that is no part of theirs
    region_heads: frozenset[str]  # what one of the next makes a place: "région"
    region_adjectives: frozenset[str]
    regions: tuple[str, ...]
    known_bodies: tuple[str, ...]  # bodies known to all that a table of items lacks
    other_names: dict[str, tuple[str, ...]]  # names that the table lacks, by one that it has
    dates: frozenset[str]  # days and months
    common: frozenset[str]  # words with a capital that name nothing
    function_words: frozenset[str]

    @cached_property
    def bodies(self) -> frozenset[str]:
        return self.public_bodies | self.other_bodies | self.world_offices | self.governments


@cache
def name_words(language: str) -> NameWords:
    return section(language, "names", NameWords)


@cache
def abbreviated_titles(language: str) -> frozenset[str]:
    """Titles whose full stop ends no sentence, for a name or another title follows: "Hon.", "Prof."."""
    words = name_words(language)
    return frozenset(title for title in (*words.male_titles, *words.female_titles, *words.titles) if title.endswith("."))


@cache
def nationalities(language: str) -> dict[str, str]:
    """Adjectives of nationality, folded, with the code of the country."""
    words = country_words(language)
    return {fold_letters(form): code for code, forms in words.adjectives.items() for form in forms}


@cache
def folded(*groups: Iterable[str]) -> frozenset[str]:
    """The words of some groups, without case and accents."""
    return frozenset(fold_letters(word) for words in groups for word in words)


def country_names() -> dict[str, str]:
    """Names of countries that the lexicons add, with their codes."""
    return {name: code for language in languages() for code, names in country_words(language).names.items() for name in names}


def division_names() -> dict[str, str]:
    """Names of states, provinces and counties that the lexicons add, with the codes of their countries."""
    return {name: code for language in languages() for code, names in country_words(language).divisions.items() for name in names}


def region_names() -> frozenset[str]:
    return frozenset(region for language in languages() for region in name_words(language).regions)


def body_names() -> frozenset[str]:
    """The bodies that the lexicons add to the table of items."""
    return frozenset(body for language in languages() for body in name_words(language).known_bodies)


def other_names() -> dict[str, list[str]]:
    """Names that the lexicons add to items of the table, by a name that the table has for the item."""
    found: dict[str, list[str]] = {}
    for language in languages():
        for name, others in name_words(language).other_names.items():
            found.setdefault(name, []).extend(others)
    return found


def listed_given_names() -> frozenset[str]:
    """The given names of all lexicons."""
    return frozenset(name for language in languages() for name in (given_name_words(language).female | given_name_words(language).male))


@cache
def gender_of(given_name: str) -> str | None:
    """The gender that a given name tells: "m", "f", or none where the lexicons don't have it or disagree."""
    found = {
        gender
        for language in languages()
        for gender, names in (("f", given_name_words(language).female), ("m", given_name_words(language).male))
        if given_name in names
    }
    return found.pop() if len(found) == 1 else None
