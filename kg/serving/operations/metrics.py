"""Figures for Prometheus, at /metrics."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from kg.serving.http.formats import GRAPH_FORMATS, HTML, SOLUTION_FORMATS
from kg.serving.http.noting import Note
from kg.serving.workers.resources import below, resident

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
NAMES = {name: each.name for each in (HTML, *GRAPH_FORMATS, *SOLUTION_FORMATS) for name in each.media_types}


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """How the server is at the moment."""

    version: str
    base: str
    quads: int
    running: int  # queries
    waiting: int


class Metrics:
    """Counts for as long as the process lives, whatever is loaded anew."""

    def __init__(self) -> None:
        own = self._registry = CollectorRegistry()
        ProcessCollector(registry=own)
        labels = ("route", "method", "status", "format")
        self._requests = Counter("kg_http_requests", "Requests that were answered.", labels, registry=own)
        self._durations = Histogram("kg_http_request_duration_seconds", "From head to end.", ("route",), buckets=SECONDS, registry=own)
        self._bytes = Counter("kg_http_response_bytes", "Bytes of bodies that were sent.", ("route",), registry=own)
        self._queries = Counter("kg_queries", "Queries, by what became of them.", ("outcome",), registry=own)
        self._queried = Histogram("kg_query_duration_seconds", "Until the first bytes of results.", buckets=SECONDS, registry=own)
        self._running = Gauge("kg_queries_running", "Queries that are evaluated.", registry=own)
        self._waiting = Gauge("kg_queries_waiting", "Queries that wait for a place.", registry=own)
        self.lookups = Counter("kg_lookups", "Of the requests, those that a process answered by itself.", registry=own)
        self._workers = Gauge("kg_worker_processes", "Processes that evaluate queries or fork those that do.", registry=own)
        self._resident = Gauge("kg_worker_resident_bytes", "Their memory; what they share counts for each.", registry=own)
        self._quads = Gauge("kg_store_quads", "Quads of the newest version.", registry=own)
        self._of_requests, self._of_durations = lru_cache(self._requests.labels), lru_cache(self._durations.labels)
        self._of_bytes, self._of_queries = lru_cache(self._bytes.labels), lru_cache(self._queries.labels)  # finding them takes long
        self._store = Gauge("kg_store_info", "The newest version of the data.", ("version", "base"), registry=own)

    def observe(self, note: Note, *, route: str, method: str, took: float) -> None:
        """Counts a request that has ended."""
        media_type = note.content_type.partition(b";")[0].decode("latin-1")
        written = "problem" if note.status >= 400 else NAMES.get(media_type, "other") if media_type else "none"
        self._of_requests(route, method, str(note.status), written).inc()
        self._of_durations(route).observe(took)
        self._of_bytes(route).inc(note.size)
        if note.query is not None:
            self._of_queries(note.outcome).inc()
            if note.waited:
                self._queried.observe(note.waited)

    def exposed(self, present: Present) -> bytes:
        """All figures in the text format of Prometheus."""
        processes = below()
        self._running.set(present.running)
        self._waiting.set(present.waiting)
        self._workers.set(len(processes))
        self._resident.set(sum(map(resident, processes)))
        self._quads.set(present.quads)
        self._store.clear()
        self._store.labels(present.version, present.base).set(1)
        return generate_latest(self._registry)
