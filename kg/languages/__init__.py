"""The languages that Pressgraph reads: a folder of word lists for each, as data.

A user's language is a folder with the same files, named in the settings: [pipelines.es] words = "…".
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.errors import SettingsError
from kg.model.pipelines import PipelineSetup

OURS = ("fr", "en")  # those that come with the package; of two equally likely ones the first is taken

_FOLDER = Path(__file__).parent
_added: dict[str, Path] = {}


def use(setups: Mapping[str, PipelineSetup]) -> None:
    """Takes up the languages of the user's. To be called before anything is read: word lists are read once a process.

    Raises:
        SettingsError: a folder of words lacks a file that those of ours have.
    """
    for language, setup in setups.items():
        if setup.words is not None and _added.get(language) != (folder := setup.words.resolve()):
            _added[language] = folder
            for ours in sorted((_FOLDER / OURS[0]).glob("*.toml")):
                words_file(language, ours.stem)


def languages() -> tuple[str, ...]:
    """All languages that there are word lists for, as ISO 639-1 codes, sorted."""
    return tuple(sorted({*OURS, *_added}))


def words_file(language: str, name: str) -> Path:
    """The file of a language for one part of the program: `words_file("fr", "names")`.

    Raises:
        SettingsError: there are no word lists for the language, or not this one.
    """
    folder = _added.get(language, _FOLDER / language)
    path = folder / f"{name}.toml"
    if path.is_file():
        return path
    if folder.is_dir():
        raise SettingsError(f"{path}: no such file, and the language {language!r} needs it; take the one of en or fr as a model")
    advice = f"add yours in pressgraph.toml, [pipelines.{language}] words"
    raise SettingsError(f"no word lists for the language {language!r}: there are {', '.join(languages())}; {advice}")
