"""The words of each language, as data.

`lexicon/{language}/{section}.toml` holds what one module of the extraction needs to know of a language. That module declares a frozen
dataclass with the same fields, and gets it filled by `section`; a field that is missing, unknown or of another type is a `LexiconError`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

from kg.errors import LexiconError

FOLDER = Path(__file__).parent

T = TypeVar("T")


def section(language: str, name: str, into: type[T]) -> T:
    """One section of a language's lexicon as the dataclass `into`; it is read once.

    Raises:
        LexiconError: no such file, not TOML, or its fields are not those of `into`.
    """
    reader: Any = _read  # a cached function has lost its types
    return cast(T, reader(language, name, into))


@cache
def _read(language: str, name: str, into: type[Any]) -> Any:
    path = FOLDER / language / f"{name}.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LexiconError(f"no lexicon {name!r} for the language {language!r}: {path.name} is missing") from None
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"lexicon {language}/{path.name}: {error}") from error
    strict = with_config(ConfigDict(extra="forbid"))(into)
    try:
        return TypeAdapter(strict).validate_python(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise LexiconError(f"lexicon {language}/{path.name}: {where}: {first['msg']}") from error


def languages() -> tuple[str, ...]:
    """The languages that have a lexicon, as ISO 639-1 codes, sorted."""
    return tuple(sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and len(path.name) == 2))
