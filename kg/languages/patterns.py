"""Regular expressions made from word lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

_Trie: TypeAlias = dict[str, "_Trie"]
FEW = 4  # beginnings of words from which on the next letter is looked at first
_END = ""  # the key that tells that a word ends here


def any_of(words: Iterable[str], *, gap: str = r"\ ") -> str:
    """A pattern, in a group of its own, for the longest of some words that stands somewhere; for no words one that never matches.

    Words share their common beginnings, as in a trie: `re` tries plain alternatives one after the other at each place of a text.
    `gap` is the pattern for a blank inside a word.
    """
    trie: _Trie = {}
    for word in sorted(filter(None, words), key=lambda word: (-len(word), word)):
        node = trie
        for character in word:
            node = node.setdefault(character, {})
        node[_END] = {}
    return f"(?:{_glance(trie)}{_pattern(trie, gap)})" if trie else "(?!)"


def _glance(trie: _Trie) -> str:
    """A look at the next letter, where it spares `re` the trial of more than a few beginnings at each place of a text."""
    return f"(?=[{''.join(map(re.escape, trie))}])" if len(trie) >= FEW and " " not in trie else ""


def _pattern(node: _Trie, gap: str) -> str:
    """What may follow from a node on; a longer word is tried before the one that ends here."""
    branches = [(gap if key == " " else re.escape(key)) + _pattern(rest, gap) for key, rest in node.items() if key != _END]
    if len(branches) == 1 and _END not in node:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if _END in node else ''}" if branches else ""
