"""A process that answers look-ups, and the connections that it is lent."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

from kg.serving.http.problems import log
from kg.serving.lookups.loan import Loan
from kg.serving.lookups.terms import Answered, Returned
from kg.serving.source import Source
from kg.serving.workers.frames import Kind
from kg.serving.workers.handles import Worker, WorkerLost
from kg.serving.workers.pools import Pool

Counted = Callable[[int], None]  # is told how many requests were answered


class Desk:
    """Hears what a process tells, from its first connection to its last; then the process goes back to its pool."""

    def __init__(self, source: Source, pool: Pool, worker: Worker, counted: Counted) -> None:
        self.source = source
        self.loans: dict[int, Loan] = {}
        self._pool, self._worker, self._counted = pool, worker, counted
        self._recalled: set[int] = set()
        self._heard = 0.0  # when the process told something, by the event loop's time
        self._tired = False

    def lend(self, loan: Loan) -> bool:
        """Lends a connection to the process; False: it is in use."""
        number = loan.terms.number
        connection = loan.begin(lambda: self._recall(number))
        if connection is None:
            return False
        self.loans[number] = loan
        self._hear()
        self._worker.lend(connection, loan.terms.as_json())
        return True

    async def run(self) -> None:
        """Until all connections are back.

        Raises:
            Exception: what ended it otherwise; its connections are closed.
        """
        try:
            while self.loans:
                self._take(*await self._worker.next())
        except BaseException as error:
            for loan in self.loans.values():
                loan.lose()
            self.loans.clear()
            await self._pool.end(self._worker)
            if not isinstance(error, WorkerLost | TimeoutError):
                raise
            log.warning("a process that answered look-ups has ended, and with it the connections that it was lent")
        else:
            self._pool.put(self._worker, tired=self._tired)

    def _take(self, kind: Kind, told: bytes) -> None:
        self._hear()
        if kind is Kind.BACK:
            back = Returned.from_json(told)
            self._tired = back.tired
            self._recalled.discard(back.number)
            self._counted(len(back.answered))
            self.loans.pop(back.number).end(back)
            return
        number, listed = json.loads(told)
        answered = [Answered(*each) for each in listed]
        self._counted(len(answered))
        self.loans[number].tell(answered)
        if self.loans[number].more(len(answered)):
            self._worker.tell(Kind.ALLOW, json.dumps([number, len(answered)]).encode())
        else:
            self._recall(number)

    def _hear(self) -> None:
        self._heard = asyncio.get_running_loop().time()

    def recall(self) -> None:
        """Asks for all connections back."""
        for number in self.loans:
            self._recall(number)

    def _recall(self, number: int) -> None:
        if number not in self._recalled:
            self._recalled.add(number)
            self._worker.tell(Kind.RECALL, json.dumps([number, 0]).encode())

    @property
    def fresh(self) -> bool:
        """Whether its process reads the data as others would be started to."""
        return self._worker.held is self._pool.held and not self._worker.lost

    def silent(self, now: float) -> float:
        """Seconds since the process told something. It does many times a second, unless it is stuck."""
        return now - self._heard

    def give_up(self) -> None:
        """Ends a process that is stuck."""
        self._worker.interrupt(TimeoutError())
