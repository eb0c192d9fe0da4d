"""The SPARQL 1.1 Service Description of the endpoint."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple, serialize

from kg.graph.vocabulary import LABEL, PREFIXES, RDFS, TYPE
from kg.search.sparql import SERVICE
from kg.serving.endpoint import Endpoint
from kg.serving.http.formats import RDF_WRITERS, RESULTS_WRITERS
from kg.serving.http.negotiation import Format
from kg.serving.settings import DefaultGraph

SD = "http://www.w3.org/ns/sparql-service-description#"
DCAT = "http://www.w3.org/ns/dcat#"
COMMENT = NamedNode(RDFS + "comment")


def describe_service(url: str, endpoint: Endpoint, written: Format) -> bytes:
    """The description of the endpoint at a URL, in one of GRAPH_FORMATS."""
    prefixes = {**PREFIXES, "sd": SD, "dcat": DCAT}
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
    yield Triple(service, _sd("feature"), SERVICE)
    if endpoint.settings.limits.federation:
        yield Triple(service, _sd("feature"), _sd("BasicFederatedQuery"))
    for version in endpoint.service.catalogue.versions():
        yield Triple(dataset, NamedNode(DCAT + "hasVersion"), NamedNode(f"{url}?version={version}"))
    yield Triple(dataset, NamedNode(DCAT + "version"), Literal(endpoint.source.version))
    for iri in [*(each.iri for each in RESULTS_WRITERS.values()), *(each.iri for each in RDF_WRITERS.values())]:
        yield Triple(service, _sd("resultFormat"), NamedNode(iri))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, TYPE, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), graph)
    yield Triple(graph, TYPE, _sd("Graph"))


def _limits(endpoint: Endpoint) -> str:
    settings = endpoint.settings
    federation = f"SERVICE may ask {', '.join(settings.limits.federation)}" if settings.limits.federation else "SERVICE is refused"
    limits = settings.limits
    rate = f"{settings.rate:g} requests a second" if settings.rate else "any number of requests"
    told = (
        f"Version {endpoint.source.version} of the data.",
        f"A query may take {settings.timeout:g} seconds and {limits.memory:,} bytes of memory,",
        f"have {limits.max_query:,} characters and {limits.max_depth} brackets within each other;",
        f"its result may have {limits.max_rows:,} rows or triples and {limits.max_bytes:,} bytes:",
        "a result that has more is refused, or its transfer is broken off.",
        f"{settings.concurrency} queries run at the same time, {settings.places_of_a_client} of one client;",
        f"{settings.queue} wait, each for {settings.patience:g} seconds; others get 503.",
        f"A client may make {rate}, in the long run; more get 429.",
        f"A request's head may have {settings.max_head:,} bytes, its body {settings.max_body:,},",
        f"and a client {settings.client_patience:g} seconds to send or read, which it wins back with each 16 KiB a second.",
        f"{federation}, but for kg:search, which asks the search index of the data; LOAD is refused.",
    )
    return " ".join(told)


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)
