"""Links as builds make them: from the index alone, and with Wikidata asked over the network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from kg.config import Settings
from kg.graph.links import WIKIDATA
from kg.pipeline.build import build
from kg.pipeline.report import BuildReport
from kg.store.folder import open_snapshot
from tests.pipeline.corpus import built, dump
from tests.wikidata.service import Reply, Service, serving

SAME_AS = NamedNode("http://www.w3.org/2002/07/owl#sameAs")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
AGENCY = "Q900002"  # an item that only the service knows


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as running:
        yield running


def asking(store: Path, corpus: Path, service: Service) -> BuildReport:
    settings = Settings(
        store=store, workers=1, wikidata="online", wikidata_contact="test@example.org", wikidata_api=f"{service.url}/w/api.php"
    )
    return build([corpus], settings)


def linked(store: Path) -> set[str]:
    """The QIDs of all accepted links."""
    quads = open_snapshot(store).store.quads_for_pattern(None, SAME_AS, None)
    return {quad.object.value.removeprefix(WIKIDATA) for quad in quads if isinstance(quad.object, NamedNode)}


def test_nothing_is_asked_unless_it_is_wanted(store: Path, corpus: Path, service: Service) -> None:
    built(store, corpus)
    assert AGENCY not in linked(store)
    assert not service.asked


def test_what_the_index_does_not_know_is_asked_of_wikidata(store: Path, corpus: Path, service: Service) -> None:
    report = asking(store, corpus, service)
    assert AGENCY in linked(store)
    assert (report.unasked, report.read) == ("", ())
    asked = {one.parameters.get("search") for one in service.of("wbsearchentities")}
    assert "Fondation Halvorsen" in asked
    assert "Ouagadougou" not in asked, "the index knows it"
    labels = open_snapshot(store).store.quads_for_pattern(NamedNode(WIKIDATA + AGENCY), LABEL, None)
    assert "Nakambé Basin Agency" in {quad.object.value for quad in labels if isinstance(quad.object, Literal)}


def test_what_was_answered_is_not_asked_again_and_stays_without_asking(store: Path, corpus: Path, service: Service) -> None:
    asking(store, corpus, service)
    before, count = dump(store), len(service.asked)
    asking(store, corpus, service)
    assert len(service.asked) == count
    built(store, corpus)
    assert dump(store) == before


def test_a_service_that_refuses_leaves_the_build_as_it_is_without(store: Path, corpus: Path, service: Service) -> None:
    before = dump(store)
    service.moods.extend([Reply(body=b"go away", status=403)] * 200)
    report = asking(store, corpus, service)
    assert "403" in report.unasked
    assert dump(store) == before
