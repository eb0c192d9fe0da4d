"""Gatherings and acts at a time and place, named by a noun: "la réunion d'experts sur …", "the Regional Conference on …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extraction.calendar import DatePhrase, dates_in, length_in_days
from kg.extraction.candidates import Candidate, without_overlaps
from kg.extraction.event_words import EventWords, event_pattern, event_types, event_words, hypothetical, still_to_come
from kg.extraction.phrases import Determiner, Phrase, is_finite, noun_phrase, phrase_words
from kg.extraction.reading import Parsed, Part, Sentence
from kg.extraction.verbal_events import find_verbal_events
from kg.model.entities import EntityClass, EventType, Form

NAMED, DESCRIBED, WEAKLY_DESCRIBED, BARE = 0.93, 0.9, 0.82, 0.75
NEAR = 40  # characters from the part of an event to the noun for the whole
LONGEST_HEADLINE = 30  # words of a line that may lack determiners


@dataclass(frozen=True, slots=True)
class _Noun:
    """An event noun in its sentence, with what stands around it."""

    sentence: Sentence
    phrase: Phrase
    noun: str  # folded
    event_type: EventType
    dates: tuple[DatePhrase, ...]  # of the sentence
    names: tuple[Candidate, ...]  # of the sentence

    @property
    def head(self) -> Token:
        return self.sentence.part.doc[self.phrase.head]

    @property
    def begin(self) -> int:
        return self.sentence.part.offset + int(self.sentence.part.doc[self.phrase.first].idx)

    @property
    def end(self) -> int:
        last = self.sentence.part.doc[self.phrase.end - 1]
        return self.sentence.part.offset + int(last.idx) + len(last)

    @property
    def complement(self) -> str:
        return str(self.sentence.part.doc[self.phrase.head_end : self.phrase.end].text)


def find_events(reading: Parsed, names: Sequence[Candidate]) -> list[Candidate]:
    """The events that a document reports or names; `names` are the names and programmes already found."""
    found: list[Candidate] = []
    for sentence in reading.sentences:
        found.extend(_nominal(reading, sentence, names))
    events = without_overlaps(found)
    return sorted([*events, *find_verbal_events(reading, names, events)])


def _nominal(reading: Parsed, sentence: Sentence, names: Sequence[Candidate]) -> Iterator[Candidate]:
    matches = list(event_pattern(sentence.language).finditer(sentence.text))
    if not matches:
        return
    dates = tuple(dates_in(sentence.text, sentence.language, reading.issued, offset=sentence.begin))
    here = tuple(name for name in names if sentence.begin <= name.begin < sentence.end)
    for match in matches:
        noun = _noun(sentence, match, dates, here)
        if noun is not None and (candidate := _judge(noun)) is not None:
            yield candidate


def _noun(sentence: Sentence, match: re.Match[str], dates: tuple[DatePhrase, ...], names: tuple[Candidate, ...]) -> _Noun | None:
    part = sentence.part
    tokens = part.tokens(sentence.begin + match.start(), sentence.begin + match.end())
    if tokens is None or (tokens[0].pos_ in ("VERB", "AUX") and is_finite(tokens[0])):
        return None
    barriers = {date_tokens[0].i for date in dates if (date_tokens := part.tokens(date.begin, date.end)) is not None}
    phrase = noun_phrase(part.doc, tokens.start, tokens.end, part.language, barriers)
    folded = match.group().casefold()
    return _Noun(sentence, phrase, folded, _type(folded, phrase, part), dates, names)


def _type(noun: str, phrase: Phrase, part: Part) -> EventType:
    """The type of an event noun; a ceremony for something is what it is held for."""
    types = event_types(part.language)
    own = types.get(noun, EventType.OTHER)
    inner = event_pattern(part.language).search(part.doc[phrase.head_end : phrase.end].text) if own is EventType.CEREMONY else None
    purpose = types.get(inner.group().casefold(), own) if inner is not None else own
    return purpose if purpose in (EventType.LAUNCH, EventType.SIGNING) else own


def _judge(noun: _Noun) -> Candidate | None:
    """What a noun stands for: an event by name or description, one already named, or nothing that took place."""
    words = event_words(noun.sentence.language)
    if _means_something_else(noun, words) or _is_part_of_a_name(noun) or noun.phrase.determiner is Determiner.QUANTIFIER:
        return None
    if noun.noun in words.anaphoric:
        return _anaphoric(noun, words)
    if _tells_of_another_event(noun, words):
        return None
    if noun.phrase.determiner is Determiner.DEMONSTRATIVE:
        return _candidate(noun, "event-anaphor", BARE, Form.NOMINAL)
    if _is_proper(noun):
        return _candidate(noun, "event-name", NAMED, Form.NAME)
    if noun.phrase.determiner is Determiner.NONE:
        return _without_determiner(noun, words)
    if noun.phrase.determiner is Determiner.INDEFINITE:
        return _introduced(noun, words)
    return _definite(noun, words)


def _candidate(noun: _Noun, rule: str, confidence: float, form: Form) -> Candidate:
    begin, part = noun.begin, noun.sentence.part
    if form is Form.NOMINAL:
        begin = part.offset + int(part.doc[noun.phrase.with_determiner(part.doc, part.language)].idx)
    return Candidate(
        begin=begin, end=noun.end, cls=EntityClass.EVENT, extractor=rule, confidence=confidence, form=form, event_type=noun.event_type
    )


def _means_something_else(noun: _Noun, words: EventWords) -> bool:
    if noun.head.dep_ == "compound" and noun.head.head.i >= noun.phrase.head_end:
        return True
    text, offset = noun.sentence.text, noun.sentence.begin
    begin, end = noun.head.idx + noun.sentence.part.offset - offset, _head_end(noun) - offset
    before, after = text[: noun.begin - offset].casefold().rstrip(), text[end:].casefold().lstrip()
    inside = text[noun.begin - offset : begin].casefold().split()
    if any(before == word or before.endswith((" " + word, "'" + word)) for word in words.not_before) or words.not_before & set(inside):
        return True
    if text[end : end + 1] in ("-", "/") and text[end + 1 : end + 2].isalnum():
        return True
    return any(re.match(re.escape(word) + r"\b", after) for word in words.not_after)


def _head_end(noun: _Noun) -> int:
    last = noun.sentence.part.doc[noun.phrase.head_end - 1]
    return noun.sentence.part.offset + int(last.idx) + len(last)


def _is_part_of_a_name(noun: _Noun) -> bool:
    """Whether the noun stands inside the name of a body, person or programme, or ends a longer series of capitals."""
    doc, first = noun.sentence.part.doc, noun.phrase.first
    if first > 1 and doc[first].text[0].isupper() and doc[first - 1].pos_ == "CCONJ" and doc[first - 2].text[0].isupper():
        return True
    begin = noun.head.idx + noun.sentence.part.offset
    bodies = (EntityClass.ORGANISATION, EntityClass.PERSON, EntityClass.PROGRAMME)
    strong = noun.noun not in event_words(noun.sentence.language).weak
    around = [name for name in noun.names if name.cls in bodies and name.form is Form.NAME and name.begin <= begin < name.end]
    return any(not (name.guessed and strong and noun.begin <= name.begin) for name in around)


def _tells_of_another_event(noun: _Noun, words: EventWords) -> bool:
    """Whether the noun is only a part of the event that its complement names: the opening of the meeting."""
    if noun.noun not in words.phases:
        return False
    inner = event_pattern(noun.sentence.language).search(noun.complement)
    if inner is None or inner.group().casefold() in words.phases or inner.start() > NEAR:
        return False
    determiners = phrase_words(noun.sentence.language).determiners  # "la cérémonie de signature" has none: it is the event itself
    return bool(determiners & set(re.findall(r"\w+'?", noun.complement[: inner.start()].casefold())))


def _is_proper(noun: _Noun) -> bool:
    """Whether capitals show the phrase to be a name: "Regional Conference on Border Control", "COP27"."""
    doc, phrase = noun.sentence.part.doc, noun.phrase
    if noun.noun in event_words(noun.sentence.language).days or any(c.isdigit() for c in noun.head.text):
        return True
    at_start = phrase.first == noun.sentence.tokens.start
    content = [t for t in doc[phrase.first : phrase.end] if t.is_alpha and len(t) > 3]
    capitals = [t for t in content if t.text[0].isupper()]
    if noun.head.text[0].isupper() and not at_start and not noun.head.text.isupper():
        return len(capitals) >= 2
    return at_start and len(capitals) >= 3 and len(capitals) > len(content) / 2 and not noun.head.text.isupper()


def _without_determiner(noun: _Noun, words: EventWords) -> Candidate | None:
    """Headlines leave determiners out; elsewhere a bare noun tells of no single event."""
    if _plural(noun) and noun.noun not in words.plural:
        return None
    first = noun.phrase.first == noun.sentence.tokens.start
    is_line = len(noun.sentence.tokens) <= LONGEST_HEADLINE and not noun.sentence.text.rstrip().endswith((".", "!", "?", ";"))
    if is_line and (first or noun.sentence.begin == 0) and noun.phrase.end > noun.phrase.head_end:
        return _candidate(noun, "event-headline", WEAKLY_DESCRIBED, Form.NAME)
    return None


def _introduced(noun: _Noun, words: EventWords) -> Candidate | None:
    """ "une conférence sur …": needs a time, a place or somebody, and must not be a mere wish."""
    if _plural(noun) or not (_anchored(noun) if _tells_what(noun) else _fixed(noun)):
        return None
    if hypothetical(noun.head, words) or noun.head.dep_ == "appos" or (still_to_come(noun.head, words) and not _dated_or_placed(noun)):
        return None
    strong = noun.noun not in words.weak
    return _candidate(noun, "event-introduced", DESCRIBED if strong and noun.phrase.has_complement else WEAKLY_DESCRIBED, Form.NAME)


def _definite(noun: _Noun, words: EventWords) -> Candidate | None:
    if _plural(noun) and noun.noun not in words.plural:
        return None
    if not noun.phrase.has_complement:
        return _candidate(noun, "event-anaphor", BARE, Form.NOMINAL)
    if noun.noun in words.weak and (not _anchored(noun) or hypothetical(noun.head, words) or still_to_come(noun.head, words)):
        return None
    return _candidate(noun, "event-described", WEAKLY_DESCRIBED if noun.noun in words.weak else DESCRIBED, Form.NAME)


def _anaphoric(noun: _Noun, words: EventWords) -> Candidate | None:
    if noun.phrase.determiner not in (Determiner.DEFINITE, Determiner.DEMONSTRATIVE) or (
        _plural(noun) and noun.noun not in words.anaphoric
    ):
        return None
    return _candidate(noun, "event-anaphor", BARE, Form.NOMINAL)


def _plural(noun: _Noun) -> bool:
    return "Plur" in noun.head.morph.get("Number", []) and noun.head.text[-1] in "sxz"


def _tells_what(noun: _Noun) -> bool:
    """Whether a noun in the phrase tells what the event is about or with whom it is."""
    doc, phrase = noun.sentence.part.doc, noun.phrase
    inside = [*range(phrase.first, phrase.head), *range(phrase.head_end, phrase.end)]
    return len(noun.noun.split()) > 1 or any(doc[i].pos_ in ("NOUN", "PROPN") for i in inside)


def _fixed(noun: _Noun) -> bool:
    return _dated_or_placed(noun) or length_in_days(noun.sentence.text, noun.sentence.language) is not None


def _anchored(noun: _Noun) -> bool:
    if _fixed(noun):
        return True
    return any(name.cls in (EntityClass.PERSON, EntityClass.ORGANISATION) and name.form is Form.NAME for name in noun.names)


def _dated_or_placed(noun: _Noun) -> bool:
    return bool(noun.dates) or any(name.cls is EntityClass.PLACE for name in noun.names)
