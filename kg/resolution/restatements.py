"""Statements that make the same claim in two documents of one language: by the words that they share.

Candidates are found by a bottom-k sketch (Broder 1997, "On the resemblance and containment of documents", section 4) of their three-word
shingles; what they have in common is then measured on all words. Both depend on the two texts alone, so the order of reading plays no part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from kg.model.identity import fold

SHINGLE = 3  # words
SKETCH = 16  # hashes kept of a statement: two that share half of their shingles miss each other once in some thousand times
SHORTEST = 6  # words; shorter ones ("We are ready") are alike by chance
ALIKE = 0.6  # share of words in common from which two statements make the same claim


def sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes of a statement's shingles, as signed 64-bit numbers; empty for one that is too short to compare."""
    words = fold(text).split()
    if len(words) < SHORTEST:
        return ()
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    return tuple(sorted(_hash(shingle) for shingle in shingles)[:SKETCH])


def similarity(one: str, other: str) -> float:
    """The words that two statements share, among all that they have (Jaccard's index of the multisets), from 0 to 1."""
    left, right = Counter(fold(one).split()), Counter(fold(other).split())
    union = (left | right).total()
    return (left & right).total() / union if union else 0.0


def earlier_first(pair: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The statements of a pair of (date, IRI) in the order in which they were made known; one without a date comes last."""
    first, second = sorted(pair, key=lambda row: (row[0] or "9999", row[1]))
    return first[1], second[1]


def _hash(shingle: str) -> int:
    return int.from_bytes(blake2b(shingle.encode(), digest_size=8).digest(), "big", signed=True)
