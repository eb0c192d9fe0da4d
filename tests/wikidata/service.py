"""A real HTTP server on loopback that answers as Wikidata, its query service and a reconciliation service do, and misbehaves on demand."""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kg.wikidata.keys import key
from tests.wikidata.entity import ALL, Json

MERGED = {"Q900050": "Q900002"}  # items that were merged into others
DELETED = frozenset({"Q900060"})
IMPOSSIBLE = "Q99999999999"  # greater than any number: an error for the whole request
ENTITIES = {str(one["id"]): one for one in ALL}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that came."""

    method: str
    path: str
    parameters: Mapping[str, str]
    agent: str
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is answered."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None  # bytes after which the line goes dead, though more were promised
    pause: float = 0.0  # seconds of silence before the answer
    drip: float = 0.0  # seconds between two bytes


Mood = Callable[[], Reply]


def as_reply(content: Any, **more: Any) -> Reply:
    return Reply(body=json.dumps(content).encode(), **more)


@dataclass
class Service:
    """The server: `moods` are how the next requests are answered, before it behaves again."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    moods: deque[Reply] = field(default_factory=deque)
    slow: float = 0.0  # seconds that every answer takes
    open: int = 0
    most_open: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, action: str) -> list[Asked]:
        """The requests of one kind."""
        return [one for one in self.asked if one.parameters.get("action") == action]

    def answer(self, asked: Asked) -> Reply:
        with self.lock:
            self.asked.append(asked)
            if self.moods:
                return self.moods.popleft()
        time.sleep(self.slow)
        match asked.path, asked.parameters.get("action"):
            case "/w/api.php", "wbsearchentities":
                return as_reply({"searchinfo": {}, "search": _prefixed(asked.parameters), "success": 1})
            case "/w/api.php", "query":
                return as_reply({"batchcomplete": "", "query": {"search": _worded(asked.parameters)}})
            case "/w/api.php", "wbgetentities":
                return as_reply(_entities(asked.parameters["ids"].split("|")))
            case "/sparql", _:
                return as_reply(SPARQL) if "SELECT" in asked.parameters["query"] else Reply(body=b"MalformedQueryException", status=400)
            case "/reconcile", _:
                return as_reply(_reconciled(json.loads(asked.parameters["queries"])) if "queries" in asked.parameters else MANIFEST)
        return Reply(body=b"not found", status=404)


def _names(one: Json, language: str | None = None) -> list[str]:
    labels = one.get("labels") or {}
    aliases = one.get("aliases") or {}
    found = [term["value"] for tongue, term in labels.items() if language in (None, tongue) or tongue == "mul"]
    return found + [term["value"] for tongue, terms in aliases.items() if language in (None, tongue) for term in terms]


def _prefixed(parameters: Mapping[str, str]) -> list[Json]:
    wanted = key(parameters["search"])
    hits = [
        qid
        for qid, one in ENTITIES.items()
        if qid[0] == "Q" and any(key(n).startswith(wanted) for n in _names(one, parameters["language"]))
    ]
    return [{"id": qid, "title": qid, "match": {"type": "label"}} for qid in hits]


def _worded(parameters: Mapping[str, str]) -> list[Json]:
    wanted = set(key(parameters["srsearch"]).split())
    hits = [qid for qid, one in ENTITIES.items() if qid[0] == "Q" and any(wanted & set(key(name).split()) for name in _names(one))]
    return [{"ns": 0, "title": qid} for qid in hits]


def _entities(qids: list[str]) -> Json:
    if IMPOSSIBLE in qids:
        return {"error": {"code": "no-such-entity", "info": "Could not find such an entity.", "id": IMPOSSIBLE}}
    return {"entities": {qid: _entity(qid) for qid in qids}, "success": 1}


def _entity(qid: str) -> Json:
    if qid in MERGED:
        return ENTITIES[MERGED[qid]] | {"redirects": {"from": qid, "to": MERGED[qid]}}
    return {"id": qid, "missing": ""} if qid in DELETED or qid not in ENTITIES else ENTITIES[qid]


MANIFEST = {
    "versions": ["0.2"],
    "name": "Items",
    "identifierSpace": "http://www.wikidata.org/entity/",
    "schemaSpace": "http://www.wikidata.org/prop/direct/",
    "batchSize": 2,
}
SPARQL = {
    "head": {"vars": ["item", "label"]},
    "results": {
        "bindings": [
            {
                "item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q900001"},
                "label": {"type": "literal", "xml:lang": "fr", "value": "Norlande"},
            },
            {"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q900001"}},
        ]
    },
}


def _reconciled(queries: Json) -> Json:
    if len(queries) > 2:
        return {}
    return {
        number: {"result": [_match(qid, one) for qid, one in ENTITIES.items() if _is_like(query["query"], one)]}
        for number, query in queries.items()
    }


def _is_like(name: str, one: Json) -> bool:
    return one["id"][0] == "Q" and bool(set(key(name).split()) & {word for other in _names(one) for word in key(other).split()})


def _match(qid: str, one: Json) -> Json:
    return {"id": qid, "name": _names(one)[0], "type": [], "score": 80.5, "match": qid == "Q900002", "features": []}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: Service

    def do_GET(self) -> None:
        self._serve(parse_qs(urlsplit(self.path).query))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._serve(parse_qs(body))

    def _serve(self, parameters: Mapping[str, list[str]]) -> None:
        flat = {name: values[0] for name, values in parameters.items()}
        asked = Asked(self.command, urlsplit(self.path).path, flat, self.headers["User-Agent"], time.monotonic())
        with self.service.lock:
            self.service.open += 1
            self.service.most_open = max(self.service.most_open, self.service.open)
        try:
            self._send(self.service.answer(asked))
        except OSError:  # the client has gone away: that is what some tests are about
            self.close_connection = True
        finally:
            with self.service.lock:
                self.service.open -= 1

    def _send(self, reply: Reply) -> None:
        time.sleep(reply.pause)
        self.send_response(reply.status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(reply.body)), **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if reply.drip:
            for begin in range(len(reply.body)):
                self.wfile.write(reply.body[begin : begin + 1])
                self.wfile.flush()
                time.sleep(reply.drip)
        else:
            self.wfile.write(reply.body[: reply.cut])
        if reply.cut is not None:
            self.close_connection = True

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002
        """Says nothing."""


@contextmanager
def serving() -> Iterator[Service]:
    service = Service()
    handler = type("Handler", (_Handler,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
