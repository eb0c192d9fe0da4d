"""The editor in a browser: queries, completion, saved queries, shared links, errors at their line."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.serving.browser.conftest import Watched


@pytest.fixture
def editor(page: Page) -> Page:
    page.goto("/editor")
    page.wait_for_selector("body[data-drawn=editor]")
    return page


def write(page: Page, text: str) -> None:
    """Puts a query into the editor, with the cursor at its end."""
    page.evaluate(
        "text => { const yasqe = pressgraphEditor.getTab().getYasqe(); yasqe.setValue(text); yasqe.focus(); "
        "yasqe.getDoc().setCursor(yasqe.getDoc().lineCount(), 0); }",
        text,
    )


def text_of(page: Page) -> str:
    return str(page.evaluate("pressgraphEditor.getTab().getQuery()"))


def cells(page: Page) -> list[str]:
    table = page.locator("table.dataTable:visible tbody")
    table.locator("tr").first.wait_for()
    return [str(cell) for cell in table.locator("td").all_inner_texts()]


def test_a_query_runs_by_keyboard_and_its_entities_lead_to_their_pages(editor: Page) -> None:
    write(editor, "PREFIX kg: <https://w3id.org/pressgraph/ontology#>\nSELECT ?who { ?who a kg:Person ; kg:holdsRole ?role }")
    editor.keyboard.press("Control+Enter")
    assert any("amelie-corvin" in cell for cell in cells(editor))
    link = editor.locator("table.dataTable:visible tbody a.iri").first
    assert re.fullmatch(r"/id/person/[\w-]+", str(link.get_attribute("href")))
    assert link.get_attribute("target") is None
    link.click()
    expect(editor).to_have_url(re.compile("/id/person/"))


def test_classes_and_properties_of_the_data_are_completed_with_their_counts(editor: Page) -> None:
    write(editor, "SELECT * { ?s a ")
    editor.keyboard.type("kg:Sta")
    editor.keyboard.press("Control+Space")
    hint = editor.locator(".CodeMirror-hint").first
    expect(hint).to_have_text(re.compile(r"kg:Statement · .*5 uses|kg:Statement · 5 uses"))
    editor.keyboard.press("Enter")
    editor.keyboard.type(" ; kg:spea")
    editor.keyboard.press("Control+Space")
    expect(editor.locator(".CodeMirror-hint").first).to_contain_text("kg:speaker")
    editor.keyboard.press("Enter")
    assert text_of(editor).startswith("PREFIX kg: <https://w3id.org/pressgraph/ontology#>\n")
    assert text_of(editor).endswith("?s a kg:Statement ; kg:speaker")


def test_a_saved_query_with_a_parameter_opens_in_a_tab_and_is_downloaded_as_csv(editor: Page, tmp_path: Path) -> None:
    editor.fill("#saved-filter", "quoted")
    expect(editor.locator(".saved-queries > li:visible")).to_have_count(1)
    editor.locator("#query-most-quoted-speakers > summary").click()
    editor.fill("#most-quoted-speakers-year", "2021")
    editor.locator("#query-most-quoted-speakers [data-run]").click()
    assert "Amelie Corvin" in cells(editor)
    assert '"2021"' in text_of(editor)
    assert "#+" not in text_of(editor)
    with editor.expect_download() as waiting:
        editor.locator("#downloads > summary").click()
        editor.locator("#downloads a", has_text="csv").click()
    file = tmp_path / "rows.csv"
    waiting.value.save_as(file)
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert [(row["speakerName"], row["statements"]) for row in rows] == [("Amelie Corvin", "2"), ("Idris Valen", "1")]


def test_a_wrong_value_is_told_in_the_form(editor: Page, watched: Watched) -> None:
    watched.allowed = ("400",)
    editor.locator("#query-most-quoted-speakers > summary").click()
    editor.fill("#most-quoted-speakers-year", "202")
    editor.locator("#query-most-quoted-speakers [data-run]").click()
    expect(editor.locator("#query-most-quoted-speakers .problem")).to_contain_text("'year'")


def test_an_error_is_told_and_marked_at_its_line(editor: Page, watched: Watched) -> None:
    watched.allowed = ("400",)
    write(editor, "SELECT ?s {\n  ?s ?p ?o .\n  FILTER(?s = \n}")
    editor.keyboard.press("Control+Enter")
    expect(editor.locator(".failure")).to_contain_text("line 4")
    assert editor.locator(".failed-line").count() == 1
    editor.get_by_role("button", name="Go to line 4").click()
    assert editor.evaluate("pressgraphEditor.getTab().getYasqe().getDoc().getCursor().line") == 3


def test_a_shared_link_opens_its_query_on_its_version(editor: Page, site: str) -> None:
    write(editor, 'SELECT ?answer { BIND("found" AS ?answer) }')
    editor.locator("#share").click()
    address = editor.locator("#shared[data-link]").get_attribute("data-link")
    assert str(address).startswith(f"{site}/editor#query=SELECT")
    assert str(address).endswith("&version=1")
    other = editor.context.new_page()
    other.goto(str(address))
    assert "found" in cells(other)
    expect(other.locator("#notices")).to_contain_text("version 1 of the data")
    other.get_by_role("button", name="Use the newest").click()
    expect(other.locator("#notices")).to_be_empty()
    other.locator(".addTab").click()
    expect(other.locator(".CodeMirror:visible")).to_have_count(1)


@pytest.mark.parametrize(
    ("query", "view"),
    [
        ('SELECT ?name ?n { VALUES (?name ?n) { ("a" 3) ("b" 5) } }', "chart"),
        ('SELECT ?start ?name { VALUES (?start ?name) { ("2020-01" "a") ("2021" "b") } }', "timeline"),
        ('SELECT ?code { VALUES ?code { "FR" "SN" "SN" } }', "map"),
        ("SELECT ?a ?b { VALUES (?a ?b) { (<http://a.example/1> <http://a.example/2>) } }", "network"),
        ("CONSTRUCT { ?a <http://a.example/p> ?b } { VALUES (?a ?b) { (<http://a.example/1> <http://a.example/2>) } }", "network"),
    ],
)
def test_results_are_drawn_as_their_columns_allow(editor: Page, query: str, view: str) -> None:
    write(editor, query)
    editor.keyboard.press("Control+Enter")
    editor.locator(f".yasr_btn.select_{view}:visible:not(.disabled)").click()
    expect(editor.locator(f".result-picture[data-view={view}][data-drawn=yes]")).to_be_visible()
    found = Axe().run(editor, context={"include": [[".result-picture"]]}).response["violations"]
    assert [f"{each['id']}: {each['nodes'][0]['html']}" for each in found] == []


def test_a_map_tells_how_many_rows_have_no_country(editor: Page) -> None:
    write(editor, 'SELECT ?code { VALUES ?code { "FR" "SN" "SN" UNDEF } }')
    editor.keyboard.press("Control+Enter")
    editor.locator(".yasr_btn.select_map:visible:not(.disabled)").click()
    expect(editor.locator(".left-out")).to_contain_text("3 of 4 rows")


OBSERVED = """
observed = watching = 0;
ResizeObserver = class extends ResizeObserver {
    observe(element) {
        this.isPicture = element.classList.contains("result-picture");
        observed += this.isPicture;
        watching += this.isPicture;
        super.observe(element);
    }
    disconnect() {
        if (this.isPicture) watching -= 1;
        super.disconnect();
    }
};
"""


def test_a_view_that_is_left_while_it_is_drawn_ends(page: Page) -> None:
    page.add_init_script(OBSERVED)
    page.goto("/editor")
    page.wait_for_selector("body[data-drawn=editor]")
    write(page, 'SELECT ?code { VALUES ?code { "FR" } }')
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".yasr_btn.select_map:visible:not(.disabled)")
    assert page.evaluate("observed") == 0
    page.evaluate("for (const name of ['map', 'table']) document.querySelector(`.yasr_btn.select_${name}`).click()")
    page.wait_for_function("() => observed > 0 && watching === 0")  # a map watches its size as long as it is there


def test_a_page_is_in_french_where_that_is_asked_for(page: Page) -> None:
    page.goto("/editor?lang=fr")
    expect(page.get_by_role("heading", level=1)).to_have_text("Requête")
    expect(page.locator(".yasr_btn.select_table")).to_have_text("Tableau")
