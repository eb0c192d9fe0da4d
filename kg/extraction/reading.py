"""A document as spaCy read it: cleaned text, sentences, and the way back to the offsets of the document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from kg.extraction.cleaning import BLOCK, CleanText, clean
from kg.extraction.furniture import without_furniture
from kg.extraction.lexicon import section
from kg.extraction.pipelines import Pipelines
from kg.model.text import Document, Passage, Span

PART_LENGTH = 50_000  # characters that spaCy reads at once: its models need some 100 MB for each 10,000


@dataclass(frozen=True, slots=True)
class CleaningWords:
    """What the cleaning needs to know of a language."""

    openers: frozenset[str]  # small words that have a capital only where a sentence begins


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the cleaned text, in one language, that spaCy read at once."""

    doc: Doc
    offset: int  # where its first character stands in the cleaned text
    language: str
    text: str = field(init=False, compare=False)  # spaCy joins its tokens anew whenever it is asked

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.doc.text)

    def tokens(self, begin: int, end: int) -> Tokens | None:
        """The tokens that stand, wholly or in part, between two offsets of the cleaned text."""
        return self.doc.char_span(begin - self.offset, end - self.offset, alignment_mode="expand")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, with its place in the cleaned text."""

    part: Part
    tokens: Tokens
    text: str = field(init=False)  # kept, for spaCy puts it together anew each time
    begin: int = field(init=False)
    end: int = field(init=False)

    def __post_init__(self) -> None:
        text = str(self.tokens.text).rstrip()
        begin = self.part.offset + self.tokens.start_char
        for name, value in (("text", text), ("begin", begin), ("end", begin + len(text))):
            object.__setattr__(self, name, value)

    @property
    def language(self) -> str:
        return self.part.language


@dataclass(frozen=True)
class Reading:
    """A document, cleaned and parsed. All offsets that rules exchange are those of `text`."""

    document: Document
    text: str
    parts: tuple[Part, ...]
    clean_text: CleanText
    sentences: tuple[Sentence, ...] = field(init=False)
    _begins: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        sentences = tuple(Sentence(part, tokens) for part in self.parts for tokens in part.doc.sents if tokens.text.strip())
        object.__setattr__(self, "sentences", sentences)
        object.__setattr__(self, "_begins", [sentence.begin for sentence in sentences])

    def original(self, begin: int, end: int) -> Span:
        """The place in the document of a stretch of the cleaned text."""
        return self.clean_text.original(begin, end)

    def sentence_index(self, offset: int) -> int:
        """The number of the sentence in which an offset stands; of the one before it, in the gap between two."""
        return max(bisect_right(self._begins, offset) - 1, 0)

    def sentence_at(self, offset: int) -> Sentence:
        return self.sentences[self.sentence_index(offset)]

    def evidence(self, begin: int, end: int | None = None) -> Span:
        """The place in the document of the sentence, or sentences, in which a stretch stands."""
        first = self.sentence_at(begin)
        last = self.sentence_at(max(begin, (end or begin) - 1))
        return self.original(first.begin, max(first.end, last.end))


def read(documents: Iterable[Document], pipelines: Pipelines) -> Iterator[Reading]:
    """Reads documents in their order; each language's parts go through its pipeline in batches."""
    batch = list(documents)
    pieces = [list(_pieces(document)) for document in batch]
    languages = sorted({passage.language for document in pieces for passage, _ in document})
    docs = {language: pipelines.docs(language, _texts(pieces, language)) for language in languages}
    for document, parts in zip(batch, pieces, strict=True):
        yield _reading(document, [(passage, text, next(docs[passage.language])) for passage, text in parts])


def _texts(pieces: list[list[tuple[Passage, CleanText]]], language: str) -> list[str]:
    return [text.text for document in pieces for passage, text in document if passage.language == language]


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
    return Reading(document, text, tuple(parts), CleanText(text, whole.origins))


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
