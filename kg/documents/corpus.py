"""The walk over the files and folders that the user gives: what there is to read, without reading it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from kg.errors import DocumentError

TEXT_SUFFIXES = (".txt",)
MARKDOWN_SUFFIXES = (".md", ".markdown")
HTML_SUFFIXES = (".html", ".htm", ".xhtml")
SUFFIXES = TEXT_SUFFIXES + MARKDOWN_SUFFIXES + HTML_SUFFIXES


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A file that can be read as a document."""

    path: Path  # absolute
    root: Path  # the folder that was given, or the parent of a file that was given
    identifier: str  # path below `root` with "/" between its parts, in normal form C, so that all file systems agree
    size: int  # bytes
    mtime_ns: int

    @property
    def signature(self) -> tuple[int, int]:
        """Size and time of the last change: while they stay the same, the file need not be read again."""
        return self.size, self.mtime_ns


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a walk met. Its order, and which of two files wins, never depend on the order of the paths given."""

    files: tuple[FoundFile, ...]  # sorted by identifier; no two have the same
    errors: tuple[DocumentError, ...]  # what could not be reached, sorted by path
    roots: tuple[Path, ...]  # the folders that were walked, sorted
    skipped: int  # files in folders with an ending that is not ours


def find(paths: Iterable[Path]) -> Findings:
    """Finds the documents in files and folders.

    Hidden files and folders inside a folder are left out; links are followed, and a folder or file that is
    reached twice counts once, under its longest identifier. Trouble with one path does not stop the others.
    """
    walk = _Walk()
    for path in paths:
        walk.start(Path(os.path.abspath(path)))  # noqa: PTH100 - Path.resolve would follow links, and change what the user named
    files, clashes = _without_clashes(_without_twins(walk.files))
    errors = sorted([*walk.errors, *clashes], key=lambda error: str(error.path))
    return Findings(files=tuple(files), errors=tuple(errors), roots=tuple(sorted(walk.roots)), skipped=len(walk.skipped))


class _Walk:
    def __init__(self) -> None:
        self.files: list[FoundFile] = []
        self.errors: list[DocumentError] = []
        self.roots: set[Path] = set()
        self.skipped: set[Path] = set()

    def start(self, path: Path) -> None:
        """Takes up a path that the user gave."""
        status = self._status(path)
        if status is None:
            return
        if stat.S_ISDIR(status.st_mode):
            self.roots.add(path)
            self._folder(path, path, frozenset())
        elif not stat.S_ISREG(status.st_mode):
            self.errors.append(DocumentError(path, "neither a file nor a folder", "give a text file or a folder of them"))
        elif path.suffix.lower() not in SUFFIXES:
            self.errors.append(
                DocumentError(path, f"unknown ending {path.suffix!r}", f"rename it, or convert it to one of {', '.join(SUFFIXES)}")
            )
        else:
            self._file(path, path.parent, status)

    def _folder(self, folder: Path, root: Path, above: frozenset[str]) -> None:
        """Goes down into a folder, unless a link has led back to one of those `above` it."""
        real = os.path.realpath(folder)
        if real in above:
            return
        try:
            with os.scandir(folder) as listing:
                names = sorted(entry.name for entry in listing)
        except OSError as error:
            self.errors.append(DocumentError(folder, _reason(error), "make the folder readable"))
            return
        for name in names:
            if not name.startswith("."):
                self._entry(folder / name, root, above | {real})

    def _entry(self, path: Path, root: Path, above: frozenset[str]) -> None:
        status = self._status(path)
        if status is None:
            return
        if stat.S_ISDIR(status.st_mode):
            self._folder(path, root, above)
        elif path.suffix.lower() not in SUFFIXES or not stat.S_ISREG(status.st_mode):
            self.skipped.add(path)
        else:
            self._file(path, root, status)

    def _file(self, path: Path, root: Path, status: os.stat_result) -> None:
        identifier = normalize("NFC", path.relative_to(root).as_posix())
        if not _is_unicode(identifier):
            self.errors.append(DocumentError(path, "the name is not valid UTF-8", "rename the file or folder"))
            return
        self.files.append(
            FoundFile(path=path, root=root, identifier=identifier, size=status.st_size, mtime_ns=status.st_mtime_ns),
        )

    def _status(self, path: Path) -> os.stat_result | None:
        try:
            return path.stat()
        except FileNotFoundError:
            reason = "a link to a file that is not there" if path.is_symlink() else "no such file or folder"
            self.errors.append(DocumentError(path, reason, "correct the path, or create what is missing"))
        except OSError as error:
            self.errors.append(DocumentError(path, _reason(error), "make it readable, or leave it out"))
        return None


def _without_twins(files: Iterable[FoundFile]) -> list[FoundFile]:
    """Keeps one of the findings of a file that was reached on several ways: the one with the longest identifier."""
    kept: dict[str, FoundFile] = {}
    for file in sorted(files, key=lambda file: (-len(file.identifier), file.identifier, str(file.path))):
        kept.setdefault(os.path.realpath(file.path), file)
    return sorted(kept.values(), key=lambda file: (file.identifier, str(file.path)))


def _without_clashes(files: Iterable[FoundFile]) -> tuple[list[FoundFile], list[DocumentError]]:
    """Of several files with the same identifier the first by path is kept; the others are errors."""
    kept: dict[str, FoundFile] = {}
    clashes = []
    for file in files:
        first = kept.setdefault(file.identifier, file)
        if first is not file:
            reason = f"{first.path} is called {file.identifier!r} too"
            clashes.append(DocumentError(file.path, reason, "rename one of them, or give the folder above both instead"))
    return list(kept.values()), clashes


def _is_unicode(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
