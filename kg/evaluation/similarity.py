"""How alike two names, or two stretches of text, are: from 0 to 1."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

_TOKEN = re.compile(r"[a-z0-9]+")


@cache
def _titles() -> frozenset[str]:
    """The words of `words.toml` that tell nothing of whom a name names."""
    return frozenset(tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))["titles"])


def tokens(text: str) -> list[str]:
    """The words of a text, without case, accents and punctuation."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe")).lower()
    return _TOKEN.findall("".join(c for c in plain if not unicodedata.combining(c)))


@lru_cache(maxsize=2**16)
def _name_tokens(name: str) -> tuple[str, ...]:
    words = tokens(name)
    return tuple(word for word in words if word not in _titles()) or tuple(words)


def name_similarity(left: str, right: str) -> float:
    """The share of words that two names have in common (Dice), titles and articles aside."""
    ours, theirs = _name_tokens(left), _name_tokens(right)
    if not ours or not theirs:
        return 0.0
    if ours == theirs:
        return 1.0
    return 2 * len(set(ours) & set(theirs)) / (len(set(ours)) + len(set(theirs)))


def names_similarity(left: Iterable[str], right: Iterable[str]) -> float:
    """The similarity of the two names, one of each entity, that are most alike."""
    return max((name_similarity(ours, theirs) for ours, theirs in product(left, list(right))), default=0.0)


def jaccard(left: Sequence[str], right: Sequence[str]) -> float:
    """The share of words in common of all words of two stretches, each as often as it stands there."""
    ours, theirs = Counter(left), Counter(right)
    return (ours & theirs).total() / max(1, (ours | theirs).total())
