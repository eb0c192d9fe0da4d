"""Which acts told by a verb are events: those told in full, with a time or place of their own, that no noun beside the verb names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from spacy.tokens import Token

from kg.extraction.candidates import Candidate
from kg.extraction.events.passing import told_in_passing
from kg.extraction.events.stretches import bare_participle
from kg.extraction.events.tenses import is_scheduled
from kg.extraction.events.verbal import ACCIDENT, KILLING, LEADING, Act, told_acts
from kg.extraction.events.words import ADDRESS, JUDGMENT, PROTEST, SIGNING, event_words, kind_of
from kg.extraction.relations.words import phrases
from kg.extraction.text.calendar import dates_in, is_calendar_word, times_in
from kg.extraction.text.grammar import AGENTS, DIRECT_OBJECTS, PASSIVE_SUBJECTS, SUBJECTS, children, is_finite_verb, is_passive
from kg.extraction.text.reading import Parsed, Sentence
from kg.model.entities import EntityClass, EventType, Form

VERBAL = 0.75
MONTH = timedelta(days=31)  # between a text and a judgment that it reports
PARTIES = (EntityClass.PERSON, EntityClass.ORGANISATION, EntityClass.PLACE)
NEAR, FAR = 12, 100  # characters from an auxiliary to its verb, and from the verb to whom was met
RIGHT_BEHIND = 6  # characters from an act to a time that is its own whatever the parser says: ", le "
WIDE = frozenset(
    {"meeting", "visit", PROTEST, "attack", ACCIDENT, KILLING, "election", "training"}
)  # kinds that any noun of an event in their sentence names
APART = frozenset({JUDGMENT, "strike", "publication"})  # kinds that are told beside another act: "protested after the ruling"
PLACED = frozenset({"attack", ACCIDENT, KILLING})  # kinds that need a place
UNLIKE = frozenset({"attack", "accident", "demolition", "election", "decision", "vote"}) | APART  # kinds that are no meeting or visit


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands in the sentence of an act."""

    names: Sequence[Candidate]
    events: Sequence[Candidate]
    times: Sequence[tuple[int, int]]

    def inside(self, act: Act, *classes: EntityClass) -> bool:
        return any(name.cls in classes and name.begin < act.end and act.begin < name.end for name in self.names)


def find_verbal_events(reading: Parsed, names: Sequence[Candidate], nominal: Sequence[Candidate]) -> list[Candidate]:
    """The acts of a document that no noun beside the verb names, with a date, a place or an event that hangs on the verb."""
    found: list[Candidate] = []
    for sentence in reading.sentences:
        told = [act for act in told_acts(sentence) if act.complete]
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


def _around(sentence: Sentence, names: Sequence[Candidate], nominal: Sequence[Candidate]) -> _Around:
    begin, end = sentence.begin, sentence.end
    return _Around(
        names=[name for name in names if begin <= name.begin < end],
        events=[event for event in nominal if begin <= event.begin < end],
        times=times_in(sentence.text, sentence.language, offset=begin),
    )


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
