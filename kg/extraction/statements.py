"""Who says what: the statements that a document attributes to a speaker."""

from __future__ import annotations

from dataclasses import replace

from kg.extraction.attributions import Attribution, find_attributions
from kg.extraction.cast import Cast
from kg.extraction.periods import find_periods
from kg.extraction.quotations import find_quotations
from kg.extraction.reading import Reading
from kg.model.statements import Statement, StatementKind


def attributions(reading: Reading) -> list[Attribution]:
    """The attributions of a document, continued quotations joined to what they go on with."""
    found: list[Attribution] = []
    previous: list[Attribution] = []
    for period in find_periods(reading, find_quotations(reading)):
        current = find_attributions(reading.text, period)
        if len(current) == 1 and current[0].rule == "continued":
            if not previous:
                continue
            last = previous[-1]
            if last.kind is not StatementKind.INDIRECT:
                found[found.index(last)] = joined = replace(last, pieces=(*last.pieces, *current[0].pieces))
                current = [joined]
            else:
                current = [replace(current[0], source=last.source, cue=last.cue, source_period=last.source_period)]
                found.extend(current)
        else:
            found.extend(current)
        if period.outside or current:
            previous = current
    return found


def find_statements(reading: Reading, cast: Cast) -> list[Statement]:
    """The statements of a document, in the order of the text, each with a speaker of the cast."""
    return []
