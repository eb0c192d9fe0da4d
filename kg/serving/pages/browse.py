"""/browse/…: all things of a class, by name."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.graph import vocabulary as v
from kg.serving.pages.graph import Graph
from kg.serving.pages.rendering import render
from kg.serving.pages.sections import Paging
from kg.serving.pages.view import View

BROWSED = ("Person", "Organisation", "Event", "Programme", "Place")
A_PAGE = 60


def browse_page(graph: Graph, node: NamedNode, view: View) -> str:
    """A page of the things of a class, which is the node."""
    total = graph.count(v.TYPE, node)
    pages = max(1, -(-total // A_PAGE))
    paging = Paging(name="page", number=min(view.number("page"), pages), total=total, size=A_PAGE, reachable=total)
    start = v.kg("start")
    things = [(graph.thing(each), graph.word(each, start), len(graph.papers_naming(each))) for each in _by_name(graph, node, paging)]
    return render("browse.html", view, kind=node.value.removeprefix(v.KG), things=things, paging=paging)


def _by_name(graph: Graph, cls: NamedNode, paging: Paging) -> list[NamedNode]:
    """A page of the nodes of a class, in the order of their addresses, which begin with the names, without accents."""
    found = {quad.subject for quad in graph.quads(None, v.TYPE, cls) if isinstance(quad.subject, NamedNode)}
    return sorted(found, key=lambda each: each.value)[paging.first - 1 :][: paging.size]
