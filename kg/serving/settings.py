"""How the server behaves; the command line fills it in, a test makes its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

MEBIBYTE = 1 << 20


class DefaultGraph(StrEnum):
    """What a query sees outside GRAPH when it names no dataset of its own."""

    UNION = "union"  # all graphs together
    STRICT = "strict"  # the unnamed graph alone, as SPARQL 1.1 has it


@dataclass(frozen=True, slots=True, kw_only=True)
class ServingSettings:
    """Limits and manners of the server."""

    default_graph: DefaultGraph = DefaultGraph.UNION
    timeout: float = 30.0  # seconds that a query or update may take; what a slow client takes to read is not counted
    concurrency: int = 8  # queries evaluated at the same time
    patience: float = 5.0  # seconds that a request waits for its turn before it is turned away
    max_body: int = 64 * MEBIBYTE  # bytes of a request's body
    max_query: int = MEBIBYTE  # characters of a query
    token: str | None = field(default=None, repr=False)  # what a writer sends as Authorization: Bearer
    cors: tuple[str, ...] = ()  # origins whose pages may read answers; "*" for all
    base_path: str = ""  # the prefix under which a reverse proxy shows the server, for example /graph
    federation: tuple[str, ...] = ()  # IRIs that SERVICE may ask; one that ends in "/": all below it; "*": any
