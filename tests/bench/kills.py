"""kill -9 of workers, processes that answer look-ups, fork servers, the server and builds at random moments: how soon the server answers
again, and what is lost.

    python -m tests.bench.kills [--kills 50] [--size 20000] [--seed 1]

A supervisor restarts the server at once, as systemd does. Another process publishes one round after the other (tests/bench/rounds.py),
with the same steps as the end of a build, some three a second: far more than builds do, so that kills meet each moment of it, and states
that are read are given up all the time. Every fifth kill of a build is of a `kg build` of the texts of the demo. Clients ask look-ups all
the time, each on a connection that it keeps. After each kill it is looked whether the server answers within two seconds, with a state that
is whole and not older than what was published, whether the store opens, and whether each client has had whole answers or a closed
connection, and an answer on a new one within two seconds.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import httpx
from pyoxigraph import QuerySolutions

import kg.demo
from kg.errors import StoreError
from kg.serving.workers.resources import below
from kg.store import folder
from tests.bench.load import filled, free_port
from tests.bench.rounds import ASKED, BASE, MARKS, publish_round
from tests.serving.asking import holders

PORT = free_port()
URL = f"http://127.0.0.1:{PORT}"
LIMIT = 2.0  # seconds within which the server has to answer again
POLL = 0.05  # seconds between two tries: more often would take the processor from the server that starts
BUILD_SHARE = 5  # every so many kills of a build is of `kg build`
KINDS = ("worker", "look-up process", "fork server", "server", "build")
CLIENTS = 2  # that ask look-ups
LOOKUP = f"SELECT ?p ?o {{ <{BASE}id/person/p1> ?p ?o }}"


@dataclass
class Record:
    """What became of the kills."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    killed: Counter[str] = field(default_factory=Counter)  # of the kinds of which there may be none at a moment
    faults: list[str] = field(default_factory=list)


class Client(threading.Thread):
    """Asks look-ups on one connection, and on another when that is closed."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.answers = 0
        self.gaps: list[float] = []  # seconds from a connection that was closed to an answer on another
        self.faults: list[str] = []
        self._failing: float | None = None
        self._stopping = False

    def run(self) -> None:
        while not self._stopping:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10 * LIMIT)
            try:
                while not self._stopping:
                    connection.request("GET", f"/sparql?query={quote(LOOKUP)}&format=csv")
                    self._take(connection.getresponse())
            except http.client.IncompleteRead:
                self.faults.append("an answer was cut")
            except (OSError, http.client.HTTPException):
                self._failing = self._failing or time.monotonic()
                time.sleep(POLL)
            finally:
                connection.close()

    def _take(self, response: http.client.HTTPResponse) -> None:
        rows = response.read().splitlines()
        if response.status == 503:  # as long as no process can be started, for example
            raise http.client.HTTPException
        if response.status != 200 or len(rows) < 2:  # a head and what is told of the person
            self.faults.append(f"status {response.status}, {len(rows)} lines")
        self.answers += 1
        if self._failing is not None:
            self.gaps.append(time.monotonic() - self._failing)
            self._failing = None

    def stop(self) -> None:
        self._stopping = True
        self.join()


class Server:
    """`kg serve` under a supervisor."""

    def __init__(self, store: Path) -> None:
        self._command = [sys.executable, "-m", "kg", "serve", "-q", "--rate", "0", "--store", str(store), "--port", str(PORT)]
        self.start()

    def start(self) -> None:
        compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as it is when installed
        self.process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=compiled)

    def kill(self) -> None:
        """Kills it, and starts it again."""
        self.process.kill()
        self.process.wait()
        self.start()

    @property
    def fork_servers(self) -> list[int]:
        found = below(self.process.pid)
        return [pid for pid in found if parent(pid) == self.process.pid]

    @property
    def lookup_processes(self) -> list[int]:
        return holders(self.process.pid)

    @property
    def workers(self) -> list[int]:
        return [pid for pid in below(self.process.pid) if parent(pid) != self.process.pid]


class Publisher:
    """The process that publishes rounds, and the last that it told of."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self.told = 0
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-u", "-m", "tests.bench.rounds", str(self._store), "--every", "0.3"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self.process.stdout is not None
        os.set_blocking(self.process.stdout.fileno(), False)

    def read(self) -> int:
        """The number of the last round that was published."""
        assert self.process.stdout is not None
        for line in (self.process.stdout.read() or b"").decode().splitlines():
            self.told = int(line.split()[1])
        return self.told

    def kill(self) -> None:
        """Kills it; what it told before counts."""
        self.process.kill()
        self.process.wait()
        self.read()


def parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def kill_one(pids: list[int], rng: random.Random) -> bool:
    """Whether there was one to kill."""
    if pids:
        os.kill(rng.choice(pids), signal.SIGKILL)
    return bool(pids)


def until_answered(asker: httpx.Client) -> tuple[float, int, int]:
    """Seconds until the server answers; the round that it tells, and how many of its marks there are."""
    began = time.monotonic()
    while time.monotonic() - began < 10 * LIMIT:
        try:
            answer = asker.get(f"{URL}/sparql", params={"query": ASKED, "format": "json"})
            if answer.status_code == 200:
                rows = answer.json()["results"]["bindings"]
                took = time.monotonic() - began
                return (took, int(rows[0]["round"]["value"]), int(rows[0]["marks"]["value"])) if len(rows) == 1 else (took, -1, len(rows))
        except (httpx.HTTPError, ValueError):
            pass
        time.sleep(POLL)
    return time.monotonic() - began, -1, 0


def rounds_in(store: Path) -> list[tuple[int, int]]:
    """Round and number of marks of each version that can be opened."""
    found = []
    for version in folder.existing(store).versions():
        try:
            rows = folder.open_snapshot(store, str(version)).store.query(ASKED)
        except StoreError:
            if (folder.existing(store).snapshots / str(version)).is_dir():
                raise
            continue  # it was given up for a newer one meanwhile
        assert isinstance(rows, QuerySolutions)
        found += [(int(row["round"].value), int(row["marks"].value)) for row in rows]
    return found


@contextmanager
def building(store: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`kg build` of the texts of the demo into the store."""
    command = [sys.executable, "-m", "kg", "build", "-q", str(kg.demo.TEXTS), "--store", str(store)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        yield process


def kill_a_build(store: Path, rng: random.Random) -> None:
    """Kills a real build on its way; the next one has to go on with what there is."""
    with building(store) as process:
        time.sleep(rng.uniform(0.5, 12))
        process.kill()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--size", type=int, default=20_000, help="quads beside the marks")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rng, record = random.Random(given.seed), Record()
    with tempfile.TemporaryDirectory() as made, httpx.Client(timeout=LIMIT) as asker:
        store = filled(Path(made) / "store", given.size)
        publish_round(store)
        server, publisher, clients = Server(store), Publisher(store), [Client() for _ in range(CLIENTS)]
        try:
            until_answered(asker)
            for client in clients:
                client.start()
            for number in range(given.kills):
                one_kill(KINDS[number % len(KINDS)], number, store, server, publisher, asker, rng, record)
            for client in clients:
                client.stop()
            publisher.kill()
            with building(store) as process:
                if process.wait() not in (0, 1):
                    record.faults.append(f"the last build ended with {process.returncode}")
        finally:
            publisher.kill()
            server.process.kill()
            server.process.wait()
    tell(record, clients)


def one_kill(
    kind: str, number: int, store: Path, server: Server, publisher: Publisher, asker: httpx.Client, rng: random.Random, record: Record
) -> None:
    """Waits for a random moment, kills, and looks what there is then."""
    time.sleep(rng.uniform(0.0, 1.5))
    published = publisher.read()
    if kind == "build":
        publisher.kill()
        published = publisher.told
        if number // len(KINDS) % BUILD_SHARE == 0:
            kill_a_build(store, rng)
        publisher.start()
    elif kind == "server":
        server.kill()
    else:
        kinds = {"worker": server.workers, "look-up process": server.lookup_processes, "fork server": server.fork_servers}
        record.killed[kind] += kill_one(kinds[kind], rng)
    took, seen, marks = until_answered(asker)
    record.seconds[kind].append(took)
    fresh = kind != "server" or seen >= published  # a server that ran on looks for a newer state once a second
    if took > LIMIT or marks != MARKS or not fresh:
        record.faults.append(f"kill {number} of a {kind}: {took:.2f} s, round {seen} of {published}, {marks} marks")
    whole = rounds_in(store)
    if any(marks != MARKS for _, marks in whole) or max(each for each, _ in whole) < published:
        record.faults.append(f"kill {number} of a {kind}: versions {whole}, published {published}")


def tell(record: Record, clients: Sequence[Client]) -> None:
    for kind, seconds in record.seconds.items():
        if seconds:
            median = sorted(seconds)[len(seconds) // 2]
            sys.stdout.write(f"{kind}: {len(seconds)} kills, answers again after {median:.2f} s (median), {max(seconds):.2f} s (most)\n")
    answers, gaps = sum(client.answers for client in clients), [gap for client in clients for gap in client.gaps]
    killed = record.killed["look-up process"]
    sys.stdout.write(f"{answers} look-ups answered; {killed} of their processes killed; {len(gaps)} connections closed, ")
    sys.stdout.write(f"then answered on another after {max(gaps, default=0.0):.2f} s (most)\n")
    record.faults += [f"a look-up: {fault}" for client in clients for fault in client.faults]
    record.faults += [f"a client was answered again after {gap:.2f} s" for gap in gaps if gap > LIMIT]
    sys.stdout.write("\n".join(record.faults) + "\n" if record.faults else "nothing lost, nothing mixed, the store opened each time\n")
    sys.exit(bool(record.faults))


if __name__ == "__main__":
    main()
