"""What hangs on what: subjects and agents of verbs, adjuncts of an event."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from spacy.tokens import Token

from kg.extraction.cast import Appearance, Cast
from kg.extraction.events.words import event_words
from kg.extraction.relations.enumerations import chained, coordinates, listed_after, outermost
from kg.extraction.relations.words import owner_words, relation_words
from kg.extraction.text.calendar import is_calendar_word
from kg.extraction.text.grammar import (
    ADJUNCT_CLAUSES,
    COORDINATIONS,
    OPEN_CLAUSES,
    PASSIVE_SUBJECTS,
    RELATIVE_CLAUSES,
    SUBJECTS,
    children,
    is_infinitive,
    is_passive,
    is_present_participle,
)
from kg.extraction.text.reading import Reading, Sentence
from kg.model.entities import EntityClass

HOPS = 8  # steps up a tree


def subjects(reading: Reading, cast: Cast, sentence: Sentence, verb: Token, classes: Collection[EntityClass]) -> list[Appearance]:
    """Who does what a verb in the active tells; the verbs of a series share their subject."""
    token = None if is_passive(verb) else subject_of(verb)
    return [] if token is None else doers(reading, cast, sentence, token, verb, classes)


def doers(
    reading: Reading, cast: Cast, sentence: Sentence, token: Token, verb: Token, classes: Collection[EntityClass]
) -> list[Appearance]:
    """Whom the subject of a verb names."""
    offset = sentence.part.offset
    begin, end = offset + token.idx, offset + token.idx + len(token)
    limit = offset + max(verb.idx, token.right_edge.idx + len(token.right_edge)) if token.i < verb.i else sentence.end
    row = cast.at(begin, end, EntityClass)
    if row is not None and row.member.cls in classes:
        listed = [r for r in listed_after(reading, cast, row.mention.begin, max(limit, row.mention.end), classes) if r != row]
        return [
            *_joined_before(reading, cast, sentence, row, classes),
            row,
            *(listed or _joined(reading, outermost(cast, row.mention.begin, limit, classes))[1:]),
        ]
    within = outermost(cast, offset + token.left_edge.idx, max(limit, end), classes)
    return _joined(reading, [row for row in within if not _is_of_a_thing(sentence, token, row)])


def _is_of_a_thing(sentence: Sentence, noun: Token, row: Appearance) -> bool:
    """Whether the noun of a subject is only somebody's: "the [reaction] of X", "la [visite] de X"."""
    name = sentence.part.tokens(row.mention.begin, row.mention.end)
    if name is None or row.member.cls is not EntityClass.PERSON or noun.pos_ != "NOUN" or noun.i >= name.start:
        return False
    owned = name.root.head.i == noun.i or (name.root.head.pos_ == "ADP" and name.root.head.head.i == noun.i)
    lead = sentence.part.doc[name.start - 1].lower_
    return owned and name.root.dep_ not in ("appos", "flat", "flat:name", "conj") and lead in owner_words(noun.lang_)


def _joined_before(reading: Reading, cast: Cast, sentence: Sentence, row: Appearance, classes: Collection[EntityClass]) -> list[Appearance]:
    """The name that an "and" joins to the one after it, where the parser took the second alone for the subject."""
    rows = outermost(cast, sentence.begin, row.mention.begin, {row.member.cls, EntityClass.PLACE})
    before = [other for other in rows if other.member.cls is row.member.cls and other.member.cls in classes][-1:]
    return [other for other in before if other.member.id != row.member.id and coordinates(reading, other, row, rows)]


def _joined(reading: Reading, rows: list[Appearance]) -> list[Appearance]:
    """The first person of a subject, and those that a list or an "and" joins to the one before: "Minister A and General B of C"."""
    return chained(reading, [row for row in rows if row.member.cls is EntityClass.PERSON])


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb: its own, that of the verb it follows in a series, or that of the clause that its participle modifies."""
    for _ in range(3):
        if verb.i > 1 and verb.doc[verb.i - 1].text == "-":  # "co-chair", which the tokeniser takes apart
            verb = verb.head if verb.head.i == verb.i - 2 else verb
        found = next((c for c in verb.children if c.dep_ in SUBJECTS and c.dep_ not in PASSIVE_SUBJECTS), None)
        if found is not None:
            if found.pos_ == "PRON" and found.i < verb.i and verb.dep_ in RELATIVE_CLAUSES and verb.head.i < found.i:
                return verb.head
            return found
        passive = next(children(verb, PASSIVE_SUBJECTS), None)
        if passive is not None:
            return passive
        if verb.dep_ in ADJUNCT_CLAUSES and (is_present_participle(verb) or is_infinitive(verb)):
            if any(child.dep_ == "cop" for child in verb.head.children):  # "X est à Dakar pour participer"
                return next(children(verb.head, SUBJECTS), None)
            if verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
                return verb.head if is_present_participle(verb) else None
        elif verb.dep_ in ADJUNCT_CLAUSES and "Fin" in verb.morph.get("VerbForm", []) and verb.head.i < verb.i:
            return verb.head if verb.head.pos_ in ("NOUN", "PROPN") else None  # a main clause, read as one of the noun before it
        elif verb.dep_ not in COORDINATIONS and verb.dep_ not in ("xcomp", "aux"):
            return None
        verb = verb.head
    return None


def depends_on(token: Token, *tops: Token, through: Collection[str] | None = ()) -> bool:
    """Whether a token is an adjunct of one of some words.

    On the way up stands no other verb, and no noun with a sense of its own other than those of `through`; None stands for all nouns.
    """
    wanted = {top.i for top in tops}
    here = token
    for _ in range(HOPS):
        if here.i in wanted:
            return True
        above = here.head
        if above.i == here.i:
            return False
        if (
            above.i not in wanted
            and above.pos_ in ("VERB", "AUX", "NOUN")
            and not (above.pos_ == "NOUN" and (through is None or above.lemma_.casefold() in through))
            and not is_calendar_word(above.lower_, above.lang_)
            and here.dep_ not in ("conj", "appos", "flat", "flat:name", "aux", "aux:pass")
        ):
            return False
        here = above
    return False


def stays_away(verb: Token) -> bool:
    """Whether a verb tells that somebody was not there: "did not attend", "refused to take part"."""
    negations, refusing = event_words(verb.lang_).negations, relation_words(verb.lang_).refusing_verbs
    denied = any(child.lower_ in negations for child in verb.children if child.i < verb.i)
    return denied or (verb.dep_ in OPEN_CLAUSES | ADJUNCT_CLAUSES and verb.head.lemma_ in refusing)


def purpose_after(sentence: Sentence, begin: int) -> int:
    """Where the first purpose behind an offset is told: "met with X [to discuss Y]"; else the end of the sentence."""
    openers, tokens = event_words(sentence.language).purposes, sentence.part.tokens(begin, sentence.end) or ()
    for token, verb in pairwise(tokens):
        if token.lower_ in openers and (is_infinitive(verb) or verb.tag_ == "VB"):
            return sentence.part.offset + token.idx
    return sentence.end
