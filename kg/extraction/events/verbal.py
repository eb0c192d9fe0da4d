"""Acts told by a verb: "ont signé, au Caire, une déclaration", "was officially launched in Kabul"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.events.judgments import end_of_penalty, is_judgment, is_tried
from kg.extraction.events.modality import denied, hypothetical
from kg.extraction.events.stretches import OBLIQUES, bare_participle, stretch, up_to_time
from kg.extraction.events.tenses import is_ahead, is_done, is_scheduled, was_under_way
from kg.extraction.events.words import (
    DECISION,
    JUDGMENT,
    LAUNCH,
    PROTEST,
    VISIT,
    EventWords,
    event_words,
    is_object,
    is_other,
    is_person,
    type_of_kind,
)
from kg.extraction.relations.words import owner_words
from kg.extraction.text.calendar import is_calendar_word, times_in
from kg.extraction.text.grammar import AGENTS, CLAUSES, DIRECT_OBJECTS, PASSIVE_SUBJECTS, RELATIVE_CLAUSES, SUBJECTS, children, is_passive
from kg.extraction.text.phrases import phrase_words
from kg.extraction.text.reading import Sentence
from kg.model.entities import EventType

ACCIDENT, KILLING = "accident", "killing"
PERSONS = frozenset({"PER", "PERSON"})  # what the models call the name of a person
LEADING = frozenset({"visit", "meeting", "session"})  # kinds whose verbs may lead to what they are about by a preposition


@dataclass(frozen=True, slots=True)
class Act:
    """A verb that tells of an act, with the stretch of the sentence that names it."""

    sentence: Sentence
    verb: Token
    kind: str
    begin: int  # offsets of the cleaned text
    end: int
    done: bool  # neither in the present nor in the future
    complete: bool  # what is signed or launched, or who meets, is known

    @property
    def event_type(self) -> EventType:
        return type_of_kind(self.kind)


def acts(sentence: Sentence) -> Iterator[Act]:
    """The acts that verbs of a sentence tell as done: signed, launched, visited, met."""
    return (act for act in told_acts(sentence) if act.done and act.event_type is not EventType.OTHER)


def kind_of_act(tokens: Tokens, language: str) -> str | None:
    """The kind of act that a stretch with a verb tells of."""
    return next((kind for token in reversed(list(tokens)) if token.pos_ == "VERB" and (kind := _kind(token, language)[0])), None)


def _kind(verb: Token, language: str) -> tuple[str | None, Token | None]:
    """The kind of act that a verb tells of, alone or with a word of its own: "hand over", "lay" a "stone", "go" on "strike"."""
    if verb.lemma_ not in _first_words(language):
        return None, None
    kinds = _kinds(language)
    if (kind := kinds.get(verb.lemma_)) is not None:
        return kind, None
    own = [*verb.children, *(below for child in verb.children if child.pos_ == "ADP" for below in children(child, ("pobj",)))]
    return next(((kind, child) for child in own if (kind := kinds.get(f"{verb.lemma_} {child.lower_}"))), (None, None))


@cache
def _first_words(language: str) -> frozenset[str]:
    return frozenset(lemmas.split()[0] for lemmas in _kinds(language))


@cache
def _kinds(language: str) -> Mapping[str, str]:
    return {lemma: kind for kind, lemmas in event_words(language).verbs.items() for lemma in lemmas}


def told_acts(sentence: Sentence) -> Iterator[Act]:
    """The acts that verbs of a sentence tell as done, as under way or as yet to come."""
    words = event_words(sentence.language)
    if _first_words(sentence.language).isdisjoint(sentence.lemmas):
        return
    for token in sentence.tokens:
        if token.pos_ != "VERB":
            continue
        kind, word = _kind(token, sentence.language)
        honoured = kind == "meeting" and word is not None and is_passive(token)  # "was conferred with a medal"
        if kind is None or honoured or not is_judgment(token, kind, words):
            continue
        scheduled = is_scheduled(token, words)
        if not scheduled and (denied(token, words) or hypothetical(token, words)):
            continue
        done = is_done(token) or (kind in LEADING and was_under_way(token) and bool(times_in(sentence.text, sentence.language)))
        own = word if word is not None and word.pos_ in ("NOUN", "ADJ") else None
        thing = own or _thing(token, kind, words) or _behind_particle(word)
        done = done and not scheduled
        if (done or scheduled or is_ahead(token, words)) and (own is not None or _fits(token, thing, kind, words)):
            penalty = end_of_penalty(token, kind)
            first, last = (token.i, penalty) if penalty is not None else up_to_time(sentence, token, thing, stretch(token, thing))
            doc, offset = sentence.part.doc, sentence.part.offset
            end = offset + int(doc[last - 1].idx) + len(doc[last - 1])
            yield Act(sentence, token, kind, offset + int(doc[first].idx), end, done, _is_known(thing, kind))


def _is_known(thing: Token | None, kind: str) -> bool:
    """Whether a noun tells what an act is about; of those who marched, "they" tells enough."""
    if thing is None:
        return False
    if thing.pos_ != "PRON":
        return True
    beside = {child.lower_ for child in thing.head.children}
    alone = beside.isdisjoint(event_words(thing.lang_).company)  # "they clashed with him" is a quarrel
    return kind == PROTEST and alone and thing.dep_ in SUBJECTS and "Plur" in thing.morph.get("Number", [])


def _fits(verb: Token, thing: Token | None, kind: str, words: EventWords) -> bool:
    """Whether what a verb is about makes it tell of an act of its kind: a law is passed, but so is the time."""
    word = words.reflexive.get(verb.lemma_)
    if word is not None and not any(child.dep_.startswith("expl") or child.lower_ == word for child in verb.children):
        return False
    if thing is None:
        return is_passive(verb) and kind not in words.objects and verb.lemma_ not in words.of_people
    if kind == JUDGMENT:
        return is_tried(thing, verb, words)
    if kind in words.objects:
        return any(is_object(each.lower_, kind, words) for each in (thing, *children(verb, SUBJECTS | DIRECT_OBJECTS)))
    if verb.lemma_ in words.of_people:
        agent = next(children(verb, AGENTS), None) if kind == "meeting" else None
        return _is_people(thing, words) or (agent is not None and _is_people(agent, words))
    if verb.lemma_ in words.by_subject and kind == PROTEST:
        return _are_several(thing)
    if kind == ACCIDENT and thing.ent_type_ in PERSONS:
        return False  # "she has sunk deeper into the mess"
    if kind == VISIT and thing.pos_ == "NUM":
        return False  # "has visited 19 of its members"
    return not is_other(thing.lower_, words) and not (kind == LAUNCH and any(child.dep_.startswith("expl") for child in verb.children))


def _are_several(thing: Token) -> bool:
    """Whether a noun tells of more than one, or counts those whom the noun below it tells: "un millier de jeunes"."""
    counted = (token for link in children(thing, ("nmod", "prep")) for token in (link, *children(link, ("pobj",))))
    return any("Plur" in token.morph.get("Number", []) for token in (thing, *counted))


def _is_people(thing: Token, words: EventWords) -> bool:
    """Whether a noun, or the one that tells of what there are so many, is a name or a word for people: "dix élèves"."""
    owners = owner_words(thing.lang_)
    links = [link for link in thing.children if link.pos_ != "ADP" or link.lower_ in owners]  # no "request from the minister"
    those = [thing, *(child for link in links for child in (link, *link.children) if child.i > thing.i)]
    return any(word.ent_type_ in PERSONS or is_person(word.lower_, words) for word in those)


def _thing(verb: Token, kind: str, words: EventWords) -> Token | None:
    """What is signed, launched or visited, or who is met: the object, the subject of a passive, what a preposition leads to."""
    subject = next(children(verb, SUBJECTS), None)
    things = sorted(children(verb, DIRECT_OBJECTS), key=lambda child: is_calendar_word(child.lower_, verb.doc.lang_))
    thing = things[0] if things else None
    if verb.lemma_ in words.by_subject:
        thing = thing if thing is not None and not is_calendar_word(thing.lower_, verb.lang_) else None
        behind = verb.doc[verb.i + 1].lower_ if verb.i + 1 < len(verb.doc) else ""
        clause = next(children(verb, CLAUSES), None) is not None or behind in phrase_words(verb.lang_).demonstrative  # "gathered that"
        alone = (thing is None or thing.pos_ == "PRON") and not clause
        return (subject or bare_participle(verb)) if alone else None
    if is_passive(verb):
        bearers = [verb, *(above for above in (verb.head, verb.head.head) if is_scheduled(verb, words))]
        those = sorted(
            (child for bearer in bearers for child in children(bearer, PASSIVE_SUBJECTS | SUBJECTS)),
            key=lambda child: is_calendar_word(child.lower_, verb.doc.lang_),
        )
        passive = those[0] if those else None
        told = verb.head if passive is not None and passive.pos_ == "PRON" and verb.dep_ in RELATIVE_CLAUSES else None
        return told if told is not None and told.pos_ == "NOUN" else passive
    if kind == DECISION and subject is not None and is_object(subject.lower_, kind, words):
        return subject  # "the bill passed the house"
    if thing is not None and thing.pos_ != "PRON":
        return thing
    if kind in LEADING:
        times = [child for child in verb.children if child.i > verb.i and is_calendar_word(child.lower_, verb.doc.lang_)]
        hung = [child for time in times for child in time.children if child.i > time.i]  # "s'est entretenu dimanche | avec le maire"
        after = sorted(child for child in (*verb.children, *hung) if child.dep_ in OBLIQUES and child.i > verb.i)
        following = next((child for child in after if _leads_to_a_noun(child) and not is_calendar_word(child.lower_, verb.doc.lang_)), None)
        return following or (subject if kind == "meeting" else None)
    return bare_participle(verb) or (subject if kind == DECISION else None)


def _behind_particle(word: Token | None) -> Token | None:
    """What stands behind the particle of a verb, where the parser took that for a preposition: "flag off the project"."""
    return next(children(word, ("pobj",)), None) if word is not None else None


def _leads_to_a_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN") or (token.pos_ == "ADP" and any(child.pos_ in ("NOUN", "PROPN") for child in token.children))
