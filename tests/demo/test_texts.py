"""The texts that come with the package are what the demonstration and the saved queries need."""

from __future__ import annotations

import pytest

from kg.demo import TEXTS
from kg.documents.corpus import FoundFile, find
from kg.documents.reading import load
from kg.model.text import Document

FILES = find([TEXTS]).files


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [load(file) for file in FILES]


def test_no_file_is_refused() -> None:
    assert find([TEXTS]).errors == ()
    assert len(FILES) >= 10


def test_both_languages_and_all_formats_are_there(documents: list[Document]) -> None:
    languages = [document.language for document in documents]
    assert languages.count("fr") >= 5
    assert languages.count("en") >= 5
    assert {file.path.suffix for file in FILES} == {".txt", ".md", ".html"}


def test_no_text_mixes_languages(documents: list[Document]) -> None:
    assert [document.identifier for document in documents if len({part.language for part in document.passages}) != 1] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.identifier)
def test_title_and_date_are_read_from_every_text(file: FoundFile) -> None:
    document = load(file)
    assert document.title
    assert document.issued is not None
    assert document.identifier.startswith(str(document.issued)[:7])


def test_the_texts_span_three_years(documents: list[Document]) -> None:
    assert {document.issued.year for document in documents if document.issued} == {2022, 2023, 2024}


def test_the_web_page_keeps_its_article_and_loses_its_boilerplate(documents: list[Document]) -> None:
    page = next(document for document in documents if document.identifier.endswith(".html"))
    assert "Benin will share its tide and wave data" in page.text
    assert "cookies" not in page.text
    assert "All rights reserved" not in page.text
    assert page.publisher == "Gulf Coast Observatory"
    assert page.source == "https://gulfcoast.example/news/benin-joins-coastal-warning-network"


def test_the_same_claim_stands_in_a_text_of_each_language(documents: list[Document]) -> None:
    texts = {document.identifier[:10]: document.text for document in documents}
    assert "la moitié des écoles rurales de la région n’ont toujours pas accès à l’eau potable" in texts["2022-03-14"]
    assert "half of the rural schools in the region still have no access to safe drinking water" in texts["2022-03-15"]


def test_a_note_says_that_all_is_fictitious() -> None:
    assert "fictitious" in (TEXTS / "README").read_text(encoding="utf-8")
