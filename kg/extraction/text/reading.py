"""A document as spaCy read it: cleaned text, sentences, and the way back to the offsets of the document."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from kg.extraction.text.cleaning import CleanText
from kg.model.dates import PartialDate
from kg.model.text import Document, Span

Doc.set_extension("kg_text", default=None)

_HYPHENS = re.compile(r"-(?:t-)?(?=[^\W\d_])")  # of inverted verbs: "dit-il", "a-t-elle"


def text_of(doc: Doc) -> str:
    """The text of a Doc, which spaCy puts together from its tokens whenever it is asked: kept, once it is known."""
    if doc._.kg_text is None:
        doc._.kg_text = doc.text
    return str(doc._.kg_text)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the cleaned text, in one language, that spaCy read at once."""

    doc: Doc
    offset: int  # where its first character stands in the cleaned text
    language: str
    text: str = field(init=False, compare=False)  # spaCy joins its tokens anew whenever it is asked

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", text_of(self.doc))

    def tokens(self, begin: int, end: int) -> Tokens | None:
        """The tokens that stand, wholly or in part, between two offsets of the cleaned text."""
        return self.doc.char_span(begin - self.offset, end - self.offset, alignment_mode="expand")


@dataclass(frozen=True)
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

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, in lower case: what tells without a look at each token that no word of a list stands here."""
        return frozenset(token.lower_ for token in self.tokens)

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """The lemmas of its words."""
        return frozenset(token.lemma_ for token in self.tokens)


@dataclass(frozen=True)
class Parsed:
    """Text as spaCy read it: what the components of a pipeline see. All offsets that rules exchange are those of `text`."""

    text: str
    parts: tuple[Part, ...]
    issued: PartialDate | None  # the day from which "yesterday" is seen
    sentences: tuple[Sentence, ...] = field(init=False)
    _begins: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        sentences = tuple(Sentence(part, tokens) for part in self.parts for tokens in part.doc.sents if tokens.text.strip())
        object.__setattr__(self, "sentences", sentences)
        object.__setattr__(self, "_begins", [sentence.begin for sentence in sentences])

    def sentence_index(self, offset: int) -> int:
        """The number of the sentence in which an offset stands; of the one before it, in the gap between two."""
        return max(bisect_right(self._begins, offset) - 1, 0)

    def sentence_at(self, offset: int) -> Sentence:
        return self.sentences[self.sentence_index(offset)]


@dataclass(frozen=True, kw_only=True)
class Reading(Parsed):
    """A document, cleaned and parsed, with the way back to its own offsets."""

    document: Document
    clean_text: CleanText

    def original(self, begin: int, end: int) -> Span:
        """The place in the document of a stretch of the cleaned text."""
        return self.clean_text.original(begin, end)

    def words(self, begin: int, end: int) -> Span:
        """The place in the document of words that stand for somebody: the hyphen between a verb and its pronoun is no part of them."""
        joined = _HYPHENS.match(self.text, begin, end)
        return self.original(joined.end() if joined else begin, end)

    def evidence(self, begin: int, end: int | None = None) -> Span:
        """The place in the document of the sentence, or sentences, in which a stretch stands."""
        first = self.sentence_at(begin)
        last = self.sentence_at(max(begin, (end or begin) - 1))
        return self.original(first.begin, max(first.end, last.end))
