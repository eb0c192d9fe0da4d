"""/documents: all documents, the newest first, by language and publisher."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import vocabulary as v
from kg.serving.pages.graph import Graph, Term
from kg.serving.pages.rendering import render
from kg.serving.pages.sections import paging_of
from kg.serving.pages.view import View

A_PAGE = 40
LOOKED_AT = 200_000  # documents that are listed

_ordered: dict[str, list[NamedNode]] = {}  # the documents of a version of the data in their order, which does not change


def documents_page(graph: Graph, node: NamedNode, view: View) -> str:  # noqa: ARG001 - it is about no node
    """A page of the list of documents."""
    if view.version not in _ordered:
        _ordered.clear()
        _ordered[view.version] = newest_first(graph)
    found = list(_filtered(graph, _ordered[view.version], view))
    paging = paging_of(view, "page", len(found), len(found), A_PAGE)
    shown = found[paging.first - 1 :][: paging.size]
    return render("documents.html", view, papers=[graph.paper(each.value) for each in shown], paging=paging)


def newest_first(graph: Graph) -> list[NamedNode]:
    """All documents by their dates, the newest first; those without come last."""
    dates = {quad.subject: quad.object.value for quad in _told(graph, v.ISSUED, None) if isinstance(quad.object, Literal)}
    found = {quad.subject for quad in _told(graph, v.TYPE, v.DOCUMENT) if isinstance(quad.subject, NamedNode)}
    by_name = sorted(found, key=lambda each: each.value)
    return sorted(by_name, key=lambda each: dates.get(each, ""), reverse=True)


def _told(graph: Graph, predicate: NamedNode, value: Term | None) -> Iterator[Quad]:
    return islice(graph.quads(None, predicate, value), LOOKED_AT)


def _filtered(graph: Graph, documents: list[NamedNode], view: View) -> Iterator[NamedNode]:
    """Those of the documents that the page's URL asks for."""
    wanted = [
        {quad.subject for quad in _told(graph, predicate, Literal(view.parameter(name)))}
        for name, predicate in (("language", v.LANGUAGE), ("publisher", v.PUBLISHER))
        if view.parameter(name)
    ]
    if year := view.parameter("year"):
        dated = _told(graph, v.ISSUED, None)
        wanted.append({quad.subject for quad in dated if isinstance(quad.object, Literal) and quad.object.value.startswith(year)})
    return (each for each in documents if all(each in some for some in wanted))
