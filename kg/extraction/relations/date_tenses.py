"""Which of two days a date without a year or week means, as the tense of what is told of an event shows it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from spacy.tokens import Token

from kg.extraction.events.modality import announced, comes, still_to_come
from kg.extraction.events.tenses import is_scheduled
from kg.extraction.events.words import EventWords, event_words
from kg.extraction.relations.contenders import stood_for
from kg.extraction.relations.occasions import Occasion, Scene
from kg.extraction.relations.words import relation_words
from kg.extraction.text.calendar import DatePhrase
from kg.extraction.text.date_grammar import calendar_words
from kg.extraction.text.grammar import AUXILIARIES, children, is_finite_verb, is_past
from kg.model.dates import PartialDate

AGO = timedelta(days=30)  # a day without a year that lies further off is not that of what is still to come, or of what is past
HALFYEAR = timedelta(days=183)
WEEK = timedelta(days=7)
YEAR = re.compile(r"(?<![\w/.-])(?:19|20)\d\d(?![\w/-])")


def in_tense(scene: Scene, occasion: Occasion, phrase: DatePhrase) -> DatePhrase:
    """A date that lacks a year or week, as the tense of what is told of the event shows it: the next such day, or the last one."""
    issued, start = scene.reading.issued, phrase.start
    if issued is None or issued.month is None or start is None or start.month is None or (start.day is not None and issued.day is None):
        return phrase
    text, words = scene.reading.text[phrase.begin : phrase.end], event_words(occasion.sentence.language)
    ago = issued.first_day - start.first_day
    act = occasion.act and (_will_be(occasion.head, words) or is_scheduled(occasion.head, words))
    future = act if occasion.act else still_to_come(occasion.head, words)
    stands = ago > HALFYEAR and stood_for(occasion) is not None  # "the candidate for the election of May", told in March
    ahead = future or stands or announced(occasion.head, words)
    if YEAR.search(text) or not ago:
        return phrase
    if start.day is None:
        return _month_in_tense(occasion, phrase, ago, ahead=ahead) if _is_bare_month(text, occasion.sentence.language) else phrase
    if re.search(r"\d", text) is None:
        if timedelta() < ago < WEEK and (future or _is_to_be(_verb_of(occasion, phrase), words) or _is_called_coming(occasion.head, words)):
            return _moved(phrase, days=WEEK)
        return _moved(phrase, days=-WEEK) if -WEEK < ago < timedelta() and not ahead and _is_told_as_past(occasion) else phrase
    if ahead and ago >= AGO:
        return _moved(phrase, years=1)
    return _moved(phrase, years=-1) if ago < -AGO and not ahead and is_past(occasion.verb) else phrase


def _month_in_tense(occasion: Occasion, phrase: DatePhrase, ago: timedelta, *, ahead: bool) -> DatePhrase:
    """A month without a year: the next one of what is still to come; no date where nothing tells that it lies far back."""
    if ahead and ago >= AGO:
        return _moved(phrase, years=1)
    if ago > HALFYEAR and not (is_past(occasion.verb) or any(is_past(each) for each in occasion.participles)):
        return replace(phrase, start=None, finish=None)
    return phrase


def _is_bare_month(text: str, language: str) -> bool:
    """Whether a date is the name of a month, with nothing to tell which one: neither "last May" nor "last month"."""
    words = calendar_words(language)
    told = {word.casefold() for word in re.findall(r"[^\W_]+", text)}
    return bool(told & {month.casefold() for month in words.months}) and told.isdisjoint({*words.last, *words.next})


def _is_called_coming(noun: Token, words: EventWords) -> bool:
    """Whether what stands before the noun of an event tells that it is still to come: "the planned vote"."""
    return any(child.lower_ in words.announcing for child in noun.children if child.i < noun.i)


def _verb_of(occasion: Occasion, phrase: DatePhrase) -> Token | None:
    """The verb that a date hangs on."""
    date = occasion.sentence.part.tokens(phrase.begin, phrase.end)
    return next((token for token in date.root.ancestors if token.pos_ in ("VERB", "AUX")), None) if date is not None else None


def _is_to_be(verb: Token | None, words: EventWords) -> bool:
    """Whether a verb tells of what is to come: "opens on Thursday", "scheduled for Monday", "which will start on Tuesday"."""
    if verb is None or _will_be(verb, words) or is_scheduled(verb, words):
        return verb is not None
    helpers = [child for child in verb.children if child.dep_ in AUXILIARIES]
    if any(is_past(word) for word in helpers):
        return False
    if verb.lemma_ in words.occur and is_finite_verb(verb):
        return "Pres" in verb.morph.get("Tense", []) and not helpers
    return verb.lemma_ in words.announcing - relation_words(verb.lang_).speech_verbs


def _will_be(verb: Token, words: EventWords) -> bool:
    """Whether a verb is in the future, or its auxiliary, in a passive: "recevra", "sera reçu"."""
    return comes(verb, words) or any("Fut" in child.morph.get("Tense", []) for child in children(verb, AUXILIARIES))


def _is_told_as_past(occasion: Occasion) -> bool:
    verb = occasion.clause
    return verb is not None and is_finite_verb(verb) and is_past(verb)


def _moved(phrase: DatePhrase, *, days: timedelta = timedelta(), years: int = 0) -> DatePhrase:
    """A date so much later; the same one, where there is no such day: 29 February."""

    def moved(date: PartialDate | None) -> PartialDate | None:
        if date is None or not days:
            return date and replace(date, year=date.year + years)
        return PartialDate.of(date.first_day + days)

    try:
        return replace(phrase, start=moved(phrase.start), finish=moved(phrase.finish))
    except ValueError:
        return phrase
