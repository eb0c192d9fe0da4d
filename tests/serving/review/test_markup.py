"""The pages of the review show names, facts, reasons and judgements that mean harm as text, and are valid HTML."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from kg.store.review import FILE
from tests.serving.pages.site import HOSTILE
from tests.serving.pages.test_markup import assert_harmless, elements
from tests.serving.review.conftest import Reviewed, reviewing

KEPT = {"id", "cls", "path", "side", "sides", "told_in", "qid", "asked", "item", "dates"}  # what names things of the graph
PARAMETERS = ["/review?class={}&after={}&at={}", "/review/links?at={}&lang={}", "/review/decisions?page={}", "/review/sign-in?to={}"]
HARM = " ".join(HOSTILE.values())


def poisoned(told: object, name: str = "") -> object:
    """A question whose words all mean harm."""
    if isinstance(told, dict):
        return {key: poisoned(value, key) for key, value in told.items()}
    if isinstance(told, list):
        return [poisoned(each, name) for each in told]
    return HARM if isinstance(told, str) and told and name not in KEPT else told


@pytest.fixture(scope="module")
def hostile(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reviewed]:
    """A review in which every word means harm."""
    with reviewing(demo_store, tmp_path_factory.mktemp("hostile")) as made:
        with closing(sqlite3.connect(made.store / FILE)) as connection:
            for table in ("merges", "links"):
                rows = connection.execute(f"SELECT number, told FROM {table}").fetchall()
                changed = [(json.dumps(poisoned(json.loads(told))), number) for number, told in rows]
                connection.executemany(f"UPDATE {table} SET told = ? WHERE number = ?", changed)
            connection.commit()
        yield made
        made.leave()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", ["/review", "/review/links", "/review/decisions", "/review/sign-in"])
def test_words_that_mean_harm_are_shown_as_text(hostile: Reviewed, path: str, language: str) -> None:
    person = hostile.person() if path != "/review/sign-in" else hostile.stranger()
    page = person.page(f"{path}?lang={language}")
    assert_harmless(page)
    assert [name for name, _ in elements(page)].count("h1") == 1
    assert path in ("/review/decisions", "/review/sign-in") or "&lt;script&gt;" in page


@pytest.mark.parametrize("key", HOSTILE)
def test_a_reason_that_means_harm_is_shown_as_text(reviewed: Reviewed, key: str) -> None:
    person, question = reviewed.person(), reviewed.review.merges[0]
    response = person.judge(question.id, "different", why=HOSTILE[key][:400])
    assert response.status_code == 303
    assert_harmless(person.page("/review"))
    decisions = person.page("/review/decisions")
    assert_harmless(decisions)
    assert [line.verdict for line in reviewed.lines()] == ["different"]


@pytest.mark.parametrize("key", HOSTILE)
@pytest.mark.parametrize("path", PARAMETERS)
def test_parameters_of_the_review_that_mean_harm_are_shown_as_text(reviewed: Reviewed, path: str, key: str) -> None:
    page = reviewed.person().http.get(path.replace("{}", quote(HOSTILE[key][:400], safe="")))
    assert page.status_code < 500
    if page.text:
        assert_harmless(page.text)
