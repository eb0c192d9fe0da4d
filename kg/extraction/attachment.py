"""What hangs on what: subjects and agents of verbs, adjuncts of an event."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from kg.extraction.calendar import is_calendar_word
from kg.extraction.cast import Appearance, Cast
from kg.extraction.enumerations import listed_after, outermost
from kg.extraction.grammar import COORDINATIONS, PASSIVE_SUBJECTS, RELATIVE_CLAUSES, SUBJECTS, is_passive
from kg.extraction.phrases import phrase_words
from kg.extraction.reading import Reading, Sentence
from kg.model.entities import EntityClass

HOPS = 8  # steps up a tree


def subjects(reading: Reading, cast: Cast, sentence: Sentence, verb: Token, classes: Collection[EntityClass]) -> list[Appearance]:
    """Who does what a verb in the active tells; the verbs of a series share their subject."""
    if is_passive(verb):
        return []
    token = _subject(verb)
    if token is None:
        return []
    offset = sentence.part.offset
    begin, end = offset + token.idx, offset + token.idx + len(token)
    limit = offset + max(verb.idx, token.right_edge.idx + len(token.right_edge)) if token.i < verb.i else sentence.end
    row = cast.at(begin, end, EntityClass)
    if row is not None and row.member.cls in classes:
        listed = [r for r in listed_after(reading, cast, row.mention.begin, max(limit, row.mention.end), classes) if r != row]
        return [row, *(listed or _joined(reading, outermost(cast, row.mention.begin, limit, classes))[1:])]
    within = outermost(cast, offset + token.left_edge.idx, max(limit, end), classes)
    return _joined(reading, within)


def _joined(reading: Reading, rows: list[Appearance]) -> list[Appearance]:
    """The first person of a subject, and those that an "and" joins to the one before: "Minister A and General B of C"."""
    persons = [r for r in rows if r.member.cls is EntityClass.PERSON]
    kept = persons[:1]
    for row in persons[1:]:
        gap = reading.text[kept[-1].mention.end : row.mention.begin].split()
        if not set(gap) & phrase_words(reading.sentence_at(row.mention.begin).language).coordinators:
            break
        kept.append(row)
    return kept


def _subject(verb: Token) -> Token | None:
    for _ in range(3):
        if verb.i > 1 and verb.doc[verb.i - 1].text == "-":  # "co-chair", which the tokeniser takes apart
            verb = verb.head if verb.head.i == verb.i - 2 else verb
        found = next((c for c in verb.children if c.dep_ in SUBJECTS and c.dep_ not in PASSIVE_SUBJECTS), None)
        if found is not None:
            if found.pos_ == "PRON" and found.i < verb.i and verb.dep_ in RELATIVE_CLAUSES and verb.head.i < found.i:
                return verb.head
            return found
        if verb.dep_ in COORDINATIONS or verb.dep_ in ("xcomp", "aux"):
            verb = verb.head
        else:
            return None
    return None


def depends_on(token: Token, *tops: Token) -> bool:
    """Whether a token is an adjunct of one of some words: on the way up stands no other noun with a sense of its own, and no other verb."""
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
            and not is_calendar_word(above.lower_, above.lang_)
            and here.dep_ not in ("conj", "appos", "flat", "flat:name", "aux", "aux:pass")
        ):
            return False
        here = above
    return False
