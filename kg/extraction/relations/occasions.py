"""Where a document speaks of its events: their mentions, verbs that tell of the same act, and pronouns that stand for them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.cast import Cast, Member
from kg.extraction.events.nouns import set_down
from kg.extraction.events.verbal import Act, acts
from kg.extraction.events.words import event_pattern, event_words, kind_of
from kg.extraction.relations.words import LEAD, by_agent, leads_to, relation_words
from kg.extraction.roles.words import is_post, role_words
from kg.extraction.text.calendar import DatePhrase, dates_in
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.grammar import (
    ADJUNCT_CLAUSES,
    AGENTS,
    APPOSITIONS,
    CLAUSES,
    COORDINATIONS,
    DIRECT_OBJECTS,
    PASSIVE_SUBJECTS,
    RELATIVE_CLAUSES,
    SUBJECTS,
    children,
    is_past_participle,
)
from kg.extraction.text.reading import Reading, Sentence
from kg.model.entities import EntityClass, EventType
from kg.model.statements import Statement, StatementKind

EVENT = EntityClass.EVENT
HEAD = 300  # characters in which a release names whose it is
EARLY = 4  # sentences in which the main event of a report is named
GATHERINGS = frozenset({"other", "examination", "debate", "address", "meal", "homage"})  # kinds of the type "other" with speakers
STOPS = (".", "!", "?", ".”", ".»", '."', "…", ".'", ".’")  # what ends a sentence, and no heading
ENCOUNTERS = (EventType.VISIT, EventType.SESSION, EventType.MEETING)
PROTESTS = frozenset({"protest", "strike"})
DOERS = frozenset({"attack", "match", "protest", "vote", "decision"})  # kinds that are called after those who do them: "the rebels' attack"
BACK = 2  # sentences from a pronoun to the event that it stands for
ASIDE = 3  # words between an event and its relative clause
LOOSE = 1  # nouns with a sense of their own between an event and the verb that tells of it
BESIDE = COORDINATIONS | APPOSITIONS
STEM = 4  # letters that a verb shares with the noun made of it: "sign", "signing"
INSIDE = 1  # words between "in" and an event
APART = 2  # words between "after" and an event
BEFORE = 70  # characters before an event in which it shows how the clause hangs on it


@dataclass(frozen=True, slots=True)
class Occasion:
    """A stretch of a sentence that tells of an event."""

    event: Member
    sentence: Sentence
    begin: int
    end: int
    head: Token  # the noun, pronoun or verb
    act: bool  # told by a verb

    @property
    def verb(self) -> Token | None:
        """The verb that the event depends on, or that is the event."""
        if self.act:
            return self.head
        return set_down(self.head) or next((a for a in self.head.ancestors if a.pos_ in ("VERB", "AUX")), None)

    @property
    def clause(self) -> Token | None:
        """The verb whose adjuncts of time and place are those of the event, for hardly a noun with a sense of its own stands between."""
        return self.verb if self.act or self._nouns_between() <= LOOSE else None

    @property
    def own_clause(self) -> Token | None:
        """The same with no such noun between: "the report of the inquiry was released today" does not date the inquiry."""
        return self.verb if self.act or not self._nouns_between() else None

    def _nouns_between(self) -> int:
        """How many nouns with a sense of their own stand between the event and the verb above it."""
        verb = self.verb
        if verb is None:
            return 0
        words = event_words(self.sentence.language)
        path = [self.head, *takewhile(lambda a: a.i != verb.i, self.head.ancestors)]
        steps = [above for below, above in pairwise(path) if below.dep_ not in BESIDE and not self._names(above)]
        light = words.phases | words.anaphoric.keys() | relation_words(self.sentence.language).light
        return sum(above.pos_ in ("NOUN", "PROPN") and above.lemma_.casefold() not in light for above in steps)

    @property
    def doing(self) -> Iterator[Token]:
        """The verbs whose subject does what is told of the event: the one above it, and those that share their subject with it."""
        verb = self.verb
        while verb is not None:
            yield verb
            if verb.dep_ in CLAUSES | RELATIVE_CLAUSES or any(children(verb, SUBJECTS | PASSIVE_SUBJECTS)):
                return
            if verb.dep_ == "acl" and is_past_participle(verb) and verb.head.pos_ == "NOUN":  # "the bill presented at the meeting"
                return
            verb = next((a for a in verb.ancestors if a.pos_ == "VERB"), None)

    def _names(self, token: Token) -> bool:
        return self.begin <= self.sentence.part.offset + token.idx < self.end

    @property
    def participles(self) -> list[Token]:
        """What modifies the noun of an event as a clause: "held", "qui s'est tenue"."""
        return [] if self.act else list(children(self.head, ADJUNCT_CLAUSES))

    @property
    def span(self) -> tuple[int, int]:
        return self.begin, self.end

    @property
    def event_type(self) -> EventType | None:
        return self.event.event_type


def is_gathering(event: Member, language: str) -> bool:
    """Whether people come together for an event and speak at it, as they do not for an election or an attack."""
    if event.event_type is not EventType.OTHER or (kind := kind_of(event.names[0], language)) in GATHERINGS:
        return True
    return kind is None and any(mention.event_type is not EventType.OTHER for mention in event.mentions)  # a day with a ceremony


def is_of_its_doers(event: Member, language: str) -> bool:
    """Whether those whose event it is do it, and nobody organises it: an attack, a match."""
    return event.event_type is EventType.OTHER and kind_of(event.names[0], language) in DOERS


def is_protest(event: Member, language: str) -> bool:
    """Whether an event is a strike, a march or the like."""
    return event.event_type is EventType.OTHER and kind_of(event.names[0], language) in PROTESTS


@dataclass(frozen=True)
class Scene:
    """A document with its events laid out."""

    reading: Reading
    cast: Cast
    statements: tuple[Statement, ...] = ()

    def speaker_at(self, begin: int, end: int) -> Member | None:
        """The one person in whose words a stretch stands."""
        span = self.reading.original(begin, end)
        told = (s for s in self.statements if any(piece.begin <= span.begin and span.end <= piece.end for piece in s.pieces))
        statement = next(told, None)
        if statement is None or len(statement.speakers) != 1:
            return None
        return next((member for member in self.cast.of(EntityClass.PERSON) if member.id == statement.speaker), None)

    def is_quoted_from(self, member: Member, occasion: Occasion) -> bool:
        """Whether an event is told of in the very words of somebody."""
        span = self.reading.original(occasion.begin, occasion.end)
        said = (s for s in self.statements if s.kind is StatementKind.DIRECT and member.id in s.speakers)
        return any(piece.begin <= span.begin and span.end <= piece.end for s in said for piece in s.pieces)

    @cached_property
    def author(self) -> Member | None:
        """The one person whom the head of a text names, with a post: in whose name it says "I", if it does."""
        persons = {row.member.id: row.member for row in self.cast.within(0, HEAD, {EntityClass.PERSON})}
        tokens = (token for sentence in self.reading.sentences if sentence.begin < HEAD for token in sentence.tokens)
        posts = any(is_post(token, role_words(token.lang_)) for token in tokens)
        return next(iter(persons.values())) if len(persons) == 1 and posts else None

    @cached_property
    def occasions(self) -> tuple[Occasion, ...]:
        """All occasions, in the order of the text."""
        rows = sorted([*self._nominal(), *self._verbal()], key=_in_order)
        return tuple(sorted([*rows, *self._pronominal(rows)], key=_in_order))

    @cached_property
    def main_event(self) -> Member | None:
        """The event that the document reports: the one it comes back to most, if it names it early."""
        counts = Counter(occasion.event.id for occasion in self.occasions)
        if not counts:
            return None
        first = {o.event.id: self.lines_before(o.begin) for o in reversed(self.occasions)}
        events = {member.id: member for member in self.cast.of(EVENT)}
        early = [i for i in counts if first[i] <= EARLY] or ([*counts] if len(counts) == 1 else [])
        best = max(early, key=lambda i: (counts[i], -first[i], i), default=None)
        return events[best] if best is not None else None

    def lines_before(self, offset: int) -> int:
        """How many whole sentences, headings left out, stand before an offset."""
        return bisect_left(self._sentence_ends, offset)

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [sentence.end for sentence in self.reading.sentences if sentence.text.endswith(STOPS)]

    def dates(self, sentence: Sentence) -> list[DatePhrase]:
        """The dates that a sentence tells, seen from the day of the document."""
        if sentence.begin not in self._dates:
            self._dates[sentence.begin] = dates_in(sentence.text, sentence.language, self.reading.issued, offset=sentence.begin)
        return self._dates[sentence.begin]

    @cached_property
    def _dates(self) -> dict[int, list[DatePhrase]]:
        return {}

    @cached_property
    def places_in_document(self) -> list[int]:
        """Where the occasions begin in the document itself, in their order."""
        return [self.reading.original(occasion.begin, occasion.end).begin for occasion in self.occasions]

    def told_in(self, begin: int, end: int) -> tuple[Occasion, ...]:
        """The occasions between two offsets of the document itself."""
        return self.occasions[bisect_left(self.places_in_document, begin) : bisect_left(self.places_in_document, end)]

    def in_sentence(self, sentence: Sentence) -> list[Occasion]:
        return self._by_sentence.get(sentence.begin, [])

    def tells_of_one(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of one event and no other."""
        return len({occasion.event.id for occasion in self.in_sentence(sentence)}) == 1

    def happens(self, occasion: Occasion, field: str, *, within: int = LEAD) -> bool:
        """Whether a phrase of a list leads to an event, with no more than some words between: "lors de" la réunion."""
        return self._is_led(occasion, _noun(occasion), field, within) or self._is_led(occasion, occasion.begin, field, within)

    def goes_on(self, occasion: Occasion) -> bool:
        """Whether what the clause tells happens while an event goes on: "during" or "in" the meeting, "on" a visit, « en audience »."""
        within = INSIDE if occasion.event_type is EventType.VISIT else 0
        visit = occasion.event_type in ENCOUNTERS and self.happens(occasion, "underway", within=within)
        return visit or self.happens(occasion, "presence") or self.happens(occasion, "inside", within=INSIDE)

    def is_apart(self, occasion: Occasion) -> bool:
        """Whether what the clause tells lies on another day than the event: "after" the meeting."""
        if occasion.head.dep_ in DIRECT_OBJECTS:  # "has been holding since Monday the meeting"
            return False
        return self._is_led(occasion, _noun(occasion), "apart", APART) or self._is_led(occasion, occasion.begin, "apart", 1)

    def _is_led(self, occasion: Occasion, end: int, field: str, within: int) -> bool:
        before = self.reading.text[max(occasion.sentence.begin, occasion.begin - BEFORE) : end]
        return leads_to(occasion.sentence.language, field, within).search(before) is not None

    def is_parted(self, occasion: Occasion, offset: int) -> bool:
        """Whether another event is told between an event and an offset behind it: what stands there may be of that one."""
        here = self.in_sentence(occasion.sentence)
        return any(other.event.id != occasion.event.id and occasion.end <= other.begin < offset for other in here)

    @cached_property
    def _by_sentence(self) -> dict[int, list[Occasion]]:
        rows: dict[int, list[Occasion]] = {}
        for occasion in self.occasions:
            rows.setdefault(occasion.sentence.begin, []).append(occasion)
        return rows

    def _nominal(self) -> list[Occasion]:
        rows = []
        for member in self.cast.of(EVENT):
            for mention in member.mentions:
                sentence = self.reading.sentence_at(mention.begin)
                tokens = sentence.part.tokens(mention.begin, mention.end)
                if tokens is not None:
                    verbal = mention.extractor == "event-verb"
                    head = _verb_of(tokens) if verbal else _noun_of(tokens, sentence.language)
                    rows.append(Occasion(member, sentence, mention.begin, mention.end, head, verbal))
        return rows

    def _verbal(self) -> list[Occasion]:
        """Acts told by verbs that belong to the only event of their type."""
        by_type: dict[EventType, list[Member]] = {}
        for member in self.cast.of(EVENT):
            nominal = [mention for mention in member.mentions if mention.extractor != "event-verb"]
            for event_type in {mention.event_type for mention in nominal} - {None}:
                by_type.setdefault(event_type, []).append(member)  # type: ignore[arg-type]  # None is taken out above
        if not by_type:
            return []
        told = Counter(member.event_type for member in self.cast.of(EVENT))
        taken = {(mention.begin, mention.end) for member in self.cast.of(EVENT) for mention in member.mentions}
        return [
            Occasion(by_type[act.event_type][0], act.sentence, act.begin, act.end, act.verb, True)
            for sentence in self.reading.sentences
            for act in acts(sentence)
            if len(by_type.get(act.event_type, ())) == 1 and told[act.event_type] <= 1 and (act.begin, act.end) not in taken
            if self._may_be(by_type[act.event_type][0], act)
        ]

    def _may_be(self, event: Member, act: Act) -> bool:
        """Whether a verb may tell of an event: both speak of the same thing; a visit leads to the same place.

        An event that is called by nothing but its noun is told by a verb that is made of it: "the launch", "was launched".
        """
        if act.event_type is EventType.VISIT and self._goes_elsewhere(act.begin, act.end, event):
            return False
        stem = fold_letters(act.verb.lemma_)[:STEM]
        names = [set(_telling(name)) for name in event.names]
        made = {word for name in names for word in name if word.startswith(stem)}
        told = set(_telling(self.reading.text[act.begin : act.end]))
        return any((name and name <= made) or not (name - made).isdisjoint(told) for name in names)

    def _goes_elsewhere(self, begin: int, end: int, visit: Member) -> bool:
        """Whether a stretch that tells of a journey names places, and none of those by which a visit is called."""
        there = {row.member.id for row in self.cast.within(begin, end, {EntityClass.PLACE})}
        called = {row.member.id for m in visit.mentions for row in self.cast.within(m.begin, m.end, {EntityClass.PLACE})}
        return bool(there and called) and there.isdisjoint(called)

    def _pronominal(self, rows: list[Occasion]) -> Iterator[Occasion]:
        """ "It was held in …", "Elle s'est tenue à …", "which took place on …": what takes place is the event before."""
        begins = [row.begin for row in rows]
        for sentence in self.reading.sentences if rows else ():
            for token in sentence.tokens:
                subject = _pronoun_that_happens(token)
                if subject is None:
                    continue
                begin = sentence.part.offset + subject.idx
                relative = token.dep_ in RELATIVE_CLAUSES
                before = bisect_right(begins, begin if relative else sentence.begin) - 1
                if before >= 0 and (
                    _has_for_clause(self.reading.text, rows[before], token) if relative else self._distance(rows[before], sentence) <= BACK
                ):
                    yield Occasion(rows[before].event, sentence, begin, begin + len(subject), subject, False)

    def _distance(self, occasion: Occasion, sentence: Sentence) -> int:
        return self.reading.sentence_index(sentence.begin) - self.reading.sentence_index(occasion.begin)


def _noun(occasion: Occasion) -> int:
    """Where the noun of an event begins, behind its adjectives."""
    return max(occasion.begin, occasion.sentence.part.offset + occasion.head.idx)


def _telling(text: str) -> list[str]:
    """The long words of a text, alike in the plural and singular."""
    return [word.rstrip("s") for word in re.findall(r"[^\W_]+", fold_letters(text)) if len(word) >= STEM]


def _has_for_clause(text: str, occasion: Occasion, verb: Token) -> bool:
    """Whether a relative clause is that of an event: by the parse, or with no more than a year, an acronym or a few words between."""
    above = verb.head
    if occasion.head.i in (above.i, above.head.i if above.dep_ in BESIDE else above.i):
        return True
    gap = text[occasion.end : occasion.sentence.part.offset + verb.left_edge.idx]
    return not occasion.act and len(gap.split()) <= ASIDE and re.search(r"[.;:\n]", gap) is None


def _in_order(row: Occasion) -> tuple[int, int, str]:
    return row.begin, row.end, row.event.id


def _verb_of(tokens: Tokens) -> Token:
    """The verb of an act's stretch."""
    return next((token for token in (tokens.root, *reversed(list(tokens))) if token.pos_ == "VERB"), tokens.root)


def _noun_of(tokens: Tokens, language: str) -> Token:
    """The noun of an event, where a parser hangs what stands behind it higher up: "at the [meeting] | in Y, the board said"."""
    tops = [token for token in tokens if not tokens.start <= token.head.i < tokens.end or token.head.i == token.i]
    nouns = (token for token in tops if event_pattern(language).fullmatch(token.text)) if len(tops) > 1 else ()
    return next(iter(nouns), tokens.root)


def _is_attended(verb: Token) -> bool:
    """Whether a passive tells who was at an event: "it was chaired by"."""
    agent = next(children(verb, AGENTS), None)
    return agent is not None and by_agent(verb.lang_, "attended").match(f"{verb.text} {agent.left_edge.text} ") is not None


def _pronoun_that_happens(verb: Token) -> Token | None:
    words = relation_words(verb.lang_)
    if verb.pos_ != "VERB" or (verb.lemma_ not in words.happen_verbs and not _is_attended(verb)):
        return None
    subject = next(children(verb, SUBJECTS | PASSIVE_SUBJECTS), None)
    return subject if subject is not None and subject.pos_ == "PRON" and re.sub(r"^-", "", subject.lower_) in words.event_pronouns else None
