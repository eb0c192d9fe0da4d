"""The pages in a real browser: what assistive technology is told, the ways that readers go, by pointer and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.serving.pages.conftest import Site
from tests.serving.pages.site import DOCUMENT, EVENT, HOSTILE, HOSTILE_DOCUMENT, PERSON, PLACE, PROGRAMME

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

BUILD = "build/20210601T090000000000"
PAGES = ["", PERSON, EVENT, PROGRAMME, PLACE, DOCUMENT, HOSTILE_DOCUMENT, BUILD, "documents", "ontology", "browse/event", "search?q=river"]
COLOURS_AND_SIZES = ["color-contrast", "link-in-text-block", "target-size"]  # what another width or scheme can change
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds by all rules of the standards, or by some rules, with the first element of each."""
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": STANDARDS}
    found: Any = axe.Axe().run(page, options={"runOnly": only, "resultTypes": ["violations"]}).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]} {each['nodes'][0]['failureSummary']}" for each in found]


def overflow(page: Page) -> int:
    """How many pixels a page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("path", [*PAGES, "statement"])
def test_a_page_keeps_to_wcag_in_light_and_dark_and_fits_a_phone(page: Page, site: Site, path: str) -> None:
    page.goto(f"/{site.statement if path == 'statement' else path}")
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})
    assert overflow(page) <= 0
    assert violations(page, COLOURS_AND_SIZES) == []


def test_a_page_that_tells_of_a_problem_keeps_to_wcag(page: Page) -> None:
    page.route("**/nothing-here", lambda route: route.fulfill(response=route.fetch(), status=200))  # else the browser notes an error
    page.goto("/id/person/nothing-here")
    page.get_by_role("link", name="Search for “nothing here”").wait_for()
    assert violations(page) == []


def test_from_a_person_to_the_one_who_pays(page: Page, site: Site) -> None:
    page.goto("/")
    page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.fill("clara nun")
    page.get_by_role("option", name="Clara Nunes").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Clara Nunes"
    page.get_by_role("link", name="Rivers feed our towns").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Rivers feed our towns"
    page.locator(".proof .source a").first.click()
    assert "#char=" in page.url
    target = page.locator(".text .target").first
    assert "Rivers feed our towns" in target.inner_text()
    page.locator(".text a.m.event", has_text="the workshop").last.click()
    page.get_by_role("link", name="Blue Rivers Programme").first.click()
    page.get_by_role("link", name="Meridian Fund").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Meridian Fund"


def test_the_same_way_by_keyboard_alone(page: Page, site: Site) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    to(page, "#site-search")
    page.keyboard.type("clara nun", delay=5)
    page.get_by_role("option", name="Clara Nunes").wait_for()
    page.keyboard.press("ArrowDown")
    assert page.locator("#site-search").get_attribute("aria-activedescendant") == "suggestion-0"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{PERSON}")
    for words in ("Rivers feed our towns", "Launched in Lisbon", "the workshop", "Blue Rivers Programme", "Meridian Fund"):
        to_link(page, words)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert page.get_by_role("heading", level=1).inner_text() == "Meridian Fund"


def to(page: Page, selector: str) -> None:
    """Goes on by the tabulator key to an element."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by the keyboard")


def to_link(page: Page, words: str) -> None:
    """Goes on by the tabulator key to a link with these words, which shows that it has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        text = page.evaluate("document.activeElement.matches('main a') ? document.activeElement.innerText : ''")
        if words.casefold() in text.casefold():
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"{words!r} is not reached by the keyboard")


def test_a_mark_tells_by_pointer_and_by_focus_what_it_is(page: Page, site: Site) -> None:
    page.goto(f"/{DOCUMENT}")
    mark = page.locator(".text a.m.person").first
    mark.hover()
    card = page.locator("#card")
    assert "Clara Nunes" in card.inner_text()
    assert "93" in card.inner_text()
    page.keyboard.press("Escape")
    assert card.is_hidden()
    mark.focus()
    assert mark.get_attribute("aria-describedby") == "card"
    assert card.is_visible()


def test_marks_of_a_class_can_be_hidden(page: Page, site: Site) -> None:
    page.goto(f"/{DOCUMENT}")
    mark = page.locator(".text .m.place").first
    before = mark.evaluate("element => getComputedStyle(element).backgroundColor")
    page.get_by_role("checkbox", name="Places").uncheck()
    assert mark.evaluate("element => getComputedStyle(element).backgroundColor") != before


def test_a_place_that_has_no_mark_is_shown_by_the_sentence_around_it(page: Page, site: Site) -> None:
    page.goto(f"/{DOCUMENT}")
    sentence = page.locator(".text .s").first
    begin = int((sentence.get_attribute("id") or "").removeprefix("char=").partition(",")[0])
    page.goto(f"/{DOCUMENT}#char={begin + 4},{begin + 9}")
    page.locator(".text .target").first.wait_for()


def test_the_language_is_changed_and_stays(page: Page, site: Site) -> None:
    page.goto(f"/{PERSON}")
    page.get_by_role("link", name="FR").click()
    assert page.get_by_role("heading", name="Déclarations").is_visible()
    page.goto(f"/{EVENT}")
    assert page.locator("html").get_attribute("lang") == "fr"


def test_colours_are_changed_and_stay(page: Page, site: Site) -> None:
    page.goto(f"/{PERSON}")
    page.get_by_role("link", name="Dark").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto("/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    page.get_by_role("link", name="Automatic").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark


def test_pages_can_be_read_without_scripts(page: Page, site: Site) -> None:
    context = page.context.browser.new_context(base_url=site.address, java_script_enabled=False)  # type: ignore[union-attr]
    plain = context.new_page()
    plain.goto("/")
    plain.get_by_role("searchbox").fill("Clara")
    plain.get_by_role("button", name="Search").click()
    plain.get_by_role("link", name="Clara Nunes").first.click()
    plain.get_by_text("Why?").first.click()
    assert plain.locator(".reason").first.is_visible()
    plain.goto(f"/{DOCUMENT}")
    assert plain.locator(".text").inner_text().count("workshop") >= 3
    context.close()


def test_a_filter_suggests_names_as_one_types(page: Page) -> None:
    page.goto("/timeline")
    page.wait_for_selector("body[data-drawn=timeline]")
    page.get_by_label("Person or organisation").press_sequentially("clara nun")
    page.locator("datalist option[value='Clara Nunes']").wait_for(state="attached")


@pytest.mark.parametrize("picture", ["network", "timeline", "map", "speakers"])
def test_a_picture_shows_names_that_mean_harm_as_text(page: Page, picture: str) -> None:
    page.goto(f"/{picture}")
    page.wait_for_selector(f"body[data-drawn={picture}]")
    shown = page.locator("#table td").all_inner_texts()
    assert shown
    assert picture != "network" or {HOSTILE["markup"], HOSTILE["attribute"], HOSTILE["scheme"]} <= {text.strip() for text in shown}
    assert page.locator("#table :is(script, b, img), #drawing :is(script, b, img)").count() == 0
    assert page.locator("main a[href^='javascript:' i]").count() == 0
