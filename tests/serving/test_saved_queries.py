"""The saved queries over HTTP: the same as from the command line, page by page, with addresses that can be cited."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import httpx
import pytest

from kg.serving.catalogue import Published
from kg.serving.settings import Limits, ServingSettings
from kg.store import queries
from tests.serving.served import Served, publish, sample, served, serving
from tests.store.elsewhere import elsewhere

ALL = queries.saved_queries()
ALONE = [query for query in ALL if "SERVICE" not in query.text]  # the others ask servers, or a search index, which there is none of
TABLES = [query for query in ALL if query.form == "SELECT"]
OWN = """#+ summary: Subjects of a kind
#+ param kind: concept required
#+   values: Person, Event
#+ param least: decimal = 0
#+   range: 0 to 1
#+ param from: date
SELECT ?s ?least { ?s a ?kind OPTIONAL { ?s kg:none ?from } }"""


def linked(response: httpx.Response) -> dict[str, str]:
    """The addresses of a Link header, by relation."""
    return {relation: url for url, relation in re.findall(r'<([^>]*)>; rel="([^"]*)"', response.headers["link"])}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with queries of the user's own: one that is right, one that is not, one in place of the package's."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "kinds.rq").write_text(OWN, encoding="utf-8")
    (folder / "broken.rq").write_text("#+ param year: yaer\nASK {}", encoding="utf-8")
    (folder / "overview.rq").write_text("#+ summary: Mine\nASK {}", encoding="utf-8")
    with served(ServingSettings(queries=folder)) as running:
        yield running


def test_the_list_tells_names_summaries_and_parameters(reader: Served) -> None:
    told = reader.http.get("/api/queries").json()
    assert [entry["name"] for entry in told] == [query.name for query in ALL]
    for entry, query in zip(told, ALL, strict=True):
        assert entry["summary"] == dict(query.summaries)
        assert [parameter["name"] for parameter in entry["parameters"]] == [parameter.name for parameter in query.parameters]
        assert all(parameter["examples"] for parameter in entry["parameters"])
        assert reader.http.get(entry["url"]).status_code == (200 if query in ALONE else 403 if query.services else 404), query.name


@pytest.mark.parametrize("query", ALONE, ids=lambda query: query.name)
def test_every_query_runs_without_parameters(reader: Served, query: queries.SavedQuery) -> None:
    response = reader.http.get(f"/api/queries/{query.name}")
    assert response.status_code == 200, response.text


def test_a_server_that_may_be_asked_is_asked_about_what_was_found(tmp_path: Path) -> None:
    with elsewhere() as other:
        ask = f"SERVICE <{other.url}> {{ # bindings: item\n ?item rdfs:label ?label }}"
        query = f"SELECT ?label {{ VALUES ?item {{ <http://www.wikidata.org/entity/Q82955> }} {ask} }} ORDER BY ?label"
        (tmp_path / "labels.rq").write_text(query, encoding="utf-8")
        settings = ServingSettings(queries=tmp_path, limits=Limits(federation=(other.url,)))
        with served(settings) as running:
            rows = running.http.get("/api/queries/labels", params={"limit": 5}).json()["results"]["bindings"]
    assert [row["label"]["value"] for row in rows] == ["personnalité politique", "politician"]
    assert all("Q82955" in text for text in other.asked)


@pytest.mark.parametrize("given", ["nonsense=1", "a=1&a=2"])
def test_parameters_that_are_not_the_querys_are_400(reader: Served, given: str) -> None:
    assert reader.http.get(f"/api/queries/{ALL[0].name}?{given}").status_code == 400


def test_an_unknown_query_is_404(reader: Served) -> None:
    for name in ("nonsense", "..%2F..%2Fpyproject", "%00"):
        assert reader.http.get(f"/api/queries/{name}").status_code == 404


def test_a_name_that_is_nearly_right_is_helped(reader: Served) -> None:
    response = reader.http.get(f"/api/queries/{ALL[0].name}x")
    assert response.status_code == 404
    assert ALL[0].name in response.text.replace(f"{ALL[0].name}x", "")
    assert "/api/queries lists all" in response.text


def test_a_result_comes_in_the_format_asked_for(reader: Served) -> None:
    response = reader.http.get(f"/api/queries/{TABLES[0].name}?format=csv")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert next(csv.reader(io.StringIO(response.text)))
    assert reader.http.get(f"/api/queries/{TABLES[0].name}?format=turtle").status_code == 406


def test_all_that_is_wrong_with_parameters_is_told_at_once(own: Served) -> None:
    response = own.http.get("/api/queries/kinds?kind=Dog&least=2&from=soon&color=red", headers={"Accept": "application/json"})
    assert response.status_code == 400
    told = response.json()["parameters"]
    assert told["kind"] == "parameter 'kind': expected one of Person, Event, got 'Dog'"
    assert told["least"] == "parameter 'least': expected a decimal like 0.8 from 0 to 1, got '2'"
    assert "a date like" in told["from"]
    assert "it takes kind, least, from" in told["color"]


def test_a_required_parameter_that_is_missing_is_told_with_what_it_takes(own: Served) -> None:
    response = own.http.get("/api/queries/kinds?kind=")
    assert (response.status_code, "'kind': one of Person, Event" in response.text) == (400, True)


def test_a_folder_of_ones_own_stands_beside_that_of_the_package(own: Served) -> None:
    listed = {entry["name"]: entry for entry in own.http.get("/api/queries").json()}
    assert set(listed) == {query.name for query in ALL} | {"kinds"}
    assert listed["overview"]["summary"] == {"en": "Mine"}
    assert "/api/queries/kinds" in own.http.get("/openapi.json").json()["paths"]
    assert own.http.get("/api/queries/kinds?kind=Person&format=csv").text.count("\n") > 1


def test_pages_lead_from_the_first_to_the_last_and_back(reader: Served) -> None:
    whole = reader.http.get("/api/queries/overview?format=csv").text.splitlines()[1:]
    url, rows, before = "/api/queries/overview?format=csv&limit=2", [], None
    while True:
        page = reader.http.get(url)
        links = linked(page)
        rows += page.text.splitlines()[1:]
        assert page.headers["total-count"] == str(len(whole))
        assert links.get("prev") == before
        assert parse_qs(urlsplit(links["first"]).query)["page"] == ["1"]
        before = str(page.url.copy_with(query=urlsplit(links["cite-as"]).query.encode()))
        if "next" not in links:
            break
        url = links["next"]
    assert len(whole) > 2
    assert rows == whole
    assert urlsplit(links["last"]).query == urlsplit(links["cite-as"]).query


@pytest.mark.parametrize("given", ["limit=0", "limit=10001", "page=0", "page=-1", "limit=x", "page=1e3", "limit=1&limit=2", "page=²"])
def test_a_page_that_there_can_not_be_is_400(reader: Served, given: str) -> None:
    response = reader.http.get(f"/api/queries/overview?{given}")
    assert response.status_code == 400
    assert given.partition("=")[0] in response.text


def test_a_page_behind_the_last_is_empty_and_leads_back(reader: Served) -> None:
    page = reader.http.get("/api/queries/overview?format=csv&page=1000000")
    assert len(page.text.splitlines()) == 1
    assert "next" not in linked(page)
    assert parse_qs(urlsplit(linked(page)["prev"]).query)["page"] == ["1"]


def test_a_graph_has_no_pages(reader: Served) -> None:
    response = reader.http.get("/api/queries/network?page=2")
    assert (response.status_code, "no pages" in response.text) == (400, True)


def test_the_address_to_cite_goes_on_giving_its_version(tmp_path: Path) -> None:
    publish(tmp_path / "store", sample())
    with serving(lambda: Published(tmp_path / "store"), ServingSettings(rate=0)) as running:
        first = running.http.get("/api/queries/overview")
        cited = linked(first)["cite-as"]
        assert parse_qs(urlsplit(cited).query) == {"version": ["1"]}
        assert first.json()["head"]["link"] == [cited]
        publish(tmp_path / "store", [], gone=sample())
        while running.http.get("/health").json()["version"] != "2":
            pass
        assert running.http.get("/api/queries/overview").json()["results"] != first.json()["results"]
        assert running.http.get(cited).json() == first.json()


def test_results_in_xml_carry_the_address_to_cite(reader: Served) -> None:
    response = reader.http.get("/api/queries/mentions?entity=%22%3E")
    assert response.status_code == 400
    response = reader.http.get("/api/queries/overview?format=xml")
    link = ElementTree.fromstring(response.content).find("{*}head/{*}link")
    assert link is not None
    assert link.get("href") == linked(response)["cite-as"]


def test_an_ask_carries_the_address_to_cite(own: Served) -> None:
    response = own.http.get("/api/queries/overview")
    assert response.json() == {"head": {"link": [linked(response)["cite-as"]]}, "boolean": True}


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.name)
def test_the_openapi_document_tells_each_querys_own_parameters(reader: Served, query: queries.SavedQuery) -> None:
    told = reader.http.get("/openapi.json").json()["paths"][f"/api/queries/{query.name}"]["get"]
    names = [parameter["name"] for parameter in told["parameters"]]
    assert names[: len(query.parameters)] == [parameter.name for parameter in query.parameters]
    assert names[len(query.parameters) :] == ["format", "version", *(["limit", "page"] if query.form == "SELECT" else [])]
