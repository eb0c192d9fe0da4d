"""Where annotated words stand in a text: annotations have words, not offsets. For showing, not for scoring."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

from kg.model.text import Span

LONGEST = 600  # characters of a sentence that is shown
WRAPPED_FROM = 40  # a line of fewer characters was ended by its writer, not by a margin
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})  # one character for one, so that offsets stay
_STOP = re.compile(r"[.!?…]+(?:\s?[»”]|[\"')\]])*(?=\s+[^\W_a-zà-ÿ]|\s+[«“\"'(\[—–-]|\s*$)|\n")
_ABBREVIATED = re.compile(r"(?:^|[^\w.])(?:[A-ZÀ-Ý][a-zà-ÿ]?|(?:[A-Z]\.)+[A-Z])\.$")  # "M.", "Dr.", "U.S."


class SearchedText:
    """A text in which words and sentences are looked for many times."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._plain = text.translate(_APOSTROPHES)

    @cached_property
    def _ends(self) -> list[int]:
        """Where the sentences, headings and items of lists end."""
        return [stop.end() for stop in _STOP.finditer(self.text) if _ends_sentence(self.text, stop)]

    def occurrences(self, words: str) -> list[Span]:
        """All places where words stand, whatever the white space and apostrophes; in any case of letters where none has the same."""
        parts = words.translate(_APOSTROPHES).split()
        if not parts:
            return []
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, parts)) + r"(?!\w)"
        found = list(re.finditer(pattern, self._plain)) or list(re.finditer(pattern, self._plain, re.IGNORECASE))
        return [Span(*match.span()) for match in found]

    def places_of(self, names: Iterable[str]) -> list[Span]:
        """All places of several names, in order; a name within a longer one of them is not a place of its own."""
        return outermost(span for name in names for span in self.occurrences(name))

    def sentence_around(self, place: Span) -> Span:
        """The sentence, heading or item of a list in which a place stands; all of them, where it goes over several."""
        before, after = bisect_right(self._ends, place.begin), bisect_left(self._ends, place.end)
        begin = self._ends[before - 1] if before else 0
        end = self._ends[after] if after < len(self._ends) else len(self.text)
        words = self.text[begin:end]
        left = begin + len(words) - len(words.lstrip())
        return Span(min(left, place.begin), max(begin + len(words.rstrip()), place.end))


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    """Not the full stop of an abbreviation, nor the break of a line that went to the margin."""
    if stop.group() != "\n":
        return not _ABBREVIATED.search(text[max(0, stop.end() - 8) : stop.end()])
    line = text[text.rfind("\n", 0, stop.start()) + 1 : stop.start()].rstrip()
    following = text[stop.end() : stop.end() + WRAPPED_FROM].split("\n", 1)[0].strip()
    return len(line) < WRAPPED_FROM or not following or not following[0].isalnum()


def stands_in(text: str, words: str) -> bool:
    """Whether words stand in a text verbatim, white space aside."""
    return " ".join(words.split()) in " ".join(text.split())


def outermost(spans: Iterable[Span]) -> list[Span]:
    """The places that are not part of another one, in order."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.begin, -span.end)):
        if not kept or not kept[-1].contains(span):
            kept.append(span)
    return kept


def nearest(left: Iterable[Span], right: Iterable[Span]) -> Span | None:
    """The later one of the two places, one of each side, that stand nearest together; where one side has none, the first of the other."""
    ours, theirs = list(left), list(right)
    if not ours or not theirs:
        return next(iter([*ours, *theirs]), None)
    return max(min(((a, b) for a in ours for b in theirs), key=lambda pair: _gap(*pair)))


def _gap(left: Span, right: Span) -> int:
    return max(0, right.begin - left.end, left.begin - right.end)


def on_one_line(text: str, place: Span) -> str:
    """The words of a place, for a list; the end of very long ones is left out."""
    return shortened(place.of(text), LONGEST)


def shortened(words: str, longest: int) -> str:
    """Words on one line, cut between two of them where there are more characters than `longest`."""
    line = " ".join(words.split())
    return line if len(line) <= longest else line[:longest].rsplit(" ", 1)[0] + " …"
