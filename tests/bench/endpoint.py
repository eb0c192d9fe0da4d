"""The endpoint beside Oxigraph's own server and beside rdflib-endpoint, on the same synthetic press graph, in alternation.

    python -m tests.bench.endpoint                          # both, at 1 and 8 clients: the table of the README
    python -m tests.bench.endpoint --rivals oxigraph --size 100000 --clients 1 --cases a,b -- --rounds 2

Needs ../shared/tools/sparql_bench.py, which makes the data, measures and knows the options behind `--`, and the rivals' programs
(`pip install oxigraph rdflib-endpoint`, in an environment of their own). Oxigraph reads the files of the same store; rdflib-endpoint
reads N-Quads into memory, and is too slow for more than a hundred thousand. Nothing is answered from a cache: every text is another.

Each case is measured by itself, beside a rival that has just been started, since one that has not answered in time may go on with the
question for long. Where it does not answer within --patience seconds, ours is measured alone and the table tells by how many times the
rival is slower at least.

The cases: a what is told of an IRI, b a speaker's statements by name, c speakers counted by year, d from a person over three relations,
e 100,000 rows as CSV and JSON, f 100,000 triples as Turtle. A machine that does other work tells little: compare ratios of one run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import httpx
from pyoxigraph import RdfFormat

from kg.store import folder
from kg.store.graphs import with_union
from tests.bench.load import free_port
from tests.bench.memory import proportional

TOOLS = Path(__file__).parents[2] / "../shared/tools"
BENCH = (sys.executable, str(TOOLS / "sparql_bench.py"))
SPEC = TOOLS / "sparql_bench_queries.json"
OURS, THEIRS = free_port(), free_port()
READY_WITHIN = 900.0  # seconds
REST = 0.1  # seconds of processor time that a server which has come to rest takes in LOOK seconds
LOOK = 3.0
TICKS = os.sysconf("SC_CLK_TCK")
PARENT, USER, SYSTEM = 1, 11, 12  # fields of /proc/PID/stat behind the name


@dataclass(frozen=True, slots=True)
class Rival:
    """Another server: how it is started on a state of a store or its N-Quads, where it answers, how many quads it can be given."""

    command: str
    path: str
    size: int

    def started(self, program: str, state: Path, quads: Path) -> list[str]:
        values = {"program": program, "state": state, "quads": quads, "port": THEIRS}
        return [part.format(**values) for part in self.command.split()]


CASES = "a,b,c,d,e-csv,e-json,f"
RIVALS = {
    "oxigraph": Rival("{program} serve-read-only --location {state} --bind 127.0.0.1:{port}", "/query", 1_000_000),
    "rdflib-endpoint": Rival("{program} serve {quads} --host 127.0.0.1 --port {port}", "/", 100_000),
}


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
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def wait_for(url: str, pid: int) -> None:
    """Until a server answers, and has nothing more to do: ours loads the data into memory while it answers."""
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        try:
            httpx.get(url, params={"query": "ASK {}"}, timeout=60).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
            continue
        before = used(pid)
        time.sleep(LOOK)
        if used(pid) - before < REST:
            return
    sys.exit(f"{url} is not ready")


def tree(pid: int) -> list[int]:
    """A process and those that it has started."""
    parents = {int(stat.parent.name): int(fields(stat)[PARENT]) for stat in Path("/proc").glob("[0-9]*/stat")}
    found = [pid]
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


def fields(stat: Path) -> list[str]:
    try:
        return stat.read_text().rpartition(")")[2].split()
    except OSError:  # it has just ended
        return ["0"] * (SYSTEM + 1)


def used(pid: int) -> float:
    """Seconds of processor time."""
    return sum(int(fields(Path(f"/proc/{each}/stat"))[at]) for each in tree(pid) for at in (USER, SYSTEM)) / TICKS


def memory(pid: int) -> float:
    """MB that a server takes, pages that its processes share counted once."""
    return sum(proportional(each) for each in tree(pid)) / (1 << 20)


def measure(name: str, rival: Rival, program: str, given: argparse.Namespace, made: Path) -> None:
    """Measures both servers and prints the table."""
    size = given.size or rival.size
    quads, results = made / f"{size}.nq", made / f"{name}.json"
    subprocess.run([*BENCH, "--generate", str(quads), "--size", str(size), "--spec", str(SPEC)], check=True)
    state = make_store(made / f"store-{size}-{name}", quads)
    ours = (sys.executable, "-m", "kg", "serve", "-q", "--rate", "0", "--store", str(state.parents[1]), "--port", str(OURS))
    urls = [f"http://127.0.0.1:{OURS}/sparql", f"http://127.0.0.1:{THEIRS}{rival.path}"]
    data = ["--data", str(quads), "--size", str(size), "--timeout", str(given.patience), "--json", str(results), *given.rest]
    queries: list[dict[str, Any]] = []
    with running(*ours) as kg:
        wait_for(urls[0], kg.pid)
        for case, clients in product(given.cases.split(","), given.clients.split(",")):
            with running(*rival.started(program, state, quads)) as other:
                wait_for(urls[1], other.pid)
                named = ["--name-a", "kg", "--name-b", name, "--pid-a", str(kg.pid), "--pid-b", str(other.pid)]
                found = asked(case, clients, [*urls, *named, *data], results)
                if not found:
                    print(f"{name} has not answered {case} in {given.patience:g} s; kg by itself:")
                    found = asked(case, clients, [urls[0], "--name-a", "kg", *data], results)
                queries += found
                used = [memory(kg.pid), memory(other.pid)]
        print(f"\nmemory with {size:,} quads: kg {used[0]:.0f} MB, {name} {used[1]:.0f} MB")
    print("\n".join(table(name, queries, given.patience)))


def asked(case: str, clients: str, options: Sequence[str], results: Path) -> list[dict[str, Any]]:
    """The figures of a case; none if a server has not answered in time."""
    subprocess.run([*BENCH, "--only", case, "--clients", clients, *options], check=True)
    queries: list[dict[str, Any]] = json.loads(results.read_text())["queries"]
    return [query for query in queries if "error" not in query and all(side["n"] for side in query["sides"])]


def table(name: str, queries: Sequence[dict[str, Any]], patience: float) -> Iterator[str]:
    """The figures as Markdown. Of a rival that has not answered, what it would have reached at most."""
    yield f"| case | clients | requests/s: kg | {name} | ratio | p99, ms | first byte, ms |"
    yield "|---|---|---|---|---|---|---|"
    for query in queries:
        ours, *others = query["sides"]
        most = others[0]["per_s"] if others else query["clients"] / patience
        no_more, more = ("", "") if others else ("< ", "> ")
        times = " | ".join(", ".join(f"{side[key]:.1f}" for side in query["sides"]) for key in ("p99_ms", "ttfb_p50_ms"))
        rates = f"{ours['per_s']:.1f} | {no_more}{most:.3g} | {more}{ours['per_s'] / most:.2f}"
        yield f"| {query['id']} | {query['clients']} | {rates} | {times} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rivals", default=",".join(RIVALS))
    parser.add_argument("--size", type=int, help="quads; default: a million beside Oxigraph, a tenth of it beside rdflib-endpoint")
    parser.add_argument("--cases", default=CASES)
    parser.add_argument("--clients", default="1,8")
    parser.add_argument("--patience", type=float, default=300, help="seconds that a server has for an answer, and to count its quads")
    parser.add_argument("--programs", type=Path, help="folder of the rivals' programs; default: they are on the path")
    parser.add_argument("rest", nargs="*", help="options of sparql_bench.py, behind --")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        for name in given.rivals.split(","):
            program = str(given.programs / name) if given.programs else name
            measure(name, RIVALS[name], program, given, Path(made))


if __name__ == "__main__":
    main()
