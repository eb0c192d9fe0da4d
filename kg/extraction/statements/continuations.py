"""Quotations that stand alone as a sentence: they go on with what was said before, or were announced by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kg.extraction.statements.attributions import CONTINUED, TURN, Attribution, find_attributions, head_before_colon
from kg.extraction.statements.cues import words_of
from kg.extraction.statements.periods import TURNS, Period, begins_turn, turn_speaker
from kg.extraction.statements.quotations import SET_OFF, trim
from kg.extraction.statements.sources import Source, find_source, own_subject, source_of
from kg.extraction.text import grammar
from kg.extraction.text.cleaning import BLOCK
from kg.model.statements import StatementKind

LONE = "lone"  # rule of a paragraph that is a quotation, with nobody named in it or right before
SHORTEST = 8  # words of such a paragraph
LONGEST_HEADING = 16  # words of a heading that is a quotation
SHORTEST_SENTENCE = 3  # words of a sentence of an answer
_SENTENCE_ENDS = frozenset(".!?…")
_STOPS_AND_COMMAS = frozenset(".!?…,;:")
_MARKS_AND_BLANKS = "»”›’\"' \u00a0"
NEAR = 600  # characters back to the attribution that goes on, where sentences of the reporter stand between


def follow(text: str, periods: Iterable[Period]) -> Iterator[Attribution]:
    """The attributions of periods that follow each other; quotations that stand alone get the speaker they go on with."""
    rows = list(periods)
    thread = _Thread(text, transcript=sum(turn_speaker(period) is not None for period in rows) >= TURNS)
    for period in rows:
        found = find_attributions(text, period)
        yield from thread.answer(period, found) if thread.is_answer(period) else thread.take(period, found)
    yield from thread.pending


@dataclass
class _Thread:
    """What was said last."""

    text: str
    transcript: bool = False  # whether most of the text is a conversation, turn by turn
    pending: list[Attribution] = field(default_factory=list)  # of the last period that has any, while quotations may join them
    last: Attribution | None = None
    before: Period | None = None

    def take(self, period: Period, current: list[Attribution]) -> list[Attribution]:
        """The attributions that are complete, now that a period comes which has `current`."""
        alone = len(current) == 1 and current[0].rule == CONTINUED
        if alone:
            current = self._with_source(current[0])
        complete: list[Attribution] = []
        if current or (period.outside and not alone):
            complete, self.pending = self.pending, current
        self.last = current[-1] if current else self.last
        self.before = period if period.outside or period.quotations else self.before
        return complete

    def is_answer(self, period: Period) -> bool:
        """Whether a sentence of a transcript belongs to the answer before it: a sentence with no new name and colon before it."""
        if not self.transcript or not self.pending or self.pending[-1].rule != TURN or begins_turn(period):
            return False
        begin, end = period.stretch
        words = self.text[begin:end].split()
        return len(words) >= SHORTEST_SENTENCE and words[-1].rstrip("\"'”»)")[-1:] in _SENTENCE_ENDS

    def answer(self, period: Period, found: list[Attribution]) -> list[Attribution]:
        """Adds a sentence to the answer that is pending. What others are named to have said in it are statements of their own."""
        turn = self.pending[-1]
        (first, last), (begin, end) = turn.pieces[-1], trim(self.text, *period.stretch)
        anew = BLOCK in self.text[last:begin]
        pieces = (*turn.pieces, (begin, end)) if anew else (*turn.pieces[:-1], (first, end))
        self.pending[-1] = replace(turn, pieces=pieces)
        return [row for row in found if row.source is not None and row.source.explicit and row.source.head.pos_ == "PROPN"]

    def _with_source(self, quotation: Attribution) -> list[Attribution]:
        """The quotation with the source of what it goes on with; none if it is a piece of a quotation before."""
        set_off = self.text.startswith(SET_OFF, quotation.period.stretch[0])
        announced = _announced(quotation, self.before, set_off=set_off)
        if announced is not None:
            return [announced]
        if set_off and not any(self.text.startswith(SET_OFF, row.period.stretch[0]) for row in self.pending):
            return []  # of a text that the sentence before tells of: a decree, a letter
        if not set_off and _is_heading(self.text, quotation):
            return []
        if self.pending and quotation.cue is None and self._joined(quotation):
            return []
        if self.pending:
            return [_taken_over(quotation, self.pending[-1])]
        return self._after_other_words(quotation)

    def _joined(self, quotation: Attribution) -> bool:
        """Whether the quotation was joined to the last one that is pending, unless somebody else spoke after that."""
        quoted = [i for i, row in enumerate(self.pending) if row.kind is not StatementKind.INDIRECT]
        if not quoted or any(_is_another(self.pending[quoted[-1]].source, row.source) for row in self.pending[quoted[-1] + 1 :]):
            return False
        row = self.pending[quoted[-1]]
        self.pending[quoted[-1]] = replace(row, pieces=(*row.pieces, *quotation.pieces))
        return True

    def _after_other_words(self, quotation: Attribution) -> list[Attribution]:
        """After a sentence that attributes nothing: the person whom it tells of, else who spoke last in the paragraph."""
        subject = _person_of(self.before) if self.before is not None else None
        if subject is not None:
            return [replace(quotation, rule="alone", source=subject, source_period=self.before)]
        if self.last is not None:
            between = self.text[self.last.pieces[-1][1] : quotation.pieces[0][0]]
            if BLOCK not in between and len(between) < NEAR:
                return [_taken_over(quotation, self.last)]
        return [replace(quotation, rule=LONE)] if _is_paragraph(self.text, quotation) else []


def _is_heading(text: str, attribution: Attribution) -> bool:
    """Whether quoted words that stand alone end without any stop, inside their marks or behind: a heading drawn from what is said."""
    last = attribution.period.quotations[-1]
    if len(text[last.begin : last.end].split()) > LONGEST_HEADING:
        return False
    ending = text[last.begin : last.end].rstrip(_MARKS_AND_BLANKS)[-1:]
    return last.closed and ending.isalnum() and text[last.end : last.end + 2].strip()[:1] not in _STOPS_AND_COMMAS


def _is_paragraph(text: str, quotation: Attribution) -> bool:
    """Whether a quotation is a paragraph of whole sentences."""
    begin, end = quotation.period.stretch[0], quotation.pieces[-1][1]
    words = sum(len(text[a:b].split()) for a, b in quotation.pieces)
    return text.endswith(BLOCK, 0, begin) and words >= SHORTEST and text[end - 1] in _SENTENCE_ENDS


def _taken_over(quotation: Attribution, before: Attribution) -> Attribution:
    return replace(quotation, cue=quotation.cue or before.cue, source=before.source, source_period=before.source_period)


def _is_another(one: Source | None, other: Source | None) -> bool:
    """Whether a later source names somebody anew."""
    return other is not None and other.explicit and other.head.pos_ in {"NOUN", "PROPN"} and (one is None or one.head != other.head)


def _announced(quotation: Attribution, before: Period | None, *, set_off: bool) -> Attribution | None:
    """ "She went on:", and the quotation in the next paragraph; one that is set off needs no colon."""
    if before is None or not before.outside:
        return None
    end = before.part.doc[before.begin : before.end].text.rstrip()[-1:]
    if end != ":" and not (set_off and end not in _SENTENCE_ENDS):
        return None
    words = words_of(before.part.language)
    for cue in reversed(before.cues):
        source = find_source(cue, before.outside_numbers, words)
        if source is not None:
            return replace(quotation, rule="colon", cue=cue.lemma, source=source, source_period=before)
    head = head_before_colon([token for token in before.outside if not token.is_space], before, words)
    source = None if head is None else source_of(head, None, before.outside_numbers)
    return None if source is None else replace(quotation, rule="colon", source=source, source_period=before)


def _person_of(period: Period) -> Source | None:
    """The subject of a sentence, if it is a name or a pronoun that stands for one person."""
    words = words_of(period.part.language)
    for verb in period.outside:
        subject = own_subject(verb, period.outside_numbers, words) if verb.dep_ == "ROOT" and verb.pos_ in grammar.VERBS else None
        if subject is not None and (subject.ent_type_ in {"PERSON", "PER"} or subject.lower_.lstrip("-") in words.singular_pronouns):
            return source_of(subject, None, period.outside_numbers)
    return None
