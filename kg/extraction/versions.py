"""Which spaCy pipelines are installed, told without loading them."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

MISSING = "not installed"


def pipeline_versions(pipelines: Mapping[str, str]) -> str:
    """The pipelines of a build with their versions, in one line: what was extracted by others is extracted anew."""
    return " ".join(f"{language}={name}@{pipeline_version(name)}" for language, name in sorted(pipelines.items()))


def pipeline_version(name: str) -> str:
    """The version of an installed pipeline; the digest of its description, for one in a folder."""
    description = Path(name) / "meta.json"
    if description.is_file():
        return sha256(description.read_bytes()).hexdigest()[:16]
    try:
        return version(name)
    except PackageNotFoundError:
        return MISSING
