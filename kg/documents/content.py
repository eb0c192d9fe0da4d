"""What the readers of the formats hand to `reading`: a text and what its file declares about it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A text without markup. What a file declares (metadata, front matter) goes before what its wording suggests."""

    text: str
    title: str | None = None
    issued: PartialDate | None = None
    publisher: str | None = None
    source: str | None = None
    language: str | None = None  # ISO 639-1; a hint, since pages often declare the language of their template
    repairs: tuple[str, ...] = ()
