"""Operations of the police, which are events that last some days, and no programmes: "Operation Clean Harbour"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.programmes.words import leading_names, programme_words
from kg.extraction.text.reading import Parsed


def operations_of_police(reading: Parsed) -> frozenset[str]:
    """The names of the operations of a text in whose sentences people are arrested or goods seized."""
    names = {name for name, policed in _operations(reading) if policed}
    return frozenset(name for name in names if not any(name.startswith(f"{other} ") for other in names))


def _operations(reading: Parsed) -> Iterator[tuple[str, bool]]:
    for sentence in reading.sentences:
        words = programme_words(sentence.language)
        if words.martial.isdisjoint(sentence.words):
            continue
        policed = not words.policing.isdisjoint(lemma.casefold() for lemma in sentence.lemmas)
        for match in leading_names(sentence.language).finditer(sentence.text):
            if match["noun"].casefold() in words.martial:
                yield match.group(), policed
