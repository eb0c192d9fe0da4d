"""spaCy pipelines, one a language, with our components and those of the user; loaded when first needed, and checked."""

from __future__ import annotations

import gc
import importlib.util
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import spacy
from spacy.about import __version__ as spacy_version
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import PipelineError
from kg.extraction import components
from kg.extraction.acceleration import accelerate, quick_loading
from kg.model.dates import PartialDate
from kg.model.pipelines import Component, PipelineSetup

NEEDED = ("parser", "lemmatizer")  # what the rules can't do without


@dataclass(frozen=True)
class Pipelines:
    """The pipelines of a build."""

    setups: Mapping[str, PipelineSetup]  # by language, as ISO 639-1 codes
    _loaded: dict[str, Language] = field(default_factory=dict, init=False, repr=False, compare=False)

    def docs(self, language: str, texts: Iterable[tuple[str, PartialDate | None]]) -> Iterator[Doc]:
        """Parses texts of a language, each with the day on which it was published, in order.

        Raises:
            PipelineError: the pipeline is missing, or not one for this language.
        """
        nlp = self.load(language)
        return nlp.pipe(_made(nlp, text, issued) for text, issued in texts)

    def load(self, language: str) -> Language:
        """The pipeline of a language, checked.

        Raises:
            PipelineError: the pipeline is missing, or not one for this language; a component of it can't be made.
        """
        if language not in self.setups:
            raise PipelineError(f"no spaCy pipeline is configured for the language {language!r}; name one in pressgraph.toml, [pipelines]")
        if language not in self._loaded:
            self._loaded[language] = _load(language, self.setups[language])
            gc.freeze()  # a pipeline stays: the collector need not look through its million objects again and again
        return self._loaded[language]


def _made(nlp: Language, text: str, issued: PartialDate | None) -> Doc:
    doc = nlp.make_doc(text)
    doc._.kg_issued = issued
    return doc


def _load(language: str, setup: PipelineSetup) -> Language:
    for path in setup.code:
        _run(path)
    try:
        with warnings.catch_warnings(action="ignore", category=UserWarning), quick_loading():  # of versions, which are checked below
            nlp = spacy.load(setup.model, exclude=["senter", *setup.without])
    except OSError as error:
        advice = f"install it with: pip install {setup.model.replace('_', '-')}"
        raise PipelineError(f"the spaCy pipeline {setup.model!r} for the language {language!r} is not installed; {advice}") from error
    _check(nlp, language, setup.model)
    nlp.add_pipe("kg_sentence_starts", before="parser")
    for name in components.OURS:
        if name not in setup.without:
            nlp.add_pipe(name)
    for component in setup.components:
        _add(nlp, language, component)
    accelerate(nlp)
    return nlp


def _check(nlp: Language, language: str, model: str) -> None:
    if nlp.lang != language:
        raise PipelineError(f"the spaCy pipeline {model!r} reads the language {nlp.lang!r}, but is configured for {language!r}")
    wanted = str(nlp.meta.get("spacy_version", ""))
    if wanted and wanted.lstrip(">=~^").split(".")[0] != spacy_version.split(".")[0]:  # of other minor versions spaCy itself is tolerant
        raise PipelineError(f"the spaCy pipeline {model!r} needs spaCy {wanted}, here is {spacy_version}; install what the lock file names")
    missing = [component for component in NEEDED if component not in nlp.pipe_names]
    if missing:
        raise PipelineError(f"the spaCy pipeline {model!r} lacks {', '.join(missing)}; choose one that has {', '.join(NEEDED)}")


def _add(nlp: Language, language: str, component: Component) -> None:
    """Adds a component of the user's: where its setup says, else before the first of ours."""
    first_of_ours = next((name for name in components.OURS if name in nlp.pipe_names), None)
    place: dict[str, Any] = {"before": component.before, "after": component.after}
    if component.before is None and component.after is None:
        place["before"] = first_of_ours
    config, name = dict(component.config), component.name or component.factory
    try:
        if component.replaces:
            nlp.replace_pipe(component.replaces, component.factory, config=config)
        else:
            nlp.add_pipe(component.factory, name=name, config=config, **place)
        if component.patterns:
            nlp.get_pipe(component.replaces or name).add_patterns([dict(pattern) for pattern in component.patterns])  # type: ignore[attr-defined]
    except (ValueError, AttributeError) as error:  # unknown factory, unknown place, wrong settings, patterns for what takes none
        told = " ".join(str(error).split())
        raise PipelineError(f"[pipelines.{language}]: the component {name!r} can't be added: {told}") from error


@cache
def _run(path: Path) -> None:
    """Runs a file of the user's that registers factories, once a process."""
    module = f"kg_user_{sha256(str(path).encode()).hexdigest()[:12]}"
    found = importlib.util.spec_from_file_location(module, path)
    if found is None or found.loader is None or not path.is_file():
        raise PipelineError(f"{path}: no such Python file; correct `code` in pressgraph.toml, [pipelines]")
    loaded = importlib.util.module_from_spec(found)
    sys.modules[module] = loaded  # so that its classes can be pickled and its dataclasses made
    try:
        found.loader.exec_module(loaded)
    except Exception as error:
        raise PipelineError(f"{path}: {type(error).__name__}: {error}; this file is run because of `code` in [pipelines]") from error
