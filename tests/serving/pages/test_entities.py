"""What the pages of things tell: each fact with its sentence, links with their status, the same claim elsewhere, long lists in parts."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.serving.pages.conftest import Site
from tests.serving.pages.site import AGENCY, DOCUMENT, EVENT, PERSON, PLACE, PROGRAMME

BROWSER = {"Accept": "text/html"}


def page(site: Site, path: str, language: str = "en") -> str:
    """A page without its markup's line ends."""
    answer = site.served.http.get(f"/{path}", headers={**BROWSER, "Accept-Language": language})
    assert answer.status_code == 200
    return answer.text


def section(html: str, name: str) -> str:
    return html.partition(f'id="{name}"')[2].partition("</section>")[0]


def words(html: str) -> str:
    """The text of a part of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def test_facts_of_one_sentence_stand_above_it_together(site: Site) -> None:
    found = section(page(site, EVENT), "participant")
    assert words(found).count("said Clara Nunes, director of the Estuary Agency") == 1
    assert {"<mark>Clara Nunes</mark>", "<mark>Estuary Agency</mark>"} <= set(re.findall(r"<mark>[^<]*</mark>", found))
    assert found.count("88%") == 2


def test_a_fact_leads_to_its_place_in_the_text_and_to_its_rule(site: Site) -> None:
    html = page(site, PROGRAMME)
    found = section(html, "funder")
    place = re.search(rf'href="/{DOCUMENT}#(char=[0-9]+,[0-9]+)"', found)
    fact = re.search(rf'href="/{DOCUMENT}#(fact=[0-9a-f]+)"', found)
    assert place is not None
    assert fact is not None
    document = page(site, DOCUMENT)
    assert f'id="{place[1]}"' in document
    assert f'id="{fact[1]}"' in document


def test_roles_are_told_with_body_and_dates_in_both_languages(site: Site) -> None:
    found = words(section(page(site, PERSON), "holdsRole"))
    assert "director" in found
    assert "directrice" in found
    assert "5 May 2021" in found
    assert "5 mai 2021" in words(section(page(site, PERSON, "fr"), "holdsRole"))
    assert "Clara Nunes" in words(section(page(site, AGENCY), "posts"))


@pytest.mark.parametrize(("path", "status"), [(PLACE, "the same"), (PERSON, "doubtful")])
def test_a_link_with_wikidata_tells_how_sure_it_is(site: Site, path: str, status: str) -> None:
    assert status in words(page(site, path).partition("items-head")[2].partition("</section>")[0])


def test_a_statement_shows_the_same_claim_elsewhere(site: Site) -> None:
    html = words(page(site, site.statement))
    assert "Les fleuves nourrissent nos villes" in html
    assert "83% alike" in html
    assert "for Estuary Agency" in html


def test_a_link_to_an_older_version_stays_in_it(site: Site) -> None:
    html = page(site, f"{PERSON}?version=1")
    assert f'href="/{AGENCY}?version=1"' in html
    assert site.served.http.get(f"/{PERSON}?version=99", headers=BROWSER).status_code == 404


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site) -> None:
    first = site.served.http.get(f"/{PERSON}", headers=BROWSER)
    again = {**BROWSER, "If-None-Match": first.headers["etag"]}
    assert site.served.http.get(f"/{PERSON}", headers=again).status_code == 304
    assert site.served.http.get(f"/{PERSON}", headers={**again, "Accept-Language": "fr"}).status_code == 200


@pytest.mark.parametrize("number", ["2", "9999999", "0", "-1", "x"])
def test_any_number_of_a_page_is_answered(site: Site, number: str) -> None:
    assert "Clara Nunes" in page(site, f"{EVENT}?participant={number}&documents={number}")
