"""Bodies in a list that a noun in the plural opens: "partners such as Brightway, Lumora and the Kayland Trust"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extraction.candidates import Candidate
from kg.extraction.names.employers import may_be_body
from kg.extraction.names.words import NameWords, name_words
from kg.extraction.text.reading import Part
from kg.languages.patterns import any_of
from kg.model.entities import EntityClass

_CONFIDENCE = 0.82  # above what the statistical model takes for a person
_LONG = 0.93  # above the country at the end of a name of several words
_WORD = r"[A-ZÀ-Þ][\w&-]*(?:['’](?!s\b)\w+)?"
_GLOSS = r"(?: \([^()\n]{2,60}\))?"  # "TLM (The Lantern Mission)"


def find_in_lists(part: Part, persons: Sequence[Candidate]) -> Iterator[Candidate]:
    """The names of the lists that a noun for several bodies opens, but those of persons and places."""
    name = _name(part.language)
    for row in _list(part.language).finditer(part.text):
        for match in name.finditer(part.text, row.start("list"), row.end("list")):
            span = part.doc.char_span(*match.span())
            if _is_gloss(part.text[row.start("list") : match.start()]):
                continue
            if span is not None and may_be_body(part, span, persons, certain=True):
                begin, end = part.offset + match.start(), part.offset + match.end()
                yield Candidate(
                    begin=begin,
                    end=end,
                    cls=EntityClass.ORGANISATION,
                    extractor="body-list",
                    confidence=_CONFIDENCE if len(span) == 1 else _LONG,
                )


def _is_gloss(before: str) -> bool:
    """Whether a name stands in brackets that are still open, where it explains the one before."""
    return before.count("(") > before.count(")")


@cache
def _name(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w('’-]){_shape(name_words(language))}(?![\w-])")


def _shape(words: NameWords) -> str:
    """Words with capitals, with what small words a name may have between them: "Action contre la Faim"."""
    small = any_of(words.genitives | words.purposes_in_name | words.articles - words.conjunctions)
    return rf"{_WORD}(?: (?:(?:{small} ){{0,2}}|& ){_WORD}){{0,5}}"


@cache
def _list(language: str) -> re.Pattern[str]:
    words = name_words(language)
    article = rf"(?:{any_of(words.determiners)}(?:(?<=['’])| ))?"
    item = rf"{article}{_shape(words)}{_GLOSS}"
    joint = rf"(?:, (?:{any_of(words.conjunctions)} )?| {any_of(words.conjunctions)} )"
    opening = rf"(?:(?: [a-zà-ÿ'’-]+){{0,4}}?,? {any_of(words.list_openers)} | ?: )"
    return re.compile(rf"(?<![\w-])(?i:{any_of(words.sorts_in_plural)}){opening}(?P<list>{item}(?:{joint}{item})*)(?![\w-])")
