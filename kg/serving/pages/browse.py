"""/browse/…: all things of a class: those first that most documents name, or by name, or by date."""

from __future__ import annotations

from collections import Counter

from pyoxigraph import Literal, NamedNode

from kg.graph import vocabulary as v
from kg.serving.pages.graph import Graph
from kg.serving.pages.rendering import render
from kg.serving.pages.sections import paging_of
from kg.serving.pages.view import View

BROWSED = ("Person", "Organisation", "Event", "Programme", "Place")
DOCUMENTS, NAME, DATE = ORDERS = ("documents", "name", "date")
DATED = ("Event", "Programme")  # classes whose things begin at a time
A_PAGE = 60

_counted: dict[tuple[str, str], Counter[str]] = {}  # documents by thing, of classes of a version of the data, which do not change


def browse_page(graph: Graph, node: NamedNode, view: View) -> str:
    """A page of the things of a class, which is the node."""
    kind = node.value.removeprefix(v.KG)
    orders = ORDERS if kind in DATED else (DOCUMENTS, NAME)
    order = view.parameter("sort") if view.parameter("sort") in orders else DOCUMENTS
    documents = _documents(graph, node, view.version)
    dates = _dates(graph, documents) if kind in DATED else {}
    paging = paging_of(view, "page", len(documents), len(documents), A_PAGE)
    shown = _ordered(documents, dates, order)[paging.first - 1 :][: paging.size]
    things = [(graph.thing(NamedNode(iri)), dates.get(iri, ""), documents[iri]) for iri in shown]
    return render("browse.html", view, kind=kind, things=things, paging=paging, orders=orders, order=order)


def _documents(graph: Graph, cls: NamedNode, version: str) -> Counter[str]:
    """The things of a class, each with the number of the documents whose graphs have it."""
    if (version, cls.value) not in _counted:
        for old in [each for each in _counted if each[0] != version]:
            del _counted[old]
        head = f"{graph.base}graph/doc/"
        found: Counter[str] = Counter()
        for quad in graph.store.quads_for_pattern(None, v.TYPE, cls):
            if isinstance(quad.subject, NamedNode):
                found[quad.subject.value] += isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.startswith(head)
        _counted[version, cls.value] = found
    return _counted[version, cls.value]


def _dates(graph: Graph, things: Counter[str]) -> dict[str, str]:
    """When things began; of several dates the first."""
    told = [(quad.subject.value, quad.object.value) for quad in graph.quads(None, v.kg("start"), None)
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)]  # fmt: skip
    return {iri: date for iri, date in sorted(told, reverse=True) if iri in things}


def _ordered(documents: Counter[str], dates: dict[str, str], order: str) -> list[str]:
    """IRIs by name, with which addresses begin; by documents, the most first; or by date, the newest first and those without last."""
    by_name = sorted(documents)
    if order == DATE:
        return sorted(by_name, key=lambda iri: dates.get(iri, ""), reverse=True)
    return by_name if order == NAME else sorted(by_name, key=lambda iri: -documents[iri])
