"""A folder of annotated texts: which annotations there are, and where their texts stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DocumentError, SettingsError
from kg.evaluation.annotations import AnnotationFile, read_annotation
from kg.evaluation.crossdoc import CrossDocumentFile, read_crossdoc

NOT_A_DOCUMENT = "crossdoc.json"  # which entities of several documents are one; it may stand among the annotations


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedFolder:
    """The annotations that can be used, sorted by file name, and what is wrong with the others."""

    texts: Path  # the folder below which the texts stand
    files: tuple[AnnotationFile, ...]
    errors: tuple[DocumentError, ...]
    crossdoc: CrossDocumentFile | None = None  # what is told of several of them together, if a file does


def read_folder(folder: Path) -> AnnotatedFolder:
    """Reads `annotations/*.json`, with the texts in `texts/`; or, where there is no such folder, `*.json` with the texts beside them.

    Raises:
        SettingsError: the folder is not there, or has no annotations.
    """
    annotations, texts = folder / "annotations", folder / "texts"
    paths = _annotation_paths(annotations if annotations.is_dir() else folder)
    if not paths:
        raise SettingsError(f"{folder}: no annotations here; a folder has texts/ and annotations/, or texts with a .json beside each")
    files, errors = [], []
    for path in paths:
        try:
            files.append(read_annotation(path))
        except DocumentError as error:
            errors.append(error)
    kept, doubled = _one_each(files)
    errors += doubled
    crossdoc = None
    try:
        crossdoc = _crossdoc(folder, kept)
    except DocumentError as error:
        errors.append(error)
    return AnnotatedFolder(texts=texts if texts.is_dir() else folder, files=tuple(kept), errors=tuple(errors), crossdoc=crossdoc)


def _crossdoc(folder: Path, files: Iterable[AnnotationFile]) -> CrossDocumentFile | None:
    """What the file says that stands in the folder, or among the annotations.

    Raises:
        DocumentError: it can't be used.
    """
    path = next((path for path in (folder / NOT_A_DOCUMENT, folder / "annotations" / NOT_A_DOCUMENT) if path.exists()), None)
    return read_crossdoc(path, {file.annotation.identifier: file.annotation for file in files}) if path else None


def _annotation_paths(folder: Path) -> list[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise SettingsError(f"{folder}: {(error.strerror or str(error)).lower()}; give a folder of annotated texts") from error
    return [path for path in entries if path.suffix == ".json" and path.name != NOT_A_DOCUMENT and not path.name.startswith(".")]


def _one_each(files: Iterable[AnnotationFile]) -> tuple[list[AnnotationFile], list[DocumentError]]:
    """Of several annotations of one document the first is kept; the others are errors."""
    kept: dict[str, AnnotationFile] = {}
    errors = []
    for file in files:
        first = kept.setdefault(file.annotation.identifier, file)
        if first is not file:
            reason = f"document: {first.path.name} annotates {file.annotation.document!r} too"
            errors.append(DocumentError(file.path, reason, "correct the field, or remove one of the two"))
    return list(kept.values()), errors
