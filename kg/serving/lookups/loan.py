"""One connection that is lent: what is told of it, what its client may still ask, and how it comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from starlette.types import Scope

from kg.serving.http.connection import IN_A_ROW, LimitedProtocol
from kg.serving.http.noting import Note
from kg.serving.http.rates import Rates, client_of
from kg.serving.lookups.terms import Answered, Returned, Terms
from kg.serving.operations.journal import Journal

SELDOM = 100  # look-ups after which a connection is lent again that came back soon, time after time
SOON = 8  # requests


class Loan:
    """From the decision to lend a connection until it is back."""

    def __init__(self, connection: LimitedProtocol, scope: Scope, terms: Terms, journal: Journal, rates: Rates | None) -> None:
        self.terms = terms
        self._connection, self._journal, self._rates = connection, journal, rates
        self._scope = {"method": scope["method"], "path": scope["path"], "client": scope["client"]}
        self._left = terms.allowance
        self._count = 0

    def begin(self, recall: Callable[[], None]) -> int | None:
        """The number of the connection's socket; None: a request came meanwhile, and it is lent after the next."""
        number = self._connection.lend(recall)
        if number is None:
            self._connection.lookups = self._connection.lent_after - 1
        return number

    def tell(self, answered: Sequence[Answered]) -> None:
        """Has the journal write down what was answered."""
        self._count += len(answered)
        self._left -= len(answered)
        for each in answered:
            note = Note(route="/sparql", status=each.status, size=each.size, content_type=each.content_type.encode())
            note.query, note.version, note.waited = each.query, self.terms.version, each.waited
            self._journal.tell(self._scope, note, each.took)

    def more(self, requests: int) -> bool:
        """Takes so many requests more off those that its client may ask; False: it has too few left."""
        if self._rates is None:
            return True
        taken = self._rates.take(client_of(self._scope), requests)
        self._left += requests * taken
        return taken

    def end(self, back: Returned) -> None:
        """The connection is back."""
        self.tell(back.answered)
        self.settle()
        self._connection.lent_after = IN_A_ROW if self._count >= SOON else min(SELDOM, 2 * self._connection.lent_after)
        self._connection.take_back(back.unsent, back.unread)

    def lose(self) -> None:
        """The process has ended, and nobody knows what it has sent."""
        self._connection.drop()

    def settle(self) -> None:
        """What was not used of the allowance is the client's again."""
        if self._rates is not None:
            self._rates.put_back(client_of(self._scope), self._left)
