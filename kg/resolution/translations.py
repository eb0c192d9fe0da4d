"""Statements that make the same claim in two languages: by what their sentences mean, and by the figures in them.

One of two statements is often told at greater length, so what counts is whether all sentences of one are said in the other: the mean,
weighted by words, of the nearness of each sentence to the nearest of the other. Figures decide between sentences that are alike but for
them. The thresholds are set on the occasions of `tests/resolution/claims.toml`: every second one to set them, the others to check.
"""

from __future__ import annotations

import re

from kg.model.claims import Ground, Likeness
from kg.resolution.meaning import nearness, sentences
from kg.resolution.restatements import SHORTEST

ALIKE = 0.64  # similarity from which two statements make the same claim
SAME_FIGURES = 0.03  # what figures in common add
OTHER_FIGURES = -0.2  # what they add where both have some, and none in common: a figure changes a vector little

_FIGURE = re.compile(r"(?<!\d)\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"[ .,\u00a0\u202f](?=\d{3}(?!\d))")


def likeness(one: str, other: str) -> Likeness:
    """How alike two statements in two languages are."""
    grounds = (_meaning(one, other), *_figures(one, other))
    total = sum(ground.weight for ground in grounds)
    return Likeness(min(1.0, max(0.0, total)), ALIKE, grounds)


def _meaning(one: str, other: str) -> Ground:
    """How much of what one says is said in the other, the way round that is more."""
    left, right = sentences(one) or [one], sentences(other) or [other]
    rows = nearness(left, right)
    columns = [list(column) for column in zip(*rows, strict=True)]
    said, of = max(_covered(left, right, rows), _covered(right, left, columns), key=lambda found: found[0])
    return Ground("meaning", said, of)


def _covered(ones: list[str], others: list[str], rows: list[list[float]]) -> tuple[float, str]:
    """How near each sentence has one, weighted by words, and the two that are nearest. Below SHORTEST words nothing is covered."""
    words = [len(sentence.split()) for sentence in ones]
    if sum(words) < SHORTEST:
        return 0.0, ""
    best = [max(range(len(others)), key=lambda i: (row[i], -i)) for row in rows]
    covered = sum(count * row[i] for count, row, i in zip(words, rows, best, strict=True)) / sum(words)
    first = max(range(len(ones)), key=lambda i: (rows[i][best[i]], -i))
    return covered, f"“{ones[first]}” ≈ “{others[best[first]]}”"


def _figures(one: str, other: str) -> tuple[Ground, ...]:
    left, right = figures(one), figures(other)
    if not left or not right:
        return ()
    if shared := left & right:
        return (Ground("figures", SAME_FIGURES, ", ".join(sorted(shared))),)
    return (Ground("other figures", OTHER_FIGURES, f"{', '.join(sorted(left))} ≠ {', '.join(sorted(right))}"),)


def figures(text: str) -> set[str]:
    """The numbers in digits: "40 000", "40,000" and "40.000" are one, so are "1,5" and "1.5"."""
    return {_THOUSANDS.sub("", figure).replace(",", ".") for figure in _FIGURE.findall(text)}
