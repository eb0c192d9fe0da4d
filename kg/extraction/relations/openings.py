"""When the parts of events take place of which no date is told: an opening on the first day of what it opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extraction.events.words import event_words
from kg.extraction.relations.occasions import Occasion, Scene
from kg.extraction.relations.wholes import wholes
from kg.model.dates import PartialDate
from kg.model.relations import Bound, Dating

INFERRED = 0.7
RULE = "event-date-of-whole"


def date_parts(scene: Scene, found: Iterable[Dating]) -> Iterator[Dating]:
    """The days of events without a date that are a part of one with a date."""
    told = {(dating.subject, dating.bound): dating for dating in found}
    dated = {subject for subject, _ in told}
    for part, whole in wholes(scene):
        start, end = told.get((whole.event.id, Bound.START)), told.get((whole.event.id, Bound.END))
        if part.event.id in dated or start is None or start.date.day is None:
            continue
        last = end.date if end is not None else start.date
        day = _day(part, start.date, last)
        if day is not None:
            dated.add(part.event.id)
            evidence = replace(start.evidence, extractor=RULE, confidence=INFERRED)
            yield Dating(subject=part.event.id, bound=Bound.START, date=day, evidence=evidence)


def _day(part: Occasion, first: PartialDate, last: PartialDate) -> PartialDate | None:
    """The day of a part: that of the whole, or its first one for an opening, or its last one for a closing."""
    words = event_words(part.sentence.language)
    named = {word for name in part.event.names for word in name.casefold().replace("’", " ").replace("'", " ").split()}
    if first == last or named & words.openings:
        return first
    return last if named & words.closings else None
