"""/ontology: the classes, properties and concepts of the graph in the reader's language; for machines the ontology itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kg import data
from kg.graph import vocabulary as v
from kg.model.identity import fold
from kg.serving.endpoint import endpoint_of
from kg.serving.http.formats import GRAPH_FORMATS, HTML, RDF_WRITERS, negotiate
from kg.serving.http.negotiation import Format
from kg.serving.pages.choices import view_of
from kg.serving.pages.graph import Thing, local_name
from kg.serving.pages.rendering import render
from kg.serving.pages.responding import data_response, page_response
from kg.serving.pages.view import View
from kg.serving.protocol.requests import url_parameters
from kg.serving.routes import Routes, route

routes = Routes()

COMMENT = NamedNode(v.RDFS + "comment")
DOMAIN, RANGE = NamedNode(v.RDFS + "domain"), NamedNode(v.RDFS + "range")
SUBCLASS, SUBPROPERTY = NamedNode(v.RDFS + "subClassOf"), NamedNode(v.RDFS + "subPropertyOf")
EXACT, NARROW = NamedNode(v.SKOS + "exactMatch"), NamedNode(v.SKOS + "narrowMatch")
EQUIVALENT = NamedNode(v.OWL + "equivalentClass")
IN_SCHEME = NamedNode(v.SKOS + "inScheme")
GROUPS = {
    "classes": (NamedNode(v.OWL + "Class"),),
    "properties": (NamedNode(v.OWL + "ObjectProperty"), NamedNode(v.OWL + "DatatypeProperty")),
    "concepts": (NamedNode(v.SKOS + "Concept"),),
}
LINKS = {
    "above": (SUBCLASS, SUBPROPERTY),
    "domain": (DOMAIN,),
    "range": (RANGE,),
    "scheme": (IN_SCHEME,),
    "like": (v.CLOSE_MATCH, EXACT, NARROW, EQUIVALENT),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TermEntry:
    """A term as the page tells of it."""

    iri: str
    name: str  # local name
    label: str
    comment: str
    links: tuple[tuple[str, tuple[Thing, ...]], ...]  # key of LINKS, what it leads to


@route(routes, "/ontology", summary="The ontology of the graph: a page, or RDF")
async def ontology(request: Request) -> Response:
    """The terms of the graph, each at its fragment."""
    choice = negotiate((*GRAPH_FORMATS, HTML), request.headers.get("accept"), url_parameters(request).format)
    if choice.format is not HTML:
        return data_response(await run_in_threadpool(_serialised, choice.format), choice)
    view = view_of(request, await endpoint_of(request))
    return page_response(request, await run_in_threadpool(_page, view))


def _page(view: View) -> str:
    return render("ontology.html", view, groups=entries(view.language), formats=GRAPH_FORMATS)


@cache
def _quads() -> tuple[Quad, ...]:
    files = sorted(data.folder("ontology").glob("*.ttl"))
    return tuple(quad for path in files for quad in parse(path=path, format=RdfFormat.TURTLE))


@cache
def _serialised(written: Format) -> bytes:
    triples = sorted({quad.triple for quad in _quads()}, key=str)
    return serialize(triples, format=RDF_WRITERS[written], prefixes=v.PREFIXES) or b""


@cache
def entries(language: str) -> dict[str, tuple[TermEntry, ...]]:
    """The terms of ours, by group, in the order of their labels."""
    told: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in _quads():
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            told[quad.subject][quad.predicate].append(quad.object)
    found = {}
    for group, types in GROUPS.items():
        nodes = [node for node, of in told.items() if node.value.startswith(v.KG) and not set(types).isdisjoint(of[v.TYPE])]
        terms = (_entry(node, told[node], language) for node in nodes)
        found[group] = tuple(sorted(terms, key=lambda term: fold(term.label)))
    return found


def _entry(node: NamedNode, told: dict[NamedNode, list[NamedNode | Literal]], language: str) -> TermEntry:
    return TermEntry(
        iri=node.value,
        name=local_name(node.value),
        label=_text(told[v.LABEL], language),
        comment=_text(told[COMMENT], language),
        links=tuple(_links(told)),
    )


def _links(told: dict[NamedNode, list[NamedNode | Literal]]) -> Iterator[tuple[str, tuple[Thing, ...]]]:
    for key, predicates in LINKS.items():
        values = {value.value for predicate in predicates for value in told[predicate] if isinstance(value, NamedNode)}
        if values:
            yield key, tuple(Thing(short(iri), iri) for iri in sorted(values))


def _text(values: list[NamedNode | Literal], language: str) -> str:
    texts = {value.language: value.value for value in values if isinstance(value, Literal)}
    return texts.get(language) or texts.get("en") or ""


def short(iri: str) -> str:
    """A term with the prefix of its vocabulary."""
    for prefix, namespace in v.PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
