"""A mention of an event with what the words of it and around it tell: its kind, its days, its towns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from kg.extraction.candidates import Candidate
from kg.extraction.coreference.clusters import telling_words, words_of
from kg.extraction.events.appearances import APPEARANCE
from kg.extraction.events.nouns import ELECTION
from kg.extraction.events.verbal import kind_of_act
from kg.extraction.events.words import event_pattern, event_words, kind_of, offices_in
from kg.extraction.names.gazetteer import Kind, gazetteer
from kg.extraction.text.calendar import dates_in
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.grammar import RELATIVE_CLAUSES
from kg.extraction.text.phrases import phrase_words
from kg.extraction.text.reading import Reading, Sentence
from kg.languages.patterns import any_of
from kg.model.dates import PartialDate
from kg.model.entities import EventType, Form

# kinds that are held by people who meet
_HOUSED = (EventType.CONFERENCE, EventType.MEETING, EventType.WORKSHOP, EventType.TRAINING)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BESIDE = 12  # characters between an event and its date
WEEK = timedelta(days=7)  # between the days of events that differ
_UP_TO_TOWN = 4  # blanks: "workshop in Kano", "workshop was held in Kano"
NEAR_WORDS = 2  # telling words from which a name can be told from another by its words


@dataclass(frozen=True, slots=True)
class EventMention:
    """A mention of an event with what the words around it tell."""

    mention: Candidate
    surface: str
    core: str  # without the house that it is held in
    language: str
    kind: str | None  # none of a noun for any event, "occasion" of one for all that people meet for
    points_back: bool
    years: frozenset[str]
    days: tuple[PartialDate, ...]  # on which the only date beside it begins and ends
    fixed: tuple[PartialDate, ...]  # the bounds of a date that stands right beside it, or in the sentence of an act
    towns: frozenset[str]  # items of the gazetteer
    recent: bool  # whether it took place in the days about the date of the document
    restricted: bool  # a relative clause tells which one is meant: "the coup that brought down the king"
    present: frozenset[str]  # the year in which the document was published
    offices: frozenset[str]  # what people are elected to in it
    sorts: frozenset[str]  # words that tell an election from others to the same office: "primary"
    proper: frozenset[str]  # the words of names in it: of places for a visit, of others for what is held in a place


def read_event(reading: Reading, mention: Candidate, places: Sequence[Candidate]) -> EventMention:
    """A mention of an event, read in its sentence; `places` are those of the document."""
    sentence = reading.sentence_at(mention.begin)
    surface = reading.text[mention.begin : mention.end]
    language, named = sentence.language, mention.form is Form.NAME
    kind = _kind(sentence, mention, surface)
    dated = _dated(reading, mention) if named else ()
    beside = dated if mention.extractor == "event-verb" else _dated(reading, mention, beside=True) if named else ()
    return EventMention(
        mention=mention,
        surface=surface,
        core=_but_where(surface, mention, language, places),
        language=language,
        kind=kind,
        points_back=not named or _is_definite(reading, mention, language),
        years=frozenset(YEAR.findall(surface) or [str(bound.year) for bound in dated]),
        fixed=beside,
        days=dated if all(bound.day for bound in dated) else (),
        towns=_towns(reading, mention, places) if named else frozenset(),
        recent=any(bound.day and _is_recent(bound, reading.issued) for bound in dated),
        restricted=_is_restricted(sentence, mention),
        sorts=frozenset(sort for sort in event_words(language).sorts if sort in surface.casefold()) if kind == ELECTION else frozenset(),
        present=frozenset([str(reading.issued.year)]) if reading.issued is not None else frozenset(),
        offices=offices_in(surface, language) if kind == ELECTION else frozenset(),
        proper=_proper_words(surface, mention, language, places),
    )


def _but_where(surface: str, mention: Candidate, language: str, places: Sequence[Candidate]) -> str:
    """The name of a gathering without the house in which it is held: "regional conference [at the Training Centre of Y]"."""
    noun = event_pattern(language).search(surface) if mention.event_type in _HOUSED else None
    where = _in_a_house(language).search(surface, noun.end()) if noun is not None else None
    if where is None or any(place.begin == mention.begin + where.end() for place in places):
        return surface
    return surface[: where.start()]


@cache
def _in_a_house(language: str) -> re.Pattern[str]:
    """A preposition of place, with an article or none, before something that is written as a name."""
    located, definite = any_of(event_words(language).in_place), any_of(phrase_words(language).definite)
    return re.compile(rf"\s{located}\s(?:{definite}\s?)?(?=[A-ZÀ-Ý])")


def _proper_words(surface: str, mention: Candidate, language: str, places: Sequence[Candidate]) -> frozenset[str]:
    """The words with capitals that tell an event from others, less those of its kind: where a visit leads, whose meeting it is."""
    inside = [
        surface[place.begin - mention.begin : place.end - mention.begin] for place in places if mention.begin <= place.begin < mention.end
    ]
    where = {word for name in inside for word in words_of(name)}
    words = re.findall(r"\b[^\W\d_][\w-]+", surface)
    if mention.event_type is EventType.VISIT:
        return frozenset(where)
    if all(word[0].isupper() for word in words) and len(words) > NEAR_WORDS:  # a headline
        return frozenset()
    proper = {word for each in words if each[0].isupper() for word in words_of(each)}
    return frozenset(proper & set(telling_words(surface, language)) - event_nouns(surface, language) - where)


def _is_recent(day: PartialDate, issued: PartialDate | None) -> bool:
    return issued is not None and bool(issued.day) and abs(day.first_day - issued.first_day) <= WEEK


def _is_restricted(sentence: Sentence, mention: Candidate) -> bool:
    tokens = sentence.part.tokens(mention.begin, mention.end)
    return tokens is not None and any(child.dep_ in RELATIVE_CLAUSES for child in tokens.root.children)


def _dated(reading: Reading, mention: Candidate, *, beside: bool = False) -> tuple[PartialDate, ...]:
    """The bounds of one date right beside a mention, "this year's conference", or of the only one of its sentence."""
    sentence = reading.sentence_at(mention.begin)
    before = reading.sentences[max(0, reading.sentence_index(mention.begin) - 1)]
    if before.text.endswith(":"):  # "8 September 2024: the wreck of …"
        sentence = before if dates_in(before.text, before.language, reading.issued) else sentence
    dates = dates_in(sentence.text, sentence.language, reading.issued, offset=sentence.begin)
    near = [d for d in dates if abs(d.end - mention.begin) <= _BESIDE or 0 <= d.begin - mention.end <= _BESIDE]
    near = near if near or beside else dates
    bounds = [bound for date in near for bound in (date.start, date.finish) if bound is not None]
    return tuple(bounds) if len(near) == 1 else ()


def _towns(reading: Reading, mention: Candidate, places: Sequence[Candidate]) -> frozenset[str]:
    """The towns in the name of an event, or right behind it: "the workshop in Kano"."""
    found = set()
    for place in places:
        gap = reading.text[mention.end : place.begin] if place.begin >= mention.end else ""
        behind = 2 <= gap.count(" ") <= _UP_TO_TOWN and gap.replace(" ", "").isalpha()
        if behind or (mention.begin <= place.begin and place.end <= mention.end):
            entry = gazetteer().get(reading.text[place.begin : place.end])
            if entry is not None and entry.kind in (Kind.TOWN, Kind.CAPITAL) and entry.qid:
                found.add(entry.qid)
    return frozenset(found)


def _kind(sentence: Sentence, mention: Candidate, surface: str) -> str | None:
    if mention.extractor == APPEARANCE:
        return APPEARANCE
    if mention.extractor != "event-verb":
        told = mention.event_type in (EventType.LAUNCH, EventType.SIGNING)  # a ceremony may be held for one
        return str(mention.event_type) if told else kind_of(surface, sentence.language)
    tokens = sentence.part.tokens(mention.begin, mention.end)
    return (kind_of_act(tokens, sentence.language) if tokens is not None else None) or str(mention.event_type)


def event_nouns(surface: str, language: str) -> set[str]:
    """The words of a name that only say what kind of event it is, how long or solemn, and which of a series."""
    nouns = {word for match in event_pattern(language).finditer(surface) for word in words_of(match.group())}
    numbers = {word for word in words_of(surface) if word[0].isdigit()}
    return nouns | numbers | {fold_letters(word) for word in event_words(language).manner}


def _is_definite(reading: Reading, mention: Candidate, language: str) -> bool:
    """Whether a definite article, a demonstrative or a possessive stands at the beginning of a mention or before it."""
    known = phrase_words(language)
    words = known.definite | known.demonstrative | known.possessive
    inside = reading.text[mention.begin : mention.end].split()[0].lower()
    before = reading.text[max(0, mention.begin - 12) : mention.begin].split()[-1:]
    first = re.match(r"\w+'?", inside)
    behind = (form for word in before for form in (word.lower(), re.sub(r"^\w+(?='s?$)", "", word.lower())))  # "l'", "Tuesday's"
    return (first is not None and first.group() in words) or any(form in words for form in behind)
