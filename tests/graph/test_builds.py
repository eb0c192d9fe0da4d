from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pyoxigraph import Literal, NamedNode

from kg.graph import vocabulary as v
from kg.graph.builds import BuildRecord, build_quads

BASE = "https://example.org/"


def record(started: datetime) -> BuildRecord:
    return BuildRecord(
        started=started,
        ended=started + timedelta(seconds=90),
        software={"Pressgraph": "0.1.0", "spacy": "3.8"},
        settings={"max_document_bytes": "10"},
        counts={"documents read": 2},
        graphs=(f"{BASE}graph/doc/a.txt",),
    )


def test_a_build_tells_who_did_what_when() -> None:
    quads = build_quads(BASE, record(datetime(2024, 5, 6, 7, 8, 9, 123456, tzinfo=UTC)))
    build = NamedNode(f"{BASE}build/20240506T070809123456")
    told = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    assert {quad.graph_name for quad in quads} == {NamedNode(f"{BASE}graph/builds")}
    assert (build, NamedNode(v.PROV + "startedAtTime"), Literal("2024-05-06T07:08:09.123Z", datatype=v.DATE_TIME)) in told
    assert (build, NamedNode(v.PROV + "endedAtTime"), Literal("2024-05-06T07:09:39.123Z", datatype=v.DATE_TIME)) in told
    assert (build, v.kg("count"), Literal("documents read = 2")) in told
    assert (NamedNode(f"{BASE}graph/doc/a.txt"), NamedNode(v.PROV + "wasGeneratedBy"), build) in told
    agents = {quad.object for quad in quads if quad.predicate == NamedNode(v.PROV + "wasAssociatedWith")}
    assert agents == {NamedNode(f"{BASE}software/pressgraph-0-1-0"), NamedNode(f"{BASE}software/spacy-3-8")}


def test_two_builds_do_not_mix() -> None:
    first = build_quads(BASE, record(datetime(2024, 5, 6, tzinfo=UTC)))
    second = build_quads(BASE, record(datetime(2024, 5, 6, 0, 0, 0, 1, tzinfo=UTC)))
    assert not {quad.subject for quad in first if "build/" in str(quad.subject)} & {quad.subject for quad in second}
