"""Headers, health, cross-origin requests, the start and the end of the server."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kg.errors import SettingsError
from kg.serving import server
from kg.serving.operations.tokens import Tokens
from kg.serving.settings import ServingSettings
from tests.serving.served import Served, sample, served

QUADS = len(sample()) + len({quad.triple for quad in sample()})  # in named graphs, and once each in their union
HEAVY = ("spacy", "trafilatura", "rdflib", "pyshacl", "oxrdflib", "numpy")


def test_the_server_starts_without_what_only_a_build_needs() -> None:
    code = f"import sys, kg.serving.app, kg.serving.server; print([name for name in {HEAVY!r} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "path", ["/", "/sparql", "/health", "/api/queries", "/nowhere", "/sparql?query=broken", "/id/person/hostile", "/openapi.json"]
)
def test_every_answer_carries_the_headers_that_protect_browsers(reader: Served, path: str) -> None:
    headers = reader.http.get(path, headers={"Accept": "text/html, */*;q=0.1"}).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers


def test_health_tells_version_and_size(reader: Served) -> None:
    told = reader.http.get("/health").json()
    assert (told["status"], told["version"], told["quads"], told["writable"]) == ("ok", "1", QUADS, False)


def test_pages_of_other_origins_may_read_answers_only_if_allowed() -> None:
    origin = {"Origin": "https://portal.example"}
    with served(ServingSettings(cors=("https://portal.example",))) as running:
        assert running.http.get("/health", headers=origin).headers["access-control-allow-origin"] == "https://portal.example"
        assert "access-control-allow-origin" not in running.http.get("/health", headers={"Origin": "https://other.example"}).headers
        asked = {**origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
        assert running.http.options("/sparql", headers=asked).status_code == 200


def test_a_crash_tells_nothing_of_the_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a secret of the inside")

    monkeypatch.setattr("kg.serving.pages.entities.exists", fail)
    with served(ServingSettings()) as running:
        response = running.http.get("/id/person/x")
    assert response.status_code == 500
    assert "secret" not in response.text
    assert "Traceback" not in response.text


def test_the_openapi_document_lists_the_routes(reader: Served) -> None:
    assert {"/sparql", "/update", "/store", "/api/queries/overview", "/health"} <= set(reader.http.get("/openapi.json").json()["paths"])


@pytest.mark.parametrize(
    ("settings", "writable"),
    [
        (ServingSettings(), True),
        (ServingSettings(base_path="press"), False),
        (ServingSettings(base_path="/press/"), False),
    ],
)
def test_settings_that_are_not_safe_or_not_right_are_refused(settings: ServingSettings, writable: bool) -> None:
    with pytest.raises(SettingsError):
        server.check(settings, writable=writable)


def test_a_token_does_not_show_in_messages() -> None:
    assert "secret" not in repr(ServingSettings(tokens=Tokens().with_secret("me", "secret")))


@pytest.mark.parametrize("secret", ["two words", "été", "a\tb"])
def test_a_token_that_no_header_can_carry_is_refused(secret: str) -> None:
    with pytest.raises(SettingsError, match="ASCII"):
        Tokens().with_secret("me", secret)


def test_a_port_that_is_taken_is_told() -> None:
    with server.bind("127.0.0.1", 0) as first, pytest.raises(SettingsError, match="taken"):
        server.bind("127.0.0.1", first.getsockname()[1])


def test_an_address_that_is_not_ours_is_told() -> None:
    with pytest.raises(SettingsError, match="can't listen"):
        server.bind("192.0.2.1", 0)
