"""A hand-made document with its annotation and what was found in it: no model is needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kg.evaluation.annotations import Annotation
from kg.evaluation.found import Found, found_in
from kg.evaluation.scoring import Scored, score_document
from kg.model.entities import Entity, EntityClass, Form, Mention, Name
from kg.model.extraction import Extraction
from kg.model.identity import Addresses
from kg.model.relations import Evidence
from kg.model.text import Document, Passage, Span

TEXT = """Harbour Forum meets in Lisbon

Ana Moura, director of the Harbour Forum, opened the meeting in Lisbon on 4 May 2021.

"Ports need clean water," she said. Ana Moura added that Clean Ports would begin in 2022."""
DOCUMENT = Document(identifier="harbour.txt", text=TEXT, language="en", passages=(Passage(span=Span(0, len(TEXT)), language="en"),))


def span(words: str, number: int = 0) -> Span:
    """The place of words in the text: the first, or a later one."""
    begin = -1
    for _ in range(number + 1):
        begin = TEXT.index(words, begin + 1)
    return Span(begin, begin + len(words))


def sentence(words: str) -> Evidence:
    return Evidence(sentence=span(words), extractor="test", confidence=0.9)


def entity(identifier: str, cls: EntityClass, *names: str) -> Entity:
    """An entity with a mention for each name; its first name is its label."""
    mentions = tuple(Mention(span=span(name), form=Form.NAME, extractor="test", confidence=0.9) for name in names)
    return Entity(id=identifier, cls=cls, names=tuple(Name(text=name, language="en") for name in names), mentions=mentions)


def found(extraction: Extraction, paths: Mapping[str, str] | None = None, links: Mapping[str, frozenset[str]] | None = None) -> Found:
    """What an extraction says, with a node of its own for each entity if nothing else is said."""
    named = {entity.id: f"{entity.cls.lower()}/{entity.id}" for entity in extraction.entities} | dict(paths or {})
    return found_in(DOCUMENT, extraction, Addresses("", DOCUMENT.identifier, named), links)


def annotation(
    entities: Iterable[Mapping[str, Any]] = (), relations: Iterable[Mapping[str, Any]] = (), statements: Iterable[Mapping[str, Any]] = ()
) -> Annotation:
    return Annotation.model_validate(
        {"document": DOCUMENT.identifier, "entities": list(entities), "relations": list(relations), "statements": list(statements)}
    )


def scored(expected: Annotation, extraction: Extraction, links: Mapping[str, frozenset[str]] | None = None) -> Scored:
    return score_document(DOCUMENT, expected, found(extraction, links=links))


def counts(result: Scored, row: str) -> tuple[int, int, int]:
    """What is right, found and expected in a row."""
    figures = result.figures[row]
    return figures.right, figures.found, figures.expected
