"""spaCy pipelines, one a language, loaded when first needed and checked."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import spacy
from spacy.about import __version__ as spacy_version
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import is_compatible_version

from kg.errors import PipelineError
from kg.extraction.cleaning import BLOCK

NEEDED = ("ner", "parser", "lemmatizer")  # what the rules can't do without
OPENING = frozenset("«“‹([{")
SENTENCE_FINAL = frozenset(".!?…:;»”\"')]}\n")


@dataclass(frozen=True)
class Pipelines:
    """The pipelines of a build: the name or folder of each language's."""

    names: Mapping[str, str]
    _loaded: dict[str, Language] = field(default_factory=dict, init=False, repr=False, compare=False)

    def docs(self, language: str, texts: Iterable[str]) -> Iterator[Doc]:
        """Parses texts of a language, in order.

        Raises:
            PipelineError: the pipeline is missing, or not one for this language.
        """
        return self.load(language).pipe(texts)

    def load(self, language: str) -> Language:
        """The pipeline of a language, checked.

        Raises:
            PipelineError: the pipeline is missing, or not one for this language.
        """
        if language not in self.names:
            raise PipelineError(f"no spaCy pipeline is configured for the language {language!r}; name one in pressgraph.toml, [pipelines]")
        if language not in self._loaded:
            self._loaded[language] = _load(language, self.names[language])
        return self._loaded[language]


def _load(language: str, name: str) -> Language:
    try:
        with warnings.catch_warnings(action="ignore", category=UserWarning):  # of versions, which are checked below
            nlp = spacy.load(name, exclude=["senter"])
    except OSError as error:
        advice = f"install it with: pip install {name.replace('_', '-')}"
        raise PipelineError(f"the spaCy pipeline {name!r} for the language {language!r} is not installed; {advice}") from error
    _check(nlp, language, name)
    nlp.add_pipe("kg_sentence_starts", before="parser")
    return nlp


def _check(nlp: Language, language: str, name: str) -> None:
    if nlp.lang != language:
        raise PipelineError(f"the spaCy pipeline {name!r} reads the language {nlp.lang!r}, but is configured for {language!r}")
    wanted = str(nlp.meta.get("spacy_version", ""))
    if wanted and is_compatible_version(spacy_version, wanted) is False:
        raise PipelineError(f"the spaCy pipeline {name!r} needs spaCy {wanted}, here is {spacy_version}; install what the lock file names")
    missing = [component for component in NEEDED if component not in nlp.pipe_names]
    if missing:
        raise PipelineError(f"the spaCy pipeline {name!r} lacks {', '.join(missing)}; choose one that has {', '.join(NEEDED)}")


@Language.component("kg_sentence_starts")
def _sentence_starts(doc: Doc) -> Doc:
    """Settles what the parser need not guess: a block begins a sentence; a word that no sentence ends before begins none."""
    for token in doc[1:]:
        before = doc[token.i - 1]
        if BLOCK in before.text_with_ws:
            token.is_sent_start = True
        elif before.text in OPENING or before.text[-1] not in SENTENCE_FINAL or (len(before) == 2 and before.text[0].isupper()):
            token.is_sent_start = False
    return doc
