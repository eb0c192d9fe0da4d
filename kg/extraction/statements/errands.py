"""Messages that somebody delivers for somebody else: "read the statement on behalf of the Minister"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress

from kg.extraction.cast import Member
from kg.extraction.statements.cues import StatementWords
from kg.extraction.statements.periods import Period
from kg.extraction.text import grammar


@dataclass(frozen=True, slots=True)
class Errand:
    """A message delivered for somebody else."""

    end: int  # offset after the sentence that tells of it
    principal: Member
    messenger: Member | None


def _behind_apposition(period: Period, end: int) -> int:
    """Behind a title and a name between commas: "on behalf of the Commander, President X, she said"."""
    doc = period.part.doc
    if end >= period.end or doc[end].text != ",":
        return end
    comma = next((token.i for token in doc[end + 1 : period.end] if token.text == ","), period.end)
    inner = doc[end + 1 : comma]
    named = comma < period.end and any(token.pos_ == "PROPN" for token in inner)
    return comma if named and not any(token.pos_ in {"VERB", "AUX", "PRON"} for token in inner) else end


def find_principal(period: Period, words: StatementWords) -> tuple[int, int] | None:
    """The tokens of the noun phrase after "on behalf of"."""
    doc = period.part.doc
    spoken = [token.lower_ for token in period.outside]
    for phrase in words.behalf:
        parts = phrase.split()
        for token in compress(period.outside, (word == parts[0] for word in spoken)):
            begin = token.i + len(parts)
            if [t.lower_ for t in doc[token.i : begin]] == parts:
                noun = next((t for t in doc[begin : period.end] if t.pos_ in grammar.NOMINALS), None)
                return None if noun is None else (begin, _behind_apposition(period, min(max(noun.right_edge.i, noun.i) + 1, period.end)))
    return None
