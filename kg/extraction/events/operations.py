"""Operations of the police that have a name: "fifteen people were arrested during Operation Clean Harbour"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.candidates import Candidate
from kg.extraction.programmes.operations import operations_of_police
from kg.extraction.text.reading import Parsed
from kg.model.entities import EntityClass, EventType, Form

NAMED = 0.93


def police_operations(reading: Parsed) -> Iterator[Candidate]:
    """Every place where the name of an operation of the police stands."""
    for name in sorted(operations_of_police(reading)):
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", reading.text):
            yield Candidate(
                begin=match.start(),
                end=match.end(),
                cls=EntityClass.EVENT,
                extractor="event-name",
                confidence=NAMED,
                form=Form.NAME,
                event_type=EventType.OTHER,
            )
