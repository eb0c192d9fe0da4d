"""The page of a build: which software made the data, how it was set, and what came of it."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.graph import vocabulary as v
from kg.serving.http.formats import GRAPH_FORMATS
from kg.serving.pages.graph import Graph
from kg.serving.pages.rendering import render
from kg.serving.pages.start import STARTED, pairs
from kg.serving.pages.view import View

ENDED = NamedNode(v.PROV + "endedAtTime")
ASSOCIATED = NamedNode(v.PROV + "wasAssociatedWith")
GENERATED_BY = NamedNode(v.PROV + "wasGeneratedBy")


def build_page(graph: Graph, node: NamedNode, view: View) -> str:
    """The page of a build."""
    return render(
        "build.html",
        view,
        iri=node.value,
        name=graph.name(node),
        started=graph.word(node, STARTED),
        ended=graph.word(node, ENDED),
        counts=tuple(pairs(graph, node, "count")),
        settings=tuple(pairs(graph, node, "setting")),
        software=tuple(graph.thing(agent) for agent in graph.nodes(node, ASSOCIATED)),
        graphs=graph.count(GENERATED_BY, node),
        formats=GRAPH_FORMATS,
    )
