"""A progress bar for the making of an index, on standard error, where a person watches."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeRemainingColumn, TransferSpeedColumn


class Indexing:
    """Shows how much of a dump is read, how fast, and how long the rest will take."""

    def __init__(self, *, quiet: bool) -> None:
        console = Console(stderr=True, quiet=quiet)
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TextColumn("{task.fields[told]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=quiet or not console.is_terminal,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._bar.stop()

    def reading(self, name: str, size: int | None) -> None:
        self._next(f"reading {name[-40:]}", size)

    def read(self, done: int, lines: int, items: int) -> None:
        if self._task is not None:
            self._bar.update(self._task, completed=done, told=f"{lines:,} lines, {items:,} kept")

    def making(self, items: int) -> None:
        self._next("making the index", items)

    def made(self, items: int) -> None:
        if self._task is not None:
            self._bar.update(self._task, completed=items, told=f"{items:,} items")

    def _next(self, description: str, total: int | None) -> None:
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(description, total=total, told="")
