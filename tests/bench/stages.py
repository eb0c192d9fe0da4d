"""What each stage of a build takes: a build in one process, with a clock around the functions that are its stages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg.config import Settings

STAGES = {  # where a build finds the functions of a stage
    "loading": ["kg.pipeline.work:_load"],
    "starting spaCy": ["kg.extraction.pipelines:_load"],
    "spaCy": ["kg.extraction.extract:read"],
    "rules": ["kg.extraction.extract:extract"],
    "graph": ["kg.pipeline.work:document_quads", "kg.pipeline.build:graph_of"],
    "gate": ["kg.pipeline.work:check"],
    "profiles": ["kg.pipeline.work:profiles"],
    "resolving and linking": ["kg.pipeline.build:_Build.resolve"],
    "names over documents": ["kg.pipeline.settle:entity_quads"],
    "restatements": ["kg.pipeline.restate:Restatements.bring_up_to_date", "kg.pipeline.restate:Restatements.new"],
    "settling": ["kg.pipeline.build:settle"],
    "store": ["kg.pipeline.build:add_graphs", "kg.pipeline.build:publish"],
}
REST = "the rest"


class Clock:
    """Seconds by stage; while a stage is inside another the outer one stands still."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys([*STAGES, REST], 0.0)
        self._running = [REST]
        self._since = time.perf_counter()

    def enter(self, stage: str) -> None:
        self._tick()
        self._running.append(stage)

    def leave(self) -> None:
        self._tick()
        self._running.pop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.seconds[self._running[-1]] += now - self._since
        self._since = now

    def around(self, function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        """A function that is a stage; what it yields one by one is taken inside."""

        @wraps(function)
        def timed(*arguments: Any, **named: Any) -> Any:
            self.enter(stage)
            try:
                result = function(*arguments, **named)
            finally:
                self.leave()
            return self._each(result, stage) if isinstance(result, Iterator) else result

        return timed

    def _each(self, results: Iterable[Any], stage: str) -> Iterator[Any]:
        steps = iter(results)
        while True:
            self.enter(stage)
            try:
                result = next(steps)
            except StopIteration:
                return
            finally:
                self.leave()
            yield result


def stages(folder: Path) -> dict[str, float]:
    """Seconds of each stage of a build of a fresh store, in their order."""
    from kg.pipeline.build import build

    clock = Clock()
    for stage, places in STAGES.items():
        for place in places:
            _wrap(clock, stage, place)
    with TemporaryDirectory() as scratch:
        build([folder], Settings(store=Path(scratch) / "store", workers=1))
    clock.leave()
    return clock.seconds


def _wrap(clock: Clock, stage: str, place: str) -> None:
    module, _, path = place.partition(":")
    *owners, name = path.split(".")
    owner: Any = import_module(module)
    for part in owners:
        owner = getattr(owner, part)
    setattr(owner, name, clock.around(getattr(owner, name), stage))
