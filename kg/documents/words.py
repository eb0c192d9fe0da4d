"""What the reading of documents knows of each language, as data: `documents.toml` of each language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from itertools import chain
from typing import Any
from unicodedata import normalize

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from kg.errors import LexiconError
from kg.languages import languages, words_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language, or of several together. en/documents.toml tells what each field is for."""

    distinctive: frozenset[str]
    months: dict[str, int]  # name -> 1 to 12
    weekdays: dict[str, int]  # name -> 0 for Monday to 6
    date_words: frozenset[str]
    first_numbers: frozenset[str]  # what may stand first in a date of numbers: "day", "month"
    published: frozenset[str]
    otherwise_dated: frozenset[str]
    prepositions: frozenset[str]
    place_openers: frozenset[str]
    clock_words: frozenset[str]
    particulars: frozenset[str]
    frames: frozenset[str]
    letterhead_openers: frozenset[str]
    letterhead_parts: frozenset[str]
    letterhead_closers: frozenset[str]
    publishers: frozenset[str]
    front_matter: dict[str, str]  # key in the file -> field of Content


@cache
def words_of(language: str) -> Words:
    """The words of one language.

    Raises:
        SettingsError: there is no file for this language.
        LexiconError: its file is not TOML, or lacks something.
    """
    path = words_file(language, "documents")
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        return _words(_file_shape().model_validate(raw).model_dump())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise LexiconError(f"{path}: {where}: {first['msg']}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: {error}") from error


@cache
def _file_shape() -> type[BaseModel]:
    """What a file holds: a list of words for each field, but for those that are mappings."""
    others = {"months": list[frozenset[str]], "weekdays": list[frozenset[str]], "front_matter": dict[str, frozenset[str]]}
    shape: dict[str, Any] = {field.name: (others.get(field.name, frozenset[str]), ...) for field in fields(Words)}
    return create_model("Documents", __config__=ConfigDict(extra="forbid"), **shape)


def _words(lists: dict[str, Any]) -> Words:
    """The number of a month or weekday is its place; a key of the front matter leads to its field."""
    months = {name: number for number, names in enumerate(lists["months"], start=1) for name in names}
    weekdays = {name: number for number, names in enumerate(lists["weekdays"]) for name in names}
    front_matter = {key: field for field, keys in lists["front_matter"].items() for key in keys}
    return Words(**lists | {"months": months, "weekdays": weekdays, "front_matter": front_matter})


@cache
def all_words() -> Words:
    """The words of all languages together: a French text may well have an English dateline."""
    every = [words_of(language) for language in languages()]
    together: dict[str, Any] = {}
    for field in fields(Words):
        values = [getattr(words, field.name) for words in every]
        together[field.name] = (
            dict(chain(*(value.items() for value in values))) if isinstance(values[0], dict) else frozenset(chain(*values))
        )
    return Words(**together)


def fold(text: str) -> str:
    """Text as the words are compared: lower case, no accents, plain apostrophes and blanks; a character for each one of the text."""
    return "".join(map(_fold_character, text)) if not text.isascii() else text.lower()


@cache
def _fold_character(character: str) -> str:
    if character in "’ʼ":
        return "'"
    if character.isspace():
        return character if character in "\r\n\t" else " "
    lower = character.lower()
    return normalize("NFD", lower)[0] if len(lower) == 1 else character
