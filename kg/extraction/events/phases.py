"""Parts of an event that are told with it: "the end of the meeting" is the meeting, its opening ceremony is an event of its own."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extraction.events.nouns import EventNoun
from kg.extraction.events.words import event_pattern, type_of_kind
from kg.extraction.text.phrases import phrase_words
from kg.model.entities import EntityClass, EventType

NEAR = 100  # characters from the part of an event to the noun for the whole


def tells_of_another(noun: EventNoun) -> bool:
    """Whether the noun is only a part of the event that its complement names: the opening of the meeting."""
    inner = _whole(noun) if noun.noun in noun.words.phases and not _is_numbered(noun) else None
    if inner is None or inner.start() > NEAR:
        return False
    at = noun.head_end + 1 + inner.start()
    if any(name.cls is EntityClass.ORGANISATION and name.begin <= at < name.end for name in noun.names):
        return False  # "the session of the General Assembly"
    determiners = phrase_words(noun.sentence.language).determiners  # "la cérémonie de signature" has none: it is the event itself
    return bool(determiners & set(re.findall(r"\w+'?", noun.complement[: inner.start()].casefold())))


def opening_ceremony(noun: EventNoun) -> EventNoun | None:
    """The ceremony with which an event begins or ends, up to what names the event: "the [opening ceremony] of the festival"."""
    whole = _whole(noun)
    if whole is None or type_of_kind(noun.kind) is not EventType.CEREMONY:
        return None
    phrase = noun.phrase.shortened(_end_before(noun, whole))
    around = (*range(phrase.first, phrase.head), *range(phrase.head_end, phrase.end))
    is_part = any(noun.sentence.part.doc[i].lower_ in noun.words.phases for i in around)
    return replace(noun, phrase=phrase) if is_part else None


def _whole(noun: EventNoun) -> re.Match[str] | None:
    """The first event in the complement of a noun that is itself no part of one: the festival in "the closing of the festival"."""
    inner = event_pattern(noun.sentence.language).finditer(noun.complement)
    return next((match for match in inner if match.group().casefold() not in noun.words.phases), None)


def _end_before(noun: EventNoun, whole: re.Match[str]) -> int:
    """The token where what stands before the whole ends, without the "of" before it."""
    doc, first = noun.sentence.part.doc, noun.phrase.head_end
    reached = doc[first].idx + whole.start()
    inner = next(token for token in doc[first : noun.phrase.end] if token.idx + len(token) > reached)
    end = max(first, min(inner.i, inner.left_edge.i))
    while end > first and (doc[end - 1].pos_ == "ADP" or doc[end - 1].lower_ in phrase_words(doc.lang_).determiners):
        end -= 1
    return end


def _is_numbered(noun: EventNoun) -> bool:
    """Whether figures count the noun in a series: "the 21st session of the Forum" is an event of its own."""
    return any(token.text[0].isdigit() for token in noun.sentence.part.doc[noun.phrase.first : noun.phrase.head])
