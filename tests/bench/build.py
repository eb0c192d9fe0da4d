"""Documents a second and peak memory of a build beside plain `nlp.pipe` of the same models on the same texts.

    python -m tests.bench.build [FOLDER] [--rounds N] [--json]

Each figure is of a whole process, starts and loading of models included, and the processes take turns, so that whatever else
the machine does touches all alike. A ratio of 1 means that all Pressgraph does beside spaCy costs nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.memory import Run, run

ROOT = Path(__file__).parents[2]
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Contestant:
    """One of the processes that are compared."""

    name: str
    part: str  # of this module: plain or build
    processes: int
    rival: str | None = None  # whose documents a second its own are divided by


def contestants() -> list[Contestant]:
    cores = os.cpu_count() or 1
    alone = [Contestant("nlp.pipe, 1 process", "plain", 1), Contestant("kg build, 1 process", "build", 1, "nlp.pipe, 1 process")]
    if cores == 1:
        return alone
    many = Contestant(f"nlp.pipe, {cores} processes", "plain", cores)
    return [*alone, many, Contestant("kg build, default workers", "build", 0, many.name)]


def plain(folder: Path, processes: int) -> int:
    """Runs spaCy over the texts of a folder, each with the pipeline of its language, and throws the result away."""
    import spacy

    from kg.config import DEFAULT_PIPELINES

    texts = dict(_texts(folder))
    for language, setup in DEFAULT_PIPELINES.items():
        pieces = [text for text, its_language in texts.items() if its_language == language]
        for _ in spacy.load(setup.model).pipe(pieces, n_process=processes):
            pass
    return len(texts)


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    from kg.documents.corpus import find
    from kg.documents.reading import load
    from kg.errors import DocumentError

    for file in find([folder]).files:
        try:
            document = load(file)
        except DocumentError:
            continue
        yield document.text, document.language


def build(folder: Path, workers: int) -> int:
    """Builds a fresh store."""
    from kg.config import Settings
    from kg.pipeline.build import build as run_build

    with TemporaryDirectory() as place:
        return run_build([folder], Settings(store=Path(place) / "store", workers=workers)).documents


def measure(folder: Path, rounds: int) -> dict[str, dict[str, float]]:
    """The median of each figure of each contestant."""
    runs: dict[str, list[Run]] = {contestant.name: [] for contestant in contestants()}
    for _ in range(rounds):
        for contestant in contestants():
            runs[contestant.name].append(_process(contestant.part, folder, contestant.processes))
    figures = {name: _figures(done) for name, done in runs.items()}
    for contestant in contestants():
        if contestant.rival:
            figures[contestant.name]["ratio"] = (
                figures[contestant.name]["documents_a_second"] / figures[contestant.rival]["documents_a_second"]
            )
            figures[contestant.name]["cpu_ratio"] = figures[contestant.rival]["cpu_seconds"] / figures[contestant.name]["cpu_seconds"]
    return figures


def _figures(runs: list[Run]) -> dict[str, float]:
    documents = int(runs[0].output)
    seconds = statistics.median(run.seconds for run in runs)
    return {
        "documents": documents,
        "seconds": seconds,
        "cpu_seconds": statistics.median(run.cpu_seconds for run in runs),
        "documents_a_second": documents / seconds,
        "peak_mib": statistics.median(run.peak_bytes for run in runs) / MEBIBYTE,
    }


def _process(part: str, folder: Path, processes: int) -> Run:
    command = [sys.executable, "-m", "tests.bench.build", str(folder), "--part", part, "--processes", str(processes)]
    return run(command, {**os.environ, "PYTHONPATH": str(ROOT)})


def _stages(folder: Path) -> dict[str, float]:
    return dict(json.loads(_process("stages", folder, 1).output))


def _print(figures: dict[str, dict[str, float]], stages: dict[str, float]) -> None:
    print(f"{'':28}{'documents':>10}{'seconds':>9}{'CPU s':>8}{'docs/s':>8}{'peak MiB':>10}{'ratio':>7}{'of CPU':>8}")
    for name, row in figures.items():
        ratios = f"{row['ratio']:7.2f}{row['cpu_ratio']:8.2f}" if "ratio" in row else ""
        print(
            f"{name:28}{row['documents']:10.0f}{row['seconds']:9.1f}{row['cpu_seconds']:8.1f}"
            f"{row['documents_a_second']:8.2f}{row['peak_mib']:10.0f}{ratios}"
        )
    whole = sum(stages.values())
    print(
        "\nseconds by stage, in one process: "
        + ", ".join(f"{name} {seconds:.2f} ({seconds / whole:.0%})" for name, seconds in stages.items())
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Speed and memory of a build beside plain spaCy.")
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "kg" / "demo" / "texts", help="texts to read [the demonstration's]")
    parser.add_argument("--rounds", type=int, default=1, help="times that each process runs [1]")
    parser.add_argument("--json", action="store_true", help="figures for programs")
    parser.add_argument("--part", choices=["plain", "build", "stages"], help=argparse.SUPPRESS)
    parser.add_argument("--processes", type=int, default=1, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part == "stages":
        from tests.bench.stages import stages

        print(json.dumps(stages(options.folder)))
    elif options.part:
        print((plain if options.part == "plain" else build)(options.folder, options.processes))
    else:
        figures, taken = measure(options.folder, options.rounds), _stages(options.folder)
        print(json.dumps({"processes": figures, "stages": taken}, indent=1)) if options.json else _print(figures, taken)


if __name__ == "__main__":
    main()
