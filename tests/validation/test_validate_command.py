"""`kg validate` on a store on disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse
from typer.testing import CliRunner, Result

from kg.cli.app import app
from kg.cli.exits import Exit
from kg.store.folder import create_or_open, open_graph, publish
from kg.store.texts import texts_of
from tests.validation.sample import BASE, changed, quads, sample, text

WRONG = "id:projet kg:funder id:awa ."


def _store(folder: Path, graph: list[Quad]) -> Path:
    made = create_or_open(folder / "store", BASE)
    digest = next(quad.object.value for quad in graph if quad.predicate.value.endswith("sha256"))  # type: ignore[union-attr]
    texts_of(made).put(digest, text().encode())
    store = open_graph(made)
    store.extend(graph)
    publish(made, store)
    return made.path


def _validate(store: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["validate", "--store", str(store), *options])


def test_a_sound_store_conforms(tmp_path: Path) -> None:
    """Also after Oxigraph has changed the types of offsets to xsd:integer."""
    result = _validate(_store(tmp_path, quads(sample())))
    assert (result.exit_code, result.stdout) == (Exit.DONE, "Conforms. Graphs: 1; no findings\n")


@pytest.mark.parametrize("engine", ["turbo", "pyshacl"])
def test_a_broken_store_does_not_conform_whatever_the_engine(tmp_path: Path, engine: str) -> None:
    result = _validate(_store(tmp_path, changed(new=WRONG)), "--engine", engine, "--language", "fr")
    assert result.exit_code == Exit.PARTLY
    assert "Un événement ou un programme est financé par une organisation." in result.stdout


def test_the_report_goes_to_a_file_in_the_format_asked_for(tmp_path: Path) -> None:
    store, output = _store(tmp_path, changed(new=WRONG)), tmp_path / "report.ttl"
    result = _validate(store, "--format", "turtle", "--output", str(output), "--quiet")
    assert (result.exit_code, result.stdout) == (Exit.PARTLY, "")
    assert len(list(parse(path=output, format=RdfFormat.TURTLE))) > 10


def test_programs_get_json(tmp_path: Path) -> None:
    result = _validate(_store(tmp_path, changed(new=WRONG)), "--json")
    told = json.loads(result.stdout)
    assert told["conforms"] is False
    assert {finding["severity"] for finding in told["findings"]} == {"Violation", "Warning"}
