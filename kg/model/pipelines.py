"""How a language is read: the spaCy pipeline, what is added to it, and the words that the rules know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Component:
    """A component to add to a pipeline, as spaCy's `Language.add_pipe` takes it."""

    factory: str  # registered with spaCy, by an installed package or by the files of `PipelineSetup.code`
    name: str | None = None  # the factory's, if none is given
    before: str | None = None
    after: str | None = None  # neither: before the first of ours, behind what the model brings
    replaces: str | None = None  # the name of a component whose place it takes
    config: Mapping[str, Any] = field(default_factory=dict, hash=False)
    patterns: tuple[Mapping[str, Any], ...] = field(default=(), hash=False)  # of one of spaCy's rulers


@dataclass(frozen=True, kw_only=True)
class PipelineSetup:
    """What reads the documents of one language."""

    model: str  # a spaCy pipeline: an installed package, or a folder
    components: tuple[Component, ...] = ()
    without: tuple[str, ...] = ()  # names of components to leave out
    code: tuple[Path, ...] = ()  # Python files that register factories
    words: Path | None = None  # folder of the language's word lists, for a language that Pressgraph has none of
