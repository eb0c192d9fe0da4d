"""Which spaCy pipelines are installed, told without loading them."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg.model.pipelines import PipelineSetup

MISSING = "not installed"


def pipeline_versions(pipelines: Mapping[str, PipelineSetup]) -> str:
    """The pipelines of a build with their versions, in one line: what was extracted by others is extracted anew."""
    return " ".join(f"{language}={_setup_version(setup)}" for language, setup in sorted(pipelines.items()))


def _setup_version(setup: PipelineSetup) -> str:
    """A pipeline, and all that a user has added to it or taken from it."""
    code = [sha256(path.read_bytes()).hexdigest() for path in setup.code]
    changes = [*map(repr, setup.components), *setup.without, *code]
    return " ".join([f"{setup.model}@{pipeline_version(setup.model)}", *changes])


def pipeline_version(name: str) -> str:
    """The version of an installed pipeline; the digest of its description, for one in a folder."""
    description = Path(name) / "meta.json"
    if description.is_file():
        return sha256(description.read_bytes()).hexdigest()[:16]
    try:
        return version(name)
    except PackageNotFoundError:
        return MISSING
