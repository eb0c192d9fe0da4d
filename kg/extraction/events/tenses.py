"""Whether a verb form tells of what has taken place, or of what takes place now or is to come."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.events.words import EventWords
from kg.extraction.relations.words import relation_words
from kg.extraction.text.grammar import (
    OPEN_CLAUSES,
    RELATIVE_CLAUSES,
    SUBJECTS,
    children,
    is_finite_verb,
    is_passive,
    is_past,
    is_present_participle,
)


def is_done(verb: Token) -> bool:
    """Whether a verb form tells of what has taken place: a past tense or a participle."""
    tense, form = verb.morph.get("Tense", []), verb.morph.get("VerbForm", [])
    if "Part" in form:
        past = "Past" in tense or verb.tag_ == "VBN"
        return (past or _opens_a_report(verb)) and not any(_puts_off(child) for child in verb.children)
    return "Past" in tense or verb.tag_ == "VBD" or _opens_a_report(verb)


def was_under_way(verb: Token) -> bool:
    """Whether the verb of a main clause stands in the imperfect, which tells of what somebody was doing: "elle se rendait hier à Lyon"."""
    subordinate = verb.dep_ not in ("ROOT", "conj", "parataxis") or any(child.dep_ == "mark" for child in verb.children)
    return not subordinate and is_finite_verb(verb) and "Imp" in verb.morph.get("Tense", [])


def _opens_a_report(verb: Token) -> bool:
    """Whether a participle before the verb of telling tells what the speaker was doing: "Launching the week in Suva, she said"."""
    over = verb.head
    leads = verb.dep_ == "advcl" and verb.i < over.i and is_present_participle(verb)
    return leads and over.lemma_ in relation_words(verb.lang_).speech_verbs and is_past(over)


def _puts_off(helper: Token) -> bool:
    """Whether a word makes the participle behind it one of what is to come: "sera inauguré", "to be inaugurated"."""
    if helper.pos_ == "PART" and helper.tag_ == "TO":
        return True
    return helper.pos_ == "AUX" and (
        "Fut" in helper.morph.get("Tense", []) or ("Inf" in helper.morph.get("VerbForm", []) and helper.tag_ != "VB")
    )


def is_ahead(verb: Token, words: EventWords) -> bool:
    """Whether a verb of the main clause tells of what takes place now or is to come: "will visit", "reçoit", "va rencontrer"."""
    if verb.dep_ in RELATIVE_CLAUSES or verb.dep_ in ("advcl", "ccomp", "acl"):
        return False
    future = any(child.lemma_ in words.future or "Fut" in child.morph.get("Tense", []) for child in verb.children)
    near = verb.head.lemma_ in words.future and verb.head.i < verb.i
    return future or near or (is_finite_verb(verb) and bool({"Pres", "Fut"} & set(verb.morph.get("Tense", []))))


def is_scheduled(verb: Token, words: EventWords) -> bool:
    """Whether a verb tells of what is to come on a day: "is due to open", "doit être lancé"; or in a headline: "Mba to open the port"."""
    over = verb.head
    if verb.tag_ == "VB" and is_marked(verb) and (verb.dep_ == "ROOT" or (verb.dep_ in RELATIVE_CLAUSES and over.dep_ == "ROOT")):
        return over.pos_ == "PROPN" or any(child.i < verb.i for child in children(verb, SUBJECTS))
    if verb.dep_ not in OPEN_CLAUSES or over.i > verb.i or over.lemma_ not in words.scheduling:
        return False
    helpers = [over, *(word for word in (*over.children, over.head) if word.pos_ == "AUX")]
    if any(is_finite_verb(word) and {"Past", "Imp"} & set(word.morph.get("Tense", [])) and not _is_passive_form(word) for word in helpers):
        return False
    negated = any(child.lower_ in words.negations for word in helpers for child in word.children)
    return not negated and (over.pos_ != "AUX" or is_passive(verb))  # "the aim is to launch it"


def is_marked(verb: Token) -> bool:
    """Whether "to" stands before an infinitive."""
    return any(child.pos_ == "PART" and child.i < verb.i for child in verb.children)


def _is_passive_form(verb: Token) -> bool:
    return verb.tag_ == "VBN"
