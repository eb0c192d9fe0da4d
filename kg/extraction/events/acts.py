"""What tells that an act named by a noun took place: a vote, an attack, an accident, a verdict."""

from __future__ import annotations

import re

from kg.extraction.events.nouns import EventNoun, dated, has_begun, takes_place
from kg.extraction.events.words import DECISION, PUBLICATION, is_object
from kg.extraction.text.grammar import DIRECT_OBJECTS, RELATIVE_CLAUSES, SUBJECTS, children, is_infinitive, is_passive, is_past
from kg.extraction.text.phrases import Determiner
from kg.model.entities import EntityClass

SITED = frozenset({"accident", "release", "demolition"})  # kinds that need a time or place
UNCOUNTED = frozenset({"attack", "accident"})  # kinds that many events are told of at once
MEAL = "meal"  # the kind of dinners, which people are at: "during the dinner"
HOSTED = frozenset({"debate", MEAL, "address"})  # kinds that somebody gives or holds for others
NEXT_WORDS = 5  # words in which the complement of a noun begins


def did_something(noun: EventNoun) -> bool:
    """Whether a clause tells what an attack or accident did: "the explosion that destroyed the port", "le putsch qui a renversé le roi"."""
    clauses = [verb for verb in children(noun.head, RELATIVE_CLAUSES) if is_past(verb) and not is_passive(verb)]
    subjects = (subject for verb in clauses for subject in children(verb, SUBJECTS))
    return noun.kind in UNCOUNTED and not noun.is_plural and any(subject.pos_ == "PRON" for subject in subjects)


def is_a_charge(noun: EventNoun) -> bool:
    """Whether a noun tells what somebody is charged with or held for: "sentenced on Monday for murder", "arrêté mardi pour une attaque"."""
    verb = next((above for above in noun.head.ancestors if above.pos_ in ("VERB", "AUX")), None)
    if noun.kind not in UNCOUNTED or noun.phrase.determiner is Determiner.DEFINITE:
        return False
    return verb is not None and verb.i < noun.head.i and verb.lemma_ in noun.words.charging


def names_its_victim(noun: EventNoun) -> bool:
    """Whether a killing or kidnapping is told of by the name of the one person who suffered it: "the murder of the journalist X"."""
    behind = [name for name in noun.names if name.cls is EntityClass.PERSON and noun.head_end <= name.begin < name.end <= noun.end]
    return noun.noun in noun.words.of_victims and len(behind) == 1


def is_of_a_cup(noun: EventNoun) -> bool:
    """Whether a match has the name of what is played for before it: "the Pacific Cup final"."""
    before = noun.sentence.part.doc[noun.phrase.first : noun.phrase.head_end]
    return noun.kind == "match" and sum(token.text[0].isupper() for token in before) > 1


def is_told_to_take_place(noun: EventNoun) -> bool:
    """Whether words beside an act tell so; an accident needs more, and a law is not made where a text says what holds before."""
    if noun.kind in SITED:
        return False
    return has_begun(noun) if noun.kind == DECISION else takes_place(noun)


def goes_on(noun: EventNoun) -> bool:
    """Whether a clause tells what happened at a gathering that is called by its noun alone: "lors d'un débat télévisé"."""
    return noun.kind in HOSTED and noun.phrase.determiner is Determiner.INDEFINITE and has_begun(noun)


def decides(noun: EventNoun) -> bool:
    """Whether what is decided on, or published, stands right behind the noun: "l'adoption de la loi"."""
    kind = noun.kind if noun.kind == PUBLICATION else DECISION
    return any(is_object(word, kind, noun.words) for word in _following(noun))


def is_said_of_something(noun: EventNoun) -> bool:
    """Whether the noun is a predicate: "it was a tragedy"."""
    return noun.phrase.determiner is Determiner.INDEFINITE and (
        noun.head.dep_ == "attr" or any(child.dep_ == "cop" for child in noun.head.children)
    )


def is_aimed_at(noun: EventNoun) -> bool:
    """Whether an infinitive over the noun, with no time in the sentence, tells of an aim: "afin de garantir des élections apaisées"."""
    verb = noun.head.head
    aimed = verb.pos_ == "VERB" and is_infinitive(verb) and not dated(noun)
    several = noun.is_plural and noun.head.dep_ in DIRECT_OBJECTS and noun.phrase.determiner is not Determiner.DEMONSTRATIVE
    return aimed and (several or noun.phrase.determiner in (Determiner.INDEFINITE, Determiner.NONE))


def _following(noun: EventNoun) -> list[str]:
    """The words right after a noun."""
    return re.findall(r"\w+", noun.sentence.text[noun.head_end - noun.sentence.begin :].casefold())[:NEXT_WORDS]
