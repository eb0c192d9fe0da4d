"""Files that are there whole or not at all, and files kept under the digest of what they hold."""

from __future__ import annotations

import gzip
import os
from dataclasses import dataclass
from pathlib import Path


def write_atomically(path: Path, content: bytes) -> None:
    """Writes a file so that a reader, or the next run after a crash, sees the old content or the new and nothing between.

    Raises:
        OSError: disk full, no permission; what stood there before still does.
    """
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


@dataclass(frozen=True, slots=True)
class DigestFiles:
    """Contents kept by digest, two letters of it a folder, so that no folder grows too large."""

    folder: Path
    ending: str

    def path(self, digest: str) -> Path:
        return self.folder / digest[:2] / (digest[2:] + self.ending)

    def put(self, digest: str, content: bytes) -> None:
        """Keeps a content; what is there already under the digest is the same."""
        path = self.path(digest)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, gzip.compress(content, compresslevel=3, mtime=0) if self.ending.endswith(".gz") else content)

    def get(self, digest: str) -> bytes | None:
        """The content, or None if it is not here or damaged."""
        try:
            content = self.path(digest).read_bytes()
            return gzip.decompress(content) if self.ending.endswith(".gz") else content
        except (FileNotFoundError, EOFError, gzip.BadGzipFile):
            return None

    def remove(self, digest: str) -> None:
        self.path(digest).unlink(missing_ok=True)
