"""Progress bars on standard error, where a person watches."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, SpinnerColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar


class Shown:
    """A bar with columns of its own between the bar and the time that remains; it is gone when its work ends."""

    def __init__(self, *columns: ProgressColumn, quiet: bool) -> None:
        console = Console(stderr=True, quiet=quiet)
        self._bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            *columns,
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


class Progress(Shown):
    """Shows how many documents are done, how fast, and how long the rest will take."""

    def __init__(self, *, quiet: bool) -> None:
        super().__init__(MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), quiet=quiet)

    def started(self, documents: int, unchanged: int) -> None:  # noqa: ARG002
        if documents:
            self._task = self._bar.add_task("reading", total=documents, rate="")

    def finished(self, identifier: str, characters: int) -> None:  # noqa: ARG002
        if self._task is None:
            return
        self._bar.advance(self._task)
        speed = self._bar.tasks[0].speed
        self._bar.update(self._task, description=f"read {identifier[-40:]}", rate=f"{speed:.1f} documents/s" if speed else "")
