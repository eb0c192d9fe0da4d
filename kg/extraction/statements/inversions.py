"""Subjects behind their verb: "…, a déclaré à la presse le ministre de l'Eau", "…, said the minister"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extraction.coreference.clusters import coreference_words
from kg.extraction.names.words import folded, name_words
from kg.extraction.statements.cues import Cue, StatementWords, first_form, is_participle
from kg.extraction.text import grammar
from kg.extraction.text.calendar import times_in
from kg.extraction.text.folding import fold_letters

FAR = 18  # tokens between a verb and the name of who speaks, behind whom one spoke to
NEAR = 8  # tokens between a verb and a subject that the tree does not give
_TIMES = frozenset({"npadvmod", "obl:mod"})
_PERSONS = frozenset({"PER", "PERSON"})


def inverted_subject(cue: Cue, outside: frozenset[int], words: StatementWords) -> Token | None:
    """ "indique un communiqué": a noun phrase right after a verb that a quotation or a comma stands in front of."""
    doc, start = cue.first.doc, first_form(cue.first)
    if start == cue.first.i and is_participle(cue.first):
        return None
    while (
        start > 0
        and start - 1 in outside
        and (doc[start - 1].pos_ in {"AUX", "PRON"} and (doc[start - 1].dep_ not in grammar.SUBJECTS or is_told(doc[start - 1], cue.first)))
    ):
        start -= 1
    if start > 0 and start - 1 in outside and not doc[start - 1].is_punct and doc[start - 1].lower_ not in words.comparisons:
        return None
    begin = following = _behind_time(cue.last.i + 1, outside, doc)
    while following in outside and (doc[following].pos_ in {"DET", "ADJ", "NUM", "ADV"} or doc[following].lower_ == "-t"):
        following += 1
    if following not in outside or doc[following].pos_ not in grammar.NOMINALS:
        return None
    if _is_time(doc[following]) and not (begin > cue.last.i + 1 and doc[begin].pos_ == "DET" and doc[begin].is_lower):
        return None  # "a annoncé jeudi le parti": one time is enough
    head = doc[following]
    while (
        head.head.pos_ in grammar.NOMINALS and head.head.i - following in range(1, NEAR) and head.dep_ in {"compound", "nmod", "flat:name"}
    ):
        head = head.head
    return head


def name_behind(cue: Cue, outside: frozenset[int]) -> Token | None:
    """ "« … », a déclaré à la presse Ali Sow", "« … », explique à X, Ali Sow": the first person named behind whom or where one spoke."""
    doc, start = cue.first.doc, first_form(cue.first)
    while start - 1 in outside and doc[start - 1].pos_ in {"AUX", "PRON", "ADV"}:
        start -= 1
    if not _follows_quotation(doc, start, outside):
        return None
    for token in doc[cue.last.i + 1 : cue.last.i + 1 + FAR]:
        if token.i not in outside or grammar.is_finite_verb(token) or token.text in {".", ";", ":"}:
            return None
        named = token.ent_type_ in _PERSONS and token.ent_iob_ == "B" and token.pos_ == "PROPN"
        if named and not any(child.dep_ == "case" and child.i < token.i for child in token.children) and token.nbor(-1).pos_ != "ADP":
            return token
    return None


def _follows_quotation(doc: Doc, start: int, outside: frozenset[int]) -> bool:
    """Whether a quotation and its comma stand before a token."""
    return start > 1 and doc[start - 1].text == "," and start - 2 not in outside


def behind_circumstances(cue: Cue, outside: frozenset[int], words: StatementWords) -> Token | None:
    """ "…, a déclaré dimanche dans un message le maire de X": the first noun without a preposition behind those that have one."""
    doc, start = cue.first.doc, first_form(cue.first)
    while start - 1 in outside and doc[start - 1].dep_ in grammar.EXPLETIVES:
        start -= 1
    if start == 0 or (start - 1 in outside and not doc[start - 1].is_punct) or (start == cue.first.i and is_participle(cue.first)):
        return None
    first = _behind_time(cue.last.i + 1, outside, doc)
    while first in outside and doc[first].pos_ == "ADV":
        first += 1
    if first not in outside or (doc[first].pos_ != "ADP" and doc[first].text != ","):
        return None
    for token in doc[first + 1 : first + FAR]:
        if token.i not in outside or token.text in {".", ";", ":"} or grammar.is_finite_verb(token) or token.lower_ in words.conjunctions:
            return None
        if _begins_phrase(token):
            noun = next((t for t in doc[token.i : token.i + NEAR] if t.pos_ in {"NOUN", "PROPN"}), None)
            sure = noun is not None and (_follows_quotation(doc, start, outside) or start - 1 not in outside or _may_speak(noun, words))
            return noun if sure else None
    return None


def _begins_phrase(token: Token) -> bool:
    """Whether a noun phrase without a preposition begins at a token."""
    before = token.nbor(-1)
    if before.pos_ in {"ADP", "DET", "CCONJ", "NUM"} or (before.head.i > before.i and before.head in (token, token.head)):
        return False
    if token.pos_ == "DET":
        return token.is_lower
    return token.text[0].isupper() and token.ent_type_ in _PERSONS and token.ent_iob_ == "B"


def _may_speak(noun: Token, words: StatementWords) -> bool:
    """Whether a noun is a person's name, an office, or a word for who or what speaks."""
    known = noun.lemma_.lower() in words.voices | words.people | words.texts
    return known or noun.ent_type_ in _PERSONS or fold_letters(noun.text) in folded(name_words(noun.lang_).offices)


def speaks(noun: Token, words: StatementWords) -> bool:
    """The same, or a word for a body: "a dénoncé lundi l'ONG Oxfam"."""
    return (
        _may_speak(noun, words) or noun.lower_ in coreference_words(noun.lang_).organisation_nouns | coreference_words(noun.lang_).same_noun
    )


def _behind_time(first: int, outside: frozenset[int], doc: Doc) -> int:
    """The token behind the time that stands right after a verb: "« … », révèle vendredi la porte-parole"."""
    end = next((i for i in range(first, min(first + NEAR, len(doc))) if i not in outside), min(first + NEAR, len(doc)))
    near = doc[first:end]
    times = times_in(near.text, doc.lang_) if len(near) else []
    behind = near.char_span(*times[0]) if times and times[0][0] == 0 else None
    return first if behind is None or behind.end >= end else behind.end


def _is_time(token: Token) -> bool:
    """ "said today", "a dit jeudi": a common noun that tells when."""
    return token.pos_ == "NOUN" and token.dep_ in _TIMES


def is_told(pronoun: Token, verb: Token) -> bool:
    """ "nous a expliqué X": a pronoun of the first or second person beside a verb of the third is the one who is told."""
    forms = [verb, *(child for child in verb.children if child.dep_ in grammar.AUXILIARIES)]
    persons = {person for form in forms for person in form.morph.get("Person", [])}
    return pronoun.pos_ == "PRON" and bool(persons) and persons.isdisjoint(pronoun.morph.get("Person", []) or persons)
