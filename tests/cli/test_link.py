"""`kg link` as a user runs it: what is listed, shown, judged, exchanged."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from typer.testing import CliRunner

from kg.cli.app import app
from kg.errors import KgError
from kg.graph.links import WIKIDATA
from kg.store.folder import open_snapshot
from kg.store.index import Index
from kg.store.judgements import read
from tests.pipeline.corpus import built

OUAGADOUGOU, THIES = "place/ouagadougou", "place/thies"
CAPITAL = "Q3777"  # of Burkina Faso

Link = Callable[..., str]


@pytest.fixture
def kg(store: Path, monkeypatch: pytest.MonkeyPatch) -> Link:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def run(*words: object, keys: str = "", code: int = 0) -> str:
        arguments = [*map(str, words), "--store", str(store)]
        result = CliRunner().invoke(app, arguments, input=keys, catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result.stdout

    return run


@pytest.fixture
def doubtful(store: Path) -> Path:
    """A store in which one place is doubtful, and nothing else."""
    with closing(Index(store / "index.sqlite")) as index, index.changing():
        index.connection.execute("UPDATE items SET level = 'same'")
        index.connection.execute("UPDATE items SET level = 'close' WHERE node LIKE ?", (f"{OUAGADOUGOU}@%",))
    return store


def noted(store: Path) -> list[tuple[str, str, str]]:
    return [(line.a, str(line.verdict), line.b) for line in read(store.parent / "judgements.jsonl").judgements]


def same_as(store: Path, path: str) -> set[str]:
    graph = open_snapshot(store)
    quads = graph.store.quads_for_pattern(NamedNode(f"{graph.base}id/{path}"), NamedNode("http://www.w3.org/2002/07/owl#sameAs"), None)
    return {quad.object.value.removeprefix(WIKIDATA) for quad in quads if isinstance(quad.object, NamedNode)}


def test_links_are_listed_with_their_items(kg: Link) -> None:
    rows = {row["entity"]: row for row in json.loads(kg("link", "list", "--json"))}
    assert (rows[OUAGADOUGOU]["qid"], rows[OUAGADOUGOU]["level"]) == (CAPITAL, "same")
    assert f"Ouagadougou {CAPITAL}" in kg("link", "list", "--which", "accepted", "--class", "place")
    assert CAPITAL not in kg("link", "list", "--class", "person")


def test_the_graph_says_what_is_accepted_and_what_wikidata_says_of_it(store: Path, kg: Link) -> None:
    assert same_as(store, OUAGADOUGOU) == {CAPITAL}
    rows = list(csv.DictReader(io.StringIO(kg("query", "linked-entities", "--format", "csv"))))
    assert {("BF", "Ouagadougou")} <= {(row["country"], row["itemName"]) for row in rows}


def test_it_is_told_what_speaks_for_and_against(kg: Link) -> None:
    shown = kg("link", "show", "Ouagadougou")
    for told in ("a name in common", f"https://www.wikidata.org/wiki/{CAPITAL}", "+3.0"):
        assert told in shown
    assert "of another country" in kg("explain", "Ouagadougou", "Q90")


def test_what_a_person_says_of_an_item_holds_in_the_next_build(store: Path, corpus: Path, kg: Link) -> None:
    kg("different", OUAGADOUGOU, CAPITAL)
    kg("same", THIES, "Q90")
    report = built(store, corpus)
    assert report.judgements.applied == 2
    assert same_as(store, OUAGADOUGOU) == set()
    assert same_as(store, "place/paris") == {"Q90"}
    assert CAPITAL in kg("link", "list", "--which", "refused")
    kg("undo", OUAGADOUGOU, CAPITAL)
    built(store, corpus)
    assert same_as(store, OUAGADOUGOU) == {CAPITAL}


def test_two_items_for_one_entity_are_told_as_a_conflict(store: Path, corpus: Path, kg: Link) -> None:
    kg("same", THIES, "Q90")
    kg("same", THIES, "Q1726")
    (told,) = built(store, corpus).judgements.conflicts
    assert "Q90 and Q1726" in told


def test_doubtful_entities_are_stepped_through_with_a_key_each(doubtful: Path, kg: Link) -> None:
    shown = kg("link", "review", "--by", "Ada", keys="1\n")
    for told in ("1 of 1", "Ouagadougou", "atelier.txt", "[0] none of them", "1 answer noted"):
        assert told in shown
    assert noted(doubtful) == [(OUAGADOUGOU, "same", CAPITAL)]
    assert "nothing noted" in kg("link", "review", "--by", "Ada")


def test_none_of_them_and_the_last_taken_back(doubtful: Path, kg: Link) -> None:
    kg("link", "review", "--by", "Ada", keys="0\n")
    assert {(path, verdict) for path, verdict, _ in noted(doubtful)} == {(OUAGADOUGOU, "different")}
    (doubtful.parent / "judgements.jsonl").unlink()
    kg("link", "review", "--by", "Ada", keys="x\nu\n")
    assert {verdict for _, verdict, _ in noted(doubtful)} == {"unsure"}


def test_a_mapping_set_is_written_and_taken_over_again(store: Path, tmp_path: Path, kg: Link) -> None:
    kg("different", THIES, "Q90", "--by", "Ada", "--why", "a town in Senegal")
    file = tmp_path / "links.sssom.tsv"
    kg("link", "export", "-o", file)
    lines = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert [f"kgid:{OUAGADOUGOU}", "wikidata:Q3777"] in [[row[0], row[5]] for row in lines]
    assert ["Not", "wikidata:Q90", "semapv:ManualMappingCuration", "Ada"] in [[row[3], row[5], row[7], row[8]] for row in lines]
    (store.parent / "judgements.jsonl").unlink()
    assert "judgements noted: 1" in kg("link", "import", file, "--by", "Bea")
    (line,) = read(store.parent / "judgements.jsonl").judgements
    assert (line.a, line.b, line.by) == (THIES, "Q90", "Bea")
    assert "by Ada" in line.why
    assert "judgements noted: 0" in kg("link", "import", file, "--by", "Bea")


def test_a_reconciled_table_is_taken_over_but_for_rows_that_mean_nothing(store: Path, tmp_path: Path, kg: Link) -> None:
    file = tmp_path / "reconciled.csv"
    file.write_text(
        "name;qid\nOuagadougou;https://www.wikidata.org/wiki/Q3777\nNobody At All;Q42\nThiès;\n",
        encoding="utf-8",
    )
    told = kg("link", "import", file, "--entity", "name", "--item", "qid", "--by", "Ada", code=1)
    assert "judgements noted: 1" in told
    assert "left out: 1" in told
    assert noted(store) == [(OUAGADOUGOU, "same", CAPITAL)]


@pytest.mark.parametrize("content", ["a,b\n1,2\n", "entity,item\nplace/thies,Paris\n", "#curie_map:\nsubject\tobject\n"])
def test_a_file_that_is_none_is_refused_whole(content: str, store: Path, tmp_path: Path, kg: Link) -> None:
    file = tmp_path / "broken.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(KgError, match=r"broken\.csv"):
        kg("link", "import", file, "--by", "Ada")
    assert noted(store) == []


def test_only_what_a_person_has_confirmed_is_given_back(store: Path, corpus: Path, kg: Link) -> None:
    assert kg("link", "export", "-f", "quickstatements") == ""
    kg("same", "Salimata Ouédraogo", "Q42")
    built(store, corpus)
    assert 'Q42\tAfr\t"Salimata Ouédraogo"' in kg("link", "export", "-f", "quickstatements")
