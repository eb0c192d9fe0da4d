"""Quotation marks of every style, paired within and over paragraphs.

Press texts mix styles ("« … \\""), leave quotations open, write apostrophes and single quotation marks alike, and begin every paragraph
of a long quotation with a mark of which only the last is closed. Pairing goes by the side of a mark on which there is a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.text.cleaning import BLOCK
from kg.extraction.text.reading import Reading

Stretch = tuple[int, int]  # first offset and the one after the last, in the cleaned text

OPENING = frozenset("«“„‹‘‚‟")
CLOSING = frozenset("»”›’")
PAIR = {"«": "»", "“": "”", "„": "“”", "‹": "›", "‘": "’", "‚": "‘’", '"': '"', "''": "''", "'": "'", "‟": "”"}
SET_OFF = "> "  # before a paragraph that is a quotation: Markdown, and mail
SINGLE = frozenset("'‘’‚")
RUN_ON = 3  # paragraphs that a quotation opened once, and not again, may run on over
_MARK = re.compile(r"''|\"\"?|[«»“”„‟‹›'‘’‚]")
_DOUBLED = re.compile(r'\w[.,!?…]?""|""\w')  # a text that went through a table: its marks are doubled, what is single wraps a cell
_LONE = re.compile(r'(?<!")"(?!")|"(?="")(?!""")')
_ELISION = re.compile(r"['’](?:\d\ds\b|tis\b|twas\b|em\b|til\b|cause\b|n'|s\b)", re.IGNORECASE)
_SHOUTED = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+"
_TURN = re.compile(rf"[\"“«]?\s?{_SHOUTED}(?: {_SHOUTED}){{0,3}}\s?:\s")  # "“SMITH: We will": its mark is that of the whole talk
_PHRASE_END = frozenset(",.?!…;:")
_SENTENCE_END = frozenset(".!?…")
_NO_WORD = re.compile(r"\s*[,;:]")  # behind a mark that opens nothing: what it opened was lost


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks: one piece a paragraph, without the marks."""

    begin: int  # of the opening mark
    end: int  # after the closing mark, or after the last word where none closes it
    pieces: tuple[Stretch, ...]
    closed: bool

    def contains(self, offset: int) -> bool:
        """Whether an offset is that of a quoted character or of one of the marks."""
        return self.begin <= offset < self.end


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark with what it may do in its place."""

    begin: int
    end: int
    text: str
    opens: bool
    closes: bool


def find_quotations(reading: Reading) -> list[Quotation]:
    """The outermost quotations of a document, in order."""
    return pair(reading.text, _as_written(reading))


def _as_written(reading: Reading) -> str:
    """The cleaned text with the single quotation marks that the cleaning takes for apostrophes."""
    source, origins, text = reading.document.text, reading.clean_text.origins, reading.text
    if any(mark in source for mark in "‘’`"):
        text = "".join(source[origins[i]] if c == "'" else c for i, c in enumerate(text)).replace("`", "'")
        text = text.replace("‘‘", "''").replace("’’", "''")  # two single marks for a double one
    return _LONE.sub(" ", text) if _DOUBLED.search(text) else text


def pair(text: str, written: str | None = None) -> list[Quotation]:
    """Pairs the marks of a cleaned text; `written` is the same text with its own single marks."""
    blocks = list(_blocks(written or text))
    found: list[Quotation] = []
    number = 0
    while number < len(blocks):
        number, quotations = _pair_block(written or text, blocks, number)
        found.extend(quotations)
    return found


def _blocks(text: str) -> Iterator[Stretch]:
    begin = 0
    while begin < len(text):
        end = text.find(BLOCK, begin)
        end = len(text) if end < 0 else end
        yield begin, end
        begin = end + len(BLOCK)


def _pair_block(text: str, blocks: list[Stretch], number: int) -> tuple[int, list[Quotation]]:
    """The quotations that open in a block, and the number of the block to go on with."""
    begin, end = blocks[number]
    if text.startswith(SET_OFF, begin, end):
        return number + 1, [_quotation(text, begin, end, ((begin + len(SET_OFF), end),))]
    found: list[Quotation] = []
    turn = _TURN.match(text, begin, end)
    position = begin if turn is None else turn.end()
    while (mark := _next_opening(text, position, begin, end)) is not None:
        closing = _closing(text, mark, end)
        if closing is not None:
            found.append(_quotation(text, mark.begin, closing.end, _reopened(text, mark, closing)))
            position = closing.end
        elif mark.text in SINGLE and not _reopens(text, mark, begin, end):
            position = mark.end
        else:
            last, quotation = _over_blocks(text, blocks, number, mark)
            return last + 1, [*found, quotation, *_rest(text, blocks[last], quotation.end)]
    return number + 1, found


def _reopened(text: str, opening: Mark, closing: Mark) -> tuple[Stretch, ...]:
    """The pieces of a quotation whose paragraphs run together in one block: ""The road is closed. "It will open in May.""."""
    if opening.text in SINGLE:
        return ((opening.end, closing.begin),)
    pieces, begin = [], opening.end
    for mark in _marks(text, opening.end, closing.begin, opening.end):
        if mark.text == opening.text and _begins_anew(text, mark):
            pieces.append((begin, mark.begin))
            begin = mark.end
    return (*pieces, (begin, closing.begin))


def _begins_anew(text: str, mark: Mark) -> bool:
    """Whether a mark that has no direction of its own stands between two sentences, at the beginning of the second."""
    before = text[max(mark.begin - 3, 0) : mark.begin]
    ended = before[-1:].isspace() and before.rstrip()[-1:] in _SENTENCE_END
    return mark.text == '"' and ended and mark.opens and not mark.closes and text[mark.end].isupper()


def _rest(text: str, block: Stretch, begin: int) -> list[Quotation]:
    """The quotations after the end of one that ran into this block."""
    return _pair_block(text, [(begin, block[1])], 0)[1] if begin < block[1] else []


def _over_blocks(text: str, blocks: list[Stretch], number: int, mark: Mark) -> tuple[int, Quotation]:
    """A quotation that its own block does not close: the paragraphs that open it anew, or that it runs on over."""
    pieces = [(mark.end, blocks[number][1])]
    for following in range(number + 1, len(blocks)):
        begin, end = blocks[following]
        if _TURN.match(text, begin, end):
            break
        first = _mark_at(text, begin, begin)
        reopened = first is not None and first.opens and first.text == mark.text
        if not reopened and ((first is not None and first.opens) or len(pieces) >= RUN_ON):
            break
        start = first.end if reopened and first is not None else begin
        closing = _closing(text, Mark(mark.begin, start, mark.text, True, False), end)
        if closing is not None:
            return following, _quotation(text, mark.begin, closing.end, (*pieces, (start, closing.begin)))
        if not reopened:
            break
        pieces.append((start, end))
    last = number + len(pieces) - 1
    return last, _quotation(text, mark.begin, blocks[last][1], tuple(pieces), closed=False)


def _quotation(text: str, begin: int, end: int, pieces: tuple[Stretch, ...], *, closed: bool = True) -> Quotation:
    trimmed = (trim(text, *piece) for piece in pieces)
    return Quotation(begin, end, tuple(piece for piece in trimmed if piece[0] < piece[1]), closed)


def trim(text: str, begin: int, end: int, characters: str = " \n\u00a0,") -> Stretch:
    """A stretch without blanks and commas at its ends."""
    while begin < end and text[begin] in characters:
        begin += 1
    while end > begin and text[end - 1] in characters:
        end -= 1
    return begin, end


def _marks(text: str, begin: int, end: int, block_begin: int) -> Iterator[Mark]:
    for match in _MARK.finditer(text, begin, end):
        if (mark := _mark_at(text, match.start(), block_begin)) is not None:
            yield mark


def _mark_at(text: str, offset: int, block_begin: int) -> Mark | None:
    """The quotation mark at an offset; None if there is none, or an apostrophe."""
    match = _MARK.match(text, offset)
    if match is None:
        return None
    mark = match.group().replace('""', '"')  # doubled by a table that the text went through
    before = text[offset - 1] if offset > block_begin else " "
    after = text[match.end()] if match.end() < len(text) else " "
    if mark in SINGLE:
        return _single(text, offset, before, after)
    if mark in OPENING or mark in CLOSING:
        wrong = (
            (before.isalnum() or (before in _PHRASE_END and before != ":")) and not after.isalnum()
            if mark in OPENING
            else before in " \n(" and after.isalnum()
        )
        opens = (mark in OPENING) != wrong and _NO_WORD.match(text, match.end()) is None
        return Mark(offset, match.end(), mark, opens, (mark in CLOSING) != wrong)
    blank_before, blank_after = before.isspace() or before in "([—–-:«“/", after.isspace() or after in "\n.,;:!?)]…—–-»”"
    return Mark(offset, match.end(), mark, blank_before or not blank_after, blank_after or not blank_before)


def _single(text: str, offset: int, before: str, after: str) -> Mark | None:
    """A single mark, unless it is the apostrophe inside a word or of an elision."""
    mark = text[offset]
    if (before.isalnum() and after.isalnum()) or _ELISION.match(text, offset):
        return None
    opens = mark != "’" and (before.isspace() or before in "([—–") and (after.isalnum() or after in "[.…$€£")
    last = not text[offset + 1 : offset + 2].strip()  # an opening mark at the end of a line closes
    return Mark(offset, offset + 1, mark, opens, not opens and not after.isalnum() and (mark != "‘" or last))


def _closers(mark: Mark) -> str:
    """The marks that close what a mark opens; a closing mark that opens, turned the wrong way round, closes as well."""
    return PAIR.get(mark.text, mark.text)


def _next_opening(text: str, begin: int, block_begin: int, end: int) -> Mark | None:
    for mark in _marks(text, begin, end, block_begin):
        if mark.opens and (mark.text not in SINGLE or _closing(text, mark, end) is not None or _reopens(text, mark, block_begin, end)):
            return mark
    return None


def _reopens(text: str, mark: Mark, block_begin: int, end: int) -> bool:
    """Whether a single mark begins this paragraph and the next one: a long quotation, which only its last paragraph closes."""
    following = _mark_at(text, end + len(BLOCK), end + len(BLOCK)) if mark.begin == block_begin else None
    return following is not None and following.opens and following.text == mark.text


def _closing(text: str, opening: Mark, end: int) -> Mark | None:
    """The mark that closes what `opening` opens, in the same block; of a wrong style where the right one is missing."""
    if opening.text in SINGLE:
        return _lone_double(text, opening, end) or _closing_single(text, opening, end)
    marks = [mark for mark in _marks(text, opening.end, end, opening.end) if mark.text not in SINGLE]
    depth = 0
    for number, mark in enumerate(marks):
        if mark.text == opening.text and depth == 0 and _begins_anew(text, mark):
            continue
        nested = mark.opens and not (mark.closes and mark.text in _closers(opening)) and _nests(opening, mark, marks[number + 1 :], depth)
        if nested:
            depth += 1
        elif mark.closes and depth == 0:
            return mark
        elif mark.closes:
            depth -= 1
    return None


def _nests(opening: Mark, mark: Mark, later: list[Mark], depth: int) -> bool:
    """Whether a mark inside a quotation opens another one: both find a mark that closes them."""
    closing = [other for other in later if other.closes and other.text in _closers(mark)]
    return len(closing) >= (2 + depth if mark.text == opening.text else 1)


def _lone_double(text: str, opening: Mark, end: int) -> Mark | None:
    """The double mark by which a paragraph ends that a single one has opened: "‘… for years.”"."""
    if not text.endswith(BLOCK, 0, opening.begin):
        return None
    first = next((mark for mark in _marks(text, opening.end, end, opening.end) if mark.text not in SINGLE), None)
    return first if first is not None and first.closes and not first.opens else None


def _closing_single(text: str, opening: Mark, end: int) -> Mark | None:
    """A single mark closes after the end of a phrase, or, with no possessive plural in sight, after a word."""
    marks = [m for m in _marks(text, opening.end, end, opening.end) if m.text in SINGLE and m.closes]
    sure = [m for m in marks if text[m.begin - 1] in _PHRASE_END or text[m.begin - 1].isspace()]
    if sure and (opening.text == "‘" or len(text[opening.end : sure[0].begin].split()) > 1):
        return sure[0]
    words = [m for m in marks if text[m.begin - 1].isalnum() and text[m.begin - 1] != "s"]
    return words[0] if words else None
