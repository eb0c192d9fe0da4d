"""Acts that a text tells in passing, to say more of somebody or something: these are no events that it reports."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.events.words import VISIT, event_words
from kg.extraction.text.grammar import AGENTS, RELATIVE_CLAUSES, children, is_passive, is_present_participle

SUFFERED = frozenset({"demolition", "attack", "accident"})  # kinds that "a house that was burnt" tells of, rather than of the house


def told_in_passing(verb: Token, kind: str, language: str, *, dated: bool) -> bool:
    """Whether an act only tells more of something: "refugees being attacked", "the report, which was tabled", "who had travelled to"."""
    helpers = [child for child in verb.children if child.pos_ == "AUX"]
    if any(is_present_participle(helper) for helper in helpers) or _is_collected(verb, language):
        return True
    if verb.dep_ in RELATIVE_CLAUSES and ((is_passive(verb) and kind not in SUFFERED) or not dated):
        return True
    return kind == VISIT and not dated and any(_tells_of_before(helper) for helper in helpers)


def _is_collected(verb: Token, language: str) -> bool:
    """Whether a verb of what people do together has somebody who does it to a thing: "evidence gathered by the police"."""
    done = verb.lemma_ in event_words(language).by_subject and is_passive(verb)
    return done and next(children(verb, AGENTS), None) is not None


def _tells_of_before(helper: Token) -> bool:
    """Whether an auxiliary is that of a past before the past: "had", "avait"."""
    return helper.lower_ != helper.lemma_ and bool({"Past", "Imp"} & set(helper.morph.get("Tense", [])))
