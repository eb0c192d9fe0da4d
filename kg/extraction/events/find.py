"""Gatherings and acts at a time and place, named by a noun: "la réunion d'experts sur …", "the Regional Conference on …"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.candidates import Candidate, without_overlaps
from kg.extraction.events.appearances import find_appearances
from kg.extraction.events.extent import (
    barriers,
    before_acronym,
    before_phase,
    day_alone,
    of_an_election,
    tidied,
    with_company,
    with_group,
    with_lead,
    with_owners,
    with_stops,
    with_victim,
)
from kg.extraction.events.nominal import nominal_event
from kg.extraction.events.nouns import ELECTION, EventNoun
from kg.extraction.events.operations import police_operations
from kg.extraction.events.reported import find_verbal_events
from kg.extraction.events.tenses import is_marked
from kg.extraction.events.words import event_kinds, event_pattern, event_words, is_named_day
from kg.extraction.text.calendar import is_calendar_word, times_in
from kg.extraction.text.furniture import is_reference
from kg.extraction.text.phrases import is_finite, noun_phrase, phrase_words, with_agent
from kg.extraction.text.reading import Parsed, Sentence


def find_events(reading: Parsed, names: Sequence[Candidate]) -> list[Candidate]:
    """The events that a document reports or names; `names` are the names and programmes already found."""
    found: list[Candidate] = []
    for sentence in reading.sentences:
        found.extend(_nominal(reading, sentence, names))
    found.extend(find_appearances(reading, names))
    events = without_overlaps([*found, *police_operations(reading)])
    return sorted([*events, *find_verbal_events(reading, names, events)])


def _nominal(reading: Parsed, sentence: Sentence, names: Sequence[Candidate]) -> Iterator[Candidate]:
    matches = list(event_pattern(sentence.language).finditer(sentence.text))
    if not matches or is_reference(sentence):
        return
    times = tuple(times_in(sentence.text, sentence.language, offset=sentence.begin))
    here = tuple(name for name in names if sentence.begin <= name.begin < sentence.end)
    ends = barriers(reading, sentence, times, here)
    for match in matches:
        noun = _noun(sentence, match, times, here, ends)
        if noun is not None and (candidate := nominal_event(noun)) is not None:
            yield candidate


def _noun(
    sentence: Sentence, match: re.Match[str], times: tuple[tuple[int, int], ...], names: tuple[Candidate, ...], ends: Collection[int]
) -> EventNoun | None:
    part = sentence.part
    tokens = part.tokens(sentence.begin + match.start(), sentence.begin + match.end())
    if tokens is None or (tokens[0].pos_ in ("VERB", "AUX") and (is_finite(tokens[0]) or is_marked(tokens[0]))) or _has_an_object(tokens):
        return None
    folded = match.group().casefold()
    if is_calendar_word(folded, part.language) and match.group()[0].isupper():
        return None  # the month of March
    kind = event_kinds(part.language).get(folded, "other")
    if not _is_nominal(tokens.root, faint=kind in event_words(part.language).faint):
        return None
    phrase = with_agent(part.doc, noun_phrase(part.doc, tokens.start, tokens.end, part.language, ends), part.language)
    whose = with_group(sentence, before_acronym(sentence, before_phase(sentence, phrase)))
    owned = with_lead(sentence, with_owners(sentence, whose, names), names)
    if is_named_day(folded, part.language) and phrase_words(part.language).nouns_before:
        owned = day_alone(sentence, owned)
    whole = tidied(sentence, with_stops(sentence, with_company(sentence, owned, kind, names, ends), kind, names), names)
    whole = of_an_election(sentence, whole) if kind == ELECTION else whole
    if folded in event_words(part.language).of_victims:
        whole = with_victim(sentence, whole, names)
    return EventNoun(sentence, whole, folded, kind, times, names)


def _has_an_object(tokens: Tokens) -> bool:
    """Whether an article right behind a word shows it to be a verb, whatever the parser says: "to have experts visit the camp"."""
    doc, words = tokens.doc, phrase_words(tokens.doc.lang_)
    behind = doc[tokens.end] if tokens.end < len(doc) else None
    if not words.nouns_before or behind is None or behind.lower_ not in words.definite | words.possessive - {"'s", "'"}:
        return False
    return behind.pos_ in ("DET", "PRON") and behind.head.i > behind.i and tokens.root.i > 0 and behind.head.head.i <= tokens.root.i


def _is_nominal(token: Token, *, faint: bool) -> bool:
    """Whether a word is no adjective beside a noun here: "a fair reading"; a faint noun must not be taken for a verb either."""
    if token.pos_ == "ADJ":
        before_day = token.head.i == token.i + 1 and is_calendar_word(token.head.lower_, token.lang_)  # "at the plenary yesterday"
        return token.dep_ != "amod" or before_day or token.head.pos_ == "ADP"
    return not faint or token.pos_ in ("NOUN", "PROPN")
