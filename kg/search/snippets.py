"""The words around what was found, with what was found marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.search.analysis import Analyser, Term
from kg.search.questions import Question
from kg.search.records import Snippet

LENGTH = 280  # characters of a snippet, about
MOST_TEXT = 200_000  # characters of a text that are looked through for the best place

_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")

Mark = tuple[int, int, int]  # begin, end, number of the clause


def whole_snippet(text: str, language: str | None, question: Question, analyser: Analyser) -> Snippet:
    """A short text, whole."""
    marks = _marks(text, language, question, analyser)
    return Snippet(text=text, marks=_merged(marks, 0), begin=0, cut_before=False, cut_after=False)


def best_snippet(text: str, language: str | None, question: Question, analyser: Analyser) -> Snippet:
    """The stretch of the paragraph that has the most of what was asked for; the first of equals, the beginning where there is none."""
    best: tuple[int, int, int, list[Mark]] | None = None
    for paragraph in _PARAGRAPH.finditer(text, 0, MOST_TEXT):
        marks = _marks(paragraph.group(), language, question, analyser)
        distinct = len({clause for _, _, clause in marks})
        if best is None or distinct > best[0]:
            best = distinct, paragraph.start(), paragraph.end(), marks
        if distinct == len(question.wanted):
            break
    if best is None:
        return Snippet(text="", marks=(), begin=0, cut_before=False, cut_after=False)
    _, begin, end, marks = best
    first, last = _window(text[begin:end], marks)
    inside = [mark for mark in marks if first <= mark[0] and mark[1] <= last]
    shown = text[begin + first : begin + last]
    return Snippet(text=shown, marks=_merged(inside, first), begin=begin + first, cut_before=first > 0, cut_after=begin + last < end)


def _window(text: str, marks: Sequence[Mark]) -> tuple[int, int]:
    """Where to begin and end, between words, so that as much as can be of what is marked is seen."""
    if len(text) <= LENGTH:
        return 0, len(text)
    starts = [mark[0] for mark in marks] or [0]
    start = max(starts, key=lambda begin: (len({m[2] for m in marks if begin <= m[0] and m[1] <= begin + LENGTH * 3 // 4}), -begin))
    first = max(0, min(start - LENGTH // 4, len(text) - LENGTH))
    first = text.find(" ", first, start) + 1 if first and " " in text[first:start] else min(first, start) if not first else start
    last = min(len(text), first + LENGTH)
    if last < len(text):
        last = max(text.rfind(" ", first, last), max((mark[1] for mark in marks if mark[0] >= first and mark[1] <= last), default=first))
    return first, last if last > first else min(len(text), first + LENGTH)


def _marks(text: str, language: str | None, question: Question, analyser: Analyser) -> list[Mark]:
    """What of a text the clauses of a question mean."""
    analysed = analyser.analyse(text, language)
    return sorted({*_words(analysed.terms, question), *_joined(analysed.joined, question)})


def _words(terms: Sequence[Term], question: Question) -> Iterator[Mark]:
    """Single words by their forms, all at once; the others one by one."""
    clauses = list(enumerate(question.wanted))
    numbers = {form: number for number, clause in clauses for form in clause.forms}
    others = [(number, clause) for number, clause in clauses if not clause.forms]
    for at, (word, stem, begin, end) in enumerate(terms):
        number = numbers.get(word, numbers.get(stem))
        if number is not None:
            yield begin, end, number
        for other, clause in others:
            if clause.matches(terms, at):
                yield begin, terms[at + len(clause.words) - 1].end, other


def _joined(terms: Sequence[Term], question: Question) -> Iterator[Mark]:
    for term in terms:
        for number, clause in enumerate(question.wanted):
            word = clause.joined or clause.words[0] if clause.joined or len(clause.words) == 1 else None
            if word and (term.word.startswith(word) if clause.begins else term.word == word):
                yield term.begin, term.end, number


def _merged(marks: Sequence[Mark], origin: int) -> tuple[tuple[int, int], ...]:
    """Marks that overlap as one, seen from an origin."""
    found: list[tuple[int, int]] = []
    for begin, end, _ in marks:
        if found and begin < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((begin, end))
    return tuple((begin - origin, end - origin) for begin, end in found)
