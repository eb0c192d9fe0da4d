"""Where a text was written, as the words before its first sentence tell."""

from __future__ import annotations

import re

from kg.extraction.cast import Appearance
from kg.extraction.names.gazetteer import is_country
from kg.extraction.relations.enumerations import outermost
from kg.extraction.relations.occasions import Scene
from kg.model.entities import EntityClass

PLACE = EntityClass.PLACE
WITHIN = 400  # characters of a text's beginning in which its dateline stands
_END = re.compile(r"\s*(?:\([^)]{2,20}\))?\s*(?:,?\s*(?:le\s+)?(?:[^\W\d]+\.?\s+)?\d[^.–—-]{0,30})?\s*(?:[–—-]|:)\s")


def dateline(scene: Scene) -> list[Appearance]:
    """The place, and country, that stand before the first sentence: "ISLAMABAD, Pakistan, 24 October – "."""
    reading = scene.reading
    for row in outermost(scene.cast, 0, WITHIN, {PLACE}):
        before = reading.text[max(0, row.mention.begin - 2) : row.mention.begin]
        if row.mention.begin and "\n" not in before and not reading.text[: row.mention.begin].rstrip().endswith((".", "»", "-")):
            continue
        second = next((r for r in outermost(scene.cast, row.mention.end, row.mention.end + 40, {PLACE})), None)
        joined = second is not None and reading.text[row.mention.end : second.mention.begin].strip() in (",", "(")
        end = second.mention.end if joined and second is not None else row.mention.end
        ending = _END.match(reading.text, end)
        label = ending is not None and ending.group().strip() == ":" and is_country(reading.text[row.mention.begin : row.mention.end])
        if ending is not None and not label:  # "Mali : …" tells which country a headline is about
            return [row, second] if joined and second is not None else [row]
    return []
