"""Whose text it is: the person of a letterhead, who says "I" below it: "MEDIA RELEASE", "SENATOR ADA HILL", "I welcome …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span

from kg.extraction.cast import Appearance, Cast, Member
from kg.extraction.names.words import folded, name_words
from kg.extraction.statements.cues import words_of
from kg.extraction.text.cleaning import BLOCK
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Reading
from kg.model.entities import EntityClass, Form

HEAD = 12  # blocks among which a letterhead may stand
LONGEST_LINE = 16  # words of a line of it
_SENTENCE_ENDS = frozenset('.!?…»”"')


def find_author(reading: Reading, cast: Cast) -> Member | None:
    """The only person whom the lines above the first sentence name, with an office or alone; headlines name persons as well."""
    named: dict[str, Member] = {}
    for begin, end in _first_lines(reading.text):
        line = reading.sentence_at(begin).part.tokens(begin, end)
        for row in cast.within(begin, end, (EntityClass.PERSON,)):
            if line is not None and row.mention.form is Form.NAME and _signs(line, row, reading.sentence_at(begin).part.offset):
                named[row.member.id] = row.member
    return next(iter(named.values())) if len(named) == 1 else None


def _first_lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines above the first sentence."""
    begin = 0
    for line in text.split(BLOCK)[:HEAD]:
        end = begin + len(line)
        if len(line.split()) > LONGEST_LINE or (line[-1:] in _SENTENCE_ENDS and " " in line):
            return
        if line:
            yield begin, end
        begin = end + len(BLOCK)


def _signs(line: Span, row: Appearance, offset: int) -> bool:
    """Whether a line is a name with nothing beside it but what has a capital, offices and words for texts: no headline, no list."""
    words, told = name_words(line.doc.lang_), words_of(line.doc.lang_)
    plain = folded(words.offices) | folded(words.function_words) | folded(told.texts)
    beside = [t for t in line if not row.mention.begin <= offset + t.idx < row.mention.end]
    if any(token.text in {":", ";", "?", "!"} for token in beside):
        return False
    before = next((t for t in reversed(beside) if offset + t.idx < row.mention.begin), None)
    if before is not None and before.pos_ == "ADP" and before.lower_ not in words.genitives:
        return False  # "Interview with X"
    return all(not token.text[0].islower() or fold_letters(token.text) in plain for token in beside)
