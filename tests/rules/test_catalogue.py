"""The catalogue of rules: complete in both languages, and read with care."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.rules import LANGUAGES, Rule, read, rules

RULE = '[title]\nlabel = { en = "a", fr = "b" }\nmeaning = { en = "A.", fr = "B." }\n'


def written(folder: Path, content: str, name: str = "names.toml") -> Path:
    (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.name)
def test_a_rule_is_told_in_whole_sentences_of_both_languages(rule: Rule) -> None:
    for language in LANGUAGES:
        assert rule.label(language)
        assert rule.meaning(language).endswith((".", "»."))
    assert rule.meaning("en") != rule.meaning("fr")


def test_another_language_is_told_in_english() -> None:
    rule = rules()["pronoun"]
    assert (rule.label("de"), rule.meaning("de"), rule.example("de")) == (rule.label("en"), rule.meaning("en"), None)


def test_the_subject_of_a_rule_is_its_file(tmp_path: Path) -> None:
    assert read(written(tmp_path, RULE))["title"].subject == "names"


@pytest.mark.parametrize(
    ("told", "asked", "confidence"),
    [
        ("", "Person", None),
        ("confidence = 0.9", "Person", 0.9),
        ("confidence = { Person = 0.8 }", "Person", 0.8),
        ("confidence = { Person = 0.8 }", "Place", None),
        ('confidence = { "" = 0.5, Person = 0.8 }', "Place", 0.5),
    ],
)
def test_a_confidence_holds_for_all_or_for_a_class(told: str, asked: str, confidence: float | None, tmp_path: Path) -> None:
    assert read(written(tmp_path, RULE + told))["title"].confidence(asked) == confidence


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[title", "names.toml"),
        (RULE + "colour = 1", "no key 'colour'"),
        (RULE.replace(', fr = "B."', ""), r"\[title\]: meaning.fr is missing"),
        (RULE + "confidence = 2", "not a number from 0 to 1"),
        (RULE + 'confidence = { Person = "high" }', "not a number from 0 to 1"),
    ],
)
def test_a_mistake_is_told_with_file_and_rule(content: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=message):
        read(written(tmp_path, content))


def test_a_rule_stands_in_one_file(tmp_path: Path) -> None:
    written(tmp_path, RULE, "events.toml")
    with pytest.raises(LexiconError, match=r"stands in events\.toml as well"):
        read(written(tmp_path, RULE))
