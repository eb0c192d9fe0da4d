"""How fast the index of Wikidata items opens, is looked up and is made.

python -m tests.bench.wikidata lookups [INDEX]             opening; look-ups a second of a processor, beside rapidfuzz
python -m tests.bench.wikidata building FOLDER [ITEMS]     a dump of so many made-up entities, indexed; memory, speed, size
python -m tests.bench.wikidata reading DUMP                how fast each step reads a dump, in MB a second of a processor
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path
from random import Random

from kg.wikidata.entities import Reader
from kg.wikidata.index import ItemIndex, opened
from kg.wikidata.keys import key
from tests.bench.memory import run
from tests.wikidata.entity import claim, item, text

ITEMS = 1_000_000
ALL_ITEMS = 115_000_000  # in Wikidata
LOOK_UPS = 5_000  # that are timed one by one
SECONDS = 5.0  # that each kind of look-up is watched
ROOT = Path(__file__).parents[2]

# Types of Wikidata's items, in about the shares that they have there: P31, of a hundred items
_SHARES = {13442814: 38, 5: 11, 16521: 4, 4167836: 5, 523: 3, 318: 2, 486972: 3, 79007: 1, 8502: 1, 515: 1, 4022: 1, 43229: 1, 4830453: 2}
_OTHERS = (11173, 7187, 8054, 3305213, 101352, 4167410, 11424, 482994, 13406463, 11266439, 41176, 16970, 55488, 327333, 24862)

_CLAIM = json.dumps(claim("%s", item(0)), separators=(",", ":")).replace(":0,", ":%d,").replace("Q0", "Q%d")


def main(arguments: list[str]) -> None:
    match arguments:
        case ["lookups", *path]:
            lookups(Path(path[0]) if path else None)
        case ["building", folder, *count]:
            building(Path(folder), int(count[0]) if count else ITEMS)
        case ["reading", dump]:
            reading(Path(dump))
        case _:
            sys.exit(__doc__)


def lookups(path: Path | None) -> None:
    print(f"opened and looked up in a fresh process: {_opening(path):.1f} ms")
    index = opened(path)
    noise = Random(1)
    names = [name for one in islice(index, 0, None, max(1, len(index) // 20_000)) for name in one.names]
    noise.shuffle(names)
    print(f"{len(index):,} items")
    print(f"exact                {_rate(index.named, names):>12,.0f} a second")
    print(f"exact, not there     {_rate(index.named, [name + ' xq' for name in names]):>12,.0f}")
    wrong = [_misspelt(name, noise) for name in names]
    print(f"fuzzy                {_rate(index.alike, wrong):>12,.0f}")
    print(f"fuzzy, one look-up   {_spread(index.alike, wrong[:LOOK_UPS])} ms of a processor: half of them, 95 and 99 of 100 take no more")
    some = list(zip(names[:2_000], wrong, strict=False))
    found = sum(any(key(name) in map(key, one.names) for one, _ in index.alike(other)) for name, other in some)
    print(f"fuzzy finds          {found / len(some):>12.1%} of names with one letter wrong")
    _beside_rapidfuzz(index, names, wrong)


def _opening(path: Path | None) -> float:
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom kg.wikidata.index import opened\nbegin = time.perf_counter()\n"
        f"opened({f'Path({str(path)!r})' if path else None}).named('UNICEF')\nprint((time.perf_counter() - begin) * 1000)"
    )
    done = [subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True) for _ in range(5)]
    return sorted(float(one.stdout) for one in done)[2]


def _misspelt(name: str, noise: Random) -> str:
    at = noise.randrange(len(name))
    return name[:at] + noise.choice(["", "e", "n", name[at] * 2]) + name[at + 1 :]


def _rate(look: Callable[[str], object], names: Iterable[str]) -> float:
    begin, count = time.process_time(), 0
    for name in cycle(names):
        look(name)
        count += 1
        if count % 16 == 0 and time.process_time() - begin > SECONDS:
            break
    return count / (time.process_time() - begin)


def _spread(look: Callable[[str], object], names: list[str]) -> str:
    taken = []
    for name in names:
        begin = time.thread_time()
        look(name)
        taken.append(1000 * (time.thread_time() - begin))
    taken.sort()
    return ", ".join(f"{taken[int(len(taken) * share)]:.2f}" for share in (0.5, 0.95, 0.99))


def _beside_rapidfuzz(index: ItemIndex, names: list[str], wrong: list[str]) -> None:
    from rapidfuzz import fuzz, process

    known = sorted({key(name) for one in index for name in one.names})
    print(f"rapidfuzz over the same {len(known):,} names, in memory:")
    exact = _rate(lambda name: process.extractOne(key(name), known, scorer=fuzz.token_sort_ratio, score_cutoff=100), names)
    fuzzy = _rate(lambda name: process.extract(key(name), known, scorer=fuzz.token_sort_ratio, score_cutoff=85, limit=10), wrong)
    print(f"exact                {exact:>12,.1f}\nfuzzy                {fuzzy:>12,.1f}")


def building(folder: Path, count: int) -> None:
    dump, target = folder / f"dump-{count}.json.gz", folder / "items.sqlite"
    if not dump.exists():
        write_dump(dump, count)
    target.unlink(missing_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = run([sys.executable, "-m", "kg", "wikidata", "index", str(dump), "-o", str(target), "--quiet"], environment)
    items, size = len(opened(target)), target.stat().st_size
    packed, share = dump.stat().st_size, ALL_ITEMS / count
    print(f"{count:,} entities, {packed / 1e6:,.0f} MB packed -> {items:,} items, {size / 1e6:,.0f} MB, {size / items:,.0f} bytes each")
    print(f"{done.seconds:,.0f} s, {count / done.seconds:,.0f} entities a second; peak memory {done.peak_bytes / 1e6:,.0f} MB")
    print(f"{done.cpu_seconds:,.0f} s of processors, {count / done.cpu_seconds:,.0f} entities a second of them")
    print(f"as many as Wikidata has, of this length: {done.seconds * share / 3600:,.1f} hours, {size * share / 1e9:,.0f} GB")


def write_dump(path: Path, count: int) -> None:
    """A dump of made-up entities; the same for the same count."""
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(b"[\n")
        for line in _lines(count):
            file.write(line.encode() + b",\n")
        file.write(b"]\n")


def _lines(count: int) -> Iterator[str]:
    noise = Random(7)
    types = [number for number, share in _SHARES.items() for _ in range(share)]
    types += [noise.choice(_OTHERS) for _ in range(100 - len(types))]
    words = [
        "".join(noise.choice("bcdfglmnprst") + noise.choice("aeiou") for _ in range(noise.randint(1, 4))).title() for _ in range(60_000)
    ]
    filler = [_filler(noise) for _ in range(500)]
    for number in range(10_000_001, 10_000_001 + count):
        yield _line(number, noise.choice(types), words, noise, noise.choice(filler))


def _filler(noise: Random) -> str:
    """Statements that nobody asks for, as most are."""
    claims = {f"P{noise.randint(2000, 9999)}": [claim("P9", text(noise.randbytes(12).hex()))] for _ in range(12)}
    return json.dumps(claims, separators=(",", ":"))[1:-1]


def _line(number: int, kind: int, words: list[str], noise: Random, filler: str) -> str:
    names = [" ".join(noise.choices(words, k=noise.randint(2, 4))) for _ in range(noise.choice([1, 1, 1, 2, 3]))]
    labels = ",".join(f'"{tongue}":{{"language":"{tongue}","value":"{names[0]}"}}' for tongue in ("en", "fr", "de", "es", "nl"))
    aliases = ",".join(f'{{"language":"en","value":"{name}"}}' for name in names[1:])
    links = ",".join(f'"w{n}":{{"site":"w{n}","title":"{names[0]}","badges":[]}}' for n in range(noise.choice([0, 0, 1, 5])))
    return (
        f'{{"type":"item","id":"Q{number}","labels":{{{labels}}},"descriptions":{{"en":{{"language":"en","value":"made up"}}}},'
        f'"aliases":{{"en":[{aliases}]}},"claims":{{{filler},"P31":[{_CLAIM % ("P31", kind, kind, "s")}],'
        f'"P17":[{_CLAIM % ("P17", 142, 142, "s")}]}},"sitelinks":{{{links}}}}}'
    )


def reading(dump: Path) -> None:
    from kg.wikidata.builder import Choice, Report, _LineReader
    from kg.wikidata.dumps import Dump

    lines = list(islice(Dump(dump).lines(), 100_000))
    size = sum(len(line.text) for line in lines)
    print(f"{len(lines):,} lines of {size / len(lines):,.0f} bytes; MB a second of a processor")
    chosen, parsing = _LineReader(Dump(dump), Choice(), Report()), Reader()
    steps: dict[str, Callable[[], int]] = {
        "unpacking and splitting": lambda: sum(1 for _ in islice(Dump(dump).lines(), len(lines))),
        "a look at the bytes": lambda: sum(chosen._is_never(line.text) for line in lines),
        "parsing all": lambda: sum(parsing.entity(line.text) is not None for line in lines),
        "parsing what may be wanted": lambda: sum(chosen.facts(line) is not None for line in lines),
    }
    for name, work in steps.items():
        begin = time.process_time()
        found = work()
        print(f"{name:<28}{size / 1e6 / (time.process_time() - begin):>8,.0f}   {found:,} lines")


if __name__ == "__main__":
    main(sys.argv[1:])
