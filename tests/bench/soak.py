"""Many clients with a mixed load for minutes, while a build publishes again and again: no request fails, nothing is mixed, memory stays.

    python -m tests.bench.soak [--minutes 10] [--clients 200] [--every 60] [--size 100000]

The clients stand behind a proxy, as the server sees it, so that each has limits of its own. Each asks, waits a random while, asks
again. A result is whole when its format can be read to its end; it is of one version when all the marks that it has bear one round
(tests/bench/rounds.py), and the versions that a client sees never go back.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import io
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from pyoxigraph import RdfFormat, parse

from kg.serving.workers.resources import below
from tests.bench.load import QUESTIONS, filled, free_port
from tests.bench.memory import proportional
from tests.bench.rounds import ASKED, MARKS, publish_round

PORT = free_port()
URL = f"http://127.0.0.1:{PORT}"
PAUSE = 16.0  # seconds at most between two requests of a client
SAMPLED_EVERY = 5.0  # seconds between two looks at the memory


@dataclass
class Seen:
    """What the clients have seen."""

    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    versions: Counter[str] = field(default_factory=Counter)
    memory: list[tuple[float, int, int]] = field(default_factory=list)  # seconds since the start, bytes of the server, of all processes


async def client(number: int, until: float, seen: Seen) -> None:
    rng, newest = random.Random(number), 0
    await asyncio.sleep(rng.uniform(0, PAUSE))
    headers = {"X-Forwarded-For": f"10.0.{number // 250}.{number % 250 + 1}"}
    async with httpx.AsyncClient(base_url=URL, timeout=60, headers=headers, verify=False, trust_env=False) as http:
        while time.monotonic() < until:
            path, parameters = rng.choice(QUESTIONS)
            began = time.monotonic()
            try:
                response = await http.get(path, params=parameters)
            except httpx.HTTPError as error:
                seen.faults.append(f"{path}: {type(error).__name__} {error}")
                continue
            seen.seconds.append(time.monotonic() - began)
            newest = check(response, parameters, newest, seen)
            await asyncio.sleep(rng.uniform(0, PAUSE))


def check(response: httpx.Response, parameters: dict[str, str], newest: int, seen: Seen) -> int:
    """Looks at one answer; the newest version that its client has seen."""
    seen.statuses[response.status_code] += 1
    told = response.headers.get("data-version", "")
    seen.versions[told] += 1
    if response.status_code == 503 and "retry-after" in response.headers:
        return newest
    if response.status_code != 200:
        seen.faults.append(f"{response.url}: {response.status_code} {response.text[:200]}")
        return newest
    try:
        whole(response, parameters)
    except (ValueError, SyntaxError, AssertionError) as error:
        seen.faults.append(f"{response.url}: not whole or mixed: {error}")
    if told and int(told) < newest:
        seen.faults.append(f"{response.url}: version {told} after {newest}")
    return max(newest, int(told or 0))


def whole(response: httpx.Response, parameters: dict[str, str]) -> None:
    """Reads a result to its end.

    Raises:
        ValueError, SyntaxError, AssertionError: it is cut, or of two versions.
    """
    match parameters.get("format"):
        case "csv":
            table = list(csv.reader(io.StringIO(response.text)))
            assert len({len(row) for row in table}) == 1, "rows of several lengths"
        case "turtle":
            list(parse(response.content, format=RdfFormat.TURTLE))
        case _:
            found = json.loads(response.content)
            if parameters.get("query") == ASKED:
                rows = [(row["round"]["value"], row["marks"]["value"]) for row in found["results"]["bindings"]]
                assert [marks for _, marks in rows] == [str(MARKS)], f"marks {rows}"


async def watch(pid: int, until: float, seen: Seen) -> None:
    """Notes the memory of the server, and of it with its processes (what they share counted once)."""
    began = time.monotonic()
    while time.monotonic() < until:
        await asyncio.sleep(SAMPLED_EVERY)
        processes = [pid, *below(pid)]
        sizes = [proportional(each) for each in processes]
        seen.memory.append((time.monotonic() - began, sizes[0], sum(sizes)))


async def publish_often(store: Path, every: float, until: float) -> int:
    """Publishes a round every so many seconds, in a process of its own; how many."""
    code, rounds = f"from pathlib import Path; from tests.bench.rounds import publish_round; publish_round(Path({str(store)!r}))", 0
    while time.monotonic() + every < until:
        await asyncio.sleep(every)
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", code)
        rounds += await process.wait() == 0
    return rounds


async def load(server: subprocess.Popen[bytes], store: Path, given: argparse.Namespace) -> tuple[Seen, int]:
    seen, until = Seen(), time.monotonic() + given.minutes * 60
    publishing = asyncio.create_task(publish_often(store, given.every, until))
    await asyncio.gather(watch(server.pid, until, seen), *(client(number, until, seen) for number in range(given.clients)))
    return seen, await publishing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--every", type=float, default=60)
    parser.add_argument("--size", type=int, default=100_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        store = filled(Path(made) / "store", given.size)
        publish_round(store)
        options = ["-q", "--proxy", "127.0.0.1", "--client-patience", "60"]  # the clients share the machine with the server
        command = [sys.executable, "-m", "kg", "serve", *options, "--store", str(store), "--port", str(PORT)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            try:
                wait_until_ready()
                seen, published = asyncio.run(load(server, store, given))
            finally:
                server.terminate()
    tell(seen, published)


def wait_until_ready() -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if httpx.get(f"{URL}/ready").status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    sys.exit("the server does not start")


def tell(seen: Seen, published: int) -> None:
    seconds = sorted(seen.seconds)
    shares = {"median": 0.5, "p99": 0.99, "p99.9": 0.999}
    told = ", ".join(f"{name} {seconds[int((len(seconds) - 1) * share)] * 1000:.0f} ms" for name, share in shares.items())
    versions = len(seen.versions) - ("" in seen.versions)
    sys.stdout.write(f"{len(seconds)} answers {dict(seen.statuses)}; {told}; {published} versions published, {versions} seen\n")
    for began, server, together in seen.memory[:: max(1, int(60 / SAMPLED_EVERY))] + seen.memory[-1:]:
        sys.stdout.write(f"  at {began / 60:.1f} min: server {server >> 20} MiB, all processes {together >> 20} MiB\n")
    kinds = Counter(fault.partition("?")[0] + " " + fault.rpartition(": ")[2][:100] for fault in seen.faults)
    for fault, times in kinds.most_common(20):
        sys.stdout.write(f"  {times} times: {fault}\n")
    sys.stdout.write(f"{len(seen.faults)} faults\n")
    sys.exit(bool(seen.faults))


if __name__ == "__main__":
    main()
