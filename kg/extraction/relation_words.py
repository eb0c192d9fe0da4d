"""The words that tell who does what at events and in programmes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.extraction.lexicon import section

BETWEEN = 2  # words between a participle and its agent: "financé entièrement par"


@dataclass(frozen=True, slots=True)
class RelationWords:
    """What the rules of relations need to know of a language. Verbs are lemmas, participles masculine singular."""

    agents: tuple[str, ...]  # "by"
    locatives: frozenset[str]  # "in", "at"
    list_words: tuple[str, ...]  # what may stand between the items of a list of names
    organised: tuple[str, ...]  # participles, followed by an agent
    organised_with: tuple[str, ...]  # phrases, followed by the names at once
    organise_verbs: frozenset[str]
    attended: tuple[str, ...]
    attend_verbs: frozenset[str]
    attendance: tuple[str, ...]  # phrases, followed by those who take part
    sides: tuple[str, ...]  # words before those who sign, launch or meet: "by", "between"
    parties: tuple[str, ...]  # "between": before the countries that sign
    company: tuple[str, ...]  # words before those with whom one meets
    delegations: frozenset[str]  # what is sent to an event
    speech_at_event: tuple[str, ...]  # phrases that show a document to report speeches made at its event
    speech_verbs: frozenset[str]
    within_programme: tuple[str, ...]  # "as part of"
    funded: tuple[str, ...]
    funded_with: tuple[str, ...]
    fund_verbs: frozenset[str]
    implemented: tuple[str, ...]
    implemented_with: tuple[str, ...]
    implement_verbs: frozenset[str]
    owners: frozenset[str]  # "of": a programme of somebody
    covering: frozenset[str]  # "in", "across": before the countries of a programme
    covered_verbs: frozenset[str]
    join_verbs: frozenset[str]
    roles: frozenset[str]  # nouns for posts: "ambassador in Y" tells of no place of an event
    budget_words: frozenset[str]  # words by an amount that show it to be a budget


def relation_words(language: str) -> RelationWords:
    """The relation words of a language."""
    return section(language, "relations", RelationWords)


@cache
def by_agent(language: str, field: str) -> re.Pattern[str]:
    """A participle of a list with its agent: "organised by", "financée entièrement par"."""
    words = relation_words(language)
    participles = "|".join(re.escape(word).replace(r"\ ", r"(?:e|s|es)?\s") for word in _longest_first(getattr(words, field)))
    agents = "|".join(re.escape(word) for word in words.agents)
    return re.compile(rf"\b(?:{participles})(?:e|s|es)?(?:\s[\w-]+){{0,{BETWEEN}}}?\s(?:{agents})\b", re.IGNORECASE)


@cache
def phrases(language: str, field: str) -> re.Pattern[str]:
    """The phrases of a list."""
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(re.escape(w) for w in _longest_first(getattr(relation_words(language), field)))})(?!\w)", re.IGNORECASE
    )


@cache
def list_gap(language: str) -> re.Pattern[str]:
    """What stands between two names of a list, or between a cue and the first of them."""
    words = "|".join(re.escape(word) for word in _longest_first(relation_words(language).list_words))
    return re.compile(rf"(?:[\s,;:/&()-]|\([^()]*\)|\b(?:{words})(?!\w)|(?<=[\s,])(?:{words})(?=[\s\w]))*", re.IGNORECASE)


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
