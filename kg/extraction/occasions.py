"""Where a document speaks of its events: their mentions, and verbs that tell of the same act."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.cast import Cast, Member
from kg.extraction.reading import Reading, Sentence
from kg.extraction.verbal_events import acts
from kg.model.entities import EntityClass, EventType

EVENT = EntityClass.EVENT
EARLY = 4  # sentences in which the main event of a report is named


@dataclass(frozen=True, slots=True)
class Occasion:
    """A stretch of a sentence that tells of an event."""

    event: Member
    sentence: Sentence
    begin: int
    end: int
    head: Token  # the noun or verb
    act: bool  # told by a verb

    @property
    def verb(self) -> Token | None:
        """The verb that the event depends on, or that is the event."""
        if self.act:
            return self.head
        return next((a for a in self.head.ancestors if a.pos_ in ("VERB", "AUX")), None)


@dataclass(frozen=True)
class Scene:
    """A document with its events laid out."""

    reading: Reading
    cast: Cast

    @cached_property
    def occasions(self) -> tuple[Occasion, ...]:
        """All occasions, in the order of the text."""
        rows = [*self._nominal(), *self._verbal()]
        return tuple(sorted(rows, key=lambda row: (row.begin, row.end, row.event.id)))

    @cached_property
    def main_event(self) -> Member | None:
        """The event that the document reports: the one it comes back to most, if it names it early."""
        counts = Counter(occasion.event.id for occasion in self.occasions)
        if not counts:
            return None
        first = {o.event.id: self.reading.sentence_index(o.begin) for o in reversed(self.occasions)}
        events = {member.id: member for member in self.cast.of(EVENT)}
        early = [i for i in counts if first[i] <= EARLY] or ([*counts] if len(counts) == 1 else [])
        best = max(early, key=lambda i: (counts[i], -first[i], i), default=None)
        return events[best] if best is not None else None

    def in_sentence(self, sentence: Sentence) -> list[Occasion]:
        return [o for o in self.occasions if o.begin >= sentence.begin and o.end <= sentence.end]

    def _nominal(self) -> list[Occasion]:
        rows = []
        for member in self.cast.of(EVENT):
            for mention in member.mentions:
                sentence = self.reading.sentence_at(mention.begin)
                tokens = sentence.part.tokens(mention.begin, mention.end)
                if tokens is not None:
                    verbal = mention.extractor == "event-verb"
                    head = _verb_of(tokens) if verbal else tokens.root
                    rows.append(Occasion(member, sentence, mention.begin, mention.end, head, verbal))
        return rows

    def _verbal(self) -> list[Occasion]:
        """Acts told by verbs that belong to the only event of their type."""
        by_type: dict[EventType, list[Member]] = {}
        for member in self.cast.of(EVENT):
            nominal = [mention for mention in member.mentions if mention.extractor != "event-verb"]
            for event_type in {mention.event_type for mention in nominal} - {None}:
                by_type.setdefault(event_type, []).append(member)  # type: ignore[arg-type]  # None is taken out above
        taken = {(mention.begin, mention.end) for member in self.cast.of(EVENT) for mention in member.mentions}
        return [
            Occasion(by_type[act.event_type][0], act.sentence, act.begin, act.end, act.verb, True)
            for sentence in self.reading.sentences
            for act in acts(sentence)
            if len(by_type.get(act.event_type, ())) == 1 and (act.begin, act.end) not in taken
        ]


def _verb_of(tokens: Tokens) -> Token:
    """The verb of an act's stretch."""
    return next((token for token in reversed(list(tokens)) if token.pos_ == "VERB"), tokens.root)
