"""An index from what a query service answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from kg.errors import WikidataError, WikidataUnavailable
from kg.model.entities import EntityClass
from kg.wikidata.builder import Choice
from kg.wikidata.cache import Cache
from kg.wikidata.http import Manners, Session
from kg.wikidata.index import ItemIndex
from kg.wikidata.rows import facts_of, index_queries
from tests.wikidata.service import Reply, Service, as_reply, serving

WD = "http://www.wikidata.org/entity/"
CHOICE = Choice()


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as running:
        yield running


def session(folder: Path) -> Session:
    return Session("press@example.org", Cache(folder / "answers.sqlite"), Manners(wait=0.01), sleep=lambda seconds: None)


def rows(*some: dict[str, str]) -> Reply:
    """An answer with rows; a value with "@" is a text in a language, one that begins with Q an item."""
    return as_reply({"head": {"vars": []}, "results": {"bindings": [{name: term(value) for name, value in row.items()} for row in some]}})


def term(value: str) -> dict[str, Any]:
    text, _, language = value.partition("@")
    if language:
        return {"type": "literal", "value": text, "xml:lang": language}
    return {"type": "uri", "value": WD + value} if value[:1] == "Q" else {"type": "literal", "value": value}


MINISTRY: Sequence[dict[str, str]] = (
    {"item": "Q900901", "label": "Ministry of Ports@en", "alias": "MoP@en", "type": "Q950", "country": "Q843"},
    {"item": "Q900901", "label": "ministère des Ports@fr", "begin": "1974-05-01T00:00:00Z", "sitelinks": "4"},
    {"item": "Q900901", "label": "Hafenministerium@de", "description": "body@en"},
    {"item": "Q900902", "label": "Ana Brisa@mul", "type": "Q5", "country": "fr"},
)
ABOVE = ({"item": "Q950", "superclass": "Q951"},), ({"item": "Q951", "superclass": "Q327333"},)


def test_rows_of_an_item_become_one_item_and_its_class_is_asked_for(service: Service, tmp_path: Path) -> None:
    service.moods.extend([rows(*MINISTRY), rows(*ABOVE[0]), rows(*ABOVE[1])])
    with closing(session(tmp_path)) as asked:
        report = index_queries(asked, f"{service.url}/sparql", {"ports.rq": "SELECT ports"}, tmp_path / "items.sqlite", CHOICE)
    ministry, person = ItemIndex(tmp_path / "items.sqlite")
    assert report.items == 2
    assert (ministry.cls, ministry.country, ministry.begin, ministry.prominence) == (EntityClass.ORGANISATION, "PK", 1974, 2)
    assert (ministry.names, ministry.description) == (("Ministry of Ports", "ministère des Ports", "MoP"), "body")
    assert (person.cls, person.country, person.names) == (EntityClass.PERSON, "FR", ("Ana Brisa",))
    assert "ports.rq" in ItemIndex(tmp_path / "items.sqlite").facts["source"]


def test_after_an_interruption_what_was_answered_is_not_asked_again(service: Service, tmp_path: Path) -> None:
    queries = {"a.rq": "SELECT a", "b.rq": "SELECT b"}
    service.moods.extend([rows(MINISTRY[3]), Reply(body=b"", status=403)])
    with closing(session(tmp_path)) as asked, pytest.raises(WikidataUnavailable):
        index_queries(asked, f"{service.url}/sparql", queries, tmp_path / "items.sqlite", CHOICE)
    assert not (tmp_path / "items.sqlite").exists()
    service.moods.append(rows({"item": "Q900903", "label": "Brisa@en", "type": "Q515"}))
    with closing(session(tmp_path)) as asked:
        index_queries(asked, f"{service.url}/sparql", queries, tmp_path / "items.sqlite", CHOICE)
    assert [item.qid for item in ItemIndex(tmp_path / "items.sqlite")] == ["Q900902", "Q900903"]
    assert [one.parameters["query"] for one in service.asked] == ["SELECT a", "SELECT b", "SELECT b"]


def test_a_query_that_finds_nothing_is_told(service: Service, tmp_path: Path) -> None:
    service.moods.append(rows())
    with closing(session(tmp_path)) as asked, pytest.raises(WikidataError, match=r"none\.rq: it finds no items"):
        index_queries(asked, f"{service.url}/sparql", {"none.rq": "SELECT x"}, tmp_path / "items.sqlite", CHOICE)


def test_rows_of_other_things_are_passed_over() -> None:
    odd = [{"item": "http://example.org/x", "label": "x"}, {"label": "y"}, {"item": WD + "P31"}, {"item": WD + "Q0"}]
    assert facts_of(odd, CHOICE) == []


def test_items_with_few_sitelinks_are_left_out_where_that_is_chosen() -> None:
    some = [{"item": WD + "Q1", "label": "a", "sitelinks": "3"}, {"item": WD + "Q2", "label": "b", "sitelinks": "9"}, {"item": WD + "Q3"}]
    assert [one.number for one in facts_of(some, Choice(sitelinks=4))] == [2]
