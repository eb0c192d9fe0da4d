"""Whose text it is: the person of a letterhead, who says "I" below it: "MEDIA RELEASE", "SENATOR ADA HILL", "I welcome …"; and the one
who makes the statement that a title tells of, who says "we" as well: "Statement by the President of the Council, Ada Hill"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

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


@dataclass(frozen=True, slots=True)
class Author:
    """Who says "I" in a text; in one `declared` to be theirs, who says "we"."""

    member: Member
    declared: bool = False


def find_author(reading: Reading, cast: Cast) -> Author | None:
    """Who makes the statement of the title, else the person of the letterhead."""
    declared = _declaring(reading, cast)
    if declared is not None:
        return Author(declared, declared=True)
    signing = _signing(reading, cast)
    return Author(signing) if signing is not None else None


def _declaring(reading: Reading, cast: Cast) -> Member | None:
    """The first person behind "Statement by", with nothing between but offices: of several the first speaks for all."""
    if not reading.sentences:
        return None
    line = reading.sentence_at(0).part.tokens(0, len(reading.text.split(BLOCK, 1)[0].rstrip()))
    if line is None or not line or fold_letters(line[0].text) not in folded(words_of(line.doc.lang_).declarations):
        return None
    offset = reading.sentence_at(0).part.offset
    rows = cast.within(offset + line.start_char, offset + line.end_char, (EntityClass.PERSON,))
    first = min((row for row in rows if row.mention.form is Form.NAME), key=lambda row: row.mention.begin, default=None)
    if first is None or len(line) < 2 or not (line[1].pos_ == "ADP" or line[1].lower_ in name_words(line.doc.lang_).contracted):
        return None
    between = [token for token in line[2:] if offset + token.idx < first.mention.begin]
    return first.member if all(_is_of_an_office(token) for token in between) else None


def _is_of_an_office(token: Token) -> bool:
    """Whether a word may stand in an office before a name: with a capital, an office itself, an adjective, or what links such words."""
    words = name_words(token.lang_)
    links = folded(words.offices, words.domains, words.genitives, words.contracted, words.determiners, words.employed)
    return not token.text[0].islower() or token.pos_ in ("CCONJ", "ADJ", "SPACE") or fold_letters(token.text) in links


def _signing(reading: Reading, cast: Cast) -> Member | None:
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
