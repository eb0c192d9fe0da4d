"""Workers side by side: chunks of files go out, what became of them comes back, in the order of the files."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from os import cpu_count

from kg.documents.corpus import FoundFile
from kg.errors import DocumentError
from kg.pipeline.work import Failed, Task, Worked, work

CHUNK = 12  # files a worker reads at once: enough for spaCy to batch, few enough to see progress
ALONE = 16  # up to so many files, starting other processes takes longer than it saves
AHEAD = 2  # chunks that wait for each worker, so that none is idle and memory stays bounded

Result = Worked | Failed


def work_all(files: Sequence[FoundFile], task: Task, workers: int) -> Iterator[Result]:
    """Works on files in `workers` processes (0: one a core), or in this one where that is quicker.

    Raises:
        PipelineError: no spaCy pipeline for a language.
        OSError: the disk is full.
    """
    count = workers or cpu_count() or 1
    if count == 1 or len(files) <= ALONE:
        for begin in range(0, len(files), CHUNK):
            yield from work(files[begin : begin + CHUNK], task)
        return
    yield from _side_by_side(files, task, count)


def _side_by_side(files: Sequence[FoundFile], task: Task, workers: int) -> Iterator[Result]:
    chunks = deque(files[begin : begin + CHUNK] for begin in range(0, len(files), CHUNK))
    running: deque[tuple[Sequence[FoundFile], Future[list[Result]]]] = deque()
    executor = _executor(workers)
    try:
        while chunks or running:
            while chunks and len(running) < workers * AHEAD:
                chunk = chunks.popleft()
                running.append((chunk, executor.submit(work, chunk, task)))
            chunk, future = running.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                executor.shutdown(cancel_futures=True)
                yield from _one_by_one(chunk, task)
                chunks.extendleft(waiting for waiting, _ in reversed(running))
                running.clear()
                executor = _executor(workers)
    finally:
        executor.shutdown(cancel_futures=True)


def _one_by_one(files: Sequence[FoundFile], task: Task) -> Iterator[Result]:
    """A worker died over these files: each gets a process of its own, so that the one at fault is found and the others are not lost."""
    for file in files:
        with _executor(1) as executor:
            try:
                yield from executor.submit(work, [file], task).result()
            except BrokenProcessPool:
                advice = "more memory, a smaller file or fewer --workers may help"
                yield Failed(file, DocumentError(file.path, "the process that read it was killed", advice))


def _executor(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_ignore_interrupts)


def _ignore_interrupts() -> None:
    """Ctrl-C reaches the whole group of processes; the first one decides what it means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
