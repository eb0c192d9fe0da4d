"""What somebody else said, told inside a quotation: "“The Council has warned that …”, Ms X said" holds a statement of the Council."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extraction.statements.attributions import Attribution, find_attributions
from kg.extraction.statements.periods import Period
from kg.extraction.statements.quotations import Stretch
from kg.extraction.text.reading import Part

SHORTEST = 5  # tokens of a sentence that may tell who said what
_RULES = frozenset({"that-clause", "request", "infinitive", "according"})
_NAMING = frozenset({"NOUN", "PROPN"})


def find_nested(text: str, periods: Iterable[Period]) -> Iterator[Attribution]:
    """The attributions to a speaker who is named beside the verb, in the sentences of the quotations."""
    for period in periods:
        for quotation in period.quotations:
            for piece in quotation.pieces:
                for sentence in _sentences(period.part, piece):
                    yield from (row for row in find_attributions(text, sentence) if _is_told(row))


def _is_told(row: Attribution) -> bool:
    return row.rule in _RULES and row.source is not None and row.source.explicit and row.source.head.pos_ in _NAMING


def _sentences(part: Part, piece: Stretch) -> Iterator[Period]:
    """The sentences of a piece of a quotation, as periods of their own."""
    tokens = part.tokens(*piece)
    if tokens is None:
        return
    starts = [token.i for token in tokens if token.i == tokens.start or token.is_sent_start]
    for begin, end in zip(starts, [*starts[1:], tokens.end], strict=True):
        if end - begin >= SHORTEST:
            yield Period(part, begin, end, ())
