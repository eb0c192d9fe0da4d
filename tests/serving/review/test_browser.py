"""The review in Chromium: a doubtful link confirmed by keyboard and seen in the graph after the next build; every page as it should be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from kg.demo import TEXTS
from tests.pipeline.corpus import built
from tests.serving.pages.test_browser import COLOURS_AND_SIZES, overflow, to, violations
from tests.serving.review.conftest import SECRETS, Reviewed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = ("/review", "/review/links", "/review/decisions")


def opened(chromium: Browser, address: str, found: list[str], *, scripts: bool = True) -> Iterator[Page]:
    """A page of a browser that knows nobody; what it may not do is noted."""
    context = chromium.new_context(base_url=address, locale="en-GB", viewport={"width": 1280, "height": 900}, java_script_enabled=scripts)
    made = context.new_page()
    made.set_default_timeout(20_000)
    made.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else found.append(asked.url))
    made.on("console", lambda told: found.append(told.text) if told.type in ("error", "warning") else None)
    made.on("pageerror", lambda error: found.append(str(error)))
    yield made
    context.close()


@pytest.fixture
def page(chromium: Browser, reviewed: Reviewed) -> Iterator[Page]:
    """A page that has to keep to the rules."""
    found: list[str] = []
    yield from opened(chromium, reviewed.address, found)
    assert found == []


def sign_in(page: Page, path: str) -> None:
    """Goes to a page by way of the sign-in, by keyboard: the field has the focus."""
    page.goto(path)
    page.wait_for_url("**/review/sign-in?**")
    page.keyboard.type(SECRETS["Ada"])
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{path}")


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def heading(page: Page) -> str:
    return page.locator(".side h2").first.inner_text()


def test_a_doubtful_link_is_confirmed_by_keyboard_and_stands_in_the_graph_after_the_next_build(
    chromium: Browser, rebuilt: Reviewed
) -> None:
    found: list[str] = []
    for page in opened(chromium, rebuilt.address, found):
        question = next(each for each in rebuilt.review.links if each.entity.path == "place/lagos")
        page.goto("/id/place/lagos")
        assert "doubtful" in page.locator(".items").inner_text()
        to(page, "a[href^='/review/links?at=']")
        press(page, "Enter")
        page.keyboard.type(SECRETS["Ada"])
        press(page, "Enter")
        assert heading(page) == "Lagos"
        assert page.locator(".options h3").first.inner_text().startswith("Lagos")
        press(page, "1")
        assert heading(page) != "Lagos"
        assert "1 decision waits for the next build" in page.locator("#waiting").inner_text()
        assert [(line.b, line.verdict, line.by) for line in rebuilt.lines()] == [(question.options[0].qid, "same", "Ada")]
        built(rebuilt.store, TEXTS)
        while rebuilt.version() != "2":
            page.wait_for_timeout(100)
        page.goto("/id/place/lagos")
        assert "the same" in page.locator(".items").inner_text()
        page.locator(".items .why summary").focus()
        page.keyboard.press("Enter")
        assert "A person has said so" in page.locator(".items .reason").inner_text()
        page.goto("/review/decisions")
        assert page.locator("#waiting").count() == 0
        assert "in the graph" in page.locator(".decisions").inner_text()
    assert found == []


def test_pairs_are_judged_skipped_and_undone_by_single_keys(page: Page, reviewed: Reviewed) -> None:
    sign_in(page, "/review")
    first = heading(page)
    press(page, "n")
    second = heading(page)
    assert second != first
    press(page, "d")
    assert heading(page) == first
    press(page, "z")
    assert heading(page) == second
    press(page, "u")
    press(page, "s")
    assert "Nothing is left" in page.locator("main").inner_text()
    assert [line.verdict for line in reviewed.lines()] == ["different", "withdrawn", "unsure", "same"]


def test_a_reason_can_be_written_without_the_keys_meaning_anything(page: Page, reviewed: Reviewed) -> None:
    sign_in(page, "/review")
    page.get_by_text("Add a reason").click()
    page.get_by_label("A reason, for those").fill("")
    page.get_by_label("A reason, for those").press_sequentially("sudden")
    page.get_by_role("button", name="Different").click()
    page.wait_for_url("**/review?after=*")
    assert [(line.verdict, line.why) for line in reviewed.lines()] == [("different", "sudden")]


def test_keys_can_be_switched_off(page: Page, reviewed: Reviewed) -> None:
    sign_in(page, "/review")
    before = heading(page)
    assert page.locator("kbd").first.is_visible()
    page.get_by_label("Answer by single keys").uncheck()
    page.get_by_label("Answer by single keys").blur()
    page.keyboard.press("s")
    page.reload()
    page.keyboard.press("s")
    assert not page.locator("kbd").first.is_visible()
    assert heading(page) == before
    assert reviewed.noted() == []


def test_another_item_is_written(page: Page, reviewed: Reviewed) -> None:
    sign_in(page, "/review/links")
    page.keyboard.press("o")
    page.keyboard.type("Q42")
    press(page, "Enter")
    assert [line.b for line in reviewed.lines()] == ["Q42"]


def test_the_sign_in_is_accessible(chromium: Browser, reviewed: Reviewed) -> None:
    found: list[str] = []
    for page in opened(chromium, reviewed.address, found):
        page.goto("/review/sign-in")
        assert violations(page) == []
        page.keyboard.type("wrong")
        with page.expect_response("**/review/sign-in") as refused:
            page.keyboard.press("Enter")
        assert refused.value.status == 403
        page.get_by_role("alert").wait_for()
        assert violations(page) == []
    assert ["403" in told for told in found] == [True], "what the browser itself tells of the refusal"


def test_pages_of_who_is_signed_in_are_accessible_in_both_schemes_and_on_a_phone(page: Page, reviewed: Reviewed) -> None:
    sign_in(page, "/review")
    press(page, "u")
    for path in PAGES:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(path)
        assert violations(page) == []
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": 390, "height": 844})
        assert overflow(page) <= 0
        answers = page.locator(".answers").bounding_box() if path != "/review/decisions" else None
        assert answers is None or answers["y"] + answers["height"] <= 844, "the answers stay in sight"
        assert violations(page, COLOURS_AND_SIZES) == []


def test_all_of_it_works_without_scripts(chromium: Browser, reviewed: Reviewed) -> None:
    found: list[str] = []
    for page in opened(chromium, reviewed.address, found, scripts=False):
        page.goto("/review")
        page.get_by_label("Token").fill(SECRETS["Ada"])
        page.get_by_role("button", name="Sign in").click()
        first = heading(page)
        page.get_by_role("button", name="Same").click()
        assert heading(page) != first
        page.get_by_role("button", name="Undo").click()
        assert heading(page) == first
        page.get_by_role("link", name="Links").click()
        page.get_by_role("button", name="None of them").click()
        page.get_by_role("link", name="Decisions").click()
        page.locator(".decisions").get_by_role("button", name="Undo").first.click()
        assert "Nothing has been judged" in page.locator("main").inner_text()
        page.get_by_role("button", name="Sign out").click()
        page.goto("/review")
        assert "/review/sign-in" in page.url
    assert found == []
