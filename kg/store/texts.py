"""The texts that offsets refer to, kept by digest."""

from __future__ import annotations

from kg.errors import StoreError
from kg.store.files import DigestFiles
from kg.store.folder import StoreFolder


def texts_of(folder: StoreFolder) -> DigestFiles:
    return DigestFiles(folder.texts, ".txt")


def read_text(folder: StoreFolder, sha256: str) -> str:
    """The text with a digest.

    Raises:
        StoreError: it is not kept.
    """
    content = texts_of(folder).get(sha256)
    if content is None:
        raise StoreError(f"{folder.texts}: the text with the digest {sha256} is missing; build its document again")
    return content.decode("utf-8", "surrogatepass")
