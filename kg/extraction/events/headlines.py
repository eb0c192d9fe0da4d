"""Nouns of events without an article: in headlines, and of launches that somebody begins."""

from __future__ import annotations

from kg.extraction.events.nouns import EventNoun, dated, unreal
from kg.extraction.events.words import LAUNCH
from kg.extraction.text.grammar import DIRECT_OBJECTS, PASSIVE_SUBJECTS, SUBJECTS
from kg.extraction.text.phrases import phrase_words

LONGEST_HEADLINE = 30  # words of a line that may lack determiners


def is_in_a_headline(noun: EventNoun) -> bool:
    """Whether a headline tells of somebody who holds or begins the event: "Nurses begin 3-day strike on Monday"."""
    verb, sentence = noun.head.head, noun.sentence
    if noun.phrase.first == noun.phrase.head or noun.is_plural or sentence.text.rstrip().endswith((".", "!", "?", ";", ":", ",")):
        return False
    told = noun.head.dep_ in DIRECT_OBJECTS and verb.lemma_ in noun.words.hold and len(sentence.tokens) <= LONGEST_HEADLINE
    return told and not unreal(noun)


def is_act_alone(noun: EventNoun) -> bool:
    """Whether a dated launch has no article, as the object or subject of a verb: "commenced commissioning of the bridges in March"."""
    if noun.kind != LAUNCH or not noun.phrase.has_complement or not phrase_words(noun.sentence.language).nouns_before:
        return False
    return noun.head.dep_ in DIRECT_OBJECTS | SUBJECTS | PASSIVE_SUBJECTS and dated(noun) and not unreal(noun)


def is_headline(noun: EventNoun) -> bool:
    """Whether the noun begins a line that is no sentence, or what follows a colon in one."""
    text = noun.sentence.text
    if len(noun.sentence.tokens) > LONGEST_HEADLINE or text.rstrip().endswith((".", "!", "?", ";")):
        return False
    before = text[: noun.begin - noun.sentence.begin].rstrip()
    return not before.strip("#*•-> ") or noun.sentence.begin == 0 or before.endswith((":", "–", "—", "|"))
