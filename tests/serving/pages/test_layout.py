"""What every page has: its language and colours, which a reader can choose, and the files that it is made of."""

from __future__ import annotations

import pytest

from kg.serving.settings import ServingSettings
from tests.serving.served import Served, served

BROWSER = {"Accept": "text/html"}


def language(page: str) -> str:
    return page.partition('<html lang="')[2][:2]


def test_a_chosen_language_is_remembered(reader: Served) -> None:
    chosen = reader.http.get("/?lang=fr", headers={**BROWSER, "Accept-Language": "en"})
    assert language(chosen.text) == "fr"
    cookie = chosen.headers["set-cookie"]
    assert cookie.startswith("kg_lang=fr;")
    assert "samesite=lax" in cookie.lower()
    again = reader.http.get("/", headers={**BROWSER, "Accept-Language": "en", "Cookie": "kg_lang=fr"})
    assert language(again.text) == "fr"
    reader.http.cookies.clear()


@pytest.mark.parametrize("wrong", ["lang=de", "lang=", "theme=%22%3E%3Cscript%3E"])
def test_a_choice_that_is_none_changes_nothing(reader: Served, wrong: str) -> None:
    page = reader.http.get(f"/?{wrong}", headers={**BROWSER, "Accept-Language": "fr"})
    assert page.status_code == 200
    assert language(page.text) == "fr"
    assert "data-theme=" not in page.text
    assert "<script>" not in page.text


def test_chosen_colours_are_remembered_and_forgotten(reader: Served) -> None:
    dark = reader.http.get("/?theme=dark", headers=BROWSER)
    assert 'data-theme="dark"' in dark.text
    assert 'data-theme="dark"' in reader.http.get("/", headers={**BROWSER, "Cookie": "kg_theme=dark"}).text
    assert "max-age=0" in reader.http.get("/?theme=auto", headers=BROWSER).headers["set-cookie"].lower()
    reader.http.cookies.clear()


def test_pages_tell_caches_what_they_depend_on(reader: Served) -> None:
    page = reader.http.get("/", headers=BROWSER)
    assert page.headers["vary"] == "Accept, Accept-Encoding, Accept-Language, Cookie"
    assert page.headers["cache-control"] == "no-cache"


def test_pages_run_scripts_of_this_server_alone_and_data_none(reader: Served) -> None:
    page = reader.http.get("/", headers=BROWSER).headers["content-security-policy"]
    assert "default-src 'none'" in page
    assert "script-src 'self';" in page
    assert "unsafe" not in page
    assert "script-src" not in reader.http.get("/", headers={"Accept": "text/turtle"}).headers["content-security-policy"]


@pytest.mark.parametrize(("name", "media_type"), [("style.css", "text/css"), ("site.js", "text/javascript"), ("icon.svg", "image/svg+xml")])
def test_files_are_kept_by_browsers_until_they_change(reader: Served, name: str, media_type: str) -> None:
    page = reader.http.get("/", headers=BROWSER).text
    address = next(part.partition('"')[0] for part in page.split('="') if part.startswith(f"/static/{name}?v="))
    file = reader.http.get(address)
    assert file.headers["content-type"].partition(";")[0] == media_type
    assert "immutable" in file.headers["cache-control"]
    assert "immutable" not in reader.http.get(f"/static/{name}?v=other").headers["cache-control"]


@pytest.mark.parametrize("name", ["nothing.css", "../pages/view.py", "..%2Fpages%2Fview.py", "%2Fetc%2Fpasswd", "."])
def test_only_files_of_the_pages_are_given(reader: Served, name: str) -> None:
    assert reader.http.get(f"/static/{name}").status_code == 404


def test_choices_behind_a_prefix_are_kept_below_it() -> None:
    with served(ServingSettings(base_path="/press")) as running:
        answer = running.http.get("/?lang=fr", headers=BROWSER)
        assert "path=/press" in answer.headers["set-cookie"].lower()
        assert '"/press/?lang=en"' in answer.text
