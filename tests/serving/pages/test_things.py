"""Entities, documents and the start page at their own paths, for machines and for browsers."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.serving.settings import ServingSettings
from kg.serving.urls import Urls
from tests.serving.served import BASE, Served, served

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PERSON = "/id/person/zo%C3%A9-martin"


class Links(HTMLParser):
    """Collects what a page links to, and its elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.elements: set[str] = set()
        self.scripts = ""
        self.inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.inside = tag
        self.targets += [value for name, value in attrs if name in ("href", "src") and value]

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        self.scripts += data if self.inside == "script" else ""


@pytest.mark.parametrize("media_type", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"])
def test_an_entity_is_described_as_accepted(reader: Served, media_type: str) -> None:
    response = reader.http.get(PERSON, headers={"Accept": media_type})
    assert response.headers["content-type"].partition(";")[0] == media_type
    assert response.headers["vary"] == "Accept"
    quads = set(parse(response.content, format=RdfFormat.from_media_type(media_type)))
    assert {quad.object.value for quad in quads if quad.predicate.value.endswith("#label")} == {"Zoé Martin", "Zoe Martin"}
    assert NamedNode(f"{BASE}id/statement/eau-1") in {quad.subject for quad in quads}


def test_without_preference_an_entity_is_turtle(reader: Served) -> None:
    assert reader.http.get(PERSON).headers["content-type"] == "text/turtle; charset=utf-8"


def test_equal_requests_are_answered_with_equal_bytes(reader: Served) -> None:
    assert reader.http.get(PERSON).content == reader.http.get(PERSON).content


def test_a_document_is_described_with_its_mentions(reader: Served) -> None:
    response = reader.http.get("/doc/fr/eau.txt")
    assert f"{BASE}doc/fr/eau.txt#char=0,10" in {quad.subject.value for quad in parse(response.content, format=RdfFormat.TURTLE)}
    assert "Water forum" not in response.text


@pytest.mark.parametrize("path", ["/id/person/nobody", "/doc/none.txt", "/id/", "/id/%3Cscript%3E", "/nowhere"])
def test_what_is_not_known_is_404(reader: Served, path: str) -> None:
    for headers in ({}, BROWSER):
        response = reader.http.get(path, headers=headers)
        assert response.status_code == 404
        assert "<script>" not in response.text or response.headers["content-type"].startswith("text/plain")


def test_nothing_acceptable_is_406(reader: Served) -> None:
    assert reader.http.get(PERSON, headers={"Accept": "image/png"}).status_code == 406


def test_a_format_can_be_named(reader: Served) -> None:
    assert reader.http.get(f"{PERSON}?format=ntriples", headers=BROWSER).headers["content-type"] == "application/n-triples"


@pytest.mark.parametrize(
    ("ending", "media_type"),
    [("ttl", "text/turtle"), ("nt", "application/n-triples"), ("jsonld", "application/ld+json"), ("rdf", "application/rdf+xml")],
)
def test_an_ending_asks_for_a_format(reader: Served, ending: str, media_type: str) -> None:
    for path in (PERSON, "/doc/fr/eau.txt"):
        response = reader.http.get(f"{path}.{ending}", headers=BROWSER)
        assert response.headers["content-type"].partition(";")[0] == media_type
        assert response.content == reader.http.get(path, headers={"Accept": media_type}).content
    assert reader.http.get(f"{PERSON}.pdf", headers=BROWSER).status_code == 404


def test_a_browser_is_told_of_problems_by_a_page_and_others_by_text(reader: Served) -> None:
    page = reader.http.get("/id/person/nobody", headers={**BROWSER, "Accept-Language": "fr"})
    assert page.status_code == 404
    assert '<html lang="fr"' in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert reader.http.get("/id/person/nobody").headers["content-type"].startswith("text/plain")


def test_the_ontology_is_a_page_and_data(reader: Served) -> None:
    page = reader.http.get("/ontology", headers={**BROWSER, "Accept-Language": "fr"}).text
    assert 'id="Person"' in page
    assert "exerce la fonction" in page
    quads = set(parse(reader.http.get("/ontology").content, format=RdfFormat.TURTLE))
    assert NamedNode(f"{BASE}ontology#holdsRole") in {quad.subject for quad in quads}


def test_documents_are_listed_by_what_they_are(reader: Served) -> None:
    assert "/doc/fr/eau.txt" in Links(reader.http.get("/documents", headers=BROWSER).text).targets
    assert "/doc/fr/eau.txt" not in Links(reader.http.get("/documents?language=en", headers=BROWSER).text).targets
    assert reader.http.get("/documents?language=%22%7D&year=%27%22&page=-1", headers=BROWSER).status_code == 200


def test_a_merged_entity_leads_to_the_one_that_stands_for_it(reader: Served) -> None:
    response = reader.http.get("/id/person/z-martin?format=turtle")
    assert response.status_code == 301
    assert response.headers["location"] == f"{PERSON}?format=turtle"
    assert reader.http.get("/id/person/z-martin", follow_redirects=True).status_code == 200


def test_a_redirect_never_leaves_the_server(reader: Served) -> None:
    assert reader.http.get("/id/person/elsewhere").status_code == 200


@pytest.mark.parametrize(
    ("language", "title", "label"),
    [
        ("fr-CH, en;q=0.5", "Zoé Martin", '<html lang="fr"'),
        ("en", "Zoe Martin", '<html lang="en"'),
        ("de", "Zoe Martin", '<html lang="en"'),
    ],
)
def test_a_browser_gets_a_page_in_its_language(reader: Served, language: str, title: str, label: str) -> None:
    response = reader.http.get(PERSON, headers={**BROWSER, "Accept-Language": language})
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert f"<h1><bdi>{title}</bdi></h1>" in response.text
    assert label in response.text


def test_a_page_links_to_what_it_names(reader: Served) -> None:
    links = Links(reader.http.get(PERSON, headers=BROWSER).text)
    assert {"/id/organisation/office-des-eaux", "/id/statement/eau-1", "/doc/fr/eau.txt#char=0,10"} <= set(links.targets)


@pytest.mark.parametrize(
    "path",
    [
        PERSON,
        "/id/person/hostile",
        "/id/statement/eau-1",
        "/doc/fr/eau.txt",
        "/documents",
        "/ontology",
        "/browse/person",
        "/search?q=%3Cscript%3Ealert",
        "/",
    ],
)
def test_pages_show_markup_as_text_and_run_no_script(reader: Served, path: str) -> None:
    page = Links(reader.http.get(path, headers=BROWSER).text)
    assert not page.elements & {"b", "img", "iframe"}
    assert "alert" not in page.scripts
    assert not [target for target in page.targets if target.lower().startswith("javascript:")]


def test_the_start_page_counts_and_leads_on(reader: Served) -> None:
    page = reader.http.get("/", headers=BROWSER).text
    assert "<strong>2</strong> <span>Documents</span>" in page
    assert "/browse/person" in Links(page).targets
    assert [target for target in Links(page).targets if "overview" in target]


def test_the_start_page_is_the_service_description_for_machines(reader: Served) -> None:
    response = reader.http.get("/", headers={"Accept": "text/turtle"})
    assert f"<{reader.http.base_url}sparql>" in response.text.replace(str(reader.http.base_url) + "/", str(reader.http.base_url))


@pytest.mark.parametrize("stripped", [True, False])
def test_behind_a_path_prefix_links_carry_it(stripped: bool) -> None:
    with served(ServingSettings(base_path="/press")) as running:
        page = running.http.get(PERSON if stripped else f"/press{PERSON}", headers=BROWSER)
        assert "/press/id/organisation/office-des-eaux" in Links(page.text).targets
        assert any(target.startswith("/press/static/style.css?v=") for target in Links(page.text).targets)
        assert running.http.get("/id/person/z-martin").headers["location"].startswith("/press/id/")


@pytest.mark.parametrize(
    ("iri", "link"),
    [
        (f"{BASE}id/person/a", "/p/id/person/a"),
        (f"{BASE}ontology#Person", "/p/ontology#Person"),
        ("https://example.org/", "https://example.org/"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("urn:x", None),
    ],
)
def test_links_lead_to_pages_and_the_web_only(iri: str, link: str | None) -> None:
    assert Urls(BASE, "/p").link(iri) == link
