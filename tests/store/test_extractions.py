from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.config import DEFAULT_BASE
from kg.model.dates import PartialDate
from kg.model.extraction import Extraction
from kg.model.text import Document, Passage, Span
from kg.store.extractions import drop, extraction_key, keep, kept, sweep
from kg.store.folder import StoreFolder, create_or_open
from tests.graph.made import DOCUMENT, EXTRACTION


@pytest.fixture
def folder(tmp_path: Path) -> StoreFolder:
    return create_or_open(tmp_path / "store", DEFAULT_BASE)


@pytest.mark.parametrize("extraction", [Extraction(), EXTRACTION], ids=["empty", "full"])
def test_an_extraction_comes_back_as_it_was(extraction: Extraction, folder: StoreFolder) -> None:
    keep(folder, "ab12", extraction)
    assert kept(folder, "ab12") == extraction


def test_every_field_of_an_extraction_is_tried() -> None:
    assert all(getattr(EXTRACTION, name) for name in Extraction.__slots__)


def test_one_that_can_not_be_read_is_none(folder: StoreFolder) -> None:
    assert kept(folder, "ab12") is None
    keep(folder, "ab12", EXTRACTION)
    (path,) = folder.extractions.rglob("*.gz")
    path.write_bytes(b"damaged")
    assert kept(folder, "ab12") is None


def test_dropped_and_swept_ones_are_gone(folder: StoreFolder) -> None:
    for key in ("ab12", "cd34", "ef56"):
        keep(folder, key, EXTRACTION)
    drop(folder, "ab12")
    sweep(folder, {"ef56"})
    assert [kept(folder, key) is None for key in ("ab12", "cd34", "ef56")] == [True, True, False]


def test_the_key_depends_on_all_but_the_name_of_the_document() -> None:
    key = extraction_key(DOCUMENT, "p")
    assert extraction_key(replace(DOCUMENT, identifier="other.txt"), "p") == key
    others: list[Document] = [
        replace(DOCUMENT, text=DOCUMENT.text + "!"),
        replace(DOCUMENT, language="en"),
        replace(DOCUMENT, issued=PartialDate(2020)),
        replace(DOCUMENT, passages=(Passage(span=Span(0, 5), language="fr"),)),
    ]
    assert len({key, extraction_key(DOCUMENT, "q"), *(extraction_key(other, "p") for other in others)}) == len(others) + 2
