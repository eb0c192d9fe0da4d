"""What courts do, told by a verb: "was sentenced today to ten years", "a condamné l'ancien maire à deux ans de prison"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.events.words import JUDGMENT, EventWords, event_words, is_person
from kg.extraction.relations.words import owner_words
from kg.extraction.text.grammar import EXPLETIVES, children

LONGEST_PENALTY = 18  # words of what somebody is sentenced to
FAR = 25  # words from a verb to the penalty or court beside it


def is_judgment(verb: Token, kind: str | None, words: EventWords) -> bool:
    """Whether a verb of its kind tells what a court did: some do so only beside a penalty or a court, none with "se"."""
    if kind != JUDGMENT:
        return True
    if next(children(verb, EXPLETIVES), None) is not None:
        return False  # "s'acquitter de"
    return verb.lemma_ not in words.condemn or _penalty(verb, words) is not None or _is_by_a_court(verb, words)


def is_tried(thing: Token, verb: Token, words: EventWords) -> bool:
    """Whether what a verb is about may be who stands before a court: a name, a word for people, or whoever is told a penalty."""
    return thing.pos_ == "PROPN" or is_person(thing.lower_, words) or _penalty(verb, words) is not None


def end_of_penalty(verb: Token, kind: str) -> int | None:
    """The token behind what a court sentenced somebody to."""
    penalty = _penalty(verb, event_words(verb.lang_)) if kind == JUDGMENT else None
    if penalty is None:
        return None
    end = penalty.right_edge.i + 1
    last = next((token.i for token in penalty.doc[penalty.i : end] if _closes(token, penalty)), end)
    return last if last - verb.i <= LONGEST_PENALTY else penalty.i + 1


def _closes(token: Token, penalty: Token) -> bool:
    """Whether a word behind a penalty tells no more of it: who gave it, what for, when."""
    if token.is_punct or token.pos_ in ("VERB", "AUX", "SCONJ"):
        return True
    known = event_words(token.lang_).in_place | owner_words(token.lang_)
    return token.i > penalty.i and token.pos_ == "ADP" and token.lower_ not in known


def _penalty(verb: Token, words: EventWords) -> Token | None:
    """What somebody is sentenced to, behind the verb, with no other verb between."""
    for token in verb.doc[verb.i + 1 : min(verb.i + FAR, verb.sent.end)]:
        if token.lower_ in words.penalties and _is_below(token, verb):
            top = token
            while top.head.i > verb.i and top.head.pos_ in ("NOUN", "PROPN", "NUM"):
                top = top.head
            return top
    return None


def _is_by_a_court(verb: Token, words: EventWords) -> bool:
    """Whether a court, judge or jury stands beside the verb, as its subject or agent."""
    near = (token for child in verb.children for token in (child, *child.children))
    return any(token.lower_ in words.tribunals for token in near)


def _is_below(token: Token, verb: Token) -> bool:
    above = next((a for a in token.ancestors if a.i == verb.i or a.pos_ in ("VERB", "AUX")), None)
    return above is not None and above.i == verb.i
