"""Workers side by side: chunks of files go out, what became of them comes back, in the order of the files.

Each worker is a process at the other end of a pipe of its own. So a worker that dies takes no other with it, and is known by the chunk
it was at. Workers end when the first process does, however that ended.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from threading import Thread

from kg.documents.corpus import FoundFile
from kg.errors import DocumentError, KgError
from kg.pipeline.work import Failed, Result, Task, work
from kg.processes import end_with

CHUNK = 12  # files a worker reads at once: enough for spaCy to batch, few enough to see progress
ALONE = 16  # up to so many files, starting other processes takes longer than it saves
QUEUED = 2  # chunks that a worker has, so that it need not wait for the next one
AHEAD = 4  # chunks a worker that may be done before their turn comes: it bounds memory

Chunk = Sequence[FoundFile]
Answer = list[Result] | KgError | OSError | None  # None: the worker has started


_NO_START = "no other process can be started; a script that calls build() does it below `if __name__ == '__main__':`, or sets workers to 1"


class _Died(Exception):
    """A worker ended before it had answered."""


def work_all(files: Sequence[FoundFile], task: Task, workers: int) -> Generator[Result, None, None]:
    """Works on files in `workers` processes (0: one a core), or in this one where that is quicker.

    Close it, if it is not read to its end: processes are running.

    Raises:
        PipelineError: no spaCy pipeline for a language.
        OSError: the disk is full.
    """
    chunks = [files[begin : begin + CHUNK] for begin in range(0, len(files), CHUNK)]
    count = min(workers or os.cpu_count() or 1, len(chunks))
    if count <= 1 or len(files) <= ALONE:
        for chunk in chunks:
            yield from work(chunk, task)
        return
    pool = _Pool(chunks, task, count)
    try:
        yield from pool.results()
    finally:
        pool.stop()


class _Worker:
    """A process, and the chunks it has been given, with their numbers."""

    def __init__(self, task: Task) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, task), daemon=True)
        self.process.start()
        theirs.close()
        self.chunks: deque[tuple[int, Chunk]] = deque()
        self.started = False

    def give(self, number: int, chunk: Chunk) -> None:
        self.chunks.append((number, chunk))
        with suppress(OSError):  # it has died: that is seen when its answer is awaited
            self.connection.send(chunk)

    def answer(self) -> list[Result] | None:
        """What became of the first of its chunks; None if it has only just started.

        Raises:
            _Died: it ended before it had answered.
        """
        try:
            answer: Answer = self.connection.recv()
        except (EOFError, OSError):
            if not self.started:
                raise KgError(_NO_START) from None
            raise _Died from None
        self.started = True
        if isinstance(answer, Exception):
            raise answer
        return answer

    def stop(self) -> None:
        self.process.terminate()
        self.process.join()
        self.connection.close()


class _Pool:
    """Gives out chunks, and has the results in their order."""

    def __init__(self, chunks: Sequence[Chunk], task: Task, count: int) -> None:
        self.task = task
        self.total = len(chunks)
        self.waiting = deque(enumerate(chunks))
        self.done: dict[int, list[Result]] = {}
        self.workers = [_Worker(task) for _ in range(count)]

    def results(self) -> Iterator[Result]:
        for number in range(self.total):
            while number not in self.done:
                self._give(number + AHEAD * len(self.workers))
                self._take()
            self._give(number + AHEAD * len(self.workers))
            yield from self.done.pop(number)

    def stop(self) -> None:
        for worker in self.workers:
            worker.stop()

    def _give(self, limit: int) -> None:
        """Gives each worker what it can queue, of the chunks with a number below the limit; the idlest comes first."""
        for _ in range(QUEUED):
            for worker in sorted(self.workers, key=lambda worker: len(worker.chunks)):
                if self.waiting and self.waiting[0][0] < limit and len(worker.chunks) < QUEUED:
                    worker.give(*self.waiting.popleft())

    def _take(self) -> None:
        """Waits for an answer, or for the end of a worker."""
        ready = wait([worker.connection for worker in self.workers if worker.chunks])
        for worker in [worker for worker in self.workers if worker.connection in ready]:
            number, chunk = worker.chunks[0]
            try:
                answer = worker.answer()
                if answer is not None:
                    self.done[number] = answer
                    worker.chunks.popleft()
            except _Died:
                self._replace(worker)
                self.done[number] = list(_one_by_one(chunk, self.task))

    def _replace(self, worker: _Worker) -> None:
        """Puts another worker in the place of a dead one; the chunks that it had not begun wait again."""
        worker.stop()
        self.waiting.extendleft(reversed(list(worker.chunks)[1:]))
        self.workers[self.workers.index(worker)] = _Worker(self.task)


def _one_by_one(files: Chunk, task: Task) -> Iterator[Result]:
    """A worker died over these files: each is worked on alone, so that the one at fault is found and the others are not lost."""
    worker = _Worker(task)
    for file in files:
        worker.give(0, [file])
        try:
            yield from worker.answer() or worker.answer() or ()
        except _Died:
            worker.stop()
            worker = _Worker(task)
            advice = "more memory, a smaller file or fewer --workers may help"
            yield Failed(file, DocumentError(file.path, "the process that read it was killed", advice))
    worker.stop()


def _serve(connection: Connection, task: Task) -> None:
    """What a worker does: answers each chunk, until the other end of the pipe is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group of processes; the first one decides what it means
    _end_with_the_first_process()
    with suppress(EOFError, ConnectionError):
        connection.send(None)
        while True:
            connection.send(_answer(connection.recv(), task))


def _end_with_the_first_process() -> None:
    """Has a worker end in the middle of its chunk: what it writes is there whole or not at all."""
    first = parent_process()
    if first is not None and first.pid is not None:
        Thread(target=_watch, args=(first.sentinel,), daemon=True).start()
        end_with(first.pid)  # a thread may have to wait for a second while a model is loaded


def _watch(first: int) -> None:
    wait([first])
    os._exit(1)


def _answer(files: Chunk, task: Task) -> Answer:
    try:
        return work(files, task)
    except (KgError, OSError) as error:
        return error
