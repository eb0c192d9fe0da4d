"""Acts told by a verb that have a date or a place: "ont signé, au Caire, une déclaration", "was officially launched in Kabul"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extraction.calendar import dates_in
from kg.extraction.candidates import Candidate
from kg.extraction.event_words import EventWords, event_words, hypothetical
from kg.extraction.grammar import DIRECT_OBJECTS, PASSIVE_SUBJECTS, SUBJECTS, children, is_passive
from kg.extraction.phrases import LONGEST, noun_phrase
from kg.extraction.reading import Parsed, Sentence
from kg.model.entities import EntityClass, EventType, Form

VERBAL = 0.75
ACTORS = (EntityClass.PERSON, EntityClass.ORGANISATION, EntityClass.PLACE)
OBLIQUES = frozenset({"obl", "obl:mod", "obl:arg", "prep", "npadvmod", "nmod", "advmod", "obj", "dobj", "pobj"})


@dataclass(frozen=True, slots=True)
class Act:
    """A verb that tells of an act, with the stretch of the sentence that names it."""

    sentence: Sentence
    verb: Token
    event_type: EventType
    begin: int  # offsets of the cleaned text
    end: int
    complete: bool  # what is signed or launched is known


def acts(sentence: Sentence) -> Iterator[Act]:
    """The acts that verbs of a sentence tell as done: signed, launched, visited, met."""
    words = event_words(sentence.language)
    types = {lemma: event_type for event_type, lemmas in words.verbs.items() for lemma in lemmas}
    for token in sentence.tokens:
        event_type = types.get(token.lemma_)
        if event_type is None or token.pos_ != "VERB" or not _done(token) or _denied(token, words) or hypothetical(token, words):
            continue
        thing = _thing(token, event_type)
        if thing.lower_ not in words.other_objects if thing is not None else is_passive(token):
            first, last = _stretch(token, thing, sentence.language)
            doc, offset = sentence.part.doc, sentence.part.offset
            end = offset + int(doc[last - 1].idx) + len(doc[last - 1])
            yield Act(sentence, token, event_type, offset + int(doc[first].idx), end, complete=thing is not None)


def find_verbal_events(reading: Parsed, names: Sequence[Candidate], nominal: Sequence[Candidate]) -> list[Candidate]:
    """The acts of a document that no noun names: those of a type that `nominal` lacks, with a date, a place or an event beside the verb."""
    named = {candidate.event_type for candidate in nominal}
    found = [
        act
        for sentence in reading.sentences
        for act in acts(sentence)
        if act.complete
        and _told_in_full(act, names)
        and act.event_type not in named
        and not _told_by_a_noun(act, nominal)
        and _anchored(reading, act, names, nominal)
    ]
    return _one_each(_candidate(act) for act in found)


def _told_in_full(act: Act, names: Sequence[Candidate]) -> bool:
    """Whether the verb is that of a clause; a mere participle ("the project launched in 2010") tells of the launch of a programme only."""
    if act.verb.dep_ != "acl":
        return True
    programmes = [c for c in names if c.cls is EntityClass.PROGRAMME and c.form is Form.NAME]
    return any(act.begin <= c.begin < act.end for c in programmes)


def _told_by_a_noun(act: Act, nominal: Sequence[Candidate]) -> bool:
    """Whether a noun beside the verb names the event: "s'est réunie pour sa première session", "a lancé l'atelier"."""
    wide = act.event_type in (EventType.MEETING, EventType.VISIT)
    begin, end = (act.sentence.begin, act.sentence.end) if wide else (act.begin, act.end)
    return any(begin <= candidate.begin < end for candidate in nominal)


def _candidate(act: Act) -> Candidate:
    return Candidate(
        begin=act.begin,
        end=act.end,
        cls=EntityClass.EVENT,
        extractor="event-verb",
        confidence=VERBAL,
        form=Form.NAME,
        event_type=act.event_type,
    )


def _one_each(candidates: Iterable[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in candidates:
        if not kept or candidate.begin >= kept[-1].end:
            kept.append(candidate)
    return kept


def _done(verb: Token) -> bool:
    """Whether a verb form tells of what has taken place: a past tense or a participle, in headlines the present."""
    tense, form = verb.morph.get("Tense", []), verb.morph.get("VerbForm", [])
    if "Part" in form:
        return "Past" in tense or verb.tag_ == "VBN"
    return "Past" in tense or verb.tag_ == "VBD"


def _denied(verb: Token, words: EventWords) -> bool:
    return any(child.lower_ in words.negations or child.lemma_ in words.modal_verbs for child in verb.children)


def _thing(verb: Token, event_type: EventType) -> Token | None:
    """What is signed, launched or visited: the object, or the subject of a passive."""
    if event_type is EventType.MEETING:
        return next(children(verb, SUBJECTS), None)
    if is_passive(verb):
        return next(children(verb, PASSIVE_SUBJECTS | SUBJECTS), None)
    thing = next(children(verb, DIRECT_OBJECTS), None)
    if thing is not None or event_type is not EventType.VISIT:
        return thing if thing is not None else _bare_participle(verb)
    return next((child for child in verb.children if child.dep_ in OBLIQUES and child.i > verb.i), None)


def _bare_participle(verb: Token) -> Token | None:
    """ "a Memorandum signed in Kabul": the noun that the participle modifies."""
    return verb.head if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN") else None


def _stretch(verb: Token, thing: Token | None, language: str) -> tuple[int, int]:
    """From the auxiliary to the end of the object; from the subject to the verb, in a passive."""
    if thing is None:
        return verb.i, verb.i + 1
    doc: Doc = verb.doc
    phrase = noun_phrase(doc, thing.i, thing.i + 1, language)
    helpers = [child.i for child in verb.children if (child.pos_ == "AUX" or child.dep_.startswith("expl")) and child.i < verb.i]
    first = min([phrase.first, *helpers, verb.i]) if thing.i < verb.i else min([*helpers, verb.i])
    last = verb.i + 1 if thing.i < verb.i else max(phrase.end, verb.i + 1)
    if last - first > LONGEST + 5:
        return (min([*helpers, verb.i]), verb.i + 1) if thing.i < verb.i else (first, thing.i + 1)
    return first, last


def _anchored(reading: Parsed, act: Act, names: Sequence[Candidate], nominal: Sequence[Candidate]) -> bool:
    """Whether a date or place hangs on the verb, or the act took place at an event that the text names."""
    begin, end = act.sentence.begin, act.sentence.end
    near = [c for c in names if c.cls is EntityClass.PLACE and begin <= c.begin < end]
    spots = [phrase.begin for phrase in dates_in(act.sentence.text, act.sentence.language, reading.issued, offset=begin)]
    spots += [c.begin for c in near]
    spots += [c.begin for c in nominal if begin <= c.begin < end]
    tokens = (act.sentence.part.tokens(spot, spot + 1) for spot in spots)
    return any(_hangs_on(span[0], act.verb) for span in tokens if span is not None)


def _hangs_on(token: Token, verb: Token) -> bool:
    """Whether a token is an adjunct of the verb, itself or through a preposition."""
    top = token
    while top.head.i not in (top.i, verb.i):
        if top.head.pos_ in ("VERB", "AUX") or (top.head.pos_ == "NOUN" and top.dep_ in ("nmod", "pobj", "compound", "poss")):
            return False
        top = top.head
    return top.i != verb.i and top.head.i == verb.i and top.dep_ not in SUBJECTS | PASSIVE_SUBJECTS
