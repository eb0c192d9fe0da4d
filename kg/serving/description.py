"""The SPARQL 1.1 Service Description of the endpoint."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple, serialize

from kg.graph.vocabulary import LABEL, PREFIXES, RDFS, TYPE
from kg.serving.endpoint import Endpoint
from kg.serving.formats import RDF_WRITERS, RESULTS_WRITERS
from kg.serving.negotiation import Format
from kg.serving.settings import DefaultGraph

SD = "http://www.w3.org/ns/sparql-service-description#"
COMMENT = NamedNode(RDFS + "comment")


def describe_service(url: str, endpoint: Endpoint, written: Format) -> bytes:
    """The description of the endpoint at a URL, in one of GRAPH_FORMATS."""
    prefixes = {**PREFIXES, "sd": SD}
    return serialize(list(_triples(url, endpoint)), format=RDF_WRITERS[written], prefixes=prefixes) or b""


def _triples(url: str, endpoint: Endpoint) -> Iterator[Triple]:
    service, dataset, graph = (NamedNode(f"{url}#{part}") for part in ("service", "dataset", "default-graph"))
    yield Triple(service, TYPE, _sd("Service"))
    yield Triple(service, LABEL, Literal("Pressgraph", language="en"))
    yield Triple(service, COMMENT, Literal(_limits(endpoint), language="en"))
    yield Triple(service, _sd("endpoint"), NamedNode(url))
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    if endpoint.source.writable:
        yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Update"))
    if endpoint.settings.default_graph is DefaultGraph.UNION:
        yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    if endpoint.settings.federation:
        yield Triple(service, _sd("feature"), _sd("BasicFederatedQuery"))
    for iri in [*(each.iri for each in RESULTS_WRITERS.values()), *(each.iri for each in RDF_WRITERS.values())]:
        yield Triple(service, _sd("resultFormat"), NamedNode(iri))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, TYPE, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), graph)
    yield Triple(graph, TYPE, _sd("Graph"))


def _limits(endpoint: Endpoint) -> str:
    settings = endpoint.settings
    federation = f"SERVICE may ask {', '.join(settings.federation)}" if settings.federation else "SERVICE is refused"
    return (
        f"Version {endpoint.source.version} of the data. A query may take {settings.timeout:g} seconds and have "
        f"{settings.max_query:,} characters; {settings.concurrency} run at the same time; {federation}; LOAD is refused."
    )


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)
