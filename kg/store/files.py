"""Files that are there whole or not at all, and files kept under the digest of what they hold."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

PARTIAL = ".partial"  # ending of a file that is still being written


def write_atomically(path: Path, content: bytes) -> None:
    """Writes a file so that a reader, or the next run after a crash, sees the old content or the new and nothing between.

    Raises:
        OSError: disk full, no permission; what stood there before still does.
    """
    partial = path.with_name(f"{path.name}.{os.getpid()}{PARTIAL}")  # of this process alone: another may write the same content
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
        """Keeps a content; a damaged one that stands there is replaced.

        Raises:
            OSError: disk full, no permission.
        """
        if self.get(digest) != content:
            path = self.path(digest)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, gzip.compress(content, compresslevel=3, mtime=0) if self.ending.endswith(".gz") else content)

    def get(self, digest: str) -> bytes | None:
        """The content, or None if it is not here or damaged."""
        try:
            content = self.path(digest).read_bytes()
            return gzip.decompress(content) if self.ending.endswith(".gz") else content
        except (FileNotFoundError, EOFError, gzip.BadGzipFile, zlib.error):
            return None

    def remove(self, digest: str) -> None:
        self.path(digest).unlink(missing_ok=True)

    def sweep(self, wanted: Container[str]) -> None:
        """Removes all contents but the wanted ones, and what an interrupted process left half written; nobody may write meanwhile."""
        for path in list(self._all()):
            digest = path.parent.name + path.name.removesuffix(self.ending)
            if not path.name.endswith(self.ending) or digest not in wanted:
                path.unlink(missing_ok=True)

    def _all(self) -> Iterator[Path]:
        return self.folder.glob("??/*")
