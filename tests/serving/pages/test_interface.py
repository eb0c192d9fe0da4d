"""The words of the pages: both languages have the same, and say numbers, dates and plurals their own way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kg.serving.pages
from kg.serving.pages.interface import LANGUAGES, interface

GAP = re.compile(r"\{(\w+)\}")
TEMPLATES = Path(kg.serving.pages.__file__).parents[1] / "templates"
USED = re.compile(r"""\bt(?:\.count)?\("([\w.]+)"(?=[,)])""")


def test_both_languages_have_the_same_texts() -> None:
    assert set(interface("en").texts) == set(interface("fr").texts)


def test_both_languages_fill_the_same_gaps() -> None:
    english, french = interface("en").texts, interface("fr").texts
    assert {key: set(GAP.findall(text)) for key, text in english.items()} == {key: set(GAP.findall(text)) for key, text in french.items()}


def test_no_text_is_empty() -> None:
    assert not [
        (language, key) for language in LANGUAGES for key, text in interface(language).texts.items() if not text.strip(" ") and text != " "
    ]


def test_every_text_that_a_template_names_is_there() -> None:
    named = {key for path in TEMPLATES.glob("*.html") for key in USED.findall(path.read_text(encoding="utf-8"))}
    texts = interface("en")
    assert named
    assert not {key for key in named if not (texts.has(key) or texts.has(f"{key}.other"))}


def test_every_text_that_a_script_names_is_there() -> None:
    static = Path(kg.serving.pages.__file__).parents[1] / "static"
    scripts = [path for path in static.rglob("*.js") if "dist" not in path.parts]
    named = {key for path in scripts for key in re.findall(r"""\b(?:t|count)\("([\w.]+)\"""", path.read_text(encoding="utf-8"))}
    texts = interface("en")
    assert named
    assert not {key for key in named if not (texts.has(key) or texts.has(f"{key}.other"))}


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        ("2024-11-01", "1 November 2024", "1er novembre 2024"),
        ("2024-11-12", "12 November 2024", "12 novembre 2024"),
        ("2024-11", "November 2024", "novembre 2024"),
        ("2024", "2024", "2024"),
        ("2024-11-12T09:30:15.123Z", "12 November 2024, 09:30 UTC", "12 novembre 2024, 09:30 UTC"),
        ("2024-13", "2024", "2024"),
        ("next spring", "next spring", "next spring"),
    ],
)
def test_dates_are_as_precise_as_they_are(value: str, english: str, french: str) -> None:
    assert (interface("en").date(value), interface("fr").date(value)) == (english, french)


def test_numbers_have_the_separators_of_the_language() -> None:
    assert interface("en").number(1234567) == "1,234,567"
    assert interface("fr").number(1234567) == "1\u202f234\u202f567"
    assert interface("fr").number(2.5) == "2,5"
    assert interface("fr").percent(0.93) == "93\u00a0%"
