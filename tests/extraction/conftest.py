"""Readings and extractions of short texts, by the real spaCy pipelines, loaded once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.config import DEFAULT_PIPELINES
from kg.extraction.extract import extract
from kg.extraction.names.find import find_names
from kg.extraction.pipelines import Pipelines
from kg.extraction.statements.attributions import Attribution
from kg.extraction.statements.find import attributions
from kg.extraction.text.parsing import read
from kg.extraction.text.reading import Reading
from kg.model.entities import EntityClass
from kg.model.extraction import Extraction
from kg.model.statements import StatementKind
from kg.model.text import Document

MakeDocument = Callable[..., Document]
Read = Callable[..., Reading]
Extract = Callable[..., Extraction]
Named = Callable[[str, str, EntityClass], set[str]]
Told = Callable[[str, str], list[tuple[str, StatementKind, list[str]]]]


@pytest.fixture(scope="session")
def pipelines() -> Pipelines:
    return Pipelines(DEFAULT_PIPELINES)


@pytest.fixture
def read_text(pipelines: Pipelines, make_document: MakeDocument) -> Read:
    """Reads a text: `read_text("Il pleut.", "fr", issued="2020-01-01")`."""

    def reading(text: str, language: str, **header: str) -> Reading:
        return next(read([make_document(text, language, **header)], pipelines))

    return reading


@pytest.fixture
def extract_text(read_text: Read) -> Extract:
    """Extracts from a text."""

    def extraction(text: str, language: str, **header: str) -> Extraction:
        return extract(read_text(text, language, **header))

    return extraction


@pytest.fixture
def named(read_text: Read) -> Named:
    """The names of a class in a text: `named("Elle vit à Dakar.", "fr", EntityClass.PLACE)`."""

    def names(text: str, language: str, cls: EntityClass) -> set[str]:
        reading = read_text(text, language)
        return {reading.text[name.begin : name.end] for name in find_names(reading) if name.cls is cls}

    return names


@pytest.fixture
def told(read_text: Read) -> Told:
    """Source, kind and pieces of each attribution of a text: `told("Il pleut, dit-elle.", "fr")`."""

    def rows(text: str, language: str) -> list[tuple[str, StatementKind, list[str]]]:
        reading = read_text(text, language)
        return [(_source(a), a.kind, [reading.text[begin:end] for begin, end in a.pieces]) for a in attributions(reading)]

    return rows


def _source(attribution: Attribution) -> str:
    period, found = attribution.source_period, attribution.source
    return "" if period is None or found is None else str(period.part.doc[slice(*found.mention)].text)
