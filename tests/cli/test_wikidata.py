"""`kg wikidata`: as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app, exit_code
from kg.cli.exits import Exit
from kg.errors import SettingsError, StoreError, WikidataError, WikidataUnavailable
from kg.wikidata.index import ItemIndex
from tests.wikidata.entity import ALL, as_dump
from tests.wikidata.service import Reply, serving


def kg(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["wikidata", *arguments], catch_exceptions=True)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    (tmp_path / "dump.json").write_bytes(as_dump(ALL))
    return tmp_path / "dump.json"


@pytest.fixture
def index(dump: Path) -> Path:
    assert kg("index", str(dump), "-o", str(dump.with_name("items.sqlite")), "--quiet").exit_code == Exit.DONE
    return dump.with_name("items.sqlite")


def test_an_index_is_made_and_told(dump: Path) -> None:
    done = kg("index", str(dump), "--output", str(dump.with_name("items.sqlite")))
    assert done.exit_code == Exit.DONE
    assert "items.sqlite: 3 items" in done.output
    assert "from 10 lines" in done.output


def test_lines_that_are_broken_are_told_and_the_exit_code_says_so(dump: Path) -> None:
    dump.write_bytes(dump.read_bytes().replace(b"\n]\n", b',\n{"type":"item"\n]\n'))
    done = kg("index", str(dump), "-o", str(dump.with_name("items.sqlite")))
    assert done.exit_code == Exit.PARTLY
    assert "dump.json, line 11: not the JSON of an entity" in done.output
    as_json = json.loads(kg("index", str(dump), "-o", str(dump.with_name("items.sqlite")), "--json").stdout)
    assert (as_json["items"], as_json["broken"], len(as_json["problems"])) == (3, 1, 1)


def test_options_choose(dump: Path) -> None:
    target = dump.with_name("items.sqlite")
    kg("index", str(dump), "-o", str(target), "--class", "Person", "--class", "Place", "--language", "fr", "--sitelinks", "5")
    assert [(item.qid, item.label("fr")) for item in ItemIndex(target)] == [("Q900001", "Norlande")]


def test_an_index_is_added_to(dump: Path, index: Path) -> None:
    more = dump.with_name("more.sqlite")
    kg("index", str(dump), "-o", str(more), "--add-to", str(index))
    assert len(ItemIndex(more)) == 3
    assert "added to dump.json" in kg("info", "--wikidata-index", str(more)).output


def test_what_can_not_be_done_is_told_before_anything_is_read(dump: Path, tmp_path: Path) -> None:
    assert isinstance(kg("index", "nothing.json", "-o", str(tmp_path / "x")).exception, SettingsError)
    assert isinstance(kg("index", str(dump), "-o", str(tmp_path / "no/folder/x")).exception, SettingsError)
    assert isinstance(kg("index", str(dump), "-o", str(tmp_path / "x"), "--add-to", str(dump)).exception, StoreError)


def test_a_name_is_looked_up_in_the_starter() -> None:
    shown = kg("show", "UNICEF").output
    assert "Q740308  United Nations Children" in shown
    assert "Organisation" in shown


def test_a_name_that_is_spelt_otherwise_is_found_with_its_share(index: Path) -> None:
    shown = kg("show", "Salimata Ouedrogo", "--wikidata-index", str(index)).output
    assert "Q900003  Salimata Ouédraogo" in shown
    assert "% alike" in shown


def test_an_item_is_shown_by_its_number(index: Path) -> None:
    (body,) = json.loads(kg("show", "q900002", "--wikidata-index", str(index), "--json").stdout)
    assert (body["labels"]["fr"], body["country"], body["begin"], body["alike"]) == ("Agence du bassin du Nakambé", "NX", 1974, 1.0)


def test_what_is_not_there_is_told(index: Path) -> None:
    for name in ("Q12", "Nobody of that name"):
        done = kg("show", name, "--wikidata-index", str(index))
        assert isinstance(done.exception, WikidataError)
        assert "kg wikidata index makes a larger one" in str(done.exception)


def test_an_index_tells_of_itself(index: Path) -> None:
    facts = json.loads(kg("info", "--wikidata-index", str(index), "--json").stdout)
    assert (facts["items"], facts["source"], facts["dated"]) == ("3", "dump.json", "2026-03-02")
    assert "67182" in kg("info").output


def test_a_name_is_asked_for_over_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as service:
        monkeypatch.setenv("KG_WIKIDATA_API", f"{service.url}/w/api.php")
        monkeypatch.setenv("KG_WIKIDATA_CACHE", str(tmp_path / "answers.sqlite"))
        assert "wikidata_contact" in str(kg("show", "ABN", "--online").exception)
        assert service.asked == []
        monkeypatch.setenv("KG_WIKIDATA_CONTACT", "press@example.org")
        assert "Q900002  Nakambé Basin Agency" in kg("show", "ABN", "--online").output
        monkeypatch.setenv("KG_WIKIDATA_RECONCILIATION", f"{service.url}/reconcile")
        assert "Q900001  Norland" in kg("show", "Norland", "--online").output


def test_an_index_is_made_of_what_a_query_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lands.rq").write_text("SELECT ?item ?label", encoding="utf-8")
    monkeypatch.setenv("KG_WIKIDATA_CONTACT", "press@example.org")
    monkeypatch.setenv("KG_WIKIDATA_CACHE", str(tmp_path / "answers.sqlite"))
    with serving() as service:
        query = ("--sparql", f"{service.url}/sparql", "--query", str(tmp_path / "lands.rq"))
        done = kg("index", *query, "-o", str(tmp_path / "items.sqlite"))
    assert done.exit_code == Exit.DONE, done.exception
    assert "lands.rq" in ItemIndex(tmp_path / "items.sqlite").facts["source"]


@pytest.mark.parametrize(
    "arguments", [(), ("--sparql", "http://127.0.0.1:9/"), ("--query", "a.rq"), ("a.json", "--sparql", "http://127.0.0.1:9/")]
)
def test_an_index_is_made_of_dumps_or_of_queries(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = kg("index", *arguments, "-o", str(tmp_path / "items.sqlite"))
    assert "name dumps, or --sparql URL with --query FILE.rq" in str(done.exception)


def test_a_service_that_does_not_answer_is_no_mistake_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_WIKIDATA_CONTACT", "press@example.org")
    monkeypatch.setenv("KG_WIKIDATA_CACHE", str(tmp_path / "answers.sqlite"))
    with serving() as service:
        monkeypatch.setenv("KG_WIKIDATA_API", f"{service.url}/w/api.php")
        service.moods.extend(Reply(body=b"gone", status=403) for _ in range(9))
        error = kg("show", "ABN", "--online").exception
    assert isinstance(error, WikidataUnavailable)
    assert exit_code(error) == Exit.PARTLY
    assert exit_code(WikidataError("no dump")) == Exit.USAGE
