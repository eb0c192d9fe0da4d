"""The words that tell who does what at events and in programmes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.languages.patterns import any_of
from kg.languages.sections import section

LEAD = 5  # words between a phrase and the event that it leads to
BETWEEN = 2  # words between a participle and its agent: "financé entièrement par"


@dataclass(frozen=True, slots=True)
class RelationWords:
    """What the rules of relations need to know of a language. Verbs are lemmas, participles masculine singular."""

    agents: tuple[str, ...]  # "by"
    participle_endings: tuple[str, ...]  # what the feminine and plural of a participle add to it
    list_words: tuple[str, ...]  # what may stand between the items of a list of names
    located: frozenset[str]  # prepositions that tell where something takes place, and not what it is about
    located_first: frozenset[str]  # the same, as they are written at the beginning of a sentence only
    located_on: frozenset[str]  # those that do so before a noun for land or a building: "on" the island of
    where: frozenset[str]  # relatives of place
    organised: tuple[str, ...]  # participles, followed by an agent
    organised_with: tuple[str, ...]  # phrases, followed by the names at once
    courts: tuple[str, ...]  # what stands between a trial and the court that holds it: "before"
    organise_verbs: frozenset[str]
    attended: tuple[str, ...]
    attend_verbs: frozenset[str]
    contenders: tuple[str, ...]  # nouns for who stands for election
    as_words: frozenset[str]  # words before what somebody is chosen to be: "as"
    contest_verbs: frozenset[str]  # those that tell so only of an election, or of what is their object: "lost" the match
    sending_verbs: frozenset[str]  # verbs whose object does what the verb under them tells: "sent" X to attend
    given_verbs: frozenset[str]  # those that tell so only of their object: "gave" a speech
    refusing_verbs: frozenset[str]  # verbs of not doing what the verb under them tells
    attendance: tuple[str, ...]  # phrases, followed by those who take part
    companions: tuple[str, ...]  # the same, in a sentence that tells of an event
    examples: tuple[str, ...]  # those of them between a noun for people and some of their names: "including"
    accompanied: tuple[str, ...]  # those of them between the subject of a clause and its company
    motion_verbs: frozenset[str]  # verbs of coming and going
    sides: tuple[str, ...]  # words before those who sign, launch or meet: "by", "between"
    parties: tuple[str, ...]  # "between": before the countries that sign
    patrons: tuple[str, ...]  # phrases before those who lend an event their name: "under the patronage of"
    company: tuple[str, ...]  # words before those with whom one meets
    support: tuple[str, ...]  # what stands between such a word and those who only give help: "with" the support of
    presence: tuple[str, ...]  # phrases before an event at which those are whom the clause names: "during"
    inside: tuple[str, ...]  # the same, right before it: "in" the meeting
    underway: tuple[str, ...]  # the same, of a visit: "on" a trip
    aftermath: tuple[str, ...]  # the same, of what comes after it: "at the end of"
    apart: tuple[str, ...]  # phrases before an event that lies on another day than what the clause tells: "before"
    light: frozenset[str]  # nouns between a verb and an event that add nothing to it: "in the framework of", "the work of"
    meet_verbs: frozenset[str]  # verbs whose object is present too
    recipients: frozenset[str]  # what leads to whom something is given or told: "to"
    gather_verbs: frozenset[str]  # what an event does with those who take part
    host_verbs: frozenset[str]  # what a place does with an event
    happen_verbs: frozenset[str]  # what an event does
    begun_with: frozenset[str]  # what leads to the part with which it begins or ends: "with"
    there: frozenset[str]  # adjectives, as lemmas, for who is at an event: "present"
    contributions: frozenset[str]  # nouns for what somebody says or does at an event: "speech"
    records: tuple[str, ...]  # words by which an event is set off from those before it: the "first" since
    stages: frozenset[str]  # nouns for a place at which something happens: the "scene" of an attack
    struck_verbs: frozenset[str]  # what an event does to a place, in the passive: "hit" by a storm
    built_verbs: frozenset[str]  # verbs, as lemmas, whose participle tells where a thing stands: "built" in Y
    listing_verbs: frozenset[str]  # verbs between "among those present" and the names: "were"
    unnamed: frozenset[str]  # words for people who are named behind a verb: "others", "those"
    attending: frozenset[str]  # forms of verbs and adjectives for being, speaking or being awaited somewhere: "attended", "expected"
    having: frozenset[str]  # what stands before those whom an event "had" in attendance
    at_hand: tuple[str, ...]  # what stands behind them
    thank_verbs: frozenset[str]  # verbs whose object has held the event that it is thanked for
    closing_verbs: frozenset[str]  # what an event does on its last day: "end", "prendre fin"
    lasting_verbs: frozenset[str]  # verbs for going on until a day
    founding_verbs: frozenset[str]  # what tells since when there has been a body, or a series of events
    first_person: frozenset[str]  # "I"
    event_pronouns: frozenset[str]  # what may stand for an event
    destinations: frozenset[str]  # prepositions of where a visit goes
    goals: frozenset[str]  # prepositions of where somebody sets out to: "left [for] Y"
    areas: frozenset[str]  # nouns, as lemmas, for stretches of land, settlements and buildings: "in the town of Y"
    bearings: frozenset[str]  # adjectives and particles before the name of a place: "northern"
    partners: tuple[str, ...]  # phrases before those who organise an event together with others
    present_verbs: frozenset[str]  # what an event, or those at it, do with a programme: "adopt"
    part_of: tuple[str, ...]  # phrases before an event that another is a part of
    delegates: frozenset[str]  # nouns for those who stand for a body or country
    represented: tuple[str, ...]  # what stands between a body and who acts for it
    offices: frozenset[str]  # nouns for what acts in the name of a body: its "office", its "team"
    fighters: frozenset[str]  # nouns for those of an armed group
    relatives: frozenset[str]  # nouns for people by whom they belong to: "wife", "lawyer"
    shared: frozenset[str]  # possessives of several: "their"
    delegations: frozenset[str]  # what is sent to an event
    audiences: frozenset[str]  # nouns for all who are at an event: "participants"
    speeches: frozenset[str]  # nouns for what is held or read at an event
    for_one: tuple[str, ...]  # events that are held for one speaker: a "press conference"
    speech_at_event: tuple[str, ...]  # phrases that show a document to report speeches made at its event
    speech_verbs: frozenset[str]
    reporting_verbs: frozenset[str]  # what those do who were not there: "report"
    within_programme: tuple[str, ...]  # "as part of"
    owners: frozenset[str]  # "of": a programme of somebody
    roles: frozenset[str]  # nouns for posts: "ambassador in Y" tells of no place of an event


@cache
def relation_words(language: str) -> RelationWords:
    """The relation words of a language."""
    return section(language, "relations", RelationWords)


@cache
def owner_words(language: str) -> frozenset[str]:
    """The words of the phrases that tell whose something is."""
    return frozenset(word for owner in relation_words(language).owners for word in owner.split())


@cache
def apart_words(language: str) -> frozenset[str]:
    """The single words that lead to what lies on another day: "after"."""
    return frozenset(phrase for phrase in relation_words(language).apart if " " not in phrase)


@cache
def by_agent(language: str, field: str) -> re.Pattern[str]:
    """A participle of a list with its agent: "organised by", "financée entièrement par"."""
    words = relation_words(language)
    ending = f"{any_of(words.participle_endings)}?"
    participles = any_of(getattr(words, field), gap=rf"{ending}\s")
    agents = any_of(words.agents)
    return re.compile(rf"\b{participles}{ending}(?:\s[\w-]+){{0,{BETWEEN}}}?\s{agents}\b", re.IGNORECASE)


@cache
def phrases(language: str, field: str) -> re.Pattern[str]:
    """The phrases of a list; where a language leaves out the last vowel of "of" before another, so too: "en présence d'"."""
    words = relation_words(language)
    listed = getattr(words, field)
    of = min((owner for owner in words.owners if owner.endswith("'")), key=len, default=None)  # "d'", and not "de l'"
    elided = [re.sub(r" \w+$", f" {of[:-1]}{mark}", phrase) for phrase in listed if of and phrase.endswith(f" {of[:-1]}e") for mark in "'’"]
    return re.compile(rf"(?<!\w)(?:{any_of(listed)}(?!\w)|{any_of(elided)})", re.IGNORECASE)


@cache
def leads_to(language: str, field: str, within: int = LEAD) -> re.Pattern[str]:
    """A phrase of a list at the end of a stretch, with no more than a few words behind it: "lors de la 2e édition de"."""
    words = any_of(getattr(relation_words(language), field))
    return re.compile(rf"(?<!\w){words}(?!\w)(?:\s*[\w'-]+){{0,{within}}}\s*[\"“«']?\s*$", re.IGNORECASE)


@cache
def list_gap(language: str) -> re.Pattern[str]:
    """What stands between two names of a list, or between a cue and the first of them."""
    words = any_of(relation_words(language).list_words)
    return re.compile(rf"(?:[\s,;:/&()-]|\([^()]*\)|\b{words}(?!\w)|(?<=[\s,]){words}(?=[\s\w]))*", re.IGNORECASE)
