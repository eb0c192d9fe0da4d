"""Which of the formats on offer a client gets. Pure functions of the Accept header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

REMEMBERED = 256  # headers, since most clients send one of few


@dataclass(frozen=True, slots=True, eq=False)
class Format:
    """A format of answers: its short name for `format=`, and its media types, the registered one first. Each is there once."""

    name: str
    media_types: tuple[str, ...]
    synonyms: tuple[str, ...] = ()

    @property
    def media_type(self) -> str:
        return self.media_types[0]


@dataclass(frozen=True, slots=True)
class Choice:
    """A format and the name under which the client asked for it."""

    format: Format
    media_type: str

    @property
    def content_type(self) -> str:
        """The media type with the charset that text formats need to be told."""
        return self.media_type + ("; charset=utf-8" if self.media_type.startswith("text/") else "")


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One element of an Accept header."""

    type: str
    subtype: str
    quality: float

    @property
    def specificity(self) -> int:
        """2 for `text/turtle`, 1 for `text/*`, 0 for `*/*`."""
        return (self.type != "*") + (self.subtype != "*")

    def matches(self, media_type: str) -> bool:
        main, _, sub = media_type.partition("/")
        return self.type in ("*", main) and self.subtype in ("*", sub)


def parse_accept(header: str) -> tuple[MediaRange, ...]:
    """The elements of an Accept header. What is not a media range is left out; parameters other than `q` are ignored."""
    ranges = (_media_range(element) for element in header.split(","))
    return tuple(found for found in ranges if found is not None)


def _media_range(element: str) -> MediaRange | None:
    essence, *parameters = (part.strip() for part in element.lower().split(";"))
    main, slash, sub = essence.partition("/")
    if not (main and slash and sub) or (main == "*" and sub != "*"):
        return None
    return MediaRange(main, sub, _quality(parameters))


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = float(value)
            except ValueError:
                return 0.0
            return quality if 0.0 <= quality <= 1.0 else 0.0
    return 1.0


@lru_cache(REMEMBERED)
def choose(offered: tuple[Format, ...], accept: str | None) -> Choice | None:
    """The best of the formats on offer, which stand in the server's order of preference; None where the client takes none of them.

    The highest quality wins, then the more specific range, then the server's order. A client that sends no Accept takes anything.
    """
    if accept is None or not accept.strip():
        return Choice(offered[0], offered[0].media_type)
    ranges = parse_accept(accept)
    rated = [
        (_rating(media_type, ranges), -rank, Choice(each, media_type)) for rank, (each, media_type) in enumerate(_media_types(offered))
    ]
    (quality, _), _, best = max(rated, key=lambda each: each[:2])
    return best if quality > 0 else None


def _media_types(offered: Sequence[Format]) -> list[tuple[Format, str]]:
    """All names of all formats, the registered ones before the others."""
    registered = [(each, each.media_type) for each in offered]
    return registered + [(each, other) for each in offered for other in each.media_types[1:]]


def _rating(media_type: str, ranges: Sequence[MediaRange]) -> tuple[float, int]:
    """Quality and specificity of the most specific range that matches."""
    matching = [found for found in ranges if found.matches(media_type)]
    if not matching:
        return (0.0, 0)
    best = max(matching, key=lambda found: found.specificity)
    return (best.quality, best.specificity)


def named(offered: Sequence[Format], name: str) -> Choice | None:
    """The format with this short name, synonym or media type, as `format=` gives it."""
    wanted = name.strip().lower()
    for each in offered:
        if wanted in (each.name, *each.synonyms):
            return Choice(each, each.media_type)
        if wanted in each.media_types:
            return Choice(each, wanted)
    return None
