"""A site with a thing of each kind, and a browser in which every page is watched for what no page may do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.serving.catalogue import Published
from kg.serving.settings import ServingSettings
from tests.serving.pages.site import make
from tests.serving.served import Served, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NOISE = "GPU stall"  # what a driver without a graphics card says of itself


@dataclass(frozen=True)
class Site:
    """A running server, and the paths of what it shows."""

    served: Served
    statement: str  # path of the statement in English

    @property
    def address(self) -> str:
        return str(self.served.http.base_url).rstrip("/")


@dataclass
class Watch:
    """What a page did that it may not do: requests of other servers, violations of its policy, errors of its scripts."""

    found: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server of the made store."""
    path: Path = tmp_path_factory.mktemp("site") / "store"
    statement = make(path)
    with serving(lambda: Published(path), ServingSettings(rate=0)) as running:
        yield Site(running, statement)


@pytest.fixture
def page(chromium: Browser, site: Site) -> Iterator[Page]:
    """A page without memory of others, in English. At the end of the test it must have kept to the rules."""
    watch = Watch()
    context = chromium.new_context(base_url=site.address, viewport={"width": 1280, "height": 900}, locale="en-GB")
    made = context.new_page()
    made.set_default_timeout(15_000)
    own = (site.address, f"blob:{site.address}", "data:")
    made.on("request", lambda asked: None if asked.url.startswith(own) else watch.found.append(asked.url))
    made.on("console", lambda told: watch.found.append(told.text) if told.type in ("error", "warning") else None)
    made.on("pageerror", lambda error: watch.found.append(str(error)))
    yield made
    context.close()
    assert [told for told in watch.found if NOISE not in told] == []
