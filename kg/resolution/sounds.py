"""Words as they sound, so that transcriptions of one name meet: "Loukachenko" and "Lukashenko", "Rouhani" and "Rohani".

A name from another script is written by the ear of each language. `sound` undoes what French and English write in different ways by rule;
`alike` also lets vowels differ that transcriptions take for one another, while the consonants between them stay the same.
"""

from __future__ import annotations

import re
from functools import lru_cache

SHORT = 3  # letters

_RULES = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tch", "4"),  # as in Tchad, Chad
        (r"ch|sh", "5"),  # as in Bachar, Bashar
        (r"dj|dzh", "j"),
        (r"(?<=[kgdtr])h", ""),
        (r"ph", "f"),
        (r"(?<=[aeiouy])h(?![aeiou])", ""),  # as in Sarah, Sara
        (r"gu(?=[ei])", "g"),
        (r"qu?", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"y", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[oe])f$", "v"),  # -off, -eff
        (r"(?<=[a-z])re$", "er"),
    )
]
_MUTE = re.compile(r"(?<=[ai]n)e$")  # Salmane, Poutine: of surnames; of given names it tells a gender
_GROUPS = re.compile(r"([^aeiou]*)([aeiou]*)")
_VOWELS = {"a": "a", "e": "ai", "i": "i", "o": "u", "u": "u"}  # what each may stand for


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """A folded word as it sounds, whichever language wrote it."""
    for pattern, heard in _RULES:
        word = pattern.sub(heard, word)
    return word


def surname_sound(word: str) -> str:
    """The sound of a word that is no given name."""
    return _MUTE.sub("", sound(word))


@lru_cache(maxsize=1 << 16)
def sounds(name: str) -> str:
    """A folded name as it sounds; of short words, which may be numbers, each letter counts."""
    return " ".join(sound(word) if len(word) > SHORT else word for word in name.split())


def alike(one: str, other: str) -> bool:
    """Whether two folded words may be transcriptions of one: the same consonants, and vowels that are taken for one another."""
    left, right = _groups(one), _groups(other)
    return len(left) == len(right) and all(
        a == b and bool(v) == bool(w) and (not v or bool(_heard(v) & _heard(w))) for (a, v), (b, w) in zip(left, right, strict=True)
    )


def frame(word: str) -> str:
    """The first letter and the consonants of a folded word: what its transcriptions have in common."""
    heard = sound(word).replace("g", "k")
    return heard[:1] + "".join(letter for letter in heard[1:] if letter not in _VOWELS)


def _groups(word: str) -> list[tuple[str, str]]:
    return _GROUPS.findall(sound(word).replace("g", "k"))


def _heard(vowels: str) -> set[str]:
    return {stands for vowel in vowels for stands in _VOWELS[vowel]}
