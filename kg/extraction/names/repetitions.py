"""Names that were found in one place of a text, in the others where it has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from kg.extraction.candidates import Candidate
from kg.extraction.coreference.clusters import small_words
from kg.extraction.names.words import name_words
from kg.extraction.text.reading import Parsed
from kg.languages import languages
from kg.model.entities import EntityClass


def find_again(reading: Parsed, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Names that were found in one place of a text, in the other places where it has them."""
    text = reading.text
    for cls, surface in dict.fromkeys((c.cls, text[c.begin : c.end]) for c in found if c.confidence >= 0.7):
        if cls is EntityClass.PERSON and " " in surface:
            yield from occurrences(reading, surface, cls, 0.8, "repetition")
            if surface.split()[-1].lower() not in small_words() | _also_words():
                yield from occurrences(reading, surface.split()[-1], cls, 0.72, "repetition")
        elif len(surface) > 2 and cls is not EntityClass.PERSON:
            yield from occurrences(reading, surface, cls, 0.6, "repetition")


@cache
def _also_words() -> frozenset[str]:
    """Surnames that are common words too, of which a text may have the word: "May"."""
    return frozenset(word for language in languages() for word in name_words(language).surnames_too)


def occurrences(reading: Parsed, name: str, cls: EntityClass, confidence: float, extractor: str) -> Iterator[Candidate]:
    """Every place where a text has a name by itself."""
    if not name[0].isupper() or len(name) < 2:
        return
    text, begin = reading.text, -1
    while (begin := text.find(name, begin + 1)) >= 0:
        end = begin + len(name)
        before, after = text[max(0, begin - 1) : begin], text[end : end + 2]
        if (
            before.isalnum()
            or before == "-"
            or after[:1].isalnum()
            or (after[:1] in {"-", "."} and after[1:].isalnum() and after[1:] == after[1:].upper())
        ):
            continue
        yield Candidate(begin=begin, end=end, cls=cls, extractor=extractor, confidence=confidence)
