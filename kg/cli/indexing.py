"""A progress bar for the making of an index, on standard error, where a person watches."""

from __future__ import annotations

from rich.progress import DownloadColumn, TextColumn, TransferSpeedColumn

from kg.cli.progress import Shown


class Indexing(Shown):
    """Shows how much of a dump is read, how fast, and how long the rest will take."""

    def __init__(self, *, quiet: bool) -> None:
        super().__init__(DownloadColumn(), TransferSpeedColumn(), TextColumn("{task.fields[told]}"), quiet=quiet)

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
