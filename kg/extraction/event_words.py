"""The words that tell of events, and what makes them tell of none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from kg.extraction.lexicon import section
from kg.model.entities import EventType


@dataclass(frozen=True, slots=True)
class EventWords:
    """What the rules of events need to know of a language."""

    nouns: Mapping[EventType, tuple[str, ...]]
    verbs: Mapping[EventType, tuple[str, ...]]  # lemmas
    weak: frozenset[str]  # nouns that mean an event only where a date, a place or a participant stands beside them
    plural_endings: tuple[str, ...]  # what a noun of more than one event may end in
    plural: frozenset[str]  # nouns that are plural in form and name one event
    anaphoric: frozenset[str]  # nouns that only stand for an event already named
    phases: frozenset[str]  # nouns for parts of an event: its opening, its end
    not_before: frozenset[str]  # words that make a noun after them something else: "en formation"
    not_after: frozenset[str]  # words that make a noun before them something else: "conference room"
    days: frozenset[str]  # days and weeks that have a name
    numbered: frozenset[str]  # series of conferences that count theirs: COP27
    modal_verbs: frozenset[str]  # lemmas of verbs under which nothing has taken place
    other_objects: frozenset[str]  # what is launched or signed without being an event: an attack
    future: frozenset[str]  # auxiliaries of the future
    negations: frozenset[str]


def event_words(language: str) -> EventWords:
    """The event words of a language."""
    return section(language, "events", EventWords)


def hypothetical(token: Token, words: EventWords) -> bool:
    """Whether the verb over a token tells of a wish, a proposal or what did not happen."""
    for verb in _verbs_over(token):
        if "Cnd" in verb.morph.get("Mood", []) or verb.lemma_ in words.modal_verbs:
            return True
        if any(child.lower_ in words.negations or child.lemma_ in words.modal_verbs for child in verb.children if child.i < verb.i):
            return True
    return False


def still_to_come(token: Token, words: EventWords) -> bool:
    """Whether the verb over a token is in the future."""
    return any(
        "Fut" in verb.morph.get("Tense", []) or any(child.lemma_ in words.future for child in verb.children) for verb in _verbs_over(token)
    )


def _verbs_over(token: Token) -> list[Token]:
    return [ancestor for ancestor in token.ancestors if ancestor.pos_ in ("VERB", "AUX")][:3]


def type_of(name: str, language: str) -> EventType:
    """The type of an event, from the first word of its name that tells one."""
    match = event_pattern(language).search(name)
    return event_types(language).get(match.group().casefold(), EventType.OTHER) if match else EventType.OTHER


@cache
def event_types(language: str) -> Mapping[str, EventType]:
    words = event_words(language)
    singular = {noun.casefold(): event_type for event_type, nouns in words.nouns.items() for noun in nouns}
    return {f"{noun}{ending}": event_type for noun, event_type in singular.items() for ending in ("", *words.plural_endings)}


@cache
def event_pattern(language: str) -> re.Pattern[str]:
    words = event_words(language)
    nouns = sorted({*event_types(language), *words.anaphoric, *words.days}, key=lambda noun: (-len(noun), noun))
    numbered = "|".join(sorted(words.numbered))
    return re.compile(rf"(?<![\w-])(?:(?:{'|'.join(map(re.escape, nouns))})|(?-i:{numbered})[ -]?\d+)(?!\w)", re.IGNORECASE)
