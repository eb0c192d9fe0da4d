"""What was extracted, kept by the digest of all that it depends on."""

from __future__ import annotations

import json
from collections.abc import Container
from functools import cache
from hashlib import sha256

from pydantic import TypeAdapter, ValidationError

from kg.model.extraction import Extraction
from kg.model.text import Document
from kg.store.files import DigestFiles
from kg.store.folder import StoreFolder


@cache
def _documents() -> TypeAdapter[Document]:
    return TypeAdapter(Document)


@cache
def _extractions() -> TypeAdapter[Extraction]:
    return TypeAdapter(Extraction)


def extraction_key(document: Document, fingerprint: str) -> str:
    """The digest of a document's text and header, without its name, and of the software that reads it."""
    told = _documents().dump_json(document, exclude={"identifier"})
    return sha256(told + b"\n" + fingerprint.encode()).hexdigest()


def record(document: Document) -> str:
    """A document without its text, as JSON."""
    return _documents().dump_json(document, exclude={"text"}, exclude_defaults=True).decode()


def recorded(record: str, text: str) -> Document:
    """The document of a record."""
    return _documents().validate_json(json.dumps(json.loads(record) | {"text": text}))


def _files(folder: StoreFolder) -> DigestFiles:
    return DigestFiles(folder.extractions, ".json.gz")


def keep(folder: StoreFolder, key: str, extraction: Extraction) -> None:
    _files(folder).put(key, _extractions().dump_json(extraction, exclude_defaults=True))


def kept(folder: StoreFolder, key: str) -> Extraction | None:
    """The extraction with a key, or None if there is none that can be read."""
    content = _files(folder).get(key)
    if content is None:
        return None
    try:
        return _extractions().validate_json(content)
    except ValidationError:
        return None


def drop(folder: StoreFolder, key: str) -> None:
    _files(folder).remove(key)


def sweep(folder: StoreFolder, keys: Container[str]) -> None:
    """Drops all extractions but those with these keys."""
    _files(folder).sweep(keys)
