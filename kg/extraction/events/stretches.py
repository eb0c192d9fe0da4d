"""Which words of a sentence name an act that a verb tells of."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extraction.events.words import event_words
from kg.extraction.relations.words import owner_words
from kg.extraction.text.calendar import is_calendar_word, times_in
from kg.extraction.text.grammar import AGENTS, DIRECT_OBJECTS, children, is_infinitive
from kg.extraction.text.phrases import LONGEST, noun_phrase
from kg.extraction.text.reading import Sentence

OF_A_BODY = 4  # words of what "of" leads to in the name of a body that passes a law
LONGEST_GAP = 12  # words between what is launched or signed and the verb
OBLIQUES = frozenset({"obl", "obl:mod", "obl:arg", "prep", "npadvmod", "nmod", "advmod", "obj", "dobj", "pobj"})


def bare_participle(verb: Token) -> Token | None:
    """ "a Memorandum signed in Kabul": the noun that the participle modifies."""
    return verb.head if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN") else None


def stretch(verb: Token, thing: Token | None) -> tuple[int, int]:
    """From the auxiliary to the end of the object; from the subject to the verb, in a passive."""
    language = verb.lang_
    if thing is None:
        return verb.i, verb.i + 1
    doc: Doc = verb.doc
    head = next((child for child in thing.children if child.dep_ == "pobj"), thing) if thing.pos_ == "ADP" else thing
    phrase = noun_phrase(doc, head.i, head.i + 1, language)
    if is_calendar_word(head.lower_, language):  # the parser took a time for the object, and hung the object on it
        phrase = replace(phrase, end=min(head.right_edge.i + 1, verb.i + LONGEST))
    helpers = [child.i for child in verb.children if (child.pos_ == "AUX" or child.dep_.startswith("expl")) and child.i < verb.i]
    agent = next(children(verb, AGENTS), None)
    if verb.dep_ == "acl" and agent is not None:  # "launched by the minister"
        return verb.i, noun_phrase(doc, agent.right_edge.i, agent.right_edge.i + 1, language).head_end
    begin = phrase.first - 1 if phrase.first > 0 and doc[phrase.first - 1].dep_ == "nummod" else phrase.first  # "16 others were trained"
    first = min([begin, *helpers, verb.i]) if thing.i < verb.i else min([*helpers, verb.i])
    last = _end_behind(verb, language) if thing.i < verb.i else max(phrase.end, verb.i + 1)
    last = _whole_word(doc, last)
    if last - first > LONGEST + LONGEST_GAP:
        return (begin, phrase.end) if thing.i < verb.i else (first, thing.i + 1)
    return first, last


def up_to_time(sentence: Sentence, verb: Token, thing: Token | None, stretch: tuple[int, int]) -> tuple[int, int]:
    """A stretch without the time that stands behind the verb and what it is about: "met the mayor | on Tuesday in Suva"."""
    first, last = stretch
    core = max(verb.i, thing.i if thing is not None else verb.i)
    spots = (sentence.part.tokens(*time) for time in times_in(sentence.text, sentence.language, offset=sentence.begin))
    aims = (token.i for token in sentence.part.doc[core + 1 : last] if _opens_aim(token, sentence.language))
    times = (tokens.start for tokens in spots if tokens is not None and core < tokens.start < last)
    end = min((*times, *aims), default=last)
    while end < last and end - 1 > core and sentence.part.doc[end - 1].pos_ in ("ADP", "DET", "SCONJ", "PUNCT", "SPACE"):
        end -= 1
    return first, end


def _opens_aim(token: Token, language: str) -> bool:
    """Whether an infinitive that tells what for begins with a word: "visited Suva | to open the port"."""
    behind = token.i + 1 < len(token.doc) and is_infinitive(token.nbor(1))
    return behind and token.lower_ in event_words(language).purposes and token.pos_ in ("ADP", "PART", "SCONJ")


def _whole_word(doc: Doc, end: int) -> int:
    """The end of a word of several parts that a stretch would cut: "Tel-Aviv"."""
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and not doc[end - 1].whitespace_:
        end += 2
    return end


def _end_behind(verb: Token, language: str) -> int:
    """Where an act whose subject stands before the verb ends: behind the place of a protest or the object, else behind the verb."""
    passed = next((thing for thing in children(verb, DIRECT_OBJECTS) if thing.i > verb.i and thing.pos_ in ("NOUN", "PROPN")), None)
    if passed is not None and not is_calendar_word(passed.lower_, language):
        of = next((child for child in passed.children if child.i == passed.i + 1 and child.lower_ in owner_words(language)), passed)
        return of.right_edge.i + 1 if of is not passed and of.right_edge.i - of.i <= OF_A_BODY else passed.i + 1
    if verb.lemma_ in event_words(language).by_subject:
        where = (child for child in verb.children if child.left_edge.i == verb.i + 1 and child.dep_ in OBLIQUES)
        edge = next((child.right_edge.i for child in where if not is_calendar_word(child.lower_, language)), verb.i)
        if edge - verb.i <= LONGEST_GAP:
            return edge + 1
    return verb.i + 1
