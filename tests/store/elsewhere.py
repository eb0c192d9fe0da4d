"""A SPARQL endpoint on loopback that stands for Wikidata's: a real server, with a few invented items in the shapes of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store

WIKIDATA = "https://query.wikidata.org/sparql"


@dataclass
class Elsewhere:
    """The server, and what it was asked."""

    store: Store
    url: str = ""
    asked: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)

    @property
    def instead(self) -> str:
        """As `--service` has it: this server in the place of Wikidata's."""
        return f"{WIKIDATA}={self.url}"


@contextmanager
def elsewhere() -> Iterator[Elsewhere]:
    store = Store()
    store.load(path=str(Path(__file__).with_name("wikidata.ttl")), format=RdfFormat.TURTLE)
    running = Elsewhere(store)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            query = parse_qs(body)["query"][0] if "urlencoded" in self.headers["Content-Type"] else body
            running.asked.append(query)
            running.agents.append(self.headers["User-Agent"] or "")
            found = store.query(query)
            answer = found.serialize(format=QueryResultsFormat.JSON) if isinstance(found, QuerySolutions) else None
            self.send_response(200 if answer else 400)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(answer or b"")))
            self.end_headers()
            self.wfile.write(answer or b"")

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.url = f"http://127.0.0.1:{server.server_port}/sparql"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
