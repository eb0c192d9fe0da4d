"""Results in all formats, and where they go."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store, parse, parse_query_results

from kg.errors import QueryError, StoreError
from kg.store import queries
from kg.store.output import writer
from kg.store.results import ResultFormat, suits, usual_format, write
from tests.store.press import BASE, Press, press

SELECT = 'SELECT ?class ?number WHERE { VALUES (?class ?number) { (kg:Event 2) ("a\\tb, \\"c\\""@fr UNDEF) } }'
GRAPH = "CONSTRUCT { ?s kg:start ?o } WHERE { ?s kg:start ?o }"


@pytest.fixture(scope="module")
def small() -> Press:
    return press()


def written(text: str, kind: ResultFormat, small: Press, width: int = 200) -> bytes:
    sink = io.BytesIO()
    write(queries.evaluate(text, small), sink, kind, BASE, width=width)
    assert not sink.closed
    return sink.getvalue()


@pytest.mark.parametrize(
    ("kind", "native"), [("json", QueryResultsFormat.JSON), ("tsv", QueryResultsFormat.TSV), ("xml", QueryResultsFormat.XML)]
)
def test_formats_with_terms_hold_the_same_rows(kind: str, native: QueryResultsFormat, small: Press) -> None:
    read = parse_query_results(written(SELECT, ResultFormat(kind), small), native)
    direct = queries.evaluate(SELECT, small)
    assert isinstance(read, QuerySolutions)
    assert isinstance(direct, QuerySolutions)
    assert [tuple(row) for row in read] == [tuple(row) for row in direct]


def test_csv_and_json_agree_for_every_saved_query(small: Press) -> None:
    for query in queries.saved_queries():
        if query.form == "SELECT" and "SERVICE" not in query.text and not any(parameter.required for parameter in query.parameters):
            text = query.bound({}, small)
            rows = list(csv.DictReader(io.StringIO(written(text, ResultFormat.CSV, small).decode(), newline="")))
            bindings = json.loads(written(text, ResultFormat.JSON, small))["results"]["bindings"]
            assert [{key: value for key, value in row.items() if value} for row in rows] == [
                {key: value["value"] for key, value in row.items()} for row in bindings
            ]


def test_a_table_shortens_iris_and_hides_languages(small: Press) -> None:
    text = written('SELECT ?a ?b { VALUES (?a ?b) { (<id/person/x> "été"@fr) (kg:Event UNDEF) } }', ResultFormat.TABLE, small).decode()
    assert "id:person/x" in text
    assert "été" in text
    assert "@fr" not in text
    assert "kg:Event" in text
    assert "2 rows" in text


def test_a_table_shows_long_cells_whole_and_markup_as_it_is(small: Press) -> None:
    words = "[bold]x[/bold] " + "z" * 300
    text = written(f'SELECT ("{words}" AS ?a) {{}}', ResultFormat.TABLE, small, width=60).decode()
    assert "".join(text.split()).count("z") == 300
    assert "[bold]x[/bold]" in text
    assert max(map(len, text.splitlines())) <= 60


@pytest.mark.parametrize(("kind", "rdf"), [("turtle", RdfFormat.TURTLE), ("ntriples", RdfFormat.N_TRIPLES), ("jsonld", RdfFormat.JSON_LD)])
def test_graphs_are_written_sorted_and_once(kind: str, rdf: RdfFormat, small: Press) -> None:
    dump = written(GRAPH, ResultFormat(kind), small)
    assert len(list(parse(dump, rdf))) == 3
    assert dump == written(GRAPH, ResultFormat(kind), small)


def test_ask_answers_in_words_or_json(small: Press) -> None:
    assert written("ASK { ?s a kg:Event }", ResultFormat.TABLE, small) == b"yes\n"
    assert written("ASK { ?s a kg:Nothing }", ResultFormat.TABLE, small) == b"no\n"
    assert json.loads(written("ASK { ?s a kg:Event }", ResultFormat.JSON, small))["boolean"] is True


@pytest.mark.parametrize(("text", "kind"), [(SELECT, "turtle"), (GRAPH, "csv")])
def test_a_format_that_does_not_suit_is_refused_with_those_that_do(text: str, kind: str, small: Press) -> None:
    assert not suits(ResultFormat(kind), text.split()[0])
    with pytest.raises(QueryError, match="can't hold; choose table, "):
        written(text, ResultFormat(kind), small)


def test_the_usual_format_is_a_table_or_turtle(small: Press) -> None:
    assert usual_format(queries.evaluate(SELECT, small)) is ResultFormat.TABLE
    assert usual_format(queries.evaluate(GRAPH, small)) is ResultFormat.TURTLE


def test_a_broken_pipe_is_told_to_the_caller(small: Press) -> None:
    class Gone(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, _: object) -> int:
            raise BrokenPipeError(32, "gone")

    for kind in (ResultFormat.CSV, ResultFormat.TABLE):
        with pytest.raises(BrokenPipeError):
            write(queries.evaluate(SELECT, small), Gone(), kind, BASE)  # type: ignore[arg-type]


def fail_halfway(path: Path) -> None:
    with writer(path) as sink:
        sink.write(b"half")
        raise RuntimeError


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(RuntimeError):
        fail_halfway(path)
    assert path.read_text() == "old"
    with writer(path) as sink:
        sink.write(b"new")
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with writer(tmp_path / "link") as sink:
        sink.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_missing_folder_and_a_full_disk_are_store_errors(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="No such file or directory"), writer(tmp_path / "no" / "out") as sink:
        sink.write(b"x")
    if Path("/dev/full").exists():
        with pytest.raises(StoreError, match="No space left on device"), writer(Path("/dev/full")) as sink:
            sink.write(b"x")


def test_an_evaluation_that_fails_is_a_query_error() -> None:
    with pytest.raises(QueryError, match="custom function"):
        queries.evaluate("SELECT * { BIND(<urn:none>(1) AS ?x) }", Press(Store()))
