"""Who publishes a text, named behind its title: "Bridge Opened – The Brello Observer"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.candidates import Candidate
from kg.extraction.names.words import folded, name_words
from kg.extraction.text.folding import fold_letters
from kg.extraction.text.reading import Part
from kg.model.entities import EntityClass

_TITLE = re.compile(
    r"[^\n]{15,}?(?: [–—|] ?| - |(?<=[a-z])-)(?P<name>[A-ZÀ-Þ][^\n|–—:!?\"“«\d]{3,70}?)[ \t]*(?=\n|$|\d{1,2}[/. ]|[A-ZÀ-Þ]{4,}\b)"
)
_MOST = 8  # words of a name
_CONFIDENCE = 0.7


def find_masthead(part: Part) -> Iterator[Candidate]:
    """The name of a newspaper or of another body at the end of the first line of a text."""
    title = _TITLE.match(part.text) if part.offset == 0 else None
    if title is None:
        return
    words, begin, end = name_words(part.language), *title.span("name")
    first = title.group("name").split()[0]
    if first.lower() in words.articles:
        begin += len(first) + 1
    name = [word for word in re.findall(r"[\w.’'-]+", part.text[begin:end]) if word.lower() not in words.function_words]
    if not 1 < len(name) <= _MOST or not all(word[0].isupper() for word in name):
        return
    head = fold_letters(name[-1] if words.modifiers_before else name[0])
    if head in folded(words.mastheads, words.public_bodies, words.other_bodies):
        yield Candidate(begin=begin, end=end, cls=EntityClass.ORGANISATION, extractor="masthead", confidence=_CONFIDENCE)
