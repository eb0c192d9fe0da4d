"""What hostile requests cost others: the processor a second after each, the memory, and the 99th percentile of what other clients wait.

    python -m tests.bench.hostile [--size 100000] [--clients 8]

Other clients ask short queries all the time, each from an address of its own as a trusted proxy tells it. Their p99 while the hostile
client asks is set beside their p99 without it, in one run.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from kg.serving.workers.resources import below
from tests.bench.load import filled, free_port
from tests.bench.memory import proportional
from tests.bench.rounds import publish_round

PORT = free_port()
URL = f"http://127.0.0.1:{PORT}"
TIMEOUT = 2.0  # seconds that a query may take
PAUSE = 0.05  # seconds between two requests of another client
IDLE_FOR = 15.0
SHORT = "SELECT ?p { ?p a kg:Person } LIMIT 5"
CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
HOSTILE = {
    "cross join": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}",
    "cross join, sorted": f"SELECT * {{ {CROSS} }} ORDER BY ?c ?f ?i LIMIT 1",
    "cross join, distinct": f"SELECT (COUNT(DISTINCT *) AS ?n) {{ {CROSS} }}",
    "path of any property": "SELECT (COUNT(*) AS ?n) { ?a (<x:x>|!<y:y>)* ?b . ?b (^<x:x>|!<y:y>)+ ?c . ?c (<x:x>|!<y:y>)* ?d }",
    "regex": 'SELECT * { ?a kg:text ?t . ?b kg:text ?u FILTER(REGEX(CONCAT(?t, ?u), "(a*)*(a|aa)+b$")) }',
    "huge VALUES": "SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?v{k} {{ {'1 ' * 3000} }}" for k in range(4)) + " }",
    "a result without end": f"SELECT * {{ {CROSS} }}",
    "memory by doubling": 'SELECT ?x { BIND("0123456789" AS ?x0) '
    + " ".join(f"BIND(CONCAT({', '.join([f'?x{k}'] * 10)}) AS ?x{k + 1})" for k in range(12))
    + " BIND(STRLEN(?x12) AS ?x) }",
    "groups within each other": "ASK " + "{" * 20_000 + "}" * 20_000,
    "a long sum": "ASK { FILTER(" + "1+" * 100_000 + "1 > 0) }",
    "SERVICE": "SELECT * { SERVICE <http://169.254.169.254/> { ?s ?p ?o } }",
}


class Others:
    """Clients that ask short queries until they are told to stop."""

    def __init__(self, number: int) -> None:
        self.seconds: list[float] = []
        self.failed = 0
        self._going = True
        self._threads = [threading.Thread(target=self._ask, args=(each,)) for each in range(number)]
        for thread in self._threads:
            thread.start()

    def _ask(self, number: int) -> None:
        with httpx.Client(headers={"X-Forwarded-For": f"10.1.0.{number}"}, timeout=30) as http:
            while self._going:
                began = time.monotonic()
                response = http.get(f"{URL}/sparql", params={"query": SHORT})
                self.seconds.append(time.monotonic() - began)
                self.failed += response.status_code != 200
                time.sleep(PAUSE)

    def stop(self) -> float:
        """Their p99 in seconds."""
        self._going = False
        for thread in self._threads:
            thread.join()
        return sorted(self.seconds)[int((len(self.seconds) - 1) * 0.99)]


def cpu_of(pid: int) -> dict[int, float]:
    """Processor seconds of a process and all below it, by their numbers."""
    found = {}
    for each in [pid, *below(pid)]:
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found[each] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return found


def busy(pid: int, seconds: float = 0.5) -> float:
    """The part of a processor that a process and those below it take at the moment."""
    before = cpu_of(pid)
    time.sleep(seconds)
    return sum(used - before.get(each, 0.0) for each, used in cpu_of(pid).items()) / seconds


def memory(pid: int) -> int:
    return sum(map(proportional, [pid, *below(pid)])) >> 20


def attack(query: str) -> tuple[str, float]:
    """Sends a hostile query; what became of it, and after how long."""
    began = time.monotonic()
    try:
        with httpx.Client(timeout=30, headers={"X-Forwarded-For": "192.0.2.66"}) as http:
            told = str(http.post(f"{URL}/sparql", content=query, headers={"Content-Type": "application/sparql-query"}).status_code)
    except httpx.HTTPError:
        told = "cut"
    return told, time.monotonic() - began


@contextmanager
def running(store: Path) -> Iterator[int]:
    options = ["-q", "--rate", "0", "--proxy", "127.0.0.1", "--timeout", str(TIMEOUT), "--slow", "0"]
    command = [sys.executable, "-m", "kg", "serve", *options, "--store", str(store), "--port", str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            until = time.monotonic() + 60
            while time.monotonic() < until:
                try:
                    if httpx.get(f"{URL}/ready").status_code == 200:
                        break
                except httpx.HTTPError:
                    time.sleep(0.1)
            time.sleep(5)  # the data are loaded into memory
            yield process.pid
        finally:
            process.terminate()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=8)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        store = filled(Path(made) / "store", given.size)
        publish_round(store)
        with running(store) as pid:
            measure(pid, given.clients)


def measure(pid: int, clients: int) -> None:
    attack(SHORT)
    first, worst, rested = memory(pid), 0, 0.0
    for name, query in HOSTILE.items():
        told, took = attack(query)
        time.sleep(1)
        left, now = busy(pid), memory(pid)
        worst, rested = max(worst, now), max(rested, left)
        sys.stdout.write(f"{name:<25} {told:>4} after {took:4.1f} s; a second later {left:4.0%} of a processor, {now} MiB\n")
    sys.stdout.write(f"memory {first} MiB before, {worst} MiB at most a second after a request; processor at most {rested:.0%}\n")
    others = Others(clients)
    time.sleep(IDLE_FOR)
    idle = others.stop()
    others, until = Others(clients), time.monotonic() + 2 * IDLE_FOR
    while time.monotonic() < until:
        for query in HOSTILE.values():
            attack(query)
    loaded = others.stop()
    told = f"p99 of {clients} other clients: {idle * 1000:.0f} ms alone, {loaded * 1000:.0f} ms beside them: {loaded / idle:.1f} times"
    sys.stdout.write(f"{told}; {others.failed} of {len(others.seconds)} not answered\n")


if __name__ == "__main__":
    main()
