"""Annotated texts: what a person says that a text says, read from JSON and checked.

One file a document, its relations and statements pointing to its entities by their ids. The README tells the format.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar
from unicodedata import normalize

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from kg.errors import DocumentError
from kg.model.dates import PartialDate
from kg.model.entities import EntityClass

ROLE = "role"
RELATIONS = (ROLE, "organiser", "participant", "place", "concerns", "funder", "implementer", "country", "partOf")
ADVICE = "correct it; the README, “Measure it on your texts”, tells the format"
SHOWN = 3  # faults of one file that a message names


def _as_date(text: str) -> str:
    """Checks a date and leaves it as it is written.

    Raises:
        ValueError: it is not one.
    """
    try:
        PartialDate.parse(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a date like 2017-07-21, 2017-07 or 2017") from None
    return text


Date = Annotated[str, AfterValidator(_as_date)]
Words = Annotated[str, Field(min_length=1)]


Read = TypeVar("Read", bound=BaseModel)


class _Record(BaseModel):
    """Fields that nobody knows are kept, so that they can be told of: one may be a known one, misspelt."""

    model_config = ConfigDict(frozen=True, extra="allow")

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(self.model_extra or ())


class AnnotatedEntity(_Record):
    """Something that the text names."""

    id: Words
    cls: EntityClass = Field(alias="class")
    names: tuple[Words, ...] = Field(min_length=1)  # every form in the text, the fullest first
    wikidata: str | None = None
    type: str | None = None
    start: Date | None = None
    end: Date | None = None
    budget: str | None = None


class AnnotatedRelation(_Record):
    """A relation between two entities, or a role: `s` holds the post `title` in the organisation `o`, for `place`."""

    p: Words
    s: Words
    o: str | None = None
    title: Words | None = None
    place: str | None = None

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> AnnotatedRelation:
        if self.p == ROLE and self.title is None:
            raise ValueError("a role needs a title")
        if self.p != ROLE and self.o is None:
            raise ValueError(f"{self.p} needs an object: the field o")
        return self


class AnnotatedStatement(_Record):
    """Content that the text attributes to a speaker, verbatim; several pieces where a quotation is broken."""

    speaker: Words
    text: tuple[Words, ...] = Field(min_length=1)
    kind: str | None = None
    on_behalf_of: str | None = None
    event: str | None = None

    @property
    def content(self) -> str:
        return " ".join(self.text)


class Annotation(_Record):
    """All that a person found in a document."""

    document: Words
    language: str | None = None
    title: str | None = None
    issued: Date | None = None
    entities: tuple[AnnotatedEntity, ...]
    relations: tuple[AnnotatedRelation, ...] = ()
    statements: tuple[AnnotatedStatement, ...] = ()

    @property
    def identifier(self) -> str:
        """The document's name below the folder of texts, as a build has it: in normal form C."""
        return normalize("NFC", self.document)


@dataclass(frozen=True, slots=True)
class AnnotationFile:
    """An annotation, and where it was read."""

    path: Path
    annotation: Annotation


def read_annotation(path: Path) -> AnnotationFile:
    """Reads and checks one file.

    Raises:
        DocumentError: it can't be read, is not JSON, lacks a field, or points to an entity that it does not have.
    """
    annotation = read_record(path, Annotation)
    if faults := list(_broken_links(annotation)):
        raise fault_in(path, faults)
    return AnnotationFile(path, annotation)


def read_record(path: Path, model: type[Read]) -> Read:
    """Reads a file of JSON as what it has to be.

    Raises:
        DocumentError: it can't be read, is not JSON, or is something else.
    """
    raw = _json(path)
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise fault_in(path, [f"{_place(fault['loc'], raw)}: {_told(fault)}" for fault in error.errors()]) from error


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise DocumentError(path, (error.strerror or str(error)).lower(), "make it readable, or leave it out") from error
    except UnicodeDecodeError as error:
        raise DocumentError(path, f"not UTF-8 from byte {error.start} on", "save it as UTF-8") from error
    except json.JSONDecodeError as error:
        raise DocumentError(path, f"not JSON: line {error.lineno}, column {error.colno}: {error.msg}", "correct it there") from error
    except RecursionError as error:
        raise DocumentError(path, "not an annotation: brackets stand in brackets without end", ADVICE) from error


def fault_in(path: Path, faults: Sequence[str]) -> DocumentError:
    """What is wrong with a file, no more than a few of its faults."""
    more = f"; and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
    return DocumentError(path, "; ".join(faults[:SHOWN]) + more, ADVICE)


def _told(fault: Any) -> str:
    return "is missing" if fault["type"] == "missing" else str(fault["msg"]).removeprefix("Value error, ")


def _place(location: tuple[int | str, ...], raw: Any) -> str:
    """Where a fault is: `entities[3] (p4).names`, with the id of the entity, for nobody likes to count."""
    place = ""
    for step in location:
        raw = _below(raw, step)
        place += f"[{step}]" if isinstance(step, int) else f".{step}" if place else step
        if isinstance(raw, dict) and isinstance(raw.get("id"), str):
            place += f" ({raw['id']})"
    return place or "the whole"


def _below(raw: Any, step: int | str) -> Any:
    try:
        return raw[step]
    except (LookupError, TypeError):
        return None


def _broken_links(annotation: Annotation) -> Iterator[str]:
    """Ids that stand twice, and those that no entity has."""
    ids: set[str] = set()
    for number, entity in enumerate(annotation.entities):
        if entity.id in ids:
            yield f"entities[{number}].id: another entity has the id {entity.id!r} too"
        ids.add(entity.id)
    for place, target in _links(annotation):
        if target is not None and target not in ids:
            yield f"{place}: no entity has the id {target!r}"


def _links(annotation: Annotation) -> Iterator[tuple[str, str | None]]:
    for number, relation in enumerate(annotation.relations):
        yield f"relations[{number}].s", relation.s
        yield f"relations[{number}].o", relation.o
        yield f"relations[{number}].place", relation.place
    for number, statement in enumerate(annotation.statements):
        yield f"statements[{number}].speaker", statement.speaker
        yield f"statements[{number}].on_behalf_of", statement.on_behalf_of
        yield f"statements[{number}].event", statement.event
