"""Sentences as a reader sees them: a quotation of several sentences belongs, whole, to the one that introduces it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from kg.extraction.statements.cues import Cue, words_of
from kg.extraction.statements.quotations import Quotation
from kg.extraction.statements.recognition import find_cues
from kg.extraction.text.cleaning import BLOCK
from kg.extraction.text.reading import Part, Reading

LONGEST_NAME = 8  # tokens before the colon of a turn
TURNS = 3  # of a conversation, from which a text is a transcript
SHORTEST_TURN = 4  # words after it
TAIL = 9  # tokens after a closing mark in which the verb that belongs to the quotation stands
_STOPS = frozenset(".!?…")
_BAR = "|"  # between a headline and the name of its paper
_FULL_STOPS = frozenset(".!?")
_SMALL = frozenset({"ADP", "DET", "SCONJ", "CCONJ"})
_ENDS_OF_HEADINGS = frozenset({"NOUN", "PROPN", "ADJ"})
_OPENERS = frozenset({"ADP", "ADV", "SCONJ", "DET", "PRON"})


@dataclass(frozen=True)
class Period:
    """A sentence that no quotation is cut by."""

    part: Part
    begin: int  # tokens
    end: int
    quotations: tuple[Quotation, ...]

    @cached_property
    def outside(self) -> tuple[Token, ...]:
        """The tokens that stand in no quotation, its marks left out."""
        tokens = self.part.doc[self.begin : self.end]
        if not self.quotations:
            return tuple(tokens)
        return tuple(token for token in tokens if not any(q.contains(self.part.offset + token.idx) for q in self.quotations))

    @cached_property
    def outside_numbers(self) -> frozenset[int]:
        return frozenset(token.i for token in self.outside)

    @cached_property
    def cues(self) -> list[Cue]:
        return find_cues(list(self.outside), self.part.language)

    def offset(self, token: int) -> int:
        """Where a token begins in the cleaned text."""
        return self.part.offset + int(self.part.doc[token].idx)

    def end_offset(self, token: int) -> int:
        """Where a token ends in the cleaned text."""
        return self.offset(token) + len(self.part.doc[token])

    def stretch_of(self, begin: int, end: int) -> tuple[int, int]:
        """The stretch of the cleaned text from one token up to another."""
        return self.offset(begin), self.end_offset(max(end - 1, begin))

    @property
    def begin_offset(self) -> int:
        return self.offset(self.begin)

    @property
    def stretch(self) -> tuple[int, int]:
        return self.offset(self.begin), self.end_offset(self.end - 1)


def find_periods(reading: Reading, quotations: list[Quotation]) -> list[Period]:
    """The periods of a document, in order."""
    return [period for part in reading.parts for period in _periods_of(part, quotations)]


def _periods_of(part: Part, quotations: list[Quotation]) -> list[Period]:
    doc = part.doc
    limit = part.offset + len(part.text)
    mine = [q for q in quotations if part.offset <= q.begin and q.end <= limit]
    inside = _inside(doc, part.offset, mine)
    starts = _without_turns(doc, [token.i for token in doc if token.i == 0 or _begins(doc, token.i, inside, mine)])
    periods = []
    for begin, end in zip(starts, [*starts[1:], len(doc)], strict=True):
        first, last = part.offset + doc[begin].idx, part.offset + doc[end - 1].idx + len(doc[end - 1])
        periods.append(Period(part, begin, end, tuple(q for q in mine if q.begin < last and first < q.end)))
    return periods


def _without_turns(doc: Doc, starts: list[int]) -> list[int]:
    """Leaves out the beginnings of sentences inside a turn: all of its paragraph is one period."""
    kept: list[int] = []
    speech: int | None = None  # the first token of what is said in the turn that goes on
    for start in starts:
        block = start == 0 or _ends_block(doc[start - 1])
        if speech is not None and (not block or start == speech):
            continue
        kept.append(start)
        turn = _turn(doc, start) if block else None
        speech = None if turn is None else turn[1]
    return kept


def _ends_block(token: Token) -> bool:
    return token.text.count("\n") >= len(BLOCK)


def turn_speaker(period: Period) -> tuple[Token, int] | None:
    """ "SMITH: We will …", a turn of a conversation: the last word of the name, and the first token of what is said."""
    found = _turn(period.part.doc, period.begin)
    return found if found is not None and found[1] < period.end else None


def _turn(doc: Doc, begin: int) -> tuple[Token, int] | None:
    """The name and the first token after the colon, where a paragraph begins with a name and a colon."""
    colon = _colon(doc, begin)
    if colon is None:
        return None
    alone = colon + 2 < len(doc) and _ends_block(doc[colon + 1])
    if alone and not _is_transcript(doc):
        return None
    speech = colon + 1 + alone
    return (doc[colon - 1], speech) if _is_speech(doc, speech) else None


def _is_transcript(doc: Doc) -> bool:
    """Whether lines that hold no more than a name in capitals and a colon come again and again."""
    labels = (t for t in doc[1:-1] if t.text == ":" and t.nbor(-1).is_upper and _ends_block(t.nbor(1)))
    return sum(1 for _ in labels) >= TURNS


def begins_turn(period: Period) -> bool:
    """Whether a paragraph begins with a name and a colon, however little follows: "Smith: Yes."."""
    return _colon(period.part.doc, period.begin) is not None


def _colon(doc: Doc, begin: int) -> int | None:
    """The colon behind a name at the beginning of a paragraph."""
    if begin and not _ends_block(doc[begin - 1]):
        return None
    begin += doc[begin].is_quote and begin + 1 < len(doc)
    for token in doc[begin : begin + LONGEST_NAME]:
        if token.text == ":" and token.i > begin:
            return token.i
        named = token.text[0].isupper() and (token.pos_ in {"PROPN", "NOUN"} or token.is_upper)
        if not named and token.text not in {".", "-"}:
            return None
    return None


def _is_speech(doc: Doc, begin: int) -> bool:
    """Whether the rest of a paragraph is a sentence, rather than a heading or an address."""
    rest = doc[begin : next((t.i for t in doc[begin:] if _ends_block(t)), len(doc))]
    words = [token for token in rest[:LONGEST_NAME] if token.is_alpha]
    return len(words) >= SHORTEST_TURN and any(token.text[-1] in _STOPS and len(token) != 2 for token in rest)


def _inside(doc: Doc, offset: int, quotations: list[Quotation]) -> list[int]:
    """For each token the number of the quotation in which it stands, or -1."""
    numbers, current = [], 0
    for token in doc:
        begin = offset + token.idx
        while current < len(quotations) and quotations[current].end <= begin:
            current += 1
        numbers.append(current if current < len(quotations) and quotations[current].begin <= begin else -1)
    return numbers


def _begins(doc: Doc, i: int, inside: list[int], quotations: list[Quotation]) -> bool:
    """Whether a token begins a period."""
    if doc[i].is_space or (inside[i] >= 0 and inside[i] == inside[i - 1]):
        return False
    token, before = doc[i], doc[i - 1].text
    if _ends_block(doc[i - 1]):
        return not _goes_on_behind_line(doc, i, inside)
    if _BAR in (before, token.text):
        return True
    if inside[i - 1] >= 0:
        return _begins_after_quotation(doc, i, quotations[inside[i - 1]].closed)
    if inside[i] >= 0:
        return before[-1] in _STOPS and len(before) != 2
    if before in _FULL_STOPS and _follows_closed_sentence(doc, i, inside):
        return True
    if token.is_title and (_follows_heading(doc, i) or _follows_lost_list(doc, i)):
        return True
    return bool(token.is_sent_start) and not token.is_punct and not token.is_space


def _goes_on_behind_line(doc: Doc, i: int, inside: list[int]) -> bool:
    """Whether a line that ends with a quotation and its comma goes on with who said it: ""…,"", and below "Ms Lee said."."""
    return i >= 4 and inside[i - 2] >= 0 and inside[i] < 0 and "," in (doc[i - 2].text, doc[i - 3].text) and _has_tail(doc, i)


def _begins_after_quotation(doc: Doc, i: int, closed: bool) -> bool:
    """Whether what follows a quotation is a new sentence: after a full stop inside it, unless "he asked" follows."""
    if not closed:
        return True
    ending = next((t.text[-1] for t in reversed(doc[max(i - 4, 0) : i]) if t.text.strip() and t.text[-1] not in "\"'”»’›"), "")
    first = doc[i]
    if first.is_punct and first.text[0] not in "\"'“«‘„":
        return False
    if ending not in _STOPS:
        opens = first.text[0].isupper() and first.pos_ in _OPENERS and ending != ","
        return opens and (first.pos_ not in {"DET", "PRON"} or not _has_tail(doc, i))  # "…” Pour lui, …": no full stop at all
    if first.text[0].islower() or first.text[0] in "-–—":
        return False
    return not _has_tail(doc, i) if ending not in ".…" else not _is_only_tail(doc, i)


def _has_tail(doc: Doc, i: int) -> bool:
    """ "?" Mr Smith asked.": a short sentence of a subject and a verb of speech at the end."""
    tail = []
    for token in doc[i : i + TAIL]:
        if token.text[0] in ".,;:":
            break
        tail.append(token)
    return bool(tail) and tail[-1].pos_ in {"VERB", "PROPN", "NOUN", "PRON"} and sum(t.pos_ in {"VERB"} for t in tail) == 1


def _is_only_tail(doc: Doc, i: int) -> bool:
    """ "." Ms Lee said.": no more than who and a verb of communication, which would say nothing on its own."""
    end = next((token.i for token in doc[i : i + TAIL] if token.text[0] in _STOPS and len(token) == 1), i)
    verb = doc[end - 1] if end > i else None
    if verb is None or verb.pos_ != "VERB" or verb.lemma_.lower() not in words_of(verb.lang_).clauses:
        return False
    return not any(token.is_punct or token.pos_ in ("VERB", "SCONJ") for token in doc[i : end - 1])


def _follows_closed_sentence(doc: Doc, i: int, inside: list[int]) -> bool:
    """After '….".' or '…".': a full stop behind a quotation."""
    return i >= 2 and inside[i - 2] >= 0 and not doc[i].is_punct


def _follows_lost_list(doc: Doc, i: int) -> bool:
    """ "It begins with: The patients …": a capital behind a preposition and a colon, whose list the page has lost."""
    return i >= 2 and doc[i - 1].text == ":" and doc[i - 2].pos_ == "ADP" and doc[i].pos_ not in {"PROPN", "NUM"}


def _follows_heading(doc: Doc, i: int) -> bool:
    """ "The strength of Signal According to the figures …": a small word with a capital behind a line without a full stop."""
    first, before = doc[i], doc[i - 1]
    if first.pos_ not in _SMALL or first.ent_type_ or i + 1 >= len(doc) or not doc[i + 1].text[0].islower():
        return False
    return before.is_alpha and before.pos_ in _ENDS_OF_HEADINGS and len(first) > 1
