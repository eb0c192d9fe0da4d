"""What a user may change in a pipeline: add, replace and leave out components."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.config import DEFAULT_PIPELINES
from kg.errors import PipelineError
from kg.extraction.extract import extract_all
from kg.extraction.pipelines import Pipelines
from kg.model.entities import EntityClass
from kg.model.extraction import Extraction
from kg.model.pipelines import Component, PipelineSetup
from kg.model.text import Document

MODEL = DEFAULT_PIPELINES["en"].model
TEXT = (
    "The ferry Brisa Norte left on Monday. "
    "A seminar on harbour safety was held in Oslo on 3 May 2019 by the Ministry of Transport of Norway."
)
SHIPS = Component(
    factory="span_ruler",
    name="ships",
    config={"spans_key": "kg"},
    patterns=({"label": "Organisation", "pattern": "Brisa Norte"},),
)
RULE = """
from spacy.language import Language
from spacy.tokens import Span

@Language.component("every_seminar")
def every_seminar(doc):
    doc.spans["kg"] = [Span(doc, token.i, token.i + 1, label="Event") for token in doc if token.lower_ == "seminar"]
    return doc
"""
Read = Callable[[PipelineSetup], Extraction]


@pytest.fixture
def read(make_document: Callable[..., Document]) -> Read:
    def extraction(setup: PipelineSetup) -> Extraction:
        return next(iter(extract_all([make_document(TEXT, "en")], Pipelines({"en": setup}))))

    return extraction


def names(extraction: Extraction, cls: EntityClass) -> set[str]:
    return {entity.label.text for entity in extraction.entities if entity.cls is cls}


def test_what_an_added_component_finds_is_taken_over(read: Read) -> None:
    assert "Brisa Norte" not in names(read(PipelineSetup(model=MODEL)), EntityClass.ORGANISATION)
    found = read(PipelineSetup(model=MODEL, components=(SHIPS,)))
    assert "Brisa Norte" in names(found, EntityClass.ORGANISATION)
    mention = next(m for entity in found.entities if entity.label.text == "Brisa Norte" for m in entity.mentions)
    assert mention.extractor == "component"
    assert names(found, EntityClass.PLACE) == {"Oslo", "Norway"}


def test_a_component_left_out_finds_nothing(read: Read) -> None:
    assert names(read(PipelineSetup(model=MODEL)), EntityClass.EVENT)
    assert not names(read(PipelineSetup(model=MODEL, without=("kg_events",))), EntityClass.EVENT)


def test_a_rule_of_the_users_is_run_from_a_file(read: Read, tmp_path: Path) -> None:
    (tmp_path / "rules.py").write_text(RULE, encoding="utf-8")
    mine = Component(factory="every_seminar", after="kg_programmes")
    found = read(PipelineSetup(model=MODEL, code=(tmp_path / "rules.py",), components=(mine,)))
    assert names(found, EntityClass.EVENT) == {"seminar"}


def test_a_component_takes_the_place_of_another(read: Read, tmp_path: Path) -> None:
    (tmp_path / "none.py").write_text(
        'from spacy.language import Language\n\n@Language.component("no_events")\ndef no_events(doc):\n    return doc\n', encoding="utf-8"
    )
    mine = Component(factory="no_events", replaces="kg_events")
    assert not names(read(PipelineSetup(model=MODEL, code=(tmp_path / "none.py",), components=(mine,))), EntityClass.EVENT)


@pytest.mark.parametrize(
    ("setup", "told"),
    [
        (PipelineSetup(model=MODEL, components=(Component(factory="no_such_factory"),)), r"\[pipelines.en\]: the component 'no_such_fac"),
        (PipelineSetup(model=MODEL, components=(Component(factory="span_ruler", before="nothing"),)), r"the component 'span_ruler'"),
        (PipelineSetup(model=MODEL, code=(Path("nowhere.py"),)), r"nowhere\.py: no such Python file"),
        (PipelineSetup(model=MODEL, without=("parser",)), r"lacks parser"),
    ],
)
def test_what_cannot_be_set_up_is_told(setup: PipelineSetup, told: str) -> None:
    with pytest.raises(PipelineError, match=told):
        Pipelines({"en": setup}).load("en")


def test_a_file_that_fails_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("1 / 0\n", encoding="utf-8")
    with pytest.raises(PipelineError, match=r"broken\.py: ZeroDivisionError"):
        Pipelines({"en": PipelineSetup(model=MODEL, code=(tmp_path / "broken.py",))}).load("en")
