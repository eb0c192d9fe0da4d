"""Who may come near the review, and by which way: each refusal, and that nothing is noted then."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import httpx
import pytest

from kg.errors import SettingsError
from kg.serving.catalogue import Published
from kg.serving.review.sessions import IDLE, LIFE, MOST, Sessions
from kg.serving.server import check
from kg.serving.settings import ServingSettings
from tests.serving.review.conftest import HTML, SECRETS, TOKENS, Reviewed
from tests.serving.served import Served, serving

PAGES = ("/review", "/review/links", "/review/decisions")
PROXIED = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "press.example"}


def test_without_the_option_there_is_no_review(reader: Served) -> None:
    for path in (*PAGES, "/review/sign-in"):
        response = reader.http.get(path, headers=HTML)
        assert response.status_code == 403
        assert "--review" in response.text
    assert reader.http.post("/review/judge", data={"choice": "same"}).status_code == 403
    assert "/review" not in reader.http.get("/documents", headers=HTML).text


def test_a_review_needs_tokens(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="--review needs a token"):
        check(ServingSettings(review=tmp_path / "j"), writable=False)
    check(ServingSettings(review=tmp_path / "j", tokens=TOKENS), writable=False)


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_sees_nothing(reviewed: Reviewed) -> None:
    stranger = reviewed.stranger()
    for path in PAGES:
        response = stranger.http.get(path)
        assert response.status_code == 303
        assert response.headers["location"].startswith("/review/sign-in?to=")
        assert not response.content
    question = reviewed.review.merges[0].id
    refused = stranger.post("/review/judge", question=question, choice="same", form="x")
    assert refused.status_code == 403
    assert "not signed in" in refused.text
    assert not reviewed.file.exists()


@pytest.mark.parametrize("token", ["", "wrong", SECRETS["Ada"][:-1], SECRETS["Ada"] + "x", "\udcff'\"<script>"])
def test_a_wrong_token_opens_nothing_and_stands_nowhere(reviewed: Reviewed, token: str, caplog: pytest.LogCaptureFixture) -> None:
    stranger = reviewed.stranger()
    with caplog.at_level(logging.INFO):
        response = stranger.http.post(
            "/review/sign-in", content=b"token=" + token.encode("utf-8", "surrogateescape"), headers=form_headers(reviewed.address)
        )
    assert response.status_code in (400, 403)
    assert "set-cookie" not in response.headers
    assert not token or token not in response.text
    assert not token or not any(token in record.getMessage() for record in caplog.records)


def form_headers(origin: str) -> dict[str, str]:
    return {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin, "Sec-Fetch-Site": "same-origin"}


def test_tokens_can_not_be_tried_for_long(reviewed: Reviewed) -> None:
    stranger = reviewed.stranger()
    stranger.http.headers.update(PROXIED | {"X-Forwarded-For": "203.0.113.9"})
    stranger.address = "https://press.example"
    answers = [stranger.sign_in("wrong") for _ in range(12)]
    assert [each.status_code for each in answers] == [403] * 10 + [429] * 2
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert stranger.sign_in(SECRETS["Ada"]).status_code == 429


def test_a_right_token_is_told_to_nobody(reviewed: Reviewed, caplog: pytest.LogCaptureFixture) -> None:
    person = reviewed.stranger()
    with caplog.at_level(logging.INFO):
        response = person.sign_in(SECRETS["Ada"])
        page = person.page("/review")
        assert person.judge(reviewed.review.merges[0].id, "unsure").status_code == 303
    told = [each.getMessage() for each in caplog.records if each.name == "kg.access" and "/review/judge" in each.getMessage()]
    assert ["user=Ada" in each for each in told] == [True]
    cookie = response.headers["set-cookie"]
    assert response.headers["location"] == "/review"
    assert {"HttpOnly", "SameSite=strict", "Path=/review"} <= set(cookie.split("; "))
    assert "Max-Age" not in cookie
    everything = cookie + page + str(response.headers) + "".join(record.getMessage() for record in caplog.records)
    assert SECRETS["Ada"] not in everything
    assert "user=Ada" in caplog.text
    assert person.http.get("/review").headers["cache-control"] == "no-store"


def test_a_token_in_an_address_opens_nothing(reviewed: Reviewed) -> None:
    stranger = reviewed.stranger()
    assert "set-cookie" not in stranger.http.get("/review/sign-in", params={"token": SECRETS["Ada"]}).headers
    assert stranger.post(f"/review/sign-in?token={SECRETS['Ada']}", to="merges").status_code == 403
    assert stranger.http.get("/review", headers={"Authorization": f"Bearer {SECRETS['Ada']}"}).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://localhost:1", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_a_form_of_another_site_is_refused(reviewed: Reviewed, headers: dict[str, str]) -> None:
    person = reviewed.person()
    fields = {"form": person.secret(), "question": reviewed.review.merges[0].id, "choice": "same", "token": SECRETS["Ada"]}
    for path in ("/review/judge", "/review/undo", "/review/sign-out", "/review/sign-in"):
        response = person.http.post(path, data=fields, headers=headers)
        assert response.status_code == 403, path
        assert "set-cookie" not in response.headers
    assert not reviewed.file.exists()
    assert person.page("/review")


@pytest.mark.parametrize("form", ["", "wrong", None])
def test_a_form_without_the_token_of_the_session_is_refused(reviewed: Reviewed, form: str | None) -> None:
    person, other = reviewed.person(), reviewed.person("Bo")
    given = other.secret() if form is None else form
    response = person.post("/review/judge", form=given, question=reviewed.review.merges[0].id, choice="same")
    assert response.status_code == 403
    assert "another session" in response.text
    assert not reviewed.file.exists()


def test_a_page_that_is_only_asked_for_changes_nothing(reviewed: Reviewed) -> None:
    person = reviewed.person()
    for path in ("/review/judge", "/review/undo", "/review/sign-out"):
        assert person.http.get(path, params={"form": person.secret(), "question": "x", "choice": "same"}).status_code == 405
    assert not reviewed.file.exists()


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1"])
def test_a_name_that_leads_here_by_a_trick_is_refused(reviewed: Reviewed, host: str) -> None:
    response = reviewed.person().http.get("/review", headers={"Host": host})
    assert response.status_code == 403
    assert "localhost" in response.text


def test_names_of_this_machine_are_not(reviewed: Reviewed) -> None:
    person = reviewed.person()
    for host in ("localhost", "localhost:9", "127.0.0.1", "[::1]:8080"):
        assert person.http.get("/review", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "header", [{"X-Forwarded-For": "203.0.113.7"}, {"X-Forwarded-For": "127.0.0.1"}, {"Forwarded": "for=10.0.0.1"}, {"Via": "x"}]
)
def test_plain_http_from_elsewhere_is_refused(reviewed: Reviewed, header: dict[str, str]) -> None:
    for path in (*PAGES, "/review/sign-in"):
        response = reviewed.stranger().http.get(path, headers=header)
        assert response.status_code == 403
        assert "TLS" in response.text


def test_a_proxy_that_nobody_named_is_not_believed(demo_store: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(demo_store, tmp_path / "store"))
    settings = ServingSettings(review=tmp_path / "j", tokens=TOKENS)
    with serving(lambda: Published(store), settings) as running:
        assert running.http.get("/review", headers=PROXIED | HTML).status_code == 403
        assert running.http.get("/review", headers={"X-Forwarded-Proto": "https"}).status_code == 403


def test_over_tls_the_cookie_is_bound_to_the_host(reviewed: Reviewed) -> None:
    origin = {"Origin": "https://press.example", "Sec-Fetch-Site": "same-origin"}
    with httpx.Client(base_url=reviewed.address, headers=PROXIED | HTML) as browser:
        assert browser.get("/review").status_code == 303
        assert (
            browser.post("/review/sign-in", data={"token": SECRETS["Ada"]}, headers={"Origin": "https://evil.example"}).status_code == 403
        )
        response = browser.post("/review/sign-in", data={"token": SECRETS["Ada"]}, headers=origin)
        assert response.status_code == 303
        name, _, rest = response.headers["set-cookie"].partition("=")
        assert name == "__Host-kg_review"
        assert {"HttpOnly", "SameSite=strict", "Path=/", "Secure"} <= set(rest.split("; "))
        assert "Domain" not in rest
        cookie = {"Cookie": f"{name}={rest.partition(';')[0]}"}
        assert browser.get("/review", headers=cookie).status_code == 200
        plain = {"X-Forwarded-Proto": "http", **cookie}
        assert browser.get("/review", headers=plain).status_code == 403


def test_who_signs_out_is_out_everywhere_that_the_session_is_known(reviewed: Reviewed) -> None:
    person = reviewed.person()
    stolen = dict(person.http.cookies)
    assert person.post("/review/sign-out", form=person.secret()).status_code == 303
    assert httpx.get(f"{reviewed.address}/review", cookies=stolen).status_code == 303
    before = reviewed.person()
    stolen = dict(before.http.cookies)
    before.sign_in(SECRETS["Ada"])
    assert httpx.get(f"{reviewed.address}/review", cookies=stolen).status_code == 303, "a new sign-in ends the session before"


def test_sessions_end_and_do_not_pile_up() -> None:
    clock = [0.0]
    sessions = Sessions(lambda: clock[0])
    first = sessions.open("Ada")
    clock[0] = IDLE - 1
    assert sessions.find(first)
    clock[0] += IDLE + 1
    assert sessions.find(first) is None
    busy, began = sessions.open("Ada"), clock[0]
    while clock[0] < began + LIFE - IDLE / 2:
        clock[0] += IDLE / 2
        assert sessions.find(busy)
    clock[0] = began + LIFE + 1
    assert sessions.find(busy) is None
    opened = []
    for _ in range(MOST + 1):
        clock[0] += 1
        opened.append(sessions.open("Bo"))
    assert [bool(sessions.find(each)) for each in opened] == [False] + [True] * MOST
    assert sessions.find("") is None


def test_a_form_that_is_none_or_too_large_is_refused(reviewed: Reviewed) -> None:
    person = reviewed.person()
    headers = {"Origin": reviewed.address}
    assert person.http.post("/review/judge", json={"choice": "same"}, headers=headers).status_code == 415
    assert person.http.post("/review/judge", data={"why": "x" * 70_000}, headers=headers).status_code == 413
