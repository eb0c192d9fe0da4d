"""The start page: what is in the graph, and the ways in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import Literal, NamedNode

from kg.graph import vocabulary as v
from kg.serving.pages.graph import Graph
from kg.serving.pages.rendering import render
from kg.serving.pages.view import View
from kg.store.queries import saved_queries

CLASSES = ("Person", "Organisation", "Event", "Programme", "Place", "Statement", "Document")
BUILDS = 3  # the newest are shown
PUBLISHERS = 8
LOOKED_AT = 200_000  # documents whose dates, languages and publishers are counted
STARTED = NamedNode(v.PROV + "startedAtTime")


@dataclass(frozen=True, slots=True)
class Share:
    """How many documents have a value."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Build:
    """A run that made the data."""

    iri: str
    started: str
    counts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What is in the graph."""

    classes: tuple[Share, ...]
    languages: tuple[Share, ...]
    years: tuple[Share, ...]  # in order, without gaps; none where no document has a date
    undated: int
    publishers: tuple[Share, ...]  # those that most documents have
    builds: tuple[Build, ...]

    @property
    def most(self) -> int:
        """Documents of the year that has most."""
        return max((year.count for year in self.years), default=0)


_known: dict[str, Contents] = {}  # by version of the data: they do not change, and a worker has one or two


def start_page(graph: Graph, node: NamedNode, view: View) -> str:  # noqa: ARG001 - it is about no node
    """The start page."""
    if view.version not in _known:
        _known.clear()
        _known[view.version] = contents(graph)
    return render("start.html", view, contents=_known[view.version], queries=saved_queries())


def contents(graph: Graph) -> Contents:
    """Counts what is in the graph."""
    classes = [Share(name, graph.count(v.TYPE, v.kg(name))) for name in CLASSES]
    years = Counter(value[:4] for value in _values(graph, v.ISSUED))
    documents = next(share.count for share in classes if share.value == "Document")
    return Contents(
        classes=tuple(share for share in classes if share.count),
        languages=_shares(Counter(_values(graph, v.LANGUAGE))),
        years=tuple(_without_gaps(years)),
        undated=max(0, documents - years.total()),
        publishers=_shares(Counter(_values(graph, v.PUBLISHER)))[:PUBLISHERS],
        builds=tuple(_builds(graph)),
    )


def _values(graph: Graph, predicate: NamedNode) -> Iterator[str]:
    """The value that each document has of a property."""
    quads = islice(graph.quads(None, predicate, None), LOOKED_AT)
    rows = {(quad.subject, quad.object) for quad in quads}
    return (value.value for _, value in rows if isinstance(value, Literal))


def _shares(counts: Counter[str]) -> tuple[Share, ...]:
    return tuple(Share(value, count) for value, count in sorted(counts.items(), key=lambda row: (-row[1], row[0])))


def _without_gaps(counts: Counter[str]) -> Iterator[Share]:
    """The years from the first to the last; only those that documents have where they lie far apart."""
    years = sorted(int(year) for year in counts if year.isdigit())
    wanted = range(years[0], years[-1] + 1) if years and years[-1] - years[0] <= 60 else years
    for year in wanted:
        yield Share(str(year), counts[str(year)])


def _builds(graph: Graph) -> Iterator[Build]:
    """The newest builds."""
    found = graph.subjects(v.TYPE, v.kg("Build"))
    for node in sorted(found, key=lambda each: graph.word(each, STARTED), reverse=True)[:BUILDS]:
        yield Build(node.value, graph.word(node, STARTED), tuple(pairs(graph, node, "count")))


def pairs(graph: Graph, node: NamedNode, name: str) -> Iterator[tuple[str, str]]:
    """What a build notes as `name = value`."""
    for literal in graph.literals(node, v.kg(name)):
        key, _, value = literal.value.partition(" = ")
        yield key, value
