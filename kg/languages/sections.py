"""The words of each language, as data.

`kg/languages/{language}/{section}.toml` holds what one module needs to know of a language. That module declares a frozen dataclass with
the same fields, and gets it filled by `section`; a field that is missing, unknown or of another type is a `LexiconError`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

from kg.errors import LexiconError
from kg.languages import words_file

T = TypeVar("T")


def section(language: str, name: str, into: type[T], *, whole: bool = True) -> T:
    """One section of a language's lexicon as the dataclass `into`; it is read once.

    `whole=False` is for a module that needs a few fields of a section which another module reads, and so checks, as a whole.

    Raises:
        SettingsError: no such file.
        LexiconError: it is not TOML, or its fields are not those of `into`.
    """
    reader: Any = _read  # a cached function has lost its types
    return cast(T, reader(language, name, into, whole))


@cache
def _read(language: str, name: str, into: type[Any], whole: bool) -> Any:
    path = words_file(language, name)
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: {error}") from error
    strict = with_config(ConfigDict(extra="forbid" if whole else "ignore"))(into)
    try:
        return TypeAdapter(strict).validate_python(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise LexiconError(f"{path}: {where}: {first['msg']}") from error
