"""Documents and the places in them. Offsets count Unicode code points."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from kg.model.dates import PartialDate


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a text: the first code point, and the first one after it."""

    begin: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.begin < self.end:
            raise ValueError(f"not a stretch of text: {self.begin}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.begin

    def of(self, text: str) -> str:
        """The words that stand here."""
        return text[self.begin : self.end]

    def contains(self, other: Span) -> bool:
        return self.begin <= other.begin and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.begin < other.end and other.begin < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a document in one language."""

    span: Span
    language: str  # ISO 639-1


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source text with what its header tells.

    `text` is what every offset refers to; it is kept in the store under its digest.
    """

    identifier: str  # path below the folder that was given, with "/" between its parts
    text: str
    language: str  # ISO 639-1, of most of the text
    passages: tuple[Passage, ...]  # in order, without gaps that hold words
    title: str | None = None
    issued: PartialDate | None = None
    publisher: str | None = None
    source: str | None = None  # the address that the text itself gives, for a page of the web
    repairs: tuple[str, ...] = ()  # what had to be mended before the text could be read

    @property
    def sha256(self) -> str:
        """The digest of the text's UTF-8 bytes, in hexadecimal."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
