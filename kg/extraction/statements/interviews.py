"""Interviews printed without names: question, answer, question …; what stands between two questions is said by the person interviewed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.cast import Cast, Member
from kg.extraction.statements.cues import words_of
from kg.extraction.statements.quotations import Stretch, trim
from kg.extraction.text.cleaning import BLOCK
from kg.extraction.text.reading import Reading
from kg.model.entities import EntityClass, Form

FEWEST = 5  # questions that make an interview
FEWEST_APART = 3  # the same where each is a paragraph of its own
FEWEST_ADDRESSED = 2  # of them that speak to somebody
SHORTEST = 8  # words between two questions that are an answer rather than a question still
LONGEST = 90  # words of a paragraph that is a question
_PERSONS = (EntityClass.PERSON,)
_BEGINS = re.compile(r"(?<![ .][A-Z])[.!?…»”\"][»”\"]?\s+(?=[A-ZÀ-ÖØ-Þ«“\"–—-])")  # of a sentence, no initial before it
_LABEL = re.compile(r"\s*(?:[-–—]\s*)?((?:[A-ZÀ-ÖØ-Þ][\w.'-]*\s+){0,4}[A-ZÀ-ÖØ-Þ][\w.'-]*)\s?:\s*(?=\S)")
_LABELLED = re.compile(_LABEL.pattern + r"|\W*[A-ZÀ-ÖØ-Þ][\w .'-]{1,40}:\s*$")
_QUOTED = re.compile(r"[«“\"]\s*(.+?)\s*[»”\"][^»”\"]*$", re.DOTALL)
_MARKS = " \n\u00a0–—-"
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Interview:
    """Who is interviewed, and the answers, each in pieces, one a paragraph."""

    member: Member
    answers: tuple[tuple[Stretch, ...], ...]

    def covers(self, offset: int) -> bool:
        """Whether a place stands between the first answer and the end of the last."""
        return self.answers[0][0][0] <= offset < self.answers[-1][-1][1]


def find_interview(reading: Reading, cast: Cast) -> Interview | None:
    """The interview that a text is, or ends with."""
    text = reading.text
    if text.count("?") < FEWEST_APART or sum(_LABELLED.match(block) is not None for block in text.split(BLOCK)) >= FEWEST_APART:
        return None  # a transcript, which names who speaks
    questions = _joined(text, list(_questions(text)))
    apart = all(text.endswith(BLOCK, 0, begin) and text.startswith(BLOCK, end) for begin, end in questions)
    if len(questions) < (FEWEST_APART if apart else FEWEST):
        return None
    words = words_of(reading.sentence_at(questions[0][0]).language)
    ends = [*(begin for begin, _ in questions[1:]), _last_end(text, questions[-1][1], apart=apart)]
    bounds = [(end, following) for (_, end), following in zip(questions, ends, strict=True)]
    addressed = sum(_has_word(text[a:b], words.asking) for a, b in questions)
    told = sum(_has_word(text[a:b], words.answering) for a, b in bounds)
    if addressed < FEWEST_ADDRESSED or 2 * told < len(bounds):
        return None
    member = _labelled(text, cast, bounds) or _introduced(cast, questions[0][0])
    answers = tuple(pieces for bound in bounds if (pieces := tuple(_pieces(text, *bound))))
    return Interview(member, answers) if member is not None and answers else None


def _questions(text: str) -> Iterator[Stretch]:
    """The sentences that end with a question mark outside quotation marks."""
    begin = 0
    for block in text.split(BLOCK):
        first = 0
        for mark in re.finditer(r"\?", block):
            before = block[: mark.start()]
            if before.count("«") > before.count("»") or before.count("“") > before.count("”") or before.count('"') % 2:
                continue
            starts = [found.end() for found in _BEGINS.finditer(block, first, mark.start()) if found.end() < mark.start()]
            whole = not first and len(before.split()) <= LONGEST and block.rstrip().endswith("?")
            yield begin + (0 if whole else starts[-1] if starts else first), begin + mark.end()
            first = mark.end()
        begin += len(block) + len(BLOCK)


def _joined(text: str, questions: list[Stretch]) -> list[Stretch]:
    """Questions that follow each other with no answer between as one."""
    joined: list[Stretch] = []
    for begin, end in questions:
        if joined and len(text[joined[-1][1] : begin].split()) < SHORTEST:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
    return joined


def _last_end(text: str, begin: int, *, apart: bool) -> int:
    """The end of the last answer: of its paragraph."""
    first = begin + len(BLOCK) if apart else begin
    end = text.find(BLOCK, first)
    return len(text) if end < 0 else end


def _has_word(text: str, words: frozenset[str]) -> bool:
    return any(word.group().lower() in words for word in _WORD.finditer(text))


def _labelled(text: str, cast: Cast, bounds: list[Stretch]) -> Member | None:
    """ "Ada Hill: …": the person whose name stands before an answer."""
    for begin, end in bounds:
        label = _LABEL.match(text, begin, end)
        rows = cast.within(*label.span(1), _PERSONS) if label is not None else []
        if rows:
            return rows[0].member
    return None


def _introduced(cast: Cast, begin: int) -> Member | None:
    """The person who is named most before the first question."""
    counts = Counter(row.member.id for row in cast.within(0, begin, _PERSONS) if row.mention.form is Form.NAME).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
        return None
    return next(member for member in cast.members if member.id == counts[0][0])


def _pieces(text: str, begin: int, end: int) -> Iterator[Stretch]:
    """The paragraphs of an answer, without the label before it."""
    label = _LABEL.match(text, begin, end)
    position = label.end() if label is not None else begin
    for block in text[position:end].split(BLOCK):
        piece = _unquoted(text, *trim(text, position, position + len(block), _MARKS))
        if len(block.split()) > 1 and piece[0] < piece[1]:
            yield piece
        position += len(block) + len(BLOCK)


def _unquoted(text: str, begin: int, end: int) -> Stretch:
    """What stands between marks, where an answer begins with one; "« The bridge » is a film" does not end with one."""
    quoted = _QUOTED.match(text, begin, end)
    if quoted is None or 2 * (quoted.end(1) - quoted.start(1)) < end - begin:
        return begin, end
    return quoted.span(1)
