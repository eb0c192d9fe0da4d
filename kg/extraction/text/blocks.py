"""What is running text in a document, and what is menu, form, heading or contact line around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.text.cleaning import BLOCK
from kg.extraction.text.reading import Parsed, Part

_PROSE_WORDS = 7  # a shorter block with no end of sentence is a heading, a list item or a line of a form
_SENTENCE_WORDS = 4  # the same for a block that ends as a sentence does
_PHRASE_WORDS = 5  # words of a list item that says something although it is no sentence
_PHRASE_SHARE = 0.5  # of them that have no capital
_FINITE = frozenset({"VERB", "AUX"})
_HEADLINE_WORDS = 4  # long words that must stand in a row of capitals before a line counts as set in title case
_HEADLINE_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item; offsets are those of the cleaned text."""

    begin: int
    end: int
    prose: bool  # sentences that say something
    headline: bool  # words with capitals because of where they stand


def blocks(reading: Parsed) -> Iterator[Block]:
    """The blocks of a document, in order."""
    for part in reading.parts:
        position = 0
        for text in part.text.split(BLOCK):
            if text.strip():
                yield _block(part, position, position + len(text))
            position += len(text) + len(BLOCK)


def _block(part: Part, begin: int, end: int) -> Block:
    tokens = part.doc.char_span(begin, end, alignment_mode="expand")
    words = [token for token in tokens if token.is_alpha] if tokens is not None else []
    finite = any(token.pos_ in _FINITE and token.text.islower() for token in words)
    ended = part.text[begin:end].rstrip("»\"”' )").endswith((".", "!", "?", ":", ";", ","))
    long = [token.text for token in words if len(token) > 3]
    raised = sum(word[0].isupper() for word in long)
    sentence = (len(words) >= _PROSE_WORDS and (finite or ended)) or (len(words) >= _SENTENCE_WORDS and finite and ended)
    phrase = len(words) >= _PHRASE_WORDS and sum(token.is_lower for token in words) >= _PHRASE_SHARE * len(words)
    return Block(
        begin=part.offset + begin,
        end=part.offset + end,
        prose=sentence or phrase,
        headline=not (finite and ended) and len(long) >= _HEADLINE_WORDS and raised >= _HEADLINE_SHARE * len(long),
    )
