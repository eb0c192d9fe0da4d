"""A document is cleaned, cut into the stretches that spaCy reads at once, and read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extraction.pipelines import Pipelines
from kg.extraction.text.calendar import month_of_writing
from kg.extraction.text.cleaning import BLOCK, CleanText, clean
from kg.extraction.text.furniture import without_furniture
from kg.extraction.text.reading import Part, Reading
from kg.languages.sections import section
from kg.model.dates import PartialDate
from kg.model.text import Document, Passage

PART_LENGTH = 50_000  # characters that spaCy reads at once: its models need some 100 MB for each 10,000


@dataclass(frozen=True, slots=True)
class CleaningWords:
    """What the cleaning needs to know of a language."""

    openers: frozenset[str]  # small words that have a capital only where a sentence begins


def read(documents: Iterable[Document], pipelines: Pipelines) -> Iterator[Reading]:
    """Reads documents in their order; each language's parts go through its pipeline in batches."""
    batch = list(documents)
    pieces = [list(_pieces(document)) for document in batch]
    languages = sorted({passage.language for document in pieces for passage, _ in document})
    docs = {language: pipelines.docs(language, _texts(batch, pieces, language)) for language in languages}
    for document, parts in zip(batch, pieces, strict=True):
        yield _reading(document, [(passage, text, next(docs[passage.language])) for passage, text in parts])


def _texts(batch: list[Document], pieces: list[list[tuple[Passage, CleanText]]], language: str) -> list[tuple[str, PartialDate | None]]:
    """The texts in a language, each with the day from which its dates are seen."""
    return [
        (text.text, _seen_from(document, [(passage.language, text) for passage, text in parts]))
        for document, parts in zip(batch, pieces, strict=True)
        for passage, text in parts
        if passage.language == language
    ]


def _seen_from(document: Document, texts: Iterable[tuple[str, CleanText]]) -> PartialDate | None:
    """The day of publication; else the month that the text itself calls the present one."""
    if document.issued is not None:
        return document.issued
    return next((month for language, text in texts if (month := month_of_writing(text.text, language)) is not None), None)


def _reading(document: Document, pieces: list[tuple[Passage, CleanText, Doc]]) -> Reading:
    whole = CleanText("", clean("").origins)
    text, parts = "", []
    for passage, piece, doc in pieces:
        if text:
            whole.origins.extend([whole.origins[-1]] * len(BLOCK))
            text += BLOCK
        parts.append(Part(doc, len(text), passage.language))
        whole.origins.extend(piece.origins)
        text += piece.text
    issued = _seen_from(document, [(passage.language, piece) for passage, piece, _ in pieces])
    return Reading(text, tuple(parts), issued, document=document, clean_text=CleanText(text, whole.origins))


def _pieces(document: Document) -> Iterator[tuple[Passage, CleanText]]:
    """Passages, cleaned, cut between blocks where they are longer than spaCy should read at once."""
    for passage in document.passages:
        openers = section(passage.language, "cleaning", CleaningWords).openers
        cleaned = without_furniture(clean(document.text, passage.span.begin, passage.span.end, openers=openers), passage.language)
        begin = 0
        while begin < len(cleaned.text):
            end = _cut(cleaned.text, begin)
            yield passage, CleanText(cleaned.text[begin:end], cleaned.origins[begin:end])
            begin = end + len(cleaned.text[end:]) - len(cleaned.text[end:].lstrip())


def _cut(text: str, begin: int) -> int:
    if len(text) - begin <= PART_LENGTH:
        return len(text)
    for separator in (BLOCK, ". ", " "):
        position = text.rfind(separator, begin + 1, begin + PART_LENGTH)
        if position > begin:
            return position + (1 if separator == ". " else 0)
    return begin + PART_LENGTH
