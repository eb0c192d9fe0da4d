"""`kg demo` from beginning to end: what a new user sees first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app
from kg.cli.demo import CLASSES
from kg.demo import TEXTS
from kg.documents.corpus import find
from kg.errors import QueryError
from kg.serving.catalogue import Published
from kg.serving.settings import ServingSettings
from kg.store.queries import SavedQuery, saved_queries
from tests.serving.served import Served, serving


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "store"


@pytest.fixture(scope="module")
def shown(store: Path) -> Result:
    return CliRunner().invoke(app, ["demo", "--store", str(store)], catch_exceptions=False, env={"COLUMNS": "200"})


def test_demo_reads_every_text_and_leaves_nothing_out(shown: Result) -> None:
    count = len(find([TEXTS]).files)
    assert shown.exit_code == 0
    assert f"{count} read ({count} extracted)" in shown.output
    assert "0 not read, 0 facts left out" in shown.output


def test_demo_gives_examples_of_each_class(shown: Result) -> None:
    examples = shown.output.partition("Most often named")[2].partition("$ kg")[0]
    for name in CLASSES:
        line = next(line for line in examples.splitlines() if line.strip().startswith(name))
        assert line.strip() != name


def test_both_queries_answer_with_rows(shown: Result) -> None:
    answers = shown.output.split("$ kg query ")[1:]
    assert len(answers) == 2
    assert "Clear Water Schools" in answers[0]
    assert answers[1].count("id:person/mariam-kouyate") >= 4


def test_the_next_steps_name_the_store(shown: Result, store: Path) -> None:
    assert f"kg serve --store {store}" in shown.output.partition("Go on with:")[2]


def test_a_second_run_extracts_nothing_again(shown: Result, store: Path) -> None:
    again = CliRunner().invoke(app, ["demo", "--store", str(store)], catch_exceptions=False)
    assert again.exit_code == 0
    assert "0 read (0 extracted)" in again.output


@pytest.fixture(scope="module")
def served(shown: Result, store: Path) -> Iterator[Served]:
    """The endpoint over the store of the demonstration."""
    assert shown.exit_code == 0
    with serving(lambda: Published(store), ServingSettings()) as running:
        yield running


@pytest.mark.parametrize("query", [query for query in saved_queries() if not query.services], ids=lambda query: query.name)
def test_every_saved_query_has_an_answer_and_the_same_over_http(query: SavedQuery, store: Path, served: Served) -> None:
    kind = "csv" if query.form == "SELECT" else "ntriples"
    printed = CliRunner().invoke(app, ["query", query.name, "--store", str(store), "--format", kind], catch_exceptions=False)
    lines = printed.output.splitlines()
    assert len(lines) > (kind == "csv")
    assert sorted(served.http.get(f"/api/queries/{query.name}", params={"format": kind}).text.splitlines()) == sorted(lines)


@pytest.mark.parametrize("query", [query for query in saved_queries() if query.services], ids=lambda query: query.name)
def test_a_saved_query_that_asks_another_server_names_it_and_is_refused(query: SavedQuery, store: Path, served: Served) -> None:
    with pytest.raises(QueryError, match=f"--service {query.services[0]}"):
        CliRunner().invoke(app, ["query", query.name, "--store", str(store)], catch_exceptions=False)
    assert served.http.get(f"/api/queries/{query.name}").status_code == 403
