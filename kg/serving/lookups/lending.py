"""Lends connections of clients that ask look-ups in a row to processes that have the data, which answer without the server's help.

A look-up takes a tenth of a millisecond to evaluate; from the connection to another process and back it takes four times as long. The
server keeps its own end of a connection that is lent, and does not read from it meanwhile. It is told afterwards what was answered, for
the journal and the rate of the client; whatever is not a look-up comes back to it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence

from starlette.types import Scope

from kg.serving.endpoint import Service
from kg.serving.execution import QueryRequest
from kg.serving.http.connection import IN_A_ROW, LimitedProtocol, connection_of
from kg.serving.http.noting import Note
from kg.serving.http.problems import log
from kg.serving.http.rates import Rates, client_of
from kg.serving.lookups.shape import is_lookup
from kg.serving.lookups.terms import Answered, Returned, Terms
from kg.serving.operations.journal import Journal
from kg.serving.source import Source
from kg.serving.workers.frames import Kind
from kg.serving.workers.handles import Worker, WorkerLost
from kg.serving.workers.pools import Pool
from kg.serving.workers.processes import ProcessExecutor
from kg.serving.workers.watchdog import Watchdog

SELDOM = 100  # look-ups after which it is lent again that came back soon, time after time
SOON = 8  # requests
ALLOWANCE = 64  # requests that a process may answer before it is allowed more
ANY_NUMBER = 1 << 30  # where the rate has no limit
LONGEST = 8 << 10  # bytes of the head of a look-up
BACK_WITHIN = 2.0  # seconds in which connections come back when the server stops


class Lending:
    """Knows which connections are lent, and lends more."""

    def __init__(self, service: Service, executor: ProcessExecutor, journal: Journal, rates: Rates | None, headers: bytes) -> None:
        self.service, self.executor, self.journal, self.rates = service, executor, journal, rates
        self.watchdog = Watchdog()
        self.closed = False
        self._headers = headers
        self._loans: dict[Loan, asyncio.Task[None]] = {}

    def answered(self, scope: Scope, query: QueryRequest, source: Source) -> None:
        """Is told of a query that has been answered on the short way; may lend the connection that it came on."""
        connection = connection_of(scope)
        if self.closed or source.writable or len(self._loans) >= self.service.settings.lookups:
            return
        connection.lookups = connection.lookups + 1 if is_lookup(query.text) else 0
        if connection.lookups < connection.lent_after:
            return
        connection.lookups = 0
        if self.rates is None or self.rates.take(client_of(scope), ALLOWANCE):
            self._lend(Loan(self, connection, scope, source, self._terms(scope, query, source)))

    def _terms(self, scope: Scope, query: QueryRequest, source: Source) -> Terms:
        longest = min(LONGEST, self.service.settings.max_head)
        allowance = ANY_NUMBER if self.rates is None else ALLOWANCE
        return Terms(
            path=scope["path"],
            version=source.version,
            base=query.base,
            view=query.view,
            headers=self._headers,
            longest=longest,
            allowance=allowance,
        )

    def _lend(self, loan: Loan) -> None:
        task = self._loans[loan] = asyncio.get_running_loop().create_task(loan.run())
        task.add_done_callback(lambda _: self._loans.pop(loan))

    def recall(self) -> None:
        """Asks for all connections back, and lends no more."""
        self.closed = True
        for loan in self._loans:
            loan.recall()

    async def close(self) -> None:
        """Waits until they are back."""
        self.recall()
        if tasks := tuple(self._loans.values()):
            _, late = await asyncio.wait(tasks, timeout=BACK_WITHIN)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)


class Loan:
    """One connection that is lent to one process."""

    def __init__(self, lending: Lending, connection: LimitedProtocol, scope: Scope, source: Source, terms: Terms) -> None:
        self._lending, self._connection, self._source, self._terms = lending, connection, source, terms
        self._scope = {"method": scope["method"], "path": scope["path"], "client": scope["client"]}
        self._left = terms.allowance
        self._count = 0
        self._worker: Worker | None = None
        self._pool: Pool | None = None
        self._recalled = False
        self._heard = 0.0  # when the process told something, by the event loop's time

    async def run(self) -> None:
        """From the start of a process, where none is idle, until the connection is back."""
        try:
            pool, worker = await self._lending.executor.borrow(self._source)
        except WorkerLost:
            self._settle()
            return
        number = None if self._lending.closed else self._connection.lend(self.recall)
        if number is None:  # a request came meanwhile; the next process will be there at once
            self._connection.lookups = self._connection.lent_after - 1
            pool.put(worker, tired=False)
        else:
            await self._follow(pool, worker, number)
        self._settle()

    async def _follow(self, pool: Pool, worker: Worker, number: int) -> None:
        self._pool, self._worker = pool, worker
        self._lending.watchdog.watch(self)
        try:
            back = await self._returned(worker, number)
        except BaseException as error:
            self._connection.drop()
            self._left = 0
            await pool.end(worker)
            if not isinstance(error, WorkerLost | TimeoutError):
                raise
            log.warning("a process that answered look-ups has ended, and with it the connection of a client")
        else:
            pool.put(worker, tired=back.tired)
            self._tell(back.answered)
            self._connection.lent_after = IN_A_ROW if self._count >= SOON else min(SELDOM, 2 * self._connection.lent_after)
            self._connection.take_back(back.unsent, back.unread)
        finally:
            self._lending.watchdog.leave(self)

    async def _returned(self, worker: Worker, number: int) -> Returned:
        """Lends the connection, and waits until it is given back."""
        self._hear()
        worker.lend(number, self._terms.as_json())
        while True:
            kind, told = await worker.next()
            self._hear()
            if kind is Kind.BACK:
                return Returned.from_json(told)
            answered = [Answered(*each) for each in json.loads(told)]
            self._tell(answered)
            self._allow(worker, len(answered))

    def _hear(self) -> None:
        self._heard = asyncio.get_running_loop().time()

    def _tell(self, answered: Sequence[Answered]) -> None:
        """Has the journal write down what the process has answered."""
        self._count += len(answered)
        self._left -= len(answered)
        self._lending.service.metrics.lookups.inc(len(answered))
        for each in answered:
            note = Note(
                route="/sparql", status=each.status, size=each.size, query=each.query, version=self._terms.version, waited=each.waited
            )
            note.content_type = each.content_type.encode()
            self._lending.journal.tell(self._scope, note, each.took)

    def _allow(self, worker: Worker, number: int) -> None:
        rates = self._lending.rates
        if rates is None:
            return
        if rates.take(client_of(self._scope), number):
            self._left += number
            worker.tell(Kind.ALLOW, b"%d" % number)
        else:
            self.recall()

    def _settle(self) -> None:
        """What was not used of the allowance is the client's again."""
        if self._lending.rates is not None:
            self._lending.rates.put_back(client_of(self._scope), self._left)

    def recall(self) -> None:
        """Asks for the connection back."""
        if self._worker is not None and not self._recalled:
            self._recalled = True
            self._worker.tell(Kind.RECALL)

    def look(self, now: float) -> None:
        """Recalls what should be answered otherwise: from a newer version, or from memory. A process that is stuck is given up."""
        if self._worker is None or self._pool is None:
            return
        if self._source is not self._lending.service.catalogue.present or self._worker.held is not self._pool.held:
            self.recall()
        if now - self._heard > self._lending.service.settings.timeout:
            self._worker.interrupt(TimeoutError())
