"""Which names are acronyms."""

from __future__ import annotations

from functools import lru_cache

LONGEST = 8  # letters


@lru_cache(maxsize=1 << 16)
def is_acronym(name: str) -> bool:
    """Whether a name is one word of few letters, most of them capitals: "UNICEF", "AfDB"."""
    letters = [letter for letter in name if letter.isalpha()]
    return " " not in name and len(letters) <= LONGEST and sum(letter.isupper() for letter in letters) > len(letters) / 2
