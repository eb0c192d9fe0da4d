"""Acts told by a verb that have a date or a place: "ont signé, au Caire, une déclaration", "was officially launched in Kabul"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.candidates import Candidate
from kg.extraction.events.judgments import end_of_penalty, is_judgment, is_tried
from kg.extraction.events.modality import denied, hypothetical
from kg.extraction.events.passing import VISIT, told_in_passing
from kg.extraction.events.stretches import OBLIQUES, bare_participle, stretch, up_to_time
from kg.extraction.events.tenses import is_ahead, is_done, is_scheduled, was_under_way
from kg.extraction.events.words import (
    ADDRESS,
    DECISION,
    JUDGMENT,
    PROTEST,
    EventWords,
    event_words,
    is_object,
    is_other,
    is_person,
    kind_of,
    type_of_kind,
)
from kg.extraction.relations.words import owner_words, phrases
from kg.extraction.text.calendar import dates_in, is_calendar_word, times_in
from kg.extraction.text.grammar import (
    AGENTS,
    CLAUSES,
    DIRECT_OBJECTS,
    PASSIVE_SUBJECTS,
    RELATIVE_CLAUSES,
    SUBJECTS,
    children,
    is_finite_verb,
    is_passive,
)
from kg.extraction.text.phrases import phrase_words
from kg.extraction.text.reading import Parsed, Sentence
from kg.model.entities import EntityClass, EventType, Form

VERBAL = 0.75
MONTH = timedelta(days=31)
LAUNCH, SIGNING, ACCIDENT, KILLING = "launch", "signing", "accident", "killing"
PARTIES = (EntityClass.PERSON, EntityClass.ORGANISATION, EntityClass.PLACE)
PERSONS = frozenset({"PER", "PERSON"})  # what the models call the name of a person
NEAR, FAR = 12, 100  # characters from an auxiliary to its verb, and from the verb to whom was met
RIGHT_BEHIND = 6  # characters from an act to a time that is its own whatever the parser says: ", le "
LEADING = frozenset({"visit", "meeting", "session"})  # kinds whose verbs may lead to what they are about by a preposition
WIDE = frozenset(
    {"meeting", "visit", PROTEST, "attack", ACCIDENT, KILLING, "election", "training"}
)  # kinds that any noun of an event in their sentence names
APART = frozenset({JUDGMENT, "strike", "publication"})  # kinds that are told beside another act: "protested after the ruling"
PLACED = frozenset({"attack", ACCIDENT, KILLING})  # kinds that need a place
UNLIKE = frozenset({"attack", "accident", "demolition", "election", "decision", "vote"}) | APART  # kinds that are no meeting or visit


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


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands in the sentence of an act."""

    names: Sequence[Candidate]
    events: Sequence[Candidate]
    times: Sequence[tuple[int, int]]

    def inside(self, act: Act, *classes: EntityClass) -> bool:
        return any(name.cls in classes and name.begin < act.end and act.begin < name.end for name in self.names)


def acts(sentence: Sentence) -> Iterator[Act]:
    """The acts that verbs of a sentence tell as done: signed, launched, visited, met."""
    return (act for act in _told(sentence) if act.done and act.event_type is not EventType.OTHER)


def find_verbal_events(reading: Parsed, names: Sequence[Candidate], nominal: Sequence[Candidate]) -> list[Candidate]:
    """The acts of a document that no noun beside the verb names, with a date, a place or an event that hangs on the verb."""
    found: list[Candidate] = []
    for sentence in reading.sentences:
        told = [act for act in _told(sentence) if act.complete]
        if told:
            around = _around(sentence, names, nominal)
            whole = [_with_counterpart(act, around) for act in told]
            found.extend(_candidate(act) for act in whole if _is_reported(act, around) and _is_news(reading, act))
    return _one_each(found)


def _is_news(reading: Parsed, act: Act) -> bool:
    """Whether a judgment is one that a text reports: those of other years tell of somebody's past."""
    if act.kind != JUDGMENT or reading.issued is None:
        return True
    dates = dates_in(act.sentence.text, act.sentence.language, reading.issued, offset=act.sentence.begin)
    days = [date.start.first_day for date in dates if date.start is not None]
    return not days or any(abs(day - reading.issued.first_day) <= MONTH for day in days)


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


def _around(sentence: Sentence, names: Sequence[Candidate], nominal: Sequence[Candidate]) -> _Around:
    begin, end = sentence.begin, sentence.end
    return _Around(
        names=[name for name in names if begin <= name.begin < end],
        events=[event for event in nominal if begin <= event.begin < end],
        times=times_in(sentence.text, sentence.language, offset=begin),
    )


def _told(sentence: Sentence) -> Iterator[Act]:
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


def _is_reported(act: Act, around: _Around) -> bool:
    """Whether an act is told in full, has a time or place of its own, and no noun names it."""
    if _is_told_by_a_noun(act, around) or not _is_told_in_full(act, around):
        return False
    if act.kind == "meeting" and not _has_counterpart(act, around):
        return False
    if act.kind == KILLING and not around.times:
        return False
    if act.kind == ADDRESS and not around.inside(act, EntityClass.ORGANISATION):
        return False
    if act.done:
        return _is_anchored(act, around)
    who_or_where = _has_named_subject(act, around) or any(name.cls is EntityClass.PLACE for name in around.names)
    return who_or_where and bool(around.times) and _is_anchored(act, around)


def _is_told_in_full(act: Act, around: _Around) -> bool:
    """Whether the verb is that of a clause; a mere participle ("the project launched in 2010") tells of the launch of a programme only."""
    if told_in_passing(act.verb, act.kind, act.sentence.language, dated=bool(around.times)):
        return False
    if act.verb.dep_ != "acl" or is_finite_verb(act.verb) or act.verb.lemma_ in event_words(act.sentence.language).by_subject:
        return True
    if act.kind != "launch":
        return False
    before = act.sentence.part.offset + int(act.verb.head.left_edge.idx), act.end
    return any(name.cls is EntityClass.PROGRAMME and name.begin < before[1] and before[0] < name.end for name in around.names)


def _is_told_by_a_noun(act: Act, around: _Around) -> bool:
    """Whether a noun beside the verb names the event: "s'est réunie pour sa première session", "a lancé l'atelier"."""
    alike = [event for event in around.events if not (act.kind in LEADING and _is_unlike(act, event))]
    if act.kind in LEADING:  # what another verb tells of is another event: "went to Suva to present the law, which parliament debates"
        alike = [event for event in alike if any(_reaches(token, act.verb) for token in _tokens(act, [event.begin, event.end - 1]))]
    for event in alike:
        if act.begin <= event.begin < act.end or (act.kind == JUDGMENT and event.event_type is EventType.SESSION):
            return True
        if act.kind in WIDE and _kind_of(act, event) not in APART:
            return True
    return False


def _is_unlike(act: Act, event: Candidate) -> bool:
    """Whether a noun that is no part of an act tells of what nobody meets for or travels to: "met the victims of the fire"."""
    return _kind_of(act, event) in UNLIKE


def _kind_of(act: Act, event: Candidate) -> str | None:
    """The kind of an event that a noun tells in the sentence of an act."""
    return kind_of(act.sentence.text[event.begin - act.sentence.begin : event.end - act.sentence.begin], act.sentence.language)


def _with_counterpart(act: Act, around: _Around) -> Act:
    """A meeting up to whom was met, where a time and a place stand before: "a rencontré, mardi, à la présidence, l'abbé X"."""
    if act.kind != "meeting" or act.begin < act.sentence.part.offset + int(act.verb.idx) - NEAR or _has_counterpart(act, around):
        return act
    after = (name for name in around.names if name.cls is EntityClass.PERSON and act.end <= name.begin <= act.end + FAR)
    met = next((name for name in after if any(_reaches(token, act.verb) for token in _tokens(act, [name.begin]))), None)
    return act if met is None else replace(act, end=met.end)


def _has_counterpart(act: Act, around: _Around) -> bool:
    """Whether somebody named is met, or several meet."""
    subject = next(children(act.verb, SUBJECTS | PASSIVE_SUBJECTS), None) or bare_participle(act.verb)
    things = [thing for thing in children(act.verb, DIRECT_OBJECTS) if not is_calendar_word(thing.lower_, act.sentence.language)]
    several = subject is not None and "Plur" in subject.morph.get("Number", []) and not things
    return several or _has_named_agent(act, around) or around.inside(act, EntityClass.PERSON, EntityClass.ORGANISATION, EntityClass.PLACE)


def _has_named_agent(act: Act, around: _Around) -> bool:
    """Whether somebody named does what a passive tells: "the boy was received on Monday by [Mary Kane]"."""
    agent = next(children(act.verb, AGENTS), None) if is_passive(act.verb) else None
    if agent is None or agent.i < act.verb.i:
        return False
    begin, end = act.sentence.part.offset + int(agent.left_edge.idx), act.sentence.part.offset + int(agent.right_edge.idx)
    return any(name.cls in (EntityClass.PERSON, EntityClass.ORGANISATION) and begin <= name.begin <= end for name in around.names)


def _has_named_subject(act: Act, around: _Around) -> bool:
    """Whether somebody named does it."""
    if _has_named_agent(act, around):
        return True
    subject = next(children(act.verb, SUBJECTS | PASSIVE_SUBJECTS), None)
    if subject is None and is_scheduled(act.verb, event_words(act.sentence.language)):
        above = (act.verb.head, act.verb.head.head)  # "is due to open"
        named = act.verb.head if act.verb.head.pos_ == "PROPN" else None  # "Mba to open the port"
        subject = next((child for verb in above for child in children(verb, SUBJECTS | PASSIVE_SUBJECTS)), named)
        begin = act.sentence.part.offset + int(subject.left_edge.idx) if subject is not None else act.end
        return any(name.cls in (EntityClass.PERSON, EntityClass.ORGANISATION) and begin <= name.begin < act.end for name in around.names)
    if subject is None:
        return False
    begin = act.sentence.part.offset + int(subject.left_edge.idx)
    return any(name.cls in (EntityClass.PERSON, EntityClass.ORGANISATION) and begin <= name.begin < act.end for name in around.names)


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
    for candidate in sorted(candidates):
        if not kept or candidate.begin >= kept[-1].end:
            kept.append(candidate)
    return kept


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


def _is_anchored(act: Act, around: _Around) -> bool:
    """Whether a time or place hangs on the verb or stands in what is visited, or the act took place at an event that the text names."""
    others = [event for event in around.events if act.kind in LEADING and _is_unlike(act, event)]
    inside = [name.begin for name in around.names if name.cls is EntityClass.PLACE]
    places = [begin for begin in inside if not any(event.begin <= begin < event.end for event in others)]
    if act.kind in ("visit", *PLACED) and any(act.begin <= place < act.end for place in places):
        return True
    if act.kind == SIGNING and _tells_parties(act, around):
        return True
    free = (begin for begin, end in around.times if not any(event.begin < end and begin < event.end for event in others))
    times = list(free) if act.kind not in PLACED else []
    in_place = event_words(act.sentence.language).in_place
    return (
        any(0 <= begin - act.end <= RIGHT_BEHIND for begin in times)
        or any(_reaches(token, act.verb) for token in _tokens(act, times))
        or any(_hangs_on(token, act.verb) or (_stands_in(token, in_place) and _reaches(token, act.verb)) for token in _tokens(act, places))
        or any(_hangs_on(token, act.verb) for token in _tokens(act, [event.begin for event in around.events if event not in others]))
    )


def _tells_parties(act: Act, around: _Around) -> bool:
    """Whether two or more are named, right behind the verb, between whom something was signed."""
    after = act.sentence.part.offset + int(act.verb.idx) + len(act.verb)
    cue = phrases(act.sentence.language, "parties").match(act.sentence.text, after + 1 - act.sentence.begin)
    parties = [n for n in around.names if cue is not None and n.cls in PARTIES and after <= n.begin <= after + FAR]
    return len({(name.begin, name.cls) for name in parties}) > 1


def _tokens(act: Act, spots: Iterable[int]) -> Iterator[Token]:
    found = (act.sentence.part.tokens(spot, spot + 1) for spot in spots)
    return (tokens[0] for tokens in found if tokens is not None)


def _stands_in(token: Token, in_place: frozenset[str]) -> bool:
    """Whether a preposition of place stands before a name: "à Niamey", "in Kano"."""
    return token.i > 0 and token.nbor(-1).lower_ in in_place


def _reaches(token: Token, verb: Token) -> bool:
    """Whether no other verb stands between a token and the verb: parsers like to hang times and places on the noun before them."""
    for ancestor in token.ancestors:
        if ancestor.i == verb.i:
            return True
        if ancestor.pos_ in ("VERB", "AUX"):
            return False
    return False


def _hangs_on(token: Token, verb: Token) -> bool:
    """Whether a token is an adjunct of the verb, itself or through a preposition."""
    top = token
    while top.head.i not in (top.i, verb.i):
        if top.head.pos_ in ("VERB", "AUX") or (top.head.pos_ == "NOUN" and top.dep_ in ("nmod", "pobj", "compound", "poss")):
            return False
        top = top.head
    return top.i != verb.i and top.head.i == verb.i and top.dep_ not in SUBJECTS | PASSIVE_SUBJECTS
