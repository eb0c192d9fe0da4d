"""What the pages of things tell: each fact with its sentence, links with their status, the same claim elsewhere, long lists in parts."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

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


def test_an_amount_has_the_separators_of_the_language(site: Site) -> None:
    assert "12,000,000 EUR" in words(section(page(site, PROGRAMME), "budget"))
    assert "12\u202f000\u202f000 EUR" in section(page(site, PROGRAMME, "fr"), "budget")


def test_a_long_page_begins_with_its_contents(site: Site) -> None:
    html = page(site, EVENT)
    contents = html.partition('<nav class="contents"')[2].partition("</nav>")[0]
    named = re.findall(r'href="#(\w+)"', contents)
    assert named == re.findall(r'<section class="(?:facts|statements)" id="(\w+)"', html)
    assert "Participants 9" in words(contents)


def test_a_list_tells_when_events_were_and_searches_its_class(site: Site) -> None:
    html = page(site, "browse/event")
    assert "workshop on river fishing, 4 May 2021" in words(html)
    assert '<input type="hidden" name="kind" value="event">' in html


@pytest.mark.parametrize(
    ("order", "key"),
    [
        ("", lambda thing: (-thing[2], thing[0])),
        ("documents", lambda thing: (-thing[2], thing[0])),
        ("name", lambda thing: thing[0]),
        ("no such order", lambda thing: (-thing[2], thing[0])),
    ],
)
def test_a_list_is_in_the_order_that_is_asked_for(site: Site, order: str, key: Callable[[tuple[str, str, int]], Any]) -> None:
    shown = listed(page(site, f"browse/organisation?sort={order}"))
    assert len({number for _, _, number in shown}) > 1
    assert shown == sorted(shown, key=key)


def test_a_list_by_date_has_the_newest_first_and_those_without_last(site: Site) -> None:
    dates = [date for _, date, _ in listed(page(site, "browse/event?sort=date"))]
    assert dates == sorted(dates, reverse=True)
    assert dates[0]


def listed(html: str) -> list[tuple[str, str, int]]:
    """Address, date and number of documents of the things of a list, as it shows them."""
    rows = re.findall(r"<li>(.*?)</li>", html.partition('<ul class="names-list"')[2].partition("</ul>")[0], re.DOTALL)
    return [
        (
            found[1] if (found := re.search(r'href="([^"]+)"', row)) else "",
            found[1] if (found := re.search(r'datetime="([^"]+)"', row)) else "",
            int(found[1]) if (found := re.search(r'class="number">(\d+)', row)) else 0,
        )
        for row in rows
    ]


def test_a_link_to_an_older_version_stays_in_it(site: Site) -> None:
    html = page(site, f"{PERSON}?version=1")
    assert f'href="/{AGENCY}?version=1"' in html
    gone = site.served.http.get(f"/{PERSON}?version=99", headers=BROWSER)
    assert gone.status_code == 404
    assert '<a href="/">' in gone.text


def test_where_nothing_is_the_reader_is_led_to_a_search(site: Site) -> None:
    answer = site.served.http.get("/id/person/Jos%C3%A9-ribeiro-0a1b2c3d", headers={**BROWSER, "Accept-Language": "fr"})
    assert answer.status_code == 404
    assert 'href="/search?q=Jos%C3%A9+ribeiro"' in answer.text
    assert "Chercher « José ribeiro »" in words(answer.text)


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site) -> None:
    first = site.served.http.get(f"/{PERSON}", headers=BROWSER)
    again = {**BROWSER, "If-None-Match": first.headers["etag"]}
    assert site.served.http.get(f"/{PERSON}", headers=again).status_code == 304
    assert site.served.http.get(f"/{PERSON}", headers={**again, "Accept-Language": "fr"}).status_code == 200


@pytest.mark.parametrize("number", ["2", "9999999", "0", "-1", "x"])
def test_any_number_of_a_page_is_answered(site: Site, number: str) -> None:
    assert "Clara Nunes" in page(site, f"{EVENT}?participant={number}&documents={number}")
