"""The journeys of those who use no pointer: saved queries, completion, shared links, the language, the filters of a picture."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.serving.browser.test_editor import cells, text_of, write


def tab_to(page: Page, selector: str, *, back: bool = False) -> None:
    """Goes on by the tabulator key to an element."""
    for _ in range(150):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by the keyboard")


def open_editor(page: Page) -> None:
    """From the start page by the navigation."""
    page.goto("/")
    tab_to(page, "nav a[href$='/editor']")
    page.keyboard.press("Enter")
    page.wait_for_selector("body[data-drawn=editor]")


def test_a_saved_query_is_filled_in_run_and_downloaded(page: Page, tmp_path: Path) -> None:
    open_editor(page)
    tab_to(page, "#saved-filter")
    page.keyboard.type("quoted")
    expect(page.locator(".saved-queries > li:visible")).to_have_count(1)
    tab_to(page, "#query-most-quoted-speakers > summary")
    page.keyboard.press("Enter")
    tab_to(page, "#most-quoted-speakers-year")
    page.keyboard.type("2021")
    page.keyboard.press("Enter")
    assert "Amelie Corvin" in cells(page)
    tab_to(page, "#downloads > summary")
    page.keyboard.press("Enter")
    page.wait_for_selector("#downloads a[download$='.csv']")
    tab_to(page, "#downloads a[download$='.csv']")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    waiting.value.save_as(tmp_path / "rows.csv")
    rows = list(csv.DictReader((tmp_path / "rows.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["speakerName"] for row in rows] == ["Amelie Corvin", "Idris Valen"]


def test_a_query_is_completed_run_and_its_result_opened(page: Page) -> None:
    open_editor(page)
    write(page, "SELECT ?who { ?who a ")
    page.keyboard.type("kg:Pers")
    page.keyboard.press("Control+Space")
    expect(page.locator(".CodeMirror-hint").first).to_contain_text("kg:Person")
    page.keyboard.press("Enter")
    page.keyboard.type(" }")
    page.keyboard.press("Control+Enter")
    assert any("amelie-corvin" in cell for cell in cells(page))
    page.keyboard.press("Escape")
    tab_to(page, "table.dataTable tbody a.iri")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/id/person/"))


def test_a_link_is_shared_and_opened_and_its_version_left(page: Page) -> None:
    open_editor(page)
    write(page, 'SELECT ?answer { BIND("found" AS ?answer) }')
    page.keyboard.press("Escape")
    tab_to(page, "#share", back=True)
    page.keyboard.press("Enter")
    address = page.locator("#shared[data-link]").get_attribute("data-link")
    page.goto("/")
    page.goto(str(address))
    assert "found" in cells(page)
    assert text_of(page).startswith("SELECT ?answer")
    tab_to(page, "#notices button")
    page.keyboard.press("Enter")
    expect(page.locator("#notices")).to_be_empty()


def test_the_language_is_changed(page: Page) -> None:
    open_editor(page)
    tab_to(page, "header a[hreflang=fr], header a[lang=fr]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Requête")
    tab_to(page, "header a[hreflang=en], header a[lang=en]")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_picture_is_filtered_and_a_point_found(page: Page) -> None:
    page.goto("/network")
    page.wait_for_selector("body[data-drawn=network]")
    tab_to(page, "input[name=show][value=works]")
    page.keyboard.press("Space")
    expect(page.locator("#summary")).to_have_text(re.compile("^5 points"))
    tab_to(page, "#table button.find")
    page.keyboard.press("Enter")
    expect(page.locator(".picked-title")).not_to_be_empty()
