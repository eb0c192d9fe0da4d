"""PROV-O of a build: which software read which documents, when, with what result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph import vocabulary as v
from kg.model.identity import slug

ACTIVITY = NamedNode(v.PROV + "Activity")
AGENT = NamedNode(v.PROV + "SoftwareAgent")
STARTED = NamedNode(v.PROV + "startedAtTime")
ENDED = NamedNode(v.PROV + "endedAtTime")
ASSOCIATED = NamedNode(v.PROV + "wasAssociatedWith")
GENERATED_BY = NamedNode(v.PROV + "wasGeneratedBy")


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRecord:
    """What is told of a build."""

    started: datetime  # with a time zone
    ended: datetime
    software: Mapping[str, str]  # name -> version: ourselves, spaCy, its models
    settings: Mapping[str, str]
    counts: Mapping[str, int]  # documents read, removed, failed …
    graphs: tuple[str, ...]  # the named graphs it wrote


def builds_graph(base: str) -> str:
    return f"{base}graph/builds"


def build_quads(base: str, record: BuildRecord) -> list[Quad]:
    """A build as PROV-O, in the graph of all builds."""
    graph = NamedNode(builds_graph(base))
    return [Quad(t.subject, t.predicate, t.object, graph) for t in _triples(base, record)]


def _triples(base: str, record: BuildRecord) -> Iterator[Triple]:
    build = NamedNode(f"{base}build/{record.started:%Y%m%dT%H%M%S%f}")
    yield Triple(build, v.TYPE, ACTIVITY)
    yield Triple(build, v.TYPE, v.kg("Build"))
    yield Triple(build, v.LABEL, Literal(f"build of {record.started:%Y-%m-%d %H:%M:%S} UTC", language="en"))
    yield Triple(build, v.LABEL, Literal(f"construction du {record.started:%d/%m/%Y %H:%M:%S} UTC", language="fr"))
    yield Triple(build, STARTED, _time(record.started))
    yield Triple(build, ENDED, _time(record.ended))
    for name, version in sorted(record.software.items()):
        agent = NamedNode(f"{base}software/{slug(name)}-{slug(version)}")
        yield Triple(agent, v.TYPE, AGENT)
        yield Triple(agent, v.LABEL, Literal(f"{name} {version}", language="en"))
        yield Triple(build, ASSOCIATED, agent)
    for name, value in sorted(record.settings.items()):
        yield Triple(build, v.kg("setting"), Literal(f"{name} = {value}"))
    for name, count in sorted(record.counts.items()):
        yield Triple(build, v.kg("count"), Literal(f"{name} = {count}"))
    for graph in record.graphs:
        yield Triple(NamedNode(graph), GENERATED_BY, build)


def _time(moment: datetime) -> Literal:
    return Literal(moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"), datatype=v.DATE_TIME)
