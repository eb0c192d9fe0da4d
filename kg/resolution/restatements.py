"""Statements that make the same claim in two documents of one language: by the words that they share.

A claim has a signature by min-wise hashing of its three-word shingles (Broder 1997, "On the resemblance and containment of documents"),
cut into bands (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", section 3.4): claims that share a band are compared on all
their words. A claim is compared with the earliest few of each of its bands, so that a sentence that a thousand documents repeat costs each
of them the same, and related to the one that it is most like. All this depends on the claims alone, never on the order of reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from hashlib import blake2b

from kg.model.claims import Claim, Context, Ground, Likeness
from kg.model.identity import fold

SHINGLE = 3  # words
SHORTEST = 6  # words; shorter ones ("We are ready") are alike by chance
BANDS = 16
ROWS = 2  # hashes in a band: claims that share half of their shingles share no band once in a hundred times, a tenth five times in six
COMPARED = 4  # claims of a band, the earliest, that later ones are compared with
ALIKE = 0.6  # share of words in common from which two statements make the same claim

_BITS = 64
_MASK = (1 << _BITS) - 1
_UNDATED = "9999"  # comes last


def claim(statement: str, document: str, issued: str, text: str, language: str | None) -> Claim:
    """The claim of a statement; `issued` is "" where the document has no date."""
    return Claim(issued or _UNDATED, statement, document, tuple(sorted(bands(text, language or ""))))


def context(document: str, issued: str, told: Iterable[tuple[str, str]], entities: Iterable[str]) -> Context:
    """What a document is found by: its statements, each with its language, and the entities that it names."""
    content = repr(sorted(told))
    return Context(issued or _UNDATED, document, f"{_hash(content):016x}", tuple(sorted({_signed(_hash(iri)) for iri in entities})))


def is_comparable(text: str) -> bool:
    """Whether a statement says enough to be told from others."""
    return len(fold(text).split()) >= SHORTEST


def bands(text: str, language: str) -> tuple[int, ...]:
    """The bands of a text's signature; none of one that is too short to compare."""
    if not is_comparable(text):
        return ()
    words = fold(text).split()
    shingles = {_hash(" ".join(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1)}
    signature = [min((shingle * factor + addend) & _MASK for shingle in shingles) for factor, addend in _PERMUTATIONS]
    rows = (signature[i * ROWS : (i + 1) * ROWS] for i in range(BANDS))
    return tuple(_signed(_hash(f"{language} {number} {row}")) for number, row in enumerate(rows))


def likeness(one: str, other: str) -> Likeness:
    """The words that two statements share, among all that they have (Jaccard's index of the multisets)."""
    left, right = Counter(fold(one).split()), Counter(fold(other).split())
    shared, union = (left & right).total(), (left | right).total()
    share = shared / union if union else 0.0
    return Likeness(share, ALIKE, (Ground("words", share, f"{shared} / {union}"),))


def most_alike(text: str, others: Iterable[tuple[Claim, str]], rate: Callable[[str, str], Likeness]) -> tuple[Claim, float] | None:
    """Of claims with their texts the one that makes the same claim as a text, and how like it is; of equals the earliest."""
    rated = ((rate(text, told), other) for other, told in others)
    alike = [(rating.similarity, other) for rating, other in rated if rating.is_enough]
    if not alike:
        return None
    similarity, other = min(alike, key=lambda row: (-row[0], row[1]))
    return other, similarity


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def _signed(number: int) -> int:
    return number - (1 << _BITS) if number >> (_BITS - 1) else number


_PERMUTATIONS = tuple((_hash(f"factor {i}") | 1, _hash(f"addend {i}")) for i in range(BANDS * ROWS))
