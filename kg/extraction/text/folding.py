"""Letters without case and accents, one for one, so that offsets stay what they were."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


def _letter(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character)[0].lower()
    return plain if len(plain) == 1 else character


class _Letters(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = _letter(chr(code))
        return self[code]


class _Words(dict[int, str]):
    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = _letter(character) if character.isalnum() else " "
        return self[code]


_LETTERS = _Letters()
_WORD = 40  # characters of what is short enough to be met again
_WORDS = _Words()


def fold_letters(text: str) -> str:
    """ "Évêque-Général" -> "eveque-general"."""
    return _fold_word(text) if len(text) < _WORD else text.translate(_LETTERS)


@lru_cache(maxsize=20_000)
def _fold_word(text: str) -> str:
    return text.translate(_LETTERS)


def fold_words(text: str) -> str:
    """ "Côte d'Ivoire" -> "cote d ivoire": punctuation becomes blanks."""
    return text.translate(_WORDS)
