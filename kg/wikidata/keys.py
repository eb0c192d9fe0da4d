"""What names are looked up by: their folded form, and the skeletons of their words."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.model.identity import fold

ALONE = "="  # stands before the skeleton of a word that is a whole name
SHORT = 4  # letters of a word that leave too much open if one of them is left out

_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"(?<=.)[aeiouy]+")  # all but a first letter
_AITCH = re.compile(r"(?<=[b-df-hj-np-tv-z])h")
_SOUNDS = str.maketrans({"q": "k", "c": "k", "z": "s", "v": "w"})


def key(name: str) -> str:
    """A name as it is compared: without case, accents, punctuation and article."""
    return fold(name)


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """A folded word without what spellings and transcriptions differ in most: vowels, doubled letters, "h" after a consonant, plurals."""
    plain = word.translate(_SOUNDS).replace("ph", "f")
    plain = _AITCH.sub("", plain)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", plain.removesuffix("s") if len(plain) > 4 else plain))


def skeletons(folded: str) -> frozenset[str]:
    """The skeletons of a folded name's words; single letters tell too little to search by."""
    return frozenset(skeleton(word) for word in folded.split() if len(word) > 1)


def shortened(word: str) -> list[str]:
    """A folded word, and what is left of it without each of its letters; none of one in which each letter counts."""
    return sorted({word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}) if len(word) > SHORT else []
