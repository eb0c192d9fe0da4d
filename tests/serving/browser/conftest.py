"""A real browser on real servers: every page is watched for requests to others, violations of its policy and errors of its scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect
from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.vocabulary import KG, OWL, RDFS, TYPE, WD
from kg.serving.pages import built
from kg.serving.settings import ServingSettings
from tests.serving.served import BASE, served
from tests.store.press import quads

PATIENCE = 30_000  # milliseconds that a busy machine may take
expect.set_options(timeout=PATIENCE)
OURS = ("http://127.0.0.1:", "data:", "blob:")  # beginnings of addresses that pages may ask
NOISE = "GPU stall"  # what a driver without a graphics card says of itself
COUNTRY = "Valmarie"  # of the sample's programme
EVENTS, MEMBERS = 1_500, 3_500  # of the large network


def iri(path: str) -> NamedNode:
    return NamedNode(BASE + path)


def sample() -> list[Quad]:
    """The small press, with a country that is on maps."""
    label, same, code = NamedNode(RDFS + "label"), NamedNode(OWL + "sameAs"), NamedNode(KG + "countryCode")
    named = {quad.object.value: quad.subject for quad in quads() if quad.predicate == label and isinstance(quad.object, Literal)}
    item = NamedNode(WD + "Q1041")
    graph = iri("graph/wikidata")
    return [*quads(), Quad(named[COUNTRY], same, item, iri("graph/entities")), Quad(item, code, Literal("SN"), graph)]


def crowd() -> list[Quad]:
    """Events with a few participants each: as many points as a picture draws."""
    entities, label, participant = iri("graph/entities"), NamedNode(RDFS + "label"), NamedNode(KG + "participant")
    found = []
    for kind, cls, many in (("event", "Event", EVENTS), ("person", "Person", MEMBERS)):
        for number in range(many):
            node = iri(f"id/{kind}/{number}")
            found += [
                Quad(node, TYPE, NamedNode(KG + cls), entities),
                Quad(node, label, Literal(f"{cls} {number}", language="en"), entities),
            ]
    for number in range(MEMBERS):
        for event in {number % EVENTS, number * number % 97}:
            found.append(Quad(iri(f"id/event/{event}"), participant, iri(f"id/person/{number}"), iri("graph/doc/a.txt")))
    return found


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a server of the sample."""
    if not built.are_there((*built.EDITOR, *built.NETWORK, *built.MAP)):
        pytest.skip("the browser files are not there: pip install -e . fetches them")
    with served(ServingSettings(rate=0), sample()) as running:
        yield str(running.http.base_url)


@pytest.fixture(scope="session")
def crowded() -> Iterator[str]:
    """The address of a server with a network of 5,000."""
    with served(ServingSettings(rate=0), crowd()) as running:
        yield str(running.http.base_url)


@dataclass
class Watched:
    """What a page did that no page may do."""

    outside: list[str]
    errors: list[str]
    allowed: tuple[str, ...] = ()  # beginnings of errors that a test provokes

    def unexpected(self) -> list[str]:
        return self.outside + [error for error in self.errors if NOISE not in error and not any(each in error for each in self.allowed)]


@pytest.fixture
def watched() -> Watched:
    return Watched([], [])


@pytest.fixture
def page(chromium: Browser, watched: Watched, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A new page without memory of others; its width and preferences may be given as a parameter."""
    options = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", **getattr(request, "param", {})}
    context = chromium.new_context(base_url=site, **options)
    made = context.new_page()
    made.set_default_timeout(PATIENCE)
    made.on(
        "request",
        lambda asked: None if asked.url.startswith(("http://127.0.0.1:", "data:", "blob:")) else watched.outside.append(asked.url),
    )
    made.on("console", lambda told: watched.errors.append(told.text) if told.type in ("error", "warning") else None)
    made.on("pageerror", lambda error: watched.errors.append(str(error)))
    yield made
    context.close()
    assert watched.unexpected() == []
