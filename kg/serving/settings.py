"""How the server behaves; the command line fills it in, a test makes its own."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from kg.serving.operations.tokens import Tokens

MEBIBYTE = 1 << 20
SHARE_OF_MEMORY = 8  # a state whose files take up to this part of the machine's memory is held in memory
MEMORY = 512 * MEBIBYTE  # bytes that a query may take
PLACES = 16  # queries at a time, on a machine that has a GiB of memory for each
FEWEST = 2


class DefaultGraph(StrEnum):
    """What a query sees outside GRAPH when it names no dataset of its own."""

    UNION = "union"  # all graphs together
    STRICT = "strict"  # the unnamed graph alone, as SPARQL 1.1 has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one query may take; a worker process holds to it."""

    memory: int = MEMORY  # bytes that an evaluation may take, beside the data
    max_rows: int = 1_000_000  # solutions or triples of a result
    max_bytes: int = 512 * MEBIBYTE  # of a result, before it is compressed
    max_query: int = MEBIBYTE  # characters of a query
    max_depth: int = 100  # brackets of a query within each other
    federation: tuple[str, ...] = ()  # IRIs that SERVICE may ask; one that ends in "/": all below it; "*": any


def _memory() -> int:
    """Bytes of memory of the machine."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _in_memory_default() -> int:
    return _memory() // SHARE_OF_MEMORY


def _concurrency_default() -> int:
    """So many that all queries together, each with the memory that it may take by default, leave half of the machine's."""
    return max(FEWEST, min(PLACES, _memory() // (2 * MEMORY)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ServingSettings:
    """Limits and manners of the server."""

    default_graph: DefaultGraph = DefaultGraph.UNION
    timeout: float = 30.0  # seconds that a query or update may take; see kg.serving.workers.evaluation for what counts
    limits: Limits = field(default_factory=Limits)
    concurrency: int = field(default_factory=_concurrency_default)  # queries evaluated at the same time, each by a process of its own
    share: int | None = None  # of these, how many one client may have; None: half of them
    queue: int = 100  # queries that wait for a place; more are turned away
    patience: float = 15.0  # seconds that a query waits for a place before it is turned away
    rate: float = 100.0  # requests a second that one client may make in the long run; 0: any number
    lookups: int = 64  # connections at a time whose look-ups a process answers by itself
    burst: float = 10.0  # seconds of its rate that a client may use up at once
    in_memory: int = field(default_factory=_in_memory_default)  # bytes of a state's files up to which it is held in memory
    max_body: int = 64 * MEBIBYTE  # bytes of a request's body
    max_head: int = 64 << 10  # bytes of a request's line and headers
    client_patience: float = 10.0  # seconds that a client may take to send or read, beside one for each 16 KiB
    connections: int = 1000  # clients that may be connected at the same time
    proxies: tuple[str, ...] = ()  # addresses of reverse proxies whose X-Forwarded-For is believed
    tokens: Tokens = field(default_factory=Tokens)  # what writers send as Authorization: Bearer
    grace: float = 10.0  # seconds that running requests have when the server stops
    slow: float = 5.0  # seconds from which a query is told in the log of slow queries; 0: none is
    cors: tuple[str, ...] = ()  # origins whose pages may read answers; "*" for all
    review: Path | None = None  # file of judgements to which people with a token may add in the browser; None: they may not
    queries: Path | None = None  # folder of the user's own saved queries
    base_path: str = ""  # the prefix under which a reverse proxy shows the server, for example /graph

    @property
    def places_of_a_client(self) -> int:
        return self.share if self.share is not None else max(1, self.concurrency // 2)
