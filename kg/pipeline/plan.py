"""What a build has to do: which files to read, which documents to remove."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.documents.corpus import Findings, FoundFile
from kg.errors import DocumentError
from kg.pipeline.work import file_digest
from kg.store.index import Index, IndexedDocument


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done, and what can't be."""

    read: Sequence[FoundFile]
    unchanged: int
    vanished: Sequence[IndexedDocument]
    errors: Sequence[DocumentError]


def plan(found: Findings, index: Index, fingerprint: str) -> Plan:
    """Compares the files that were found with the documents that were read before.

    Raises:
        StoreError: the index can't be read.
    """
    read, errors = [], list(found.errors)
    for file in found.files:
        known = index.get(file.identifier)
        if known is None or not _is_current(file, known, fingerprint):
            clash = _clash(file, known) if known else None
            if clash:
                errors.append(clash)
            else:
                read.append(file)
    names = {file.identifier for file in found.files}
    below = [document for root in found.roots for document in index.below(str(root)) if document.identifier not in names]
    unchanged = len(found.files) - len(read) - (len(errors) - len(found.errors))
    return Plan(read, unchanged, [document for document in below if _is_gone(document.path, found.errors)], errors)


def _is_current(file: FoundFile, known: IndexedDocument, fingerprint: str) -> bool:
    """Whether the file was read before, as it is now, by the software as it is now."""
    return known.path == str(file.path) and (known.size, known.mtime_ns) == file.signature and known.fingerprint == fingerprint


def _clash(file: FoundFile, known: IndexedDocument) -> DocumentError | None:
    """The identifier belongs to another file, which is still there: with the same content it may be taken over, with another it may not."""
    other = Path(known.path)
    try:
        if other == file.path or not other.exists() or other.samefile(file.path) or file_digest(file.path) == known.file_digest:
            return None
    except (OSError, DocumentError):
        return None
    reason = f"{known.path} is in the store as {file.identifier!r} already"
    return DocumentError(file.path, reason, "rename one of them, or build the folder above both into a new store")


def _is_gone(path: str, errors: Iterable[DocumentError]) -> bool:
    """Whether a file that was not found is no longer there; of one that can't be reached, what was read before is kept."""
    try:
        Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return not any(Path(path).is_relative_to(error.path) for error in errors)
