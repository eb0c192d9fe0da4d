"""Who is whom over many documents: time, memory, size on disk and quality of the resolution, and what one more document takes.

    python -m tests.bench.resolution [--sizes 1000 10000 100000] [--events N] [--shuffled] [--json]

The documents are made up (`tests.bench.synthetic`), so that it is known who is meant; what each tells of its entities is worked out as in
a build, and put and resolved as there. Each size runs in a process of its own; what one more document takes is measured in another one
that opens the finished index, so that its memory tells what a build over so many documents needs besides reading texts.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from kg.linking.linker import Linker
from kg.pipeline.link import EntityLinks
from kg.pipeline.resolve import Resolver
from kg.pipeline.work import meanings
from kg.resolution.profiles import profiles
from kg.store.identities import Identities
from kg.store.index import Index
from kg.store.links import Links
from kg.wikidata.candidates import items_of
from kg.wikidata.index import starter
from tests.bench.synthetic import EVENTS, MENTIONS, Told, World, documents

ROOT = Path(__file__).parents[2]
SIZES = (1_000, 10_000, 100_000)
MORE = 20  # documents that are added one by one
SPLITS = 5  # times that all is resolved while shuffled documents come
MEBIBYTE = 1 << 20
CLASSES = ("Person", "Organisation", "Programme", "Event", "Place")

_SHOWN = (
    *("documents", "entities", "mentions", "nodes", "clusters", "put", "put_cpu", "resolve", "resolve_cpu"),
    *("start_mib", "put_mib", "peak_mib", "disk_mib", "more_median", "more_most", "more_cpu", "more_mib"),
)


@dataclass
class Clock:
    """Seconds by what they were spent on, and those of the processor, on which other work of the machine does not tell."""

    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    cpu: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def taking(self, name: str) -> Iterator[None]:
        begin, begin_cpu = time.perf_counter(), time.process_time()
        yield
        self.seconds[name] += time.perf_counter() - begin
        self.cpu[name] += time.process_time() - begin_cpu


class Bench:
    """An index that documents are put into."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "index.sqlite"
        self.index = Index(self.path)
        self.identities = Identities(self.index)
        self.clock = Clock()
        self.profiles = 0

    def put(self, told: Told) -> None:
        """Keeps what a document tells, in a transaction of its own, as a build does."""
        with self.clock.taking("making"):
            found = profiles(told.document, told.extraction, items_of, meanings())
        self.profiles += len(found)
        with self.clock.taking("put"), self.index.changing():
            self.identities.put(told.document.identifier, found)

    def resolve(self) -> None:
        with self.clock.taking("resolve"):
            links = EntityLinks(Links(self.identities), Linker(starter(), meanings()))
            Resolver(self.identities, meanings(), links).resolve(len)

    def size(self) -> int:
        """Bytes of the index on disk."""
        self.index.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return self.path.stat().st_size


def whole(folder: Path, count: int, events: int, *, shuffled: bool) -> dict[str, object]:
    """Puts and resolves `count` documents, at once or in another order and bit by bit."""
    bench, world = Bench(folder), World(events=events)
    base = _peak()
    with (folder / "truth.tsv").open("w", encoding="utf-8") as truth:
        for number, told in enumerate(_shuffled(world, count) if shuffled else documents(world, 0, count), 1):
            bench.put(told)
            truth.writelines(f"{told.document.identifier}\t{entity}\t{thing}\n" for entity, thing in _truth(told))
            if shuffled and number % (count // SPLITS) == 0:
                bench.resolve()
    after_put = _peak()
    bench.resolve()
    figures: dict[str, object] = {
        "documents": count,
        "entities": bench.profiles,
        "mentions": MENTIONS * bench.profiles,
        **dict(bench.clock.seconds),
        **{f"{name}_cpu": seconds for name, seconds in bench.clock.cpu.items()},
        "start_mib": base,
        "put_mib": after_put,
        "peak_mib": _peak(),
        "disk_mib": bench.size() / MEBIBYTE,
        "nodes": bench.index.connection.execute("SELECT count(*) FROM nodes").fetchone()[0],
    }
    return figures | quality(bench.identities, folder / "truth.tsv")


def _shuffled(world: World, count: int) -> Iterator[Told]:
    for number in Random(1).sample(range(count), count):
        yield from documents(world, number, number + 1)


def _truth(told: Told) -> Iterator[tuple[str, str]]:
    """The path of each entity, with the thing that it is."""
    from kg.resolution.identity import entity_paths

    paths = entity_paths(told.document.identifier, told.extraction)
    things = {paths[entity.id]: thing for entity, thing in zip(told.extraction.entities, told.truth, strict=True)}
    return iter(things.items())


def one_more(folder: Path, count: int, events: int) -> dict[str, object]:
    """Adds documents one by one to a finished index."""
    bench, world = Bench(folder), World(events=events)
    taken, cpu = [], []
    for told in documents(world, count, count + MORE):
        bench.clock = Clock()
        bench.put(told)
        bench.resolve()
        taken.append(bench.clock.seconds["put"] + bench.clock.seconds["resolve"])
        cpu.append(bench.clock.cpu["put"] + bench.clock.cpu["resolve"])
    return {"more_median": statistics.median(taken), "more_most": max(taken), "more_cpu": statistics.mean(cpu), "more_mib": _peak()}


def quality(identities: Identities, truth: Path) -> dict[str, object]:
    """Precision and recall of pairs of entities that are in one cluster, by class; and a digest of all clusters."""
    pairs, found, real = Counter[tuple[str, str]](), Counter[str](), Counter[str]()
    digest = sha256()
    paths: dict[str, str] = {}
    last = ""
    for line in sorted(truth.read_text(encoding="utf-8").splitlines()):
        document, path, thing = line.split("\t")
        paths = paths if document == last else identities.paths(document)
        last, cluster = document, paths[path]
        digest.update(f"{document} {path} {cluster}\n".encode())
        pairs[cluster, thing] += 1
        found[cluster] += 1
        real[thing] += 1
    figures: dict[str, object] = {"clusters": len(found), "digest": digest.hexdigest()[:12]}
    for name in ("", *CLASSES):
        both = _pairs(count for (cluster, _), count in pairs.items() if cluster.startswith(name.lower()))
        told = _pairs(count for cluster, count in found.items() if cluster.startswith(name.lower()))
        prefixes = (name.lower(),) if name != "Organisation" else ("body", "ministry")
        meant = _pairs(count for thing, count in real.items() if thing.startswith(prefixes))
        figures[f"{name or 'all'} precision"], figures[f"{name or 'all'} recall"] = both / max(told, 1), both / max(meant, 1)
    return figures


def _pairs(counts: Iterable[int]) -> int:
    return sum(count * (count - 1) // 2 for count in counts)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(size: int, place: Path, events: int, *, shuffled: bool) -> dict[str, object]:
    """The figures of one size."""
    folder = place / str(size)
    folder.mkdir(parents=True)
    options = ["--events", str(events)]
    figures = _process("whole", size, folder, *options, *(["--shuffled"] if shuffled else []))
    return figures | _process("more", size, folder, *options)


def _process(part: str, size: int, folder: Path, *options: str) -> dict[str, object]:
    command = [sys.executable, "-m", "tests.bench.resolution", "--part", part, "--sizes", str(size), "--folder", str(folder), *options]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout))


def _print(rows: list[dict[str, object]]) -> None:
    names = [*_SHOWN, *(f"{name} {what}" for name in ("all", *CLASSES) for what in ("precision", "recall"))]
    for name in names:
        values = (row[name] for row in rows)
        print(f"{name:24}" + "".join(f"{value:14.3f}" if isinstance(value, float) else f"{value:14}" for value in values))
    print(f"{'digest':24}" + "".join(f"{row['digest']:>14}" for row in rows))


def main() -> None:
    parser = argparse.ArgumentParser(description="Time, memory and quality of resolving who is whom over many documents.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of documents [1000 10000 100000]")
    parser.add_argument("--events", type=int, default=EVENTS, help=f"that documents choose from; of fewer, more tell of each [{EVENTS}]")
    parser.add_argument("--shuffled", action="store_true", help="in another order, and resolved bit by bit: the digest is the same")
    parser.add_argument("--json", action="store_true", help="figures for programs")
    parser.add_argument("--folder", type=Path, help="keep the indexes here")
    parser.add_argument("--part", choices=["whole", "more"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        size = options.sizes[0]
        is_whole = options.part == "whole"
        figures = whole(options.folder, size, options.events, shuffled=options.shuffled) if is_whole else None
        print(json.dumps(figures or one_more(options.folder, size, options.events)))
        return
    with TemporaryDirectory() as place:
        rows = [measure(size, options.folder or Path(place), options.events, shuffled=options.shuffled) for size in options.sizes]
    print(json.dumps(rows, indent=1)) if options.json else _print(rows)


if __name__ == "__main__":
    main()
