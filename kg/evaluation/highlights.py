"""The text of a document, with the places of its entities marked: expected ones, found ones, and whether they agree."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.evaluation.places import SearchedText, outermost
from kg.evaluation.scoring import Scored
from kg.model.entities import EntityClass
from kg.model.text import Span


class State(StrEnum):
    """What a marked place is."""

    RIGHT = "right"  # found, of an entity that agrees
    MISSED = "missed"  # of an expected entity that was not found
    WRONG = "wrong"  # found, of an entity that is not expected
    ELSEWHERE = "elsewhere"  # of an entity that agrees, but was found in other places


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place that stands for an entity."""

    span: Span
    cls: EntityClass
    state: State
    name: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Plain words, or a mark with the stretches inside it."""

    words: str
    mark: Mark | None = None
    inside: tuple[Stretch, ...] = ()


def highlighted(scored: Scored) -> tuple[Stretch, ...]:
    """The whole text in stretches, in order; nothing of it is left out."""
    text = scored.document.text
    marks = {*_found_marks(scored), *_expected_marks(scored)}
    return tuple(_stretches(text, 0, len(text), marks))


def _found_marks(scored: Scored) -> Iterator[Mark]:
    right = set(scored.matched.values())
    for node, entity in scored.found.entities.items():
        state = State.RIGHT if node in right else State.WRONG
        for span in outermost(entity.spans):
            yield Mark(span=span, cls=entity.cls, state=state, name=entity.label)


def _expected_marks(scored: Scored) -> Iterator[Mark]:
    text = SearchedText(scored.document.text)
    places = {entity.id: text.places_of(entity.names) for entity in scored.annotation.entities}
    everywhere = {span for spans in places.values() for span in spans}
    for entity in scored.annotation.entities:
        node = scored.matched.get(entity.id)
        met = scored.found.entities[node].spans if node else ()
        for span in _of_their_own(places[entity.id], everywhere):
            if not any(span.overlaps(found) for found in met):
                yield Mark(span=span, cls=entity.cls, state=State.ELSEWHERE if node else State.MISSED, name=entity.names[0])


def _of_their_own(spans: list[Span], everywhere: Iterable[Span]) -> list[Span]:
    """The places that are not part of another expected name ("Chad" in "Bank of Chad"); all of them, where there are no others."""
    own = [span for span in spans if not any(other != span and other.contains(span) for other in everywhere)]
    return own or spans


def _stretches(text: str, begin: int, end: int, marks: Iterable[Mark]) -> Iterator[Stretch]:
    """Cuts a text at its marks, the longer ones around the shorter; of two that cross, the later one is cut in two."""
    waiting = sorted(marks, key=_order)
    while waiting:
        first, *others = waiting
        limit = first.span.end
        if begin < first.span.begin:
            yield Stretch(text[begin : first.span.begin])
        touching = others[: bisect_left(others, limit, key=lambda mark: mark.span.begin)]
        inside = [_cut(mark, mark.span.begin, min(mark.span.end, limit)) for mark in touching]
        yield Stretch(first.span.of(text), first, tuple(_stretches(text, first.span.begin, limit, inside)))
        crossing = [_cut(mark, limit, mark.span.end) for mark in touching if mark.span.end > limit]
        waiting = others[len(touching) :]
        if crossing:
            waiting = sorted([*crossing, *waiting], key=_order)
        begin = limit
    if begin < end:
        yield Stretch(text[begin:end])


def _order(mark: Mark) -> tuple[int, int, str, str, str]:
    return mark.span.begin, -mark.span.end, mark.cls, mark.state, mark.name


def _cut(mark: Mark, begin: int, end: int) -> Mark:
    return replace(mark, span=Span(begin, end))
