"""Searches over HTTP, on a real server."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kg.graph.vocabulary import PREFIXES
from kg.search.building import make
from kg.serving.app import create_app
from kg.serving.catalogue import Published
from kg.serving.settings import ServingSettings
from kg.serving.working import Working
from kg.store.folder import existing, open_for_updates, writing
from tests.search.press import changed, made
from tests.serving.served import PATIENCE, TOKENS, Served, served, serving, until

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance, response_schema_conformance]
ADDED = '<urn:x> a kg:Person ; rdfs:label "Zoé Kiprono"@en'
LONG = 5 * PATIENCE  # what lets all others go first may take so long on a busy machine
INSERT = f"INSERT DATA {{ {ADDED} }}"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("served") / "store"
    changed(made(path), meanings=True)
    with serving(lambda: Published(path), ServingSettings(rate=0)) as server:
        yield server


def asked(running: Served, path: str, **parameters: str | int | list[str]) -> dict[str, Any]:
    response = running.http.get(path, params=parameters or None)
    assert response.status_code == 200, response.text
    told: dict[str, Any] = response.json()
    return told


def test_a_hit_has_its_page_its_label_and_the_words_around(running: Served) -> None:
    told = asked(running, "/api/search", q="fleuves", kind="statement", lang="fr")
    (hit,) = told["hits"]
    assert hit["url"] == "/id/statement/fleuve"
    assert hit["speaker"] == {
        "iri": "https://w3id.org/pressgraph/id/person/salimata-ouedraogo",
        "url": "/id/person/salimata-ouedraogo",
        "label": "Salimata Ouédraogo",
    }
    assert hit["document"]["url"] == "/doc/fr/atelier.txt"
    ((begin, end),) = hit["snippet"]["marks"]
    assert hit["snippet"]["text"][begin:end] == "fleuve"
    assert (told["version"], told["current"], told["words"], told["total"]) == ("2", True, "all", 1)


def test_labels_come_in_the_language_asked_for(running: Served) -> None:
    labels = [asked(running, "/api/search", q="CCF", **more)["hits"][0]["label"] for more in ({}, {"lang": "en"})]
    assert labels == ["Coastal Cities Forum"] * 2
    french = asked(running, "/api/suggest", q="villes", lang="fr")["suggestions"][0]
    assert (french["label"], french["name"], french["kind"]) == ("Forum des villes côtières", "Forum des villes côtières", "organisation")


def test_pages_lead_to_each_other(running: Served) -> None:
    told = asked(running, "/api/search", q="forum fleuve rives intérieur wanjala volcano", limit=2)
    seen, pages = [hit["iri"] for hit in told["hits"]], 1
    while "next" in told["links"]:
        told = asked(running, told["links"]["next"])
        seen += [hit["iri"] for hit in told["hits"]]
        pages += 1
    assert len(seen) == len(set(seen)) == told["total"] > 4
    assert pages == -(-told["total"] // 2)
    assert told["links"]["prev"].endswith(f"page={pages - 1}")


def test_pages_are_told_in_the_header_too(running: Served) -> None:
    response = running.http.get("/api/search", params={"q": "forum fleuve rives intérieur wanjala volcano", "limit": 2})
    assert response.links["next"]["url"] == response.json()["links"]["next"]
    assert (response.headers["Data-Version"], response.headers["Total-Count"]) == ("2", str(response.json()["total"]))


def test_filters_stand_in_the_url(running: Served) -> None:
    dates: dict[str, Any] = {"from": "2023", "to": "2023-12"}
    told = asked(running, "/api/search", q="visite launched", kind=["document", "event"], **dates)
    assert [hit["url"] for hit in told["hits"]] == ["/doc/en/launch.txt"]
    assert asked(running, "/api/search", q="eaux", publisher="Le Fleuve")["counts"]["document"] == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/search?q=", 400),
        ("/api/search?q=-x", 400),
        ("/api/search?q=%00", 400),
        ("/api/search?q=forum&page=900&limit=100", 400),
        ("/api/search", 400),
        ("/api/search?q=forum&limit=0", 400),
        ("/api/search?q=forum&kind=unicorn", 400),
        ("/api/search?q=forum&from=yesterday", 400),
        ("/api/search?q=" + "a" * 2000, 400),
        ("/api/suggest?q=a&limit=1000", 400),
        ("/api/search?q=forum&version=77", 404),
        ("/api/search?q=%ff%fe", 400),
        ("/api/similar", 400),
        ("/api/similar?q=a&statement=b", 400),
        ("/api/similar?q=...", 400),
        ("/api/similar?q=a&limit=0", 400),
    ],
)
def test_what_can_not_be_asked_is_told(running: Served, path: str, status: int) -> None:
    response = running.http.get(path)
    assert response.status_code == status, response.text
    assert response.text


def test_a_state_without_an_index_says_how_to_get_one() -> None:
    with served(ServingSettings()) as running:
        assert running.http.get("/api/similar?q=forum").status_code == 404
        response = running.http.get("/api/search?q=forum")
        assert response.status_code == 404
        assert "kg index" in response.text


@pytest.mark.parametrize("path", ["/api/search", "/api/suggest", "/api/similar"])
def test_answers_are_as_the_documentation_tells(running: Served, path: str) -> None:
    operation = schemathesis.openapi.from_url(f"{running.http.base_url}/openapi.json")[path]["GET"]

    @settings(max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(), words=st.sampled_from(["forum", "villes côtières", "No port can clean its waters", "x", "-"]))
    def holds(case: Any, words: str) -> None:
        case.query["q"] = words
        case.query.pop("version", None)
        case.call_and_validate(checks=CHECKS)

    holds()


def test_the_documentation_tells_of_each_parameter(running: Served) -> None:
    paths = running.http.get("/openapi.json").json()["paths"]
    for path, names in (
        ("/api/search", {"q", "kind", "lang", "from", "to", "publisher", "limit", "page"}),
        ("/api/suggest", {"q", "kind"}),
    ):
        told = {parameter["name"]: parameter.get("description") for parameter in paths[path]["get"]["parameters"]}
        assert names <= told.keys()
        assert all(told.values())


def test_statements_of_one_meaning_are_found(running: Served) -> None:
    hits = asked(running, "/api/similar", q="Aucun port ne peut nettoyer ses eaux", limit=2, min_score=-1)["hits"]
    assert hits[0]["url"] == "/id/statement/port"
    assert len(hits) == 2
    assert asked(running, "/api/similar", q="Aucun port ne peut nettoyer ses eaux")["hits"] == hits[:1]
    others = asked(running, "/api/similar", statement=hits[0]["iri"], lang="fr", min_score=-1)["hits"]
    assert {hit["language"] for hit in others} == {"fr"}


BLOCK = 'SERVICE kg:search { ?hit kg:matches "%s" ; kg:score ?score ; a kg:Statement }'


def test_a_query_searches(running: Served) -> None:
    response = running.get(f"SELECT ?name {{ {BLOCK % 'fleuves'} ?hit kg:speaker/rdfs:label ?name }}", format="csv")
    assert response.text.splitlines() == ["name", "Salimata Ouédraogo"]
    assert "ETag" not in response.headers or response.headers["Data-Version"] == "2"


@pytest.mark.parametrize(
    ("block", "status", "told"),
    [
        (BLOCK % "", 400, "no word to look for"),
        (BLOCK % "x" + " SERVICE <http://127.0.0.1/> { ?s ?p ?o }", 403, "SERVICE is refused"),
        ("SERVICE kg:search { ?hit ?p ?o }", 400, "line 1, column"),
        ("SERVICE <urn:search> { ?hit ?p ?o }", 403, "SERVICE is refused"),
    ],
)
def test_a_search_of_a_query_is_guarded(running: Served, block: str, status: int, told: str) -> None:
    response = running.get(f"SELECT * {{ {block} }}")
    assert response.status_code == status, response.text
    assert told in response.text


def test_saved_queries_search(running: Served) -> None:
    response = running.http.get("/api/queries/search", params={"words": "coastal cities", "format": "csv", "limit": 1})
    assert response.status_code == 200, response.text
    assert "organisation/forum" in response.text
    response = running.http.get("/api/queries/speakers-of-words", params={"words": "port", "format": "csv"})
    assert "Grace Wanjala,1,2023-05,2023-05" in response.text


def test_the_service_description_tells_of_the_search(running: Served) -> None:
    response = running.http.get("/sparql", headers={"Accept": "application/n-triples"})
    assert "sparql-service-description#feature> <https://w3id.org/pressgraph/ontology#search>" in response.text


@contextmanager
def written(path: Path, *, behind: bool = False) -> Iterator[Served]:
    """Serves a store of the press texts that takes updates, and publishes it at the end."""
    folder = existing(path) if path.exists() else made(path)
    working: list[Working] = []
    with writing(folder), open_for_updates(folder, lambda: working[0].changes > 0, lambda store: make(folder, store)) as store:
        working.append(Working(folder, store, behind=behind))
        with serving(lambda: working[0], ServingSettings(tokens=TOKENS, rate=0)) as running:
            yield running


def is_current(running: Served) -> bool:
    """Whether the search index knows of all updates, as each of the ways to ask tells."""
    told = asked(running, "/api/suggest", q="wanj")
    assert running.http.get("/ready").json()["searchCurrent"] in (told["current"], True)  # it may have become so meanwhile
    return bool(told["current"])


def test_the_search_follows_the_updates_of_a_written_store(tmp_path: Path) -> None:
    with written(tmp_path / "store") as running:
        before = asked(running, "/api/suggest", q="wanj")
        assert before["current"]
        assert before["suggestions"]
        assert running.update(INSERT).status_code == 204
        assert not is_current(running), "the index of before answers meanwhile"
        until(lambda: is_current(running), LONG)
        assert [each["iri"] for each in asked(running, "/api/suggest", q="kipr")["suggestions"]] == ["urn:x"]
        assert asked(running, "/api/suggest", q="wanj")["suggestions"] == before["suggestions"]


def test_the_search_forgets_what_an_update_takes_out(tmp_path: Path) -> None:
    with written(tmp_path / "store") as running:
        assert asked(running, "/api/suggest", q="wanj")["suggestions"]
        assert running.update("CLEAR ALL").status_code == 204
        until(lambda: is_current(running), LONG)
        assert asked(running, "/api/suggest", q="wanj")["suggestions"] == []


def test_a_result_of_the_search_has_another_version_once_the_index_has_followed(tmp_path: Path) -> None:
    query = 'SELECT ?p { SERVICE kg:search { ?p kg:matches "kiprono" } }'
    with written(tmp_path / "store") as running:
        running.update(INSERT)
        early = running.get(query, format="json")
        until(lambda: is_current(running), LONG)
        late = running.get(query, format="json")
        assert early.headers["data-version"] != late.headers["data-version"]
        assert early.json()["results"]["bindings"] == []
        assert [row["p"]["value"] for row in late.json()["results"]["bindings"]] == ["urn:x"]


def test_the_search_of_a_written_store_makes_up_for_what_a_killed_server_left(tmp_path: Path) -> None:
    folder = made(tmp_path / "store")
    with writing(folder):
        Store(folder.graph).update(f"INSERT DATA {{ GRAPH <urn:g> {{ {ADDED} }} }}", prefixes=PREFIXES)  # and no state is published
    with written(tmp_path / "store", behind=True) as running:
        until(lambda: is_current(running), LONG)
        assert [each["iri"] for each in asked(running, "/api/suggest", q="kipr")["suggestions"]] == ["urn:x"]


def test_a_written_store_has_a_new_index_at_its_end(tmp_path: Path) -> None:
    with written(tmp_path / "store") as running:
        assert running.update(INSERT).status_code == 204
    with serving(lambda: Published(tmp_path / "store"), ServingSettings(rate=0)) as running:
        assert [each["iri"] for each in asked(running, "/api/suggest", q="kipr")["suggestions"]] == ["urn:x"]


def test_searches_are_loaded_before_anybody_asks(tmp_path: Path) -> None:
    changed(made(tmp_path / "store"))
    app = create_app(Published(tmp_path / "store"), ServingSettings())

    async def start() -> None:
        async with app.router.lifespan_context(app), asyncio.timeout(PATIENCE):
            assert not app.searching.loaded
            while not app.searching.loaded:
                await asyncio.sleep(0.05)

    asyncio.run(start())
