"""What looks wrong in an annotation that can be scored all the same: told to its author, who may correct it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.evaluation.annotations import RELATIONS, AnnotationFile
from kg.evaluation.places import stands_in
from kg.model.entities import EventType

_TYPES = frozenset(EventType)


def remarks(file: AnnotationFile, text: str) -> Iterator[str]:
    """Fields that nobody reads, relations and types that there are not, and words that do not stand in the text."""
    for place, fault in (*_fields(file), *_terms(file), *_words(file, text)):
        yield f"{file.path}: {place}: {fault}"


def _fields(file: AnnotationFile) -> Iterator[tuple[str, str]]:
    annotation = file.annotation
    for part in ("entities", "relations", "statements"):
        for number, record in enumerate(getattr(annotation, part)):
            for name in record.unknown:
                yield f"{part}[{number}].{name}", "no such field; it is not read"
    for name in annotation.unknown:
        yield name, "no such field; it is not read"


def _terms(file: AnnotationFile) -> Iterator[tuple[str, str]]:
    for number, relation in enumerate(file.annotation.relations):
        if relation.p not in RELATIONS:
            yield f"relations[{number}].p", f"{relation.p!r} is not scored; there are {', '.join(RELATIONS)}"
    for number, entity in enumerate(file.annotation.entities):
        if entity.type is not None and entity.type not in _TYPES:
            yield f"entities[{number}] ({entity.id}).type", f"no event type {entity.type!r}; there are {', '.join(EventType)}"


def _words(file: AnnotationFile, text: str) -> Iterator[tuple[str, str]]:
    """Names and statements are copied from the text; one that is not there can't agree with what is found in it."""
    for number, entity in enumerate(file.annotation.entities):
        for index, name in enumerate(entity.names):
            if not stands_in(text, name):
                yield f"entities[{number}] ({entity.id}).names[{index}]", f"{name!r} does not stand in the text; copy it from there"
    for number, statement in enumerate(file.annotation.statements):
        for index, piece in enumerate(statement.text):
            if not stands_in(text, piece):
                yield f"statements[{number}].text[{index}]", f"“{piece[:60]}” does not stand in the text; copy it from there"
