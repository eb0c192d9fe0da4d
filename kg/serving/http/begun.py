"""What a request's query has come to before the request goes the ordinary way through the application."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.types import Scope

from kg.serving.execution import Answer
from kg.serving.source import Source

KEY = "kg.begun"  # of the scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """An answer that is made piece by piece, or why there is none; and the state of the data that was asked."""

    source: Source
    outcome: Answer | Exception
    began: float  # of time.perf_counter, when the request came
    waited: float  # seconds until the outcome was there

    def answer(self) -> Answer:
        """The answer.

        Raises:
            Exception: as Executor.query.
        """
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


def begun_of(scope: Scope) -> Begun | None:
    """What has begun for a request; None: nothing has."""
    found: Begun | None = scope.get(KEY)
    return found
