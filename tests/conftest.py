"""What tests of several stages share: where the reference material stands, and readings made by the real pipelines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from kg.model.dates import PartialDate
from kg.model.text import Document, Passage, Span
from tests.commands import kg
from tests.pipeline.fixtures import corpus, demo_store, gold, once, store

__all__ = ["corpus", "demo_store", "document", "gold", "kg", "make_document", "once", "shared", "store"]

settings.register_profile("kg", deadline=None, max_examples=50)  # a time limit would fail on a busy machine
settings.load_profile("kg")

SHARED = Path(__file__).parents[1] / "../shared"


@pytest.fixture
def shared() -> Path:
    """The folder of reference material beside the checkout; tests that need it are skipped where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("the reference material in ../shared is not here")
    return SHARED


def document(text: str, language: str, *, issued: str | None = None, identifier: str = "text.txt") -> Document:
    """A document in one language."""
    return Document(
        identifier=identifier,
        text=text,
        language=language,
        passages=(Passage(span=Span(0, len(text)), language=language),),
        issued=PartialDate.parse(issued) if issued else None,
    )


@pytest.fixture
def make_document() -> Callable[..., Document]:
    return document
