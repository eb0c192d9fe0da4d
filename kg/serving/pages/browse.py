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
    things = [(graph.thing(each), len(graph.papers_naming(each))) for each in _by_name(graph, node, paging)]
    return render("browse.html", view, kind=node.value.removeprefix(v.KG), things=things, paging=paging)


def _by_name(graph: Graph, cls: NamedNode, paging: Paging) -> list[NamedNode]:
    query = f"""SELECT ?s (MIN(LCASE(STR(?label))) AS ?name) WHERE {{ ?s a {cls} OPTIONAL {{ ?s {v.LABEL} ?label }} }}
        GROUP BY ?s ORDER BY ?name ?s LIMIT {paging.size} OFFSET {paging.first - 1}"""
    return [row["s"] for row in graph.select(query) if isinstance(row["s"], NamedNode)]
