"""/documents: all documents, the newest first, by language and publisher."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.graph import vocabulary as v
from kg.serving.pages.graph import Graph
from kg.serving.pages.rendering import render
from kg.serving.pages.sections import Paging
from kg.serving.pages.view import View

A_PAGE = 40


def documents_page(graph: Graph, node: NamedNode, view: View) -> str:  # noqa: ARG001 - it is about no node
    """A page of the list of documents."""
    where = "\n".join(_conditions(view))
    total = _count(graph, where)
    pages = max(1, -(-total // A_PAGE))
    paging = Paging(name="page", number=min(view.number("page"), pages), total=total, size=A_PAGE, reachable=total)
    shown = _iris(graph, where, paging)
    return render("documents.html", view, papers=[graph.paper(iri) for iri in shown], paging=paging)


def _conditions(view: View) -> Iterator[str]:
    yield f"?d a {v.DOCUMENT} ."
    for name, predicate in (("language", v.LANGUAGE), ("publisher", v.PUBLISHER)):
        if wanted := view.parameter(name):
            yield f"?d {predicate} {Literal(wanted)} ."
    if year := view.parameter("year"):
        yield f"?d {v.ISSUED} ?told . FILTER(STRSTARTS(STR(?told), {Literal(year)}))"


def _count(graph: Graph, where: str) -> int:
    rows = graph.select(f"SELECT (COUNT(DISTINCT ?d) AS ?n) WHERE {{ {where} }}")
    return next((int(row["n"].value) for row in rows), 0)


def _iris(graph: Graph, where: str, paging: Paging) -> list[str]:
    query = f"""SELECT ?d (MAX(?date) AS ?issued) WHERE {{ {where} OPTIONAL {{ ?d {v.ISSUED} ?date }} }}
        GROUP BY ?d ORDER BY DESC(STR(?issued)) ?d LIMIT {paging.size} OFFSET {paging.first - 1}"""
    return [row["d"].value for row in graph.select(query) if isinstance(row["d"], NamedNode)]
