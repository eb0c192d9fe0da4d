"""What the short descriptions of items say they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.languages import languages
from kg.languages.sections import section
from kg.model.identity import fold
from kg.wikidata.items import Item

FORMER_STATE = "Q3024240"  # historical country
LIVING = frozenset({"Q515", "Q1549591", "Q5119", "Q6256"})  # city, city with many inhabitants, capital, country
_ASIDE = re.compile(r"\([^()]*\)|\[[^][]*\]")  # the years of a post, and its country
_CLAUSE = re.compile(r"[,;(]| (?:of|in|and|on|at) ")  # ends what an item is, and tells where


@dataclass(frozen=True, slots=True)
class DescriptionWords:
    """The words of `descriptions.toml` in a language."""

    historical: frozenset[str]  # of what is no more
    shared: frozenset[str]  # of which the names of bodies of many countries are made
    divisions: frozenset[str]  # the parts of states
    heads: frozenset[str]  # the posts of those who head a state or its government
    fields: Mapping[str, frozenset[str]]  # what people do: field -> words, see `kg.resolution.occupations`
    houses: Mapping[str, frozenset[str]]  # house -> those who sit in it
    short: Mapping[str, str]  # words of names of places that are shortened -> in full


def kin(text: str) -> frozenset[str]:
    """The houses that a post or a description seats somebody in: "senator" and "member of the Senate" are of one."""
    words = fold(text).split()
    return frozenset(house for word in words if (house := _houses().get(word)))


def headed(description: str) -> frozenset[str]:
    """What those who head it are described as heading, "" where only the post is told: "President of Zimbabwe (2017–)", "President"."""
    posts = (_ASIDE.sub("", clause).strip().partition(" of ") for clause in description.split(";"))
    return frozenset(whole for post, _, whole in posts if fold(post) in _heads())


def is_shared(name: str) -> bool:
    """Whether a body is called by words that bodies of many countries are called by: "Socialist Party", "Red Cross"."""
    words = fold(name).split()
    return bool(words) and _shared().issuperset(words)


def names_division(name: str) -> bool:
    """Whether a name says that it is of a part of a state: "région de Thiès"."""
    return not _divisions().isdisjoint(fold(name).split())


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> str:
    """A name of a place as it is compared, with its words in full: "St Louis" is called as "Saint-Louis" is."""
    plain = fold(name)
    return " ".join(_short().get(word, word) for word in plain.split()) if not _short().keys().isdisjoint(plain.split()) else plain


def is_division(item: Item) -> bool:
    """Whether an item is a part of a state: "state of Australia", but not "county seat of Cook County, state of Illinois"."""
    head = _CLAUSE.split(item.description, maxsplit=1)[0]
    return fold(head).rpartition(" ")[2] in _divisions()


def is_historical(item: Item) -> bool:
    """Whether an item is something that is no more; a town or a state that there is may be called ancient."""
    if not LIVING.isdisjoint(item.types):
        return False
    return FORMER_STATE in item.types or not _historical().isdisjoint(fold(item.description).split())


@cache
def _houses() -> dict[str, str]:
    """Folded word -> house."""
    found: dict[str, str] = {}
    for language in languages():
        for house, words in _words(language).houses.items():
            for word in words:
                found.setdefault(fold(word), house)
    return found


@cache
def _shared() -> frozenset[str]:
    return frozenset(fold(word) for language in languages() for word in _words(language).shared)


@cache
def _divisions() -> frozenset[str]:
    return frozenset(fold(word) for language in languages() for word in _words(language).divisions)


@cache
def _heads() -> frozenset[str]:
    return frozenset(fold(word) for language in languages() for word in _words(language).heads)


@cache
def _historical() -> frozenset[str]:
    return frozenset(fold(word) for language in languages() for word in _words(language).historical)


@cache
def _short() -> dict[str, str]:
    return {short: full for language in languages() for short, full in _words(language).short.items()}


def _words(language: str) -> DescriptionWords:
    return section(language, "descriptions", DescriptionWords)
