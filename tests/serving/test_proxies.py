"""Behind a reverse proxy: what it tells of its client is believed, what others tell is not."""

from __future__ import annotations

import logging

import pytest

from kg.serving.settings import ServingSettings
from tests.serving.served import Served, served
from tests.serving.test_operations import logged

TOLD = {"X-Forwarded-For": "192.0.2.7, 198.51.100.1", "X-Forwarded-Host": "data.example", "X-Forwarded-Proto": "https"}


def cited(running: Served, **headers: str) -> str:
    """The address that a result tells to be cited by."""
    link = running.http.get("/api/queries/overview", headers={**TOLD, **headers}).headers["link"]
    return str(link).partition("<")[2].partition("?")[0]


def test_a_trusted_proxy_tells_client_scheme_host_and_prefix(caplog: pytest.LogCaptureFixture) -> None:
    with served(ServingSettings(proxies=("127.0.0.1", "198.51.100.0/24"))) as running, caplog.at_level(logging.INFO, "kg.access"):
        assert cited(running) == "https://data.example/api/queries/overview"
        assert cited(running, **{"X-Forwarded-Prefix": "/press/graph"}) == "https://data.example/press/graph/api/queries/overview"
        lines = logged(caplog, "kg.access", 2)
    assert all(line.getMessage().startswith("192.0.2.7 ") for line in lines)


@pytest.mark.parametrize("proxies", [(), ("198.51.100.1",)])
def test_others_tell_nothing(proxies: tuple[str, ...], caplog: pytest.LogCaptureFixture) -> None:
    with served(ServingSettings(proxies=proxies)) as running, caplog.at_level(logging.INFO, "kg.access"):
        assert cited(running, **{"X-Forwarded-Prefix": "/evil"}).startswith("http://127.0.0.1:")
        (line,) = logged(caplog, "kg.access")
    assert line.getMessage().startswith("127.0.0.1 ")


@pytest.mark.parametrize("prefix", ["//evil.example", "/a b", "/a?b", "javascript:x", "/a//b"])
def test_a_prefix_that_is_none_is_passed_over(prefix: str) -> None:
    with served(ServingSettings(proxies=("127.0.0.1",))) as running:
        assert cited(running, **{"X-Forwarded-Prefix": prefix}) == "https://data.example/api/queries/overview"


@pytest.mark.parametrize("host", ["evil.example/x?", "a b", '"><script>', "user@host"])
def test_a_host_that_is_none_is_passed_over(host: str) -> None:
    with served(ServingSettings(proxies=("127.0.0.1",))) as running:
        assert cited(running, **{"X-Forwarded-Host": host}).startswith("https://127.0.0.1:")


def test_each_client_of_a_proxy_has_limits_of_its_own() -> None:
    with served(ServingSettings(proxies=("127.0.0.1",), rate=0.1, burst=10)) as running:
        statuses = [running.http.get("/health", headers={"X-Forwarded-For": f"192.0.2.{n}"}).status_code for n in (1, 1, 2)]
    assert statuses == [200, 429, 200]
