"""Network, timeline, map and speakers in a browser, with their tables, filters and files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.serving.browser.conftest import EVENTS, MEMBERS, Watched

PICTURES = ("network", "timeline", "map", "speakers")
PHONE = {"viewport": {"width": 390, "height": 800}, "color_scheme": "dark"}


def show(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("body[data-drawn]:not([data-drawn=''])")


def column(page: Page, number: int) -> list[str]:
    return [str(text) for text in page.locator(f"#table tbody td:nth-child({number})").all_inner_texts()]


def test_the_network_shows_who_has_what_in_common(page: Page) -> None:
    show(page, "/network")
    expect(page.locator("#summary")).to_have_text("8 points · 10 lines")
    assert "launch of the Safe Shores project" in column(page, 1)
    page.get_by_label("Events and programmes as points of their own").uncheck()
    expect(page.locator("#summary")).to_have_text(re.compile("^5 points"))
    assert "launch of the Safe Shores project" not in column(page, 1)
    page.get_by_role("button", name="Show Idris Valen in the picture").click()
    expect(page.locator(".picked-title")).to_have_text("Idris Valen")
    expect(page.locator(".picked-note li")).to_contain_text(["Amelie Corvin"])
    expect(page.locator("#table tr.marked")).to_contain_text("Idris Valen")


def test_filters_stand_in_the_address_and_ask_the_server(page: Page) -> None:
    show(page, "/network")
    page.get_by_label("From", exact=True).fill("2022")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#summary")).to_have_text("5 points · 4 lines")
    page.get_by_role("checkbox", name="Organisations").uncheck()
    expect(page).to_have_url(re.compile(r"/network\?from=2022&hide=Organisation$"))
    show(page, page.url)
    expect(page.locator("#summary")).to_have_text("3 points · 2 lines")


def test_a_name_that_nobody_has_is_told(page: Page, watched: Watched) -> None:
    watched.allowed = ("400",)
    page.goto("/timeline?actor=Nobody+Atall")
    expect(page.locator("#problem")).to_contain_text("no entity is named 'Nobody Atall'")


def test_the_timeline_has_events_and_statements_and_a_window_that_moves(page: Page) -> None:
    show(page, "/timeline")
    expect(page.locator("#summary")).to_have_text("2 events · 5 statements")
    assert page.locator("#drawing .item-Event").count() == 2
    assert column(page, 1)[0] == "August 2022"
    page.get_by_role("button", name="Closer").press("Enter")
    expect(page.get_by_role("button", name="Closer")).to_be_focused()
    page.get_by_role("button", name="All").click()
    page.locator("#drawing g.pickable", has_text="atelier d'été").locator(".item").click()
    expect(page.locator(".picked-note a")).to_have_text("atelier d'été")


def test_the_map_has_the_country_of_the_programme(page: Page) -> None:
    show(page, "/map")
    expect(page.locator("#summary")).to_have_text(
        "1 country · 3 events and programmes · 2 places that are not linked to a country are in the table only"
    )
    expect(page.locator("#drawing .name")).to_have_text("Senegal")
    page.locator("#drawing .held").click()
    expect(page.locator(".picked-note")).to_contain_text("Safe Shores")


def test_speakers_are_counted_over_time(page: Page) -> None:
    show(page, "/speakers")
    expect(page.locator("#summary")).to_have_text("3 speakers · 5 statements")
    page.get_by_role("button", name="First").click()
    assert column(page, 1)[-1] == "École navale de Sernac"
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("First")


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_is_saved_and_leads_to_its_query(page: Page, picture: str, tmp_path: Path) -> None:
    show(page, f"/{picture}")
    for kind, beginning in (("svg", b"<svg"), ("png", b"\x89PNG")):
        with page.expect_download() as waiting:
            page.locator(f"[data-save={kind}]").click()
        waiting.value.save_as(tmp_path / kind)
        assert (tmp_path / kind).read_bytes().startswith(beginning)
    assert "var(" not in (tmp_path / "svg").read_text()
    page.locator("#behind").click()
    page.wait_for_selector("table.dataTable:visible tbody tr")
    assert "SELECT" in page.evaluate("pressgraphEditor.getTab().getQuery()")


@pytest.mark.parametrize("page", [{}, PHONE], ids=["wide", "phone"], indirect=True)
def test_pages_are_accessible_and_as_wide_as_the_screen(page: Page) -> None:
    for picture in (*PICTURES, "editor"):
        show(page, f"/{picture}")
        check(page)


def check(page: Page) -> None:
    """No violation of WCAG that axe sees outside the editor's library, and no scrolling to the side."""
    found = Axe().run(page, context={"exclude": [["#yasgui"]]})
    assert [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


FRAMES = """
frames = 0;
const count = () => {
    if (document.querySelector(".canvas[data-layout=running]")) frames += 1;
    requestAnimationFrame(count);
};
requestAnimationFrame(count);
"""


def test_the_page_goes_on_while_a_network_of_five_thousand_is_laid_out(page: Page, crowded: str) -> None:
    page.add_init_script(FRAMES)
    show(page, f"{crowded}/network")
    expect(page.locator("#summary")).to_contain_text(f"{EVENTS + MEMBERS:,} points")
    page.wait_for_selector(".canvas[data-layout=done]")
    assert page.evaluate("frames") > 20  # a layout in the page itself would let none through, costly pictures one in a second
