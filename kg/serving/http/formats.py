"""The formats that answers and bodies come in, each with the pyoxigraph format that writes or reads it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from pyoxigraph import QueryResultsFormat, RdfFormat

from kg.serving.http.negotiation import Choice, Format, choose, named
from kg.serving.http.problems import Problem

JSON = Format("json", ("application/sparql-results+json", "application/json"), ("srj",))
XML = Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), ("srx",))
CSV = Format("csv", ("text/csv",))
TSV = Format("tsv", ("text/tab-separated-values",))

TURTLE = Format("turtle", ("text/turtle", "application/x-turtle"), ("ttl", "n3"))
N_TRIPLES = Format("ntriples", ("application/n-triples", "text/plain"), ("nt", "n-triples"))
RDF_XML = Format("rdfxml", ("application/rdf+xml", "application/xml", "text/xml"), ("rdf", "xml", "rdf-xml"))
TRIG = Format("trig", ("application/trig",))
N_QUADS = Format("nquads", ("application/n-quads",), ("nq", "n-quads"))
JSON_LD = Format("jsonld", ("application/ld+json", "application/json"), ("json", "json-ld"))
HTML = Format("html", ("text/html", "application/xhtml+xml"))

SOLUTION_FORMATS = (JSON, XML, CSV, TSV)
GRAPH_FORMATS = (TURTLE, N_TRIPLES, RDF_XML, TRIG, N_QUADS, JSON_LD)

RESULTS_WRITERS = {JSON: QueryResultsFormat.JSON, XML: QueryResultsFormat.XML, CSV: QueryResultsFormat.CSV, TSV: QueryResultsFormat.TSV}
RDF_WRITERS = {
    TURTLE: RdfFormat.TURTLE,
    N_TRIPLES: RdfFormat.N_TRIPLES,
    RDF_XML: RdfFormat.RDF_XML,
    TRIG: RdfFormat.TRIG,
    N_QUADS: RdfFormat.N_QUADS,
    JSON_LD: RdfFormat.JSON_LD,
}


class Form(StrEnum):
    """What kind of answer a query has."""

    SOLUTIONS = "solutions"  # SELECT
    BOOLEAN = "boolean"  # ASK
    GRAPH = "graph"  # CONSTRUCT, DESCRIBE


OFFERED = {Form.SOLUTIONS: SOLUTION_FORMATS, Form.BOOLEAN: SOLUTION_FORMATS, Form.GRAPH: GRAPH_FORMATS}


def negotiate(offered: tuple[Format, ...], accept: str | None, name: str | None = None) -> Choice:
    """The format to answer in; `name` is the `format` parameter, which goes before the Accept header.

    Raises:
        Problem: 406, nothing on offer is acceptable.
    """
    choice = named(offered, name) if name else choose(offered, accept)
    if choice is None:
        wanted = f"format={name}" if name else f"Accept: {accept}"
        offers = ", ".join(f"{each.media_type} ({each.name})" for each in offered)
        raise Problem(406, f"This answer can't be given as {wanted}. It can be had as {offers}.")
    return choice


def first_known(names: Sequence[str]) -> str | None:
    """Of several names of formats the first that is one: there are clients that write one format in many ways (SPARQLWrapper)."""
    given = [name for name in names if name.strip()]
    known = [name for name in given if named((*SOLUTION_FORMATS, *GRAPH_FORMATS, HTML), name)]
    return next(iter(known or given), None)


def body_format(content_type: str | None) -> RdfFormat:
    """The RDF format of a request's body.

    Raises:
        Problem: 415, not RDF or not UTF-8.
    """
    essence, _, parameters = (content_type or "").lower().partition(";")
    for each in GRAPH_FORMATS:
        if essence.strip() in each.media_types:
            require_utf8(parameters)
            return RDF_WRITERS[each]
    offers = ", ".join(each.media_type for each in GRAPH_FORMATS)
    raise Problem(415, f"A body of type {content_type or '(none given)'} can't be read as RDF. Send one of {offers}.")


def require_utf8(parameters: str) -> None:
    """Refuses a charset other than UTF-8 among the parameters of a media type.

    Raises:
        Problem: 415.
    """
    for parameter in parameters.lower().split(";"):
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip(' "') not in ("utf-8", "utf8", "us-ascii"):
            raise Problem(415, f"The charset {value.strip()} is not read here. Send UTF-8.")
