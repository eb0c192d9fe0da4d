"""Lends connections of clients that ask look-ups in a row to processes that have the data, which answer without the server's help.

A look-up takes a tenth of a millisecond to evaluate; from the connection to another process and back it takes four times as long. The
server keeps its own end of a connection that is lent, and does not read from it meanwhile. It is told afterwards what was answered, for
the journal and the rate of the client; whatever is not a look-up comes back to it.
"""

from __future__ import annotations

import asyncio
import os
from itertools import count

from starlette.types import Scope

from kg.serving.endpoint import Service
from kg.serving.execution import QueryRequest
from kg.serving.http.connection import connection_of
from kg.serving.http.rates import Rates, client_of
from kg.serving.lookups.desk import Desk
from kg.serving.lookups.loan import Loan
from kg.serving.lookups.shape import find_lookup
from kg.serving.lookups.terms import Terms
from kg.serving.operations.journal import Journal
from kg.serving.source import Source
from kg.serving.workers.handles import WorkerLost
from kg.serving.workers.pools import Background
from kg.serving.workers.processes import ProcessExecutor
from kg.serving.workers.watchdog import Watchdog

ALLOWANCE = 64  # requests that a process may answer before it is allowed more
ANY_NUMBER = 1 << 30  # where the rate has no limit
LONGEST = 8 << 10  # bytes of the head of a look-up
BACK_WITHIN = 2.0  # seconds in which connections come back when the server stops
LOOK = 0.02  # seconds between two looks meanwhile
DESKS = os.cpu_count() or 1


class Lending:
    """Knows which connections are lent, and lends more."""

    def __init__(self, service: Service, executor: ProcessExecutor, journal: Journal, rates: Rates | None, headers: bytes) -> None:
        self._service, self._executor, self._journal, self._rates = service, executor, journal, rates
        self._headers = headers
        self._numbers = count()
        self._desks: list[Desk] = []
        self._beginning = 0
        self._closed = False
        self._background, self._watchdog = Background(), Watchdog()

    def answered(self, scope: Scope, query: QueryRequest, source: Source) -> None:
        """Is told of a query that has been answered on the short way; may lend the connection that it came on."""
        connection = connection_of(scope)
        if self._closed or source.writable or self._lent >= self._service.settings.lookups:
            return
        connection.lookups = connection.lookups + 1 if find_lookup(query.text) else 0
        if connection.lookups < connection.lent_after:
            return
        connection.lookups = 0
        if self._rates is None or self._rates.take(client_of(scope), ALLOWANCE):
            loan = Loan(connection, scope, self._terms(scope, query, source), self._journal, self._rates)
            self._beginning += 1
            self._background.start(self._begin(loan, source))

    @property
    def _lent(self) -> int:
        return self._beginning + sum(len(desk.loans) for desk in self._desks)

    def _terms(self, scope: Scope, query: QueryRequest, source: Source) -> Terms:
        return Terms(
            number=next(self._numbers),
            path=scope["path"],
            version=source.version,
            base=query.base,
            view=query.view,
            headers=self._headers,
            longest=min(LONGEST, self._service.settings.max_head),
            allowance=ANY_NUMBER if self._rates is None else ALLOWANCE,
        )

    async def _begin(self, loan: Loan, source: Source) -> None:
        """Lends a connection to the process with the fewest, or to another as long as there are processors for more."""
        try:
            desk = self._least(source) or await self._more(source)
            lent = not self._closed and desk.lend(loan)
        except WorkerLost:
            lent = loan.terms.number in {number for desk in self._desks for number in desk.loans}  # then it is closed with its process
        finally:
            self._beginning -= 1
        if not lent:
            loan.settle()

    def _least(self, source: Source) -> Desk | None:
        """The process that a connection is lent to; None: there may be another."""
        usable = [desk for desk in self._desks if desk.source is source and desk.fresh]
        return min(usable, key=lambda desk: len(desk.loans)) if len(usable) >= DESKS else None

    async def _more(self, source: Source) -> Desk:
        """A process more.

        Raises:
            WorkerLost: it can't be started.
        """
        pool, worker = await self._executor.borrow(source)
        if (found := self._least(source)) is not None:  # others came first
            pool.put(worker, tired=False)
            return found
        desk = Desk(source, pool, worker, self._service.metrics.lookups.inc)
        self._desks.append(desk)
        self._background.start(self._run(desk))
        return desk

    async def _run(self, desk: Desk) -> None:
        """From the first connection of a process to its last."""
        self._watchdog.watch(self)
        try:
            await desk.run()
        finally:
            self._desks.remove(desk)
            if not self._desks:
                self._watchdog.leave(self)

    def look(self, now: float) -> None:
        """Recalls what should be answered otherwise: from a newer version, or from memory. A process that is stuck is given up."""
        for desk in self._desks:
            if desk.source is not self._service.catalogue.present or not desk.fresh:
                desk.recall()
            if desk.silent(now) > self._service.settings.timeout:
                desk.give_up()

    def recall(self) -> None:
        """Asks for all connections back, and lends no more."""
        self._closed = True
        for desk in self._desks:
            desk.recall()

    async def close(self) -> None:
        """Waits until they are back."""
        self.recall()
        until = asyncio.get_running_loop().time() + BACK_WITHIN
        while self._desks and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(LOOK)
        await self._background.stop()
