"""The words that tell of events, and what makes them tell of none."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from kg.extraction.text.phrases import phrase_words
from kg.languages.patterns import any_of
from kg.languages.sections import section
from kg.model.entities import EventType

DECISION = "decision"  # the kind of what parliaments and boards do
PUBLICATION = "publication"  # the kind of what launches a report or book
VICTORY = "victory"  # the kind of what somebody wins
PRESS = "press"  # the kind of press conferences
JUDGMENT = "judgment"  # the kind of what courts do: verdicts, sentences
ANY, OCCASION = "any", "occasion"  # kinds of nouns that stand for any event, or for any that people meet for
ADDRESS = "address"  # the kind of speeches and lectures
VISIT = "visit"  # the kind of acts of going somewhere, whose places may be many
LAUNCH = "launch"  # the kind of openings and commissionings
SIGNING = "signing"  # the kind of what is signed
PROTEST = "protest"  # the kind of marches and rallies
_ONES = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
SERIAL_FIGURES = tuple(f"{tens}{ones}" for tens in ("", "X", "XX", "XXX", "XL", "L") for ones in _ONES)
POINTED = "event-pointed"  # the rule for what points back, but may also be named for the first time: "cette rencontre"


@dataclass(frozen=True, slots=True)
class EventWords:
    """What the rules of events need to know of a language."""

    nouns: Mapping[str, tuple[str, ...]]  # by event type; a key that is no type is a kind of the type "other"
    verbs: Mapping[str, tuple[str, ...]]  # lemmas, by the same keys
    weak: frozenset[str]  # nouns that mean an event only where a date, a place or a participant stands beside them
    faint: frozenset[str]  # kinds whose nouns mean one only with a time or place of their own
    plural_endings: tuple[str, ...]  # what a noun of more than one event may end in
    plural: frozenset[str]  # nouns that are plural in form and name one event
    of_many: frozenset[str]  # plural nouns that tell of one event where it has a time or place
    anaphoric: Mapping[str, str]  # nouns that only stand for an event already named, and of which kind it is: ANY, OCCASION or a kind
    phases: frozenset[str]  # nouns for parts of an event: its opening, its end
    openings: frozenset[str]  # words for the part with which an event begins, in names: "opening"
    closings: frozenset[str]  # for the one with which it ends
    editions: frozenset[str]  # words before what is held again and again: "édition" of a forum
    not_before: frozenset[str]  # words that make a noun after them something else: "salle de réunion"
    elsewhen: frozenset[str]  # words that make it an event of another time, which needs a date: "previous"
    not_after: frozenset[str]  # words that make a noun before them something else: "conference room"
    figurative: frozenset[str]  # nouns that with a bare "of" are a figure of speech or a mixture: "a flood of letters"
    days: frozenset[str]  # days and weeks that have a name
    day_leads: tuple[str, ...]  # what names of days begin with where their noun comes last: "World" Refugee Day
    day_nouns: tuple[str, ...]  # the nouns in which they end
    numbered: frozenset[str]  # series of conferences that count theirs: COP27
    modal_verbs: frozenset[str]  # lemmas of verbs under which nothing has taken place
    occur: frozenset[str]  # verbs that say of their subject that it takes place, as lemmas: "erupt", "take place"
    hold: frozenset[str]  # verbs that say so of their object
    attend: frozenset[str]  # verbs that say so of what their complement names
    during: tuple[str, ...]  # what stands before the time of an event: "lors de"
    expecting: tuple[str, ...]  # the same, before an event that has not begun: "avant"
    ongoing: frozenset[str]  # prepositions before a time from which events have gone on: "since"
    abstract: frozenset[str]  # weak nouns that must be told to take place, or have a time or place of their own: "dialogue"
    being_at: tuple[str, ...]  # what tells of somebody that they are at an event, with no article: "en visite"
    by_subject: frozenset[str]  # verbs that tell of what their subject does, without an object: "protest"
    of_people: frozenset[str]  # verbs that tell of an event where their object is people: "train", "receive"
    people: frozenset[str]  # words for people
    company: frozenset[str]  # prepositions before whom somebody meets: "with"
    purposes: frozenset[str]  # what opens an infinitive that tells what for: "to", "pour"
    in_place: frozenset[str]  # prepositions of place
    reflexive: Mapping[str, str]  # verbs that tell of an event only with "se", or with the word given: "se rendre", "rendre visite"
    other_objects: frozenset[str]  # what is launched or signed without being an event: an attack
    objects: Mapping[str, tuple[str, ...]]  # by kind, what its verbs must have as their object: reports are published, people trained
    condemn: frozenset[str]  # verbs that tell of a judgment only beside a penalty or a court: "condamner" one to prison, or an attack
    penalties: frozenset[str]  # words for what courts sentence people to
    tribunals: frozenset[str]  # words for courts and those who judge in them
    charging: frozenset[str]  # verbs whose complement is what somebody is charged with: their time is none of its own
    guests: tuple[str, ...]  # words for guests in the media: "invité"
    studios: tuple[str, ...]  # what leads from them to the outlet: "sur le plateau de"
    shows: tuple[str, ...]  # what leads to a programme in quotation marks
    of_victims: frozenset[str]  # nouns for what is done to somebody, told of as known where the victim is named: "the murder of X"
    serials: frozenset[str]  # words that count the days of a protest in Roman figures: "acte V"
    manner: frozenset[str]  # words that tell how long or how solemn an event is, not what it is about
    future: frozenset[str]  # auxiliaries of the future
    scheduling: frozenset[str]  # lemmas of what stands over a verb that tells of what is to come on a day: "is due to open"
    unreal: frozenset[str]  # adjectives for what may come about: "possible"
    wishes: frozenset[str]  # lemmas of nouns for wanting, proposing or avoiding an event: "call", "proposal"
    conditions: frozenset[str]  # what opens a clause of a condition: "if"
    announcing: frozenset[str]  # lemmas of what tells of an event that is still to come: "announcement", "upcoming"
    negations: frozenset[str]
    sittings: frozenset[str]  # nouns for bodies that are also those for their sittings: "conseil des ministres"
    bodies: frozenset[str]  # nouns of which names are often those of bodies: "forum"
    standing: frozenset[str]  # nouns for gatherings of which a body may be called after its members: "conference"
    members: frozenset[str]  # words for such members: "bishops"
    groups: frozenset[str]  # lemmas of nouns that call what is named a body: "association"
    blaming: Mapping[str, tuple[str, ...]]  # verbs for laying an event to somebody, and what leads to whom: "blame" it "on"
    called_off: frozenset[str]  # verbs that tell of what they are done to that it did not take place: "cancel"
    regulations: frozenset[str]  # lemmas of what lays down how a thing is held, and tells of no time when it was: "decree"
    growing: frozenset[str]  # lemmas of verbs whose subject is many events: "the attacks have multiplied"
    everywhere: tuple[str, ...]  # what tells that there were many of an event: "around the world"
    offices: tuple[str, ...]  # beginnings of the words for what people are elected to: "presidential" elections
    writing_dates: frozenset[str]  # participles before the date on which something was written: "dated"
    besides: frozenset[str]  # prepositions before what is told with an election and is no part of its name: "with", unless a name follows
    sorts: tuple[str, ...]  # beginnings of words for votes that are none to an office: "primar", "referend"

    def is_weak(self, noun: str) -> bool:
        endings = self.plural_endings
        return noun in self.weak or self.is_serial(noun) or any(noun == f"{weak}{ending}" for ending in endings for weak in self.weak)

    def is_abstract(self, noun: str) -> bool:
        return noun in self.abstract or self.is_serial(noun)

    def is_serial(self, noun: str) -> bool:
        """Whether a noun counts one of the days of a protest: "acte V"."""
        return noun.split()[0] in self.serials


@cache
def event_words(language: str) -> EventWords:
    """The event words of a language."""
    return section(language, "events", EventWords)


def is_object(word: str, kind: str, words: EventWords) -> bool:
    """Whether a word, in the singular or plural, is what acts of a kind are done to: what parliaments vote, what is published."""
    return _is_one_of(word, words.objects.get(kind, ()), words)


def is_person(word: str, words: EventWords) -> bool:
    """Whether a word, in the singular or plural, is one for people."""
    return _is_one_of(word, words.people, words)


def is_other(word: str, words: EventWords) -> bool:
    """Whether a word, in the singular or plural, is for what is launched without an event: an attack, an appeal, a product."""
    return _is_one_of(word, words.other_objects, words)


def _is_one_of(word: str, known: Collection[str], words: EventWords) -> bool:
    return word in known or any(word.endswith(end) and word.removesuffix(end) in known for end in words.plural_endings)


def type_of(name: str, language: str) -> EventType:
    """The type of an event, from the first word of its name that tells one."""
    match = event_pattern(language).search(name)
    return event_types(language).get(match.group().casefold(), EventType.OTHER) if match else EventType.OTHER


def kind_of(name: str, language: str) -> str | None:
    """The kind of an event, from the first word of its name that tells one; of two in a row, the one that the other stands beside."""
    found = [*event_pattern(language).finditer(name)][:2]
    beside = len(found) > 1 and phrase_words(language).nouns_before and found[1].start() == found[0].end() + 1
    match = next(iter(found[1:] if beside else found), None)
    noun = match.group().casefold() if match else ""
    kind = event_words(language).anaphoric.get(noun) or event_kinds(language).get(noun)
    return None if kind == ANY else kind


def type_of_kind(kind: str | None) -> EventType:
    """The event type of a kind."""
    if kind in (PRESS, JUDGMENT):
        return EventType.CONFERENCE if kind == PRESS else EventType.SESSION
    return EventType.LAUNCH if kind == PUBLICATION else EventType(kind) if kind in list(EventType) else EventType.OTHER


def offices_in(name: str, language: str) -> frozenset[str]:
    """What people are elected to, by the beginnings of the words in the name of an election."""
    words, known = re.findall(r"[\w-]+", name.casefold()), event_words(language).offices
    return frozenset(office for office in known if any(word.startswith(office) for word in words))


@cache
def event_kinds(language: str) -> Mapping[str, str]:
    """The kind of each noun: the value of an event type, or a kind of the type "other"."""
    words = event_words(language)
    singular = {noun.casefold(): kind for kind, nouns in words.nouns.items() for noun in nouns}
    singular |= {f"{word} {figures.casefold()}": PROTEST for word in words.serials for figures in SERIAL_FIGURES}
    return {f"{noun}{ending}": kind for noun, kind in singular.items() for ending in ("", *words.plural_endings)} | singular


@cache
def event_types(language: str) -> Mapping[str, EventType]:
    """The type of each noun."""
    return {noun: type_of_kind(kind) for noun, kind in event_kinds(language).items()}


@cache
def event_pattern(language: str) -> re.Pattern[str]:
    """Finds the nouns of events, the longest first."""
    words = event_words(language)
    nouns = any_of({*event_kinds(language), *words.anaphoric, *words.days})
    day = rf"(?-i:{any_of(words.day_leads)}(?: [A-Z][\w’'-]*){{0,4}} {any_of(words.day_nouns)})"
    return re.compile(rf"(?<![\w-])(?:{day}|{nouns}|(?-i:{any_of(words.numbered)})[ -]?\d+)(?!\w)", re.IGNORECASE)


def is_named_day(noun: str, language: str) -> bool:
    """Whether a noun, folded, is that of a day or week that has a name: "journée mondiale", "world refugee day"."""
    words = event_words(language)
    leads, nouns = (tuple(word.casefold() for word in group) for group in (words.day_leads, words.day_nouns))
    return noun in words.days or (bool(leads) and noun.startswith(leads) and noun.endswith(nouns))


@cache
def something_else(language: str) -> re.Pattern[str]:
    """What makes a noun before it something else: "conference *room*"."""
    return re.compile(rf"{any_of(event_words(language).not_after)}\b")


@cache
def time_before(language: str, *, begun: bool = False) -> re.Pattern[str]:
    """Finds what stands before the time of an event, or of one that has begun, at the end of a text: "lors d'", "à l'issue de la"."""
    words = event_words(language)
    during = words.during if begun else (*words.during, *words.expecting)
    stems = any_of(word.removesuffix(" de").removesuffix(" of").removesuffix(" à") for word in during)
    between = 2 if begun else 4
    return re.compile(rf"(?<!\w){stems}(?:\W+\w+){{0,{between}}}\W*$", re.IGNORECASE)


@cache
def time_of_another(language: str) -> re.Pattern[str]:
    """Finds what begins the time of an event: behind another event it is no part of its name: "talks | on the margins of the summit"."""
    return re.compile(rf"(?<!\w){any_of(event_words(language).during)}(?!\w)", re.IGNORECASE)


@cache
def spread_out(language: str) -> re.Pattern[str]:
    """Finds what tells that there were many of an event: "around the world"."""
    return re.compile(rf"(?<!\w){any_of(event_words(language).everywhere)}(?!\w)", re.IGNORECASE)


@cache
def being_there(language: str) -> re.Pattern[str]:
    """Finds "en visite" at the end of a text."""
    return re.compile(rf"(?<!\w){any_of(event_words(language).being_at)}$", re.IGNORECASE)
