"""What names are looked up by: their folded form, and the skeletons of their words."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.model.identity import fold

_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"(?<=.)[aeiouy]+")  # all but a first letter
_AITCH = re.compile(r"(?<=[b-df-hj-np-tv-z])h")
_LETTERS = "bdfghjklmnprstwx"  # of a skeleton, but for the first, which may be a vowel too
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


def near(word: str) -> list[str]:
    """The skeletons that differ in one letter from this one: a letter more, less or another."""
    found = {word[:at] + word[at + 1 :] for at in range(len(word))}
    for at in range(len(word) + 1):
        for letter in (_LETTERS + "aeiouy") if at == 0 else _LETTERS:
            found |= {word[:at] + letter + word[at + 1 :], word[:at] + letter + word[at:]}
    return sorted(found - {word, ""})
