"""Every page is valid HTML, has one of each id, and shows hostile names, texts and parameters as text."""

from __future__ import annotations

import html
from collections import Counter
from urllib.parse import quote

import pytest
from html5rdf import HTMLParser, getTreeBuilder, treewalkers

from tests.serving.pages.conftest import Site
from tests.serving.pages.site import DOCUMENT, EVENT, HOSTILE, HOSTILE_DOCUMENT, PERSON, PLACE, PROGRAMME

BROWSER = {"Accept": "text/html"}
BUILD = "build/20210601T090000000000"
PAGES = [
    "",
    PERSON,
    EVENT,
    PROGRAMME,
    PLACE,
    DOCUMENT,
    BUILD,
    "documents",
    "ontology",
    "browse/person",
    "browse/event",
    "search?q=river",
    "search?q=this",  # by a speaker with a name in one language
    "search?q=nowhere",
    "search",
    "nothing",
    "network",
    "timeline",
    "map",
    "speakers",
    "editor",
]
HARMFUL = [
    "search?q=this",
    *(f"id/person/{key}" for key in HOSTILE),
    HOSTILE_DOCUMENT,
    EVENT,
    PERSON,
    BUILD,
    "documents",
    "browse/person",
    "",
]
PARAMETERS = [
    "search?q={}",
    "documents?publisher={}",
    "documents?language={}&year={}",
    "id/person/{}",
    "browse/{}",
    "build/{}",
    "doc/{}",
    "?lang={}&theme={}&version={}",
    "network?actor={}&programme={}&from={}&hide={}",
    "timeline?actor={}&from={}&to={}",
    "map?from={}&to={}",
    "speakers?actor={}&from={}",
    "editor?query={}&version={}",
]
Element = tuple[str, dict[str, str]]


def elements(page: str) -> list[Element]:
    """The elements of a page with their attributes.

    Raises:
        ParseError: it is not valid HTML.
    """
    tree = HTMLParser(tree=getTreeBuilder("etree"), strict=True).parse(page)
    walked = treewalkers.getTreeWalker("etree")(tree)
    return [
        (token["name"], {name: value for (_, name), value in token["data"].items()})
        for token in walked
        if token["type"] in ("StartTag", "EmptyTag")
    ]


def of(site: Site, path: str, language: str = "en") -> str:
    return site.served.http.get(f"/{path}", headers={**BROWSER, "Accept-Language": language}).text


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", [*PAGES, "statement"])
def test_a_page_is_valid_and_its_ids_are_its_own(site: Site, path: str, language: str) -> None:
    found = elements(of(site, site.statement if path == "statement" else path, language))
    ids = Counter(attributes["id"] for _, attributes in found if "id" in attributes)
    assert [name for name, count in ids.items() if count > 1] == []
    referred = [attributes[name] for _, attributes in found for name in ("aria-labelledby", "for", "aria-controls") if name in attributes]
    assert set(referred) <= set(ids)
    assert [name for name, _ in found].count("h1") == 1


def assert_harmless(page: str) -> None:
    found = elements(page)
    assert not [name for name, _ in found if name in ("b", "img", "iframe", "object", "base")]
    for name, attributes in found:
        assert name != "script" or "src" in attributes or attributes.get("type") == "application/json"
        assert not [key for key in attributes if key.startswith("on") or key == "style"]
        addresses = [value for key, value in attributes.items() if key != "value"]  # that of a field is only shown
        assert not [value for value in addresses if value.strip().lower().startswith("javascript:")]


@pytest.mark.parametrize("path", [*HARMFUL, "statement of the long"])
def test_names_and_texts_that_mean_harm_are_shown_as_text(site: Site, path: str) -> None:
    if path == "statement of the long":
        links = [attributes.get("href", "") for _, attributes in elements(of(site, HOSTILE_DOCUMENT))]
        path = next(link for link in links if "/id/statement/" in link).lstrip("/")
    page = of(site, path)
    assert_harmless(page)
    assert len(page) < 2_000_000


@pytest.mark.parametrize("key", HOSTILE)
def test_a_name_is_shown_letter_by_letter(site: Site, key: str) -> None:
    page = of(site, f"id/person/{key}")
    shown = html.unescape(page.partition("<h1><bdi>")[2].partition("</bdi></h1>")[0])
    assert shown == " ".join(HOSTILE[key].split()).replace("\u0001", "\ufffd")


@pytest.mark.parametrize("key", HOSTILE)
@pytest.mark.parametrize("path", PARAMETERS)
def test_parameters_that_mean_harm_are_shown_as_text(site: Site, path: str, key: str) -> None:
    assert_harmless(of(site, path.replace("{}", quote(HOSTILE[key][:400], safe=""))))
