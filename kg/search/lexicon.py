"""The rules of the languages as their word lists have them now, for whoever makes an index."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import version

from kg.languages import languages
from kg.languages.sections import section
from kg.search.rules import Rules, as_json

LAYOUT = 3  # of the index; raised when an older one can't be read, or words are cut otherwise


def read_rules() -> dict[str, Rules]:
    """The rules of all languages that there are word lists for.

    Raises:
        SettingsError: a language has no file of them.
        LexiconError: a file is not what it should be.
    """
    return {language: section(language, "search", Rules) for language in languages()}


def identity(rules: Mapping[str, Rules]) -> str:
    """A digest of all that the words of an index depend on: one with another has to be made anew."""
    told = f"{LAYOUT} {version('PyStemmer')} {as_json(rules)}"
    return sha256(told.encode()).hexdigest()[:16]
