"""The endpoint beside Oxigraph's own server, on the same synthetic press graph, in alternation.

    python tests/bench/endpoint.py --size 100000 --clients 1,8 [--oxigraph PATH] [-- further options of sparql_bench.py]

Needs ../shared/tools/sparql_bench.py, which makes the data and measures, and the program `oxigraph` (`pip install oxigraph`).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from pyoxigraph import RdfFormat

from kg.store import folder
from kg.store.graphs import with_union

TOOLS = Path(__file__).parents[2] / "../shared/tools"
SPEC = TOOLS / "sparql_bench_queries.json"
OURS, THEIRS = 7971, 7972
READY_WITHIN = 600.0  # seconds; a million quads are loaded into memory in about one minute


def make_store(path: Path, quads: Path) -> Path:
    """A published store of the quads; the folder of its state."""
    place = folder.create_or_open(path, "https://w3id.org/pressgraph/")
    with folder.writing(place):
        store = folder.open_graph(place)
        store.bulk_load(path=quads, format=RdfFormat.N_QUADS)
        with_union(store, place.unnamed)
        store.optimize()
        return place.snapshots / folder.publish(place, store)


@contextmanager
def running(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server, as long as it is measured."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def wait_for(url: str) -> None:
    """Until a server answers."""
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        try:
            httpx.get(url, params={"query": "ASK {}"}).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    sys.exit(f"{url} does not answer")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--clients", default="1,8")
    parser.add_argument("--oxigraph", default="oxigraph")
    parser.add_argument("--settle", type=float, default=20.0, help="seconds for our server to load the data into memory")
    parser.add_argument("rest", nargs="*")
    given = parser.parse_args()
    bench = [sys.executable, str(TOOLS / "sparql_bench.py")]
    with tempfile.TemporaryDirectory() as made:
        quads = Path(made) / "data.nq"
        subprocess.run([*bench, "--generate", str(quads), "--size", str(given.size), "--spec", str(SPEC)], check=True)
        state = make_store(Path(made) / "store", quads)
        ours = (sys.executable, "-m", "kg", "serve", "-q", "--rate", "0", "--store", f"{made}/store", "--port", str(OURS))
        theirs = (given.oxigraph, "serve-read-only", "--location", str(state), "--bind", f"127.0.0.1:{THEIRS}")
        urls = [f"http://127.0.0.1:{OURS}/sparql", f"http://127.0.0.1:{THEIRS}/query"]
        with running(*ours) as kg, running(*theirs) as oxigraph:
            for url in urls:
                wait_for(url)
            time.sleep(given.settle)
            named = ["--name-a", "kg", "--name-b", "oxigraph", "--pid-a", str(kg.pid), "--pid-b", str(oxigraph.pid)]
            data = ["--data", str(quads), "--size", str(given.size), "--clients", given.clients]
            subprocess.run([*bench, *urls, *named, *data, *given.rest], check=True)


if __name__ == "__main__":
    main()
