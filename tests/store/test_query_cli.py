"""`kg query` and `kg export` as a user runs them."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import typer
from pyoxigraph import RdfFormat, parse
from typer.testing import CliRunner

from kg.cli.export import export
from kg.cli.query import query
from kg.errors import ParameterError, QueryError, SettingsError, StoreMissing
from kg.store.folder import create_or_open, open_graph, publish
from kg.store.graphs import change
from tests.store.elsewhere import WIKIDATA, elsewhere
from tests.store.press import BASE, quads

app = typer.Typer()
app.command()(query)
app.command()(export)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = create_or_open(tmp_path_factory.mktemp("store"), BASE)
    graph = open_graph(folder)
    change(graph, set(), set(quads()))
    publish(folder, graph)
    return str(folder.path)


def run(*words: str) -> str:
    result = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_query_prints_a_table(store: str) -> None:
    shown = run("query", "who-said-what", "--store", store, "-p", "speaker=Idris Valen", "-p", "lang=fr")
    assert "les moyens sont là" in shown
    assert "1 row" in shown


@pytest.mark.parametrize("kind", ["csv", "tsv", "json", "xml"])
def test_a_query_writes_a_file(store: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "out"
    run("query", "overview", "--store", store, "--format", kind, "-o", str(path))
    assert path.read_text() == run("query", "overview", "--store", store, "--format", kind)


def test_a_construct_prints_turtle(store: str) -> None:
    shown = run("query", "about-entity", "--store", store, "-p", "entity=Sernac")
    assert list(parse(shown, RdfFormat.TURTLE))


def test_a_file_is_run_with_its_own_parameters(store: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("#+ param year: year required\nSELECT ?s { ?s kg:start ?d FILTER(STRSTARTS(STR(?d), STR(?year))) }", encoding="utf-8")
    assert run("query", str(path), "--store", store, "-p", "year=2022", "-f", "csv").splitlines() == ["s", BASE + "id/event/atelier-2"]


RESULT = {"head": {"vars": ["label"]}, "results": {"bindings": [{"label": {"type": "literal", "value": "asked elsewhere"}}]}}


class Elsewhere(BaseHTTPRequestHandler):
    """A SPARQL endpoint that answers every query alike."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        body = json.dumps(RESULT).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Says nothing."""


def test_a_federated_query_asks_a_copy_where_one_is_named_and_says_who_asks(
    store: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with elsewhere() as server:
        words = ("query", "statements-by-party", "--store", store, "--format", "csv", "--service")
        assert "Coastal Party,3,1" in run(*words, server.instead)
        monkeypatch.setenv("KG_WIKIDATA_CONTACT", "press@example.org")
        monkeypatch.setenv("KG_WIKIDATA_CACHE", str(tmp_path / "answers.sqlite"))
        assert "Parti des côtes,3,1" in run(*words, server.instead, "-p", "lang=fr")
        assert "press@example.org" in server.agents[1]
    monkeypatch.delenv("KG_WIKIDATA_CONTACT")
    with pytest.raises(SettingsError, match="wikidata_contact"):
        run(*words, WIKIDATA)


def test_another_server_is_asked_only_if_it_is_named(store: str, tmp_path: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        url, file = f"http://127.0.0.1:{server.server_port}/sparql", tmp_path / "federated.rq"
        file.write_text(f"SELECT ?label WHERE {{ SERVICE <{url}> {{ ?item ?p ?label }} }}", encoding="utf-8")
        with pytest.raises(QueryError, match="--service"):
            run("query", str(file), "--store", store)
        assert "asked elsewhere" in run("query", str(file), "--store", store, "--service", url)
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(("locale", "summary"), [("fr_FR.UTF-8", "Ce que contient le graphe"), ("C", "What the graph holds")])
def test_the_list_speaks_the_users_language(locale: str, summary: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert summary in run("query", "--list")
    assert summary in run("query", "overview", "--describe")


def test_the_list_is_also_for_programs() -> None:
    listed = json.loads(run("query", "--list", "--json"))
    assert len(listed) >= 18
    record = next(record for record in listed if record["name"] == "mentions")
    assert record["parameters"][0] == {
        "name": "entity",
        "type": "entity",
        "required": False,
        "default": None,
        "description": {"en": "The entity; without one, all entities.", "fr": "L'entité ; à défaut, toutes les entités."},
        "expected": "the name of an entity, or its IRI",
        "examples": ["Anna Meyer"],
    }


@pytest.mark.parametrize(
    ("words", "error", "message"),
    [
        (["query", "overview", "-p", "x"], ParameterError, "expected NAME=VALUE"),
        (["query", "overview", "-p", "x=1", "-p", "x=2"], ParameterError, "given twice"),
        (["query", "overview", "-f", "turtle"], QueryError, "SELECT gives a table, which turtle can't hold"),
        (["query", "overview", "-f", "xls"], QueryError, "no format 'xls'; there are table"),
        (["query"], QueryError, "kg query --list"),
        (["query", "no/such.rq"], QueryError, "No such file"),
        (["export", "-f", "hdt"], QueryError, "no format 'hdt'"),
        (["export", "-p", "x=1"], QueryError, "-p belongs to --query"),
        (["export", "--query", "network", "--document", "x"], QueryError, "--query stands alone"),
        (["export", "--query", "overview"], QueryError, "a table, not a graph"),
    ],
)
def test_a_wrong_command_line_is_told(words: list[str], error: type[Exception], message: str, store: str) -> None:
    with pytest.raises(error, match=message):
        run(*words, "--store", store)


def test_a_missing_store_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        run("query", "overview", "--store", str(tmp_path / "none"))


@pytest.mark.parametrize("kind", ["turtle", "trig", "ntriples", "nquads", "jsonld"])
def test_an_export_goes_to_a_file_or_to_standard_output(store: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "dump"
    run("export", "--store", store, "--format", kind, "-o", str(path))
    assert path.read_text(encoding="utf-8") == run("export", "--store", store, "--format", kind, "-o", "-")


def test_the_format_of_an_export_follows_the_files_name(store: str, tmp_path: Path) -> None:
    run("export", "--store", store, "--document", "en/launch.txt", "-o", str(tmp_path / "one.nq"))
    run("export", "--store", store, "--query", "about-entity", "-p", "entity=Sernac", "-o", str(tmp_path / "sernac.nt"))
    assert {str(q.graph_name) for q in parse(path=str(tmp_path / "one.nq"))} == {f"<{BASE}graph/doc/en/launch.txt>"}
    assert list(parse(path=str(tmp_path / "sernac.nt")))


def test_a_failed_export_leaves_the_old_file(store: str, tmp_path: Path) -> None:
    path = tmp_path / "old.trig"
    path.write_text("old")
    with pytest.raises(QueryError):
        run("export", "--store", store, "--document", "none", "-o", str(path))
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_commands_load_nothing_heavy() -> None:
    heavy = "{'rdflib', 'spacy', 'rich.table', 'pyshacl', 'fastapi', 'pyoxigraph'}"
    code = f"import sys, kg.cli.query, kg.cli.export; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
